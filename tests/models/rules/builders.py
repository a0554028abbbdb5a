"""A small board for the tests of the rules: its posts, its calendar, an action and its ledger.

The working days are those of England and Wales, 2009 to 2012, with the closure from 24 December to
1 January. Where a test counts, the days are written out beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from models.rules.calendar import Calendar, closures, cutoffs
from models.rules.facts import (
    ActionFacts,
    BoardFacts,
    CommitteeFacts,
    Entry,
    MeetingFacts,
    PolicyChange,
    PostFacts,
    Stop,
    Tenure,
    Version,
)
from models.rules.months import month_runs
from models.rules.policy import Policy
from models.rules.rehearsal import rehearse
from models.rules.words import (
    DateState,
    NoticeState,
    PostKind,
    Progress,
    Step,
    StopKind,
    VersionCause,
)

HOLIDAYS = {
    2009: ("01-01", "04-10", "04-13", "05-04", "05-25", "08-31", "12-25", "12-28"),
    2010: ("01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"),
    2011: ("01-03", "04-22", "04-25", "04-29", "05-02", "05-30", "08-29", "12-26", "12-27"),
    2012: ("01-02", "04-06", "04-09", "05-07", "06-04", "06-05", "08-27", "12-25", "12-26"),
}
CALENDAR = Calendar(
    date(2009, 1, 1),
    date(2012, 12, 31),
    frozenset(
        date.fromisoformat(f"{year}-{day}") for year, days in HOLIDAYS.items() for day in days
    )
    | frozenset(closures(2009, 2012, (("12-24", "01-01"),))),
)
POLICY = Policy()
START = date(2009, 1, 1)

HEALTH, HOUSING = 10, 11
LEAD, SECOND, SAFEGUARDING, BOARD_MEMBER = 1, 2, 3, 4
SECRETARY, CHAIR, MEMBER, INDEPENDENT, DEPUTY = 5, 6, 7, 8, 9
COMMITTEE = 1
POSTS = {
    LEAD: ("Lead of the service", HEALTH, PostKind.LEAD),
    SECOND: ("Second lead", HOUSING, PostKind.LEAD),
    SAFEGUARDING: ("Safeguarding lead", HEALTH, PostKind.SAFEGUARDING_LEAD),
    BOARD_MEMBER: ("Board member", HEALTH, PostKind.BOARD_MEMBER),
    SECRETARY: ("Secretary", None, PostKind.SECRETARY),
    CHAIR: ("Chair", None, PostKind.CHAIR),
    MEMBER: ("Member", None, PostKind.MEMBER),
    INDEPENDENT: ("Independent chair", None, PostKind.INDEPENDENT_CHAIR),
    DEPUTY: ("Deputy lead", HEALTH, PostKind.LEAD),
}


def day(text: str) -> date:
    """ "2010-10-15", read."""
    return date.fromisoformat(text)


def person(post_id: int) -> int:
    """The person who holds a post of the small board."""
    return 100 + post_id


def post(post_id: int, *tenures: Tenure, deputy: int | None = None) -> PostFacts:
    """A post, held by its own person throughout unless tenures are given."""
    name, agency, kind = POSTS[post_id]
    held = tenures or (holds(post_id, person(post_id)),)
    return PostFacts(
        post_id=post_id, name=name, agency_id=agency, kind=kind, deputy_id=deputy, tenures=held
    )


def holds(
    post_id: int, person_id: int, start: date = START, end: date | None = None, nth: int = 0
) -> Tenure:
    """A tenure; `nth` tells apart the tenures of one post."""
    return Tenure(
        tenure_id=1000 + 10 * post_id + nth, person_id=person_id, from_on=start, until_on=end
    )


def vacant(post_id: int, deputy: int | None = None) -> PostFacts:
    """A post that nobody has held since 2009 began."""
    return post(post_id, holds(post_id, person(post_id), START, START), deputy=deputy)


def meeting(on: str) -> MeetingFacts:
    """A meeting and the freeze of its papers, ten working days before it."""
    held = day(on)
    freeze = cutoffs(held, CALENDAR, POLICY.pack.cutoff_days).freeze_on
    return MeetingFacts(meeting_id=held.toordinal(), on=held, freeze_on=freeze)


def a_board(
    *changed: PostFacts,
    meetings: Iterable[str] = (),
    without: Iterable[int] = (),
    undeliverable: Iterable[int] = (),
    ran: str | None = None,
    policy: Policy = POLICY,
) -> BoardFacts:
    """The small board; `changed` posts replace its own, and `without` do not exist."""
    gone = set(without)
    posts = {i: post(i) for i in POSTS if i not in gone}
    posts.update({one.post_id: one for one in changed if one.post_id not in gone})
    committee = CommitteeFacts(
        committee_id=COMMITTEE,
        name="Standing committee",
        secretary_id=SECRETARY,
        chair_id=CHAIR,
        member_ids=(MEMBER,),
        meetings=tuple(meeting(on) for on in meetings),
    )
    return BoardFacts(
        board_id=1,
        name="Board",
        calendar=CALENDAR,
        policy=policy,
        posts=posts,
        committees={COMMITTEE: committee},
        agencies={HEALTH: "Health", HOUSING: "Housing"},
        independent_chair_id=None if INDEPENDENT in gone else INDEPENDENT,
        undeliverable=frozenset(undeliverable),
        month_runs=(day(ran),) if ran else (),
    )


def changed_board(on: str, before: BoardFacts, policy: Policy) -> BoardFacts:
    """The small board under a policy that is in force since a day."""
    return replace(a_board(policy=policy), change=PolicyChange(on=day(on), before=before))


def ran(board: BoardFacts, on: date) -> BoardFacts:
    """The board after a run."""
    return replace(board, month_runs=month_runs(board.month_runs, on))


def version(
    due: str | None,
    start: str,
    cause: VersionCause = VersionCause.ENTERED,
    number: int = 1,
    state: DateState | None = None,
) -> Version:
    """A version of the due date; one without a date is to be agreed unless told otherwise."""
    return Version(
        version_id=number,
        number=number,
        from_on=day(start),
        cause=cause,
        state=state or (DateState.DATED if due else DateState.TO_BE_AGREED),
        due_on=day(due) if due else None,
    )


def an_action(due: str | None = "2010-10-15", entered: str = "2010-08-02") -> ActionFacts:
    """An open action of one lead; by default due on Friday 15 October 2010.

    From there: R20 17 Sep, R5 8 Oct, R0 15 Oct, E1 18 Oct, E2 22 Oct, E3 29 Oct, E4 12 Nov and
    E5 10 Dec, with no bank holiday between.
    """
    return ActionFacts(
        action_id=1,
        reference="child-x/1",
        review_id=1,
        committee_id=COMMITTEE,
        agency_id=HEALTH,
        entered_on=day(entered),
        leads=(LEAD,),
        version=version(due, entered),
        original_due_on=day(due) if due else None,
    )


def told(
    step: Step,
    on: str,
    post_id: int = LEAD,
    *,
    cause: str = "v1",
    first: bool = True,
    instead_of: int | None = None,
) -> Entry:
    """A line of the ledger: queued and accepted on one day."""
    return Entry(
        step=step,
        cause=cause,
        post_id=post_id,
        person_id=person(post_id),
        first=first,
        state=NoticeState.TOLD,
        recorded_on=day(on),
        told_on=day(on),
        for_post_id=instead_of,
    )


def waits(step: Step, on: str, post_id: int = LEAD, *, cause: str = "v1") -> Entry:
    """A line that was queued and has not been accepted."""
    line = told(step, on, post_id, cause=cause)
    return replace(line, state=NoticeState.WAITING, told_on=None)


def withdrawn(line: Entry) -> Entry:
    """The same line, withdrawn."""
    return replace(line, state=NoticeState.WITHDRAWN)


def heard(action: ActionFacts, *lines: Entry, a_on: str | None = None) -> ActionFacts:
    """The action with A told on the day it was entered, or on `a_on`, and more lines."""
    first = told(Step.A, a_on or action.entered_on.isoformat(), cause=action.version.key)
    return replace(action, ledger=(first, *lines))


def stop(kind: StopKind, start: str, end: str | None = None) -> Stop:
    """A stop from a day to the day on which it ends; that day is not stopped any more."""
    return Stop(kind=kind, from_on=day(start), until_on=day(end) if end else None)


def closed(on: str, how: Progress = Progress.CLOSED_ACCEPTED) -> Stop:
    """A closure."""
    return replace(stop(StopKind.CLOSURE, on), closed_as=how)


def stopped(action: ActionFacts, *stops: Stop) -> ActionFacts:
    """The action with these stops."""
    return replace(action, stops=stops)


def answered(action: ActionFacts, on: str) -> ActionFacts:
    """The action, heard of on a day."""
    return replace(action, responded_on=day(on))


def played(action: ActionFacts, board: BoardFacts, start: str, end: str) -> dict[Step, list[str]]:
    """On which days each step is told to its first-named person, from one day to another."""
    found: dict[Step, list[str]] = {}
    for today in rehearse((action,), board, day(start), day(end)):
        for one in today.notices:
            if one.first:
                found.setdefault(one.step, []).append(today.on.isoformat())
    return found


def stages(action: ActionFacts, board: BoardFacts, start: str, end: str) -> list[str]:
    """ "E1 2010-10-18", for each stage told."""
    told_days = played(action, board, start, end)
    return [f"{s} {on}" for s in sorted(told_days) if s.is_stage for on in told_days[s]]


BOARD = a_board()
