"""What people do to a register, at random: each act by the function that its command calls."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from flows.story.import_plan import import_plan
from models.rules.progress import Deciding, Said
from models.rules.words import DecisionKind, ResponseKind
from tasks import answers, by_hand
from tasks.committee import enter_meeting
from tasks.corrections import correct
from tasks.decisions import decide
from tasks.looking import history
from tasks.office import straight
from tasks.plan_asked import Import
from tests.stories.world import (
    BOARD_MEMBER,
    CHAIR,
    DEPUTY,
    HEAD,
    HEADINGS,
    LEAD,
    MANAGER,
    SAFEGUARDING,
    SCHOOLS,
    SECRETARY,
    TRUST,
    World,
    row,
    write_csv,
)

COMMITTEE = "Review committee"
LEADS = (
    (LEAD, TRUST),
    (f"{LEAD}; {HEAD}", TRUST),
    (HEAD, SCHOOLS),
    (MANAGER, "The board itself"),
    ("", TRUST),
)
DATES = ("17 September 2010", "27 September 2010", "29 October 2010", "31 December 2010")
UNDATED = ("TBC", "Ongoing", "Immediately", "")
# Days of a plan, as it writes them, and who leads.
ROWS = st.tuples(st.sampled_from(DATES * 2 + UNDATED), st.sampled_from(LEADS))
SAID = st.sampled_from(
    (
        *(Said(progress=kind, note="As was said.") for kind in ResponseKind),
        Said(progress=ResponseKind.EVIDENCE, note="On the shelf."),
        Said(forecast_on=date(2011, 1, 31)),
        Said(extension_until=date(2011, 2, 28), reason="The trainer left."),
    )
)
DECIDED = st.sampled_from(
    [k for k in DecisionKind if k not in (DecisionKind.ADOPT, DecisionKind.CONCLUDE)]
    + [DecisionKind.ACCEPT, DecisionKind.EXTEND, DecisionKind.SET_DATE, DecisionKind.HOLD]
)
MOVING = st.sampled_from((LEAD, DEPUTY, HEAD, SAFEGUARDING, SECRETARY, BOARD_MEMBER))
BY = st.sampled_from((LEAD, LEAD, HEAD, SECRETARY, DEPUTY))
PICK = st.integers(0, 5)
BACK = st.sampled_from((0, 0, 0, 0, 2, 5))
DAYS = st.integers(1, 15)
AHEAD = st.integers(1, 60)


def enter(world: World, review: str, rows: list[tuple[str, tuple[str, str]]], follow: int) -> None:
    """A plan of a review of its own; with `follow` it is followed from some days later."""
    found = [
        row(str(n), due, lead=lead, agency=agency) for n, (due, (lead, agency)) in enumerate(rows)
    ]
    home = world.office.settings.home
    asked = Import(
        path=write_csv(home / "plan.csv", HEADINGS, found),
        review=review,
        title="Child Q",
        agreed_on=world.today,
        follow_from=world.today + timedelta(days=follow) if follow else None,
    )
    import_plan(straight(world.office), asked)


def say(world: World, action: str, said: Said, by: str, back: int) -> None:
    """What a lead, a contributor or the secretary for them says, today or of days before."""
    answers.respond(world.office, action, said, by=by, on=world.today - timedelta(days=back))


def resolve(world: World, action: str, kind: DecisionKind, ahead: int, **how: object) -> None:
    """What is decided: between meetings by the chair, or at a `meeting_on` and minuted.

    A return is the secretary's own where `by` says so.
    """
    by, into = str(how.get("by", CHAIR)), str(how.get("into", ""))
    what = Deciding(
        kind=kind,
        on=world.today - timedelta(days=int(str(how.get("back", 0)))),
        until=world.today + timedelta(days=ahead),
        interval_months=2 if kind is DecisionKind.INTERVAL else None,
        reason="as was discussed",
        chairs_action=by == CHAIR,
    )
    met = how.get("meeting_on")
    if isinstance(met, date):
        what = replace(what, on=met, meeting_on=met, minute="5", chairs_action=False)
    decide(world.office, action, what, by=by, into=into)


def hush(world: World, action: str, days: int) -> None:
    """The secretary silences an action for some days."""
    until = world.today + timedelta(days=days)
    chosen = by_hand.Chosen(action=action)
    by_hand.silence(world.office, chosen, until, "Moving.", by=SECRETARY)


def hand_over(world: World, action: str, lead: str, contributor: str) -> None:
    """The secretary names who leads an action, and who contributes."""
    what = by_hand.Edited(
        lead=lead, contributors=(contributor,) if contributor else None, reason="Moved."
    )
    by_hand.edit(world.office, action, what, by=SECRETARY)


def divide(world: World, action: str, text: str | None) -> None:
    """The secretary splits an action: among its leads, or a part off by a text."""
    by_hand.split(world.office, action, by=SECRETARY, text=text)


def write_in(world: World, review: str, number: str, ahead: int) -> None:
    """The secretary adds an action to a review; without a date where none is ahead."""
    due = world.today + timedelta(days=ahead) if ahead else None
    said = "Carry out one thing more"
    by_hand.add(world.office, review, number, said, lead=HEAD, due_on=due, by=SECRETARY)


def strike(world: World, back: int) -> None:
    """The secretary strikes one of the last entries of the history."""
    entries = history(world.office)
    seq = entries[-1 - min(back, len(entries) - 1)].seq
    correct(world.office, seq, "A slip.", by=SECRETARY)


def confirm(world: World, action: str) -> None:
    """The secretary accepts the proposed reading of a date."""
    answers.confirm(world.office, action, by=SECRETARY)


def meet(world: World, day: date, *, cancel: bool) -> None:
    """The committee will meet on a day, or will not."""
    at = world.office.clock.now()
    enter_meeting(world.office.engine, COMMITTEE, day, at, world.today, cancel=cancel)


def hold(world: World, post: str, person: str, address: str, last: date | None = None) -> None:
    """Somebody holds a post from today, or held it until a day."""
    until = last.isoformat() if last else ""
    from_on = "2010-01-01" if last else world.today.isoformat()
    world.contacts((post, person, address, from_on, until))
