"""The register by hand: actions silenced, edited, added and split by the secretary.

No flow calls these: people do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlmodel import Session

from models import lookup
from models.action_reading import action_facts, all_of
from models.adding import record_addition, record_split
from models.board_reading import board_facts, board_ids
from models.chain import chain_end
from models.database import writing
from models.effects_writing import When
from models.hand_writing import record_handover, record_silence, record_title
from models.review_writing import find_review
from models.rules import by_hand as rules
from models.rules.by_hand import Adding, Editing
from models.rules.contacts import match_key
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.progress import refuse_not_secretary
from models.rules.recipients import lead_agency
from models.rules.words import StopKind
from tasks.acting import actor_of, allowed, facts_of, sits
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which open actions are meant: one, or all of a lead, an agency or a review."""

    action: str = ""
    lead: str = ""
    agency: str = ""
    review: str = ""


def silence(office: Office, chosen: Chosen, until: date, reason: str, *, by: str) -> list[str]:
    """The references of the actions that are silenced up to and including a day. Raises Refused.

    One that may not be silenced for so long has none of them silenced.
    """
    given = [word for word in (chosen.action, chosen.lead, chosen.agency, chosen.review) if word]
    if len(given) != 1:
        raise Refused("Name one action, or one of --lead, --agency and --review.")
    today = office.clock.today()
    with writing(office.engine) as session:
        pairs = _open(session, chosen, today)
        if not pairs:
            raise Refused(f"{given[0]}: there is no open action of it to silence.")
        for action, board in pairs:
            actor = actor_of(session, board, by, today, prefer=sits(board, action))
            asked = partial(rules.silence, action, actor, board, today)
            effects = allowed(partial(asked, until=until, reason=reason))
            when = When(holds_from=today, at=office.clock.now())
            new = effects.opens[0]
            record_silence(session, board.board_id, action, new, by=actor, when=when)
        return [action.reference for action, _ in pairs]


def _open(session: Session, chosen: Chosen, day: date) -> list[tuple[ActionFacts, BoardFacts]]:
    """The actions that are meant, with their boards; of many, those that are open."""
    if chosen.action:
        return [facts_of(session, chosen.action, day)]
    found = []
    for board_id in board_ids(session):
        chain_end(session, board_id)
        board = board_facts(session, board_id, day, board_calendar)
        actions = action_facts(session, all_of(board_id), day)
        found += [(a, board) for a in actions if _is_meant(a, board, chosen, day)]
    return found


def _is_meant(action: ActionFacts, board: BoardFacts, chosen: Chosen, day: date) -> bool:
    if action.stopped(day, StopKind.CLOSURE) or action.entered_on > day:
        return False
    leads = {match_key(board.posts[lead].name) for lead in action.leads}
    agency = board.agencies.get(lead_agency(action, board), "")
    return (
        (not chosen.lead or match_key(chosen.lead) in leads)
        and (not chosen.agency or match_key(chosen.agency) == match_key(agency))
        and (not chosen.review or action.reference.startswith(f"{chosen.review}/"))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What is to be changed of an action, in the words of people: posts by their names."""

    lead: str | None = None
    contributors: tuple[str, ...] | None = None
    short_title: str | None = None
    reason: str = ""


def edit(office: Office, reference: str, what: Edited, *, by: str) -> tuple[str, ...]:
    """The names of the posts that lead an action once it is edited, the accountable first.

    Raises Refused; then nothing is changed.
    """
    today = office.clock.today()
    with writing(office.engine) as session:
        action, board = facts_of(session, reference, today)
        actor = actor_of(session, board, by, today, prefer=sits(board, action))
        editing = _editing(session, board, what)
        leads = allowed(lambda: rules.edit(action, editing, actor, board, today))
        changes = leads != action.leads
        if not changes and editing.short_title is None:
            raise Refused(
                f"{reference}: nothing is changed; it is so already. --lead, --contributor and"
                " --short-title say what is to be."
            )
        when = When(holds_from=today, at=office.clock.now())
        if changes:
            record_handover(
                session, board.board_id, action, leads, editing.reason, by=actor, when=when
            )
        if editing.short_title is not None:
            record_title(session, board.board_id, action, editing, by=actor, when=when)
        return tuple(board.posts[post].name for post in leads)


def _editing(session: Session, board: BoardFacts, what: Edited) -> Editing:
    others = what.contributors
    return Editing(
        lead=_post(session, board, "--lead", what.lead) if what.lead else None,
        contributors=None
        if others is None
        else tuple(_post(session, board, "--contributor", name) for name in others if name),
        short_title=what.short_title,
        reason=what.reason,
    )


def _post(session: Session, board: BoardFacts, option: str, name: str) -> int:
    """The board's post of that name: a slip of the pen makes no new one."""
    found = lookup.post_named(session, board.board_id, name)
    if found is None:
        raise Refused(f"{option} {name}: there is no such post; `matters contacts` enters it.")
    return found


def add(
    office: Office,
    review: str,
    recommendation: str,
    text: str,
    *,
    lead: str,
    due_on: date | None,
    by: str,
) -> str:
    """The reference of an action that is added to a review. Raises Refused."""
    today = office.clock.today()
    with writing(office.engine) as session:
        known = lookup.review_board(session, review)
        row = find_review(session, known[1], review) if known else None
        if known is None or row is None:
            raise Refused(f"There is no review {review}; `matters import` enters one.")
        chain_end(session, known[1])
        board = board_facts(session, known[1], today, board_calendar)
        secretary = board.committees[row.committee_id].secretary_id
        actor = actor_of(session, board, by, today, prefer=(secretary,))
        what = Adding(
            recommendation=recommendation,
            text=text,
            lead=_post(session, board, "--lead", lead),
            due_on=due_on,
        )
        does = "adds an action"
        allowed(lambda: refuse_not_secretary(row.committee_id, actor, board, does))
        allowed(lambda: rules.refuse_addition(what, review, row.agreed_on, row.concluded_on))
        when = When(holds_from=today, at=office.clock.now())
        return record_addition(session, board, row, what, by=actor, when=when)


def split(
    office: Office, reference: str, *, by: str, text: str | None = None, lead: str = ""
) -> Sequence[str]:
    """The references of the parts that are split off an action. Raises Refused.

    Without a text each contributor has a part of their own; with one there is one part, which the
    same post leads unless another is named.
    """
    today = office.clock.today()
    with writing(office.engine) as session:
        action, board = facts_of(session, reference, today)
        actor = actor_of(session, board, by, today, prefer=sits(board, action))
        allowed(lambda: rules.refuse_split(action, actor, board, today))
        parts = _parts(session, board, action, text, lead)
        when = When(holds_from=today, at=office.clock.now())
        return record_split(session, board, action, parts, text=text, by=actor, when=when)


def _parts(
    session: Session, board: BoardFacts, action: ActionFacts, text: str | None, lead: str
) -> tuple[int, ...]:
    """The post that leads each part."""
    if text is None and lead:
        raise Refused("--lead: a part that is given a lead is given a --text as well.")
    if text is not None and not text.strip():
        raise Refused("--text: say what the part is to do.")
    if text is None:
        if len(action.leads) < 2:  # noqa: PLR2004 - one who leads alone
            raise Refused(
                f"{action.reference} has no contributors: name what is split off with --text."
            )
        return action.leads[1:]
    if lead:
        return (_post(session, board, "--lead", lead),)
    if not action.leads:
        raise Refused(f"{action.reference} has no lead: name the part's with --lead.")
    return action.leads[:1]
