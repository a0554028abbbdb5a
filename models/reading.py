"""Rows of the register, in bulk, as the frozen facts that rules take.

A fixed number of queries whatever the number of actions; no live row goes upward. As of a day
means: what holds from that day or before, with all that is recorded now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, or_
from sqlmodel import Session, col, select

from models.answers import Response, Stop
from models.governance import Agency, Board, Committee, CommitteeMember, Meeting, PolicyVersion
from models.ledger import Notice, Run
from models.people import Address, Post, Tenure
from models.plan import Action, ActionLead, DueVersion, Review
from models.rules.calendar import Calendar, cutoffs
from models.rules.committees import takes_pack
from models.rules.facts import (
    ActionFacts,
    BoardFacts,
    CommitteeFacts,
    Entry,
    MeetingFacts,
    PostFacts,
    Version,
)
from models.rules.facts import Stop as StopFacts
from models.rules.facts import Tenure as TenureFacts
from models.rules.policy import Policy
from models.rules.policy_file import parse_policy
from models.rules.words import (
    NoticeState,
    Progress,
    ResponseKind,
    StopKind,
    VersionCause,
)

CalendarOf = Callable[[Any, Policy, int, int], Calendar]
YEARS_AROUND = 3


@dataclass(frozen=True, slots=True)
class PolicyInForce:
    """The policy that holds on a day, and the row that notices name."""

    policy_id: int
    policy: Policy


def board_ids(session: Session) -> tuple[int, ...]:
    """The boards of the register, in the order in which they were entered."""
    return tuple(i for i in session.exec(select(Board.id).order_by(col(Board.id))) if i is not None)


def policy_in_force(session: Session, board_id: int, as_of: date) -> PolicyInForce:
    """The board's policy as of a day: the last one that holds from that day or before."""
    row = session.exec(
        select(PolicyVersion)
        .where(col(PolicyVersion.board_id) == board_id)
        .order_by(
            (col(PolicyVersion.holds_from) <= as_of).desc(), col(PolicyVersion.number).desc()
        )
        .limit(1)
    ).one()
    return PolicyInForce(row.id or 0, parse_policy(row.text, row.number))


def board_facts(
    session: Session,
    board_id: int,
    as_of: date,
    calendar_of: CalendarOf,
    *,
    until: date | None = None,
    policy: Policy | None = None,
) -> BoardFacts:
    """A board as of a day: its calendar, policy, posts, agencies, committees and last run.

    The calendar reaches `until` where that is given; a `policy` given is tried in place of the
    board's own.
    """
    board = session.exec(select(Board).where(col(Board.id) == board_id)).one()
    policy = policy or policy_in_force(session, board_id, as_of).policy
    first, last = _years(session, board_id, as_of, until or as_of)
    calendar = calendar_of(board.division, policy, first, last)
    undeliverable, unaddressed = _unreachable(session, board_id)
    return BoardFacts(
        board_id=board_id,
        name=board.name,
        calendar=calendar,
        policy=policy,
        posts=_posts(session, board_id),
        committees=_committees(session, board_id, calendar, policy),
        agencies=_agencies(session, board_id),
        independent_chair_id=board.independent_chair_post_id,
        accountable_body=board.accountable_body,
        undeliverable=undeliverable,
        unaddressed=unaddressed,
        previous_run_on=_previous_run(session, board_id, as_of),
    )


def _agencies(session: Session, board_id: int) -> dict[int, str]:
    query = select(col(Agency.id), col(Agency.name)).where(col(Agency.board_id) == board_id)
    return {i: name for i, name in session.connection().execute(query) if i is not None}


def _years(session: Session, board_id: int, as_of: date, until: date) -> tuple[int, int]:
    """The years a calendar must cover: of every date the register plans with, and some around."""
    table = (
        select(DueVersion.due_on)
        .join(Action, col(Action.id) == col(DueVersion.action_id))
        .where(col(Action.board_id) == board_id, col(DueVersion.due_on).is_not(None))
    )
    by_day = col(DueVersion.due_on)
    earliest = session.exec(table.order_by(by_day).limit(1)).first()
    latest = session.exec(table.order_by(by_day.desc()).limit(1)).first()
    years = [as_of.year, until.year, *(day.year for day in (earliest, latest) if day is not None)]
    return min(years) - 1, max(years) + YEARS_AROUND


def _previous_run(session: Session, board_id: int, as_of: date) -> date | None:
    """The last day before `as_of` on which a run looked at the board."""
    query = (
        select(Run.as_of)
        .where(col(Run.board_id) == board_id, col(Run.as_of) < as_of, col(Run.quiet).is_(False))
        .order_by(col(Run.as_of).desc())
        .limit(1)
    )
    return session.exec(query).first()


def _posts(session: Session, board_id: int) -> dict[int, PostFacts]:
    tenures: dict[int, list[TenureFacts]] = defaultdict(list)
    held = (
        select(Tenure.id, Tenure.post_id, Tenure.person_id, Tenure.from_on, Tenure.until_on)
        .join(Post, col(Post.id) == col(Tenure.post_id))
        .where(col(Post.board_id) == board_id)
        .order_by(col(Tenure.from_on), col(Tenure.id))
    )
    for i, post, person, start, end in session.connection().execute(held):
        tenures[post].append(
            TenureFacts(tenure_id=i, person_id=person, from_on=start, until_on=end)
        )
    query = (
        select(Post.id, Post.name, Post.agency_id, Post.kind, Post.deputy_post_id, Post.channel)
        .where(col(Post.board_id) == board_id)
        .order_by(col(Post.id))
    )
    return {
        i: PostFacts(
            post_id=i,
            name=name,
            agency_id=agency,
            kind=kind,
            deputy_id=deputy,
            channel=channel,
            tenures=tuple(tenures.get(i, ())),
        )
        for i, name, agency, kind, deputy, channel in session.connection().execute(query)
    }


def _unreachable(session: Session, board_id: int) -> tuple[frozenset[int], frozenset[int]]:
    """Persons whose address was refused, and persons who have no address."""
    query = select(Address.person_id, Address.undeliverable_on).where(
        col(Address.board_id) == board_id, col(Address.until_on).is_(None)
    )
    addressed: dict[int, bool] = {}
    for person, refused_on in session.connection().execute(query):
        addressed[person] = addressed.get(person, False) or refused_on is None
    held = (
        select(Tenure.person_id)
        .join(Post, col(Post.id) == col(Tenure.post_id))
        .where(col(Post.board_id) == board_id)
        .distinct()
    )
    holders = set(session.exec(held))
    refused = frozenset(person for person, good in addressed.items() if not good)
    return refused, frozenset(holders - addressed.keys())


def _committees(
    session: Session, board_id: int, calendar: Calendar, policy: Policy
) -> dict[int, CommitteeFacts]:
    members: dict[int, list[int]] = defaultdict(list)
    sits = (
        select(CommitteeMember.committee_id, CommitteeMember.post_id)
        .join(Committee, col(Committee.id) == col(CommitteeMember.committee_id))
        .where(col(Committee.board_id) == board_id)
        .order_by(col(CommitteeMember.place))
    )
    for committee, post in session.connection().execute(sits):
        members[committee].append(post)
    rows = session.exec(select(Committee).where(col(Committee.board_id) == board_id)).all()
    return {
        row.id: CommitteeFacts(
            committee_id=row.id,
            name=row.name,
            secretary_id=row.secretary_post_id,
            chair_id=row.chair_post_id,
            member_ids=tuple(members.get(row.id, ())),
            meetings=_meetings(session, row.id, calendar, policy),
        )
        for row in rows
        if row.id is not None
    }


def _meetings(
    session: Session, committee_id: int, calendar: Calendar, policy: Policy
) -> tuple[MeetingFacts, ...]:
    query = (
        select(Meeting.id, Meeting.held_on, Meeting.takes_pack)
        .where(col(Meeting.committee_id) == committee_id, col(Meeting.cancelled_on).is_(None))
        .order_by(col(Meeting.held_on))
    )
    rows = [
        row
        for row in session.connection().execute(query)
        if calendar.first.year < row[1].year < calendar.last.year
    ]
    said = {on for _, on, takes in rows if takes}
    explicit = any(takes is not None for _, _, takes in rows)
    packs = takes_pack([on for _, on, _ in rows], said if explicit else None)
    return tuple(
        MeetingFacts(
            meeting_id=i,
            on=on,
            freeze_on=cutoffs(on, calendar, policy.pack.cutoff_days).freeze_on,
            takes_pack=on in packs,
        )
        for i, on, _ in rows
        if i is not None
    )


# --- Actions -------------------------------------------------------------------------------


def owed_by(board_id: int, as_of: date) -> Select[Any]:
    """The ids of the actions to be asked as of a day: those whose `next_on` has come."""
    return select(col(Action.id)).where(
        col(Action.board_id) == board_id, col(Action.next_on) <= as_of
    )


def all_of(board_id: int) -> Select[Any]:
    """The ids of all the board's actions."""
    return select(col(Action.id)).where(col(Action.board_id) == board_id)


def of_review(review_id: int) -> Select[Any]:
    """The ids of a review's actions."""
    return select(col(Action.id)).where(col(Action.review_id) == review_id)


def open_of(board_id: int) -> Select[Any]:
    """The ids of the board's actions that may still be owed a notice."""
    return all_of(board_id).where(col(Action.next_on).is_not(None))


def some(ids: Iterable[int]) -> Select[Any]:
    """The ids given, as a selection."""
    return select(col(Action.id)).where(col(Action.id).in_(list(ids)))


def action_facts(session: Session, chosen: Select[Any], as_of: date) -> tuple[ActionFacts, ...]:
    """The facts of the chosen actions as of a day, in plan order; six queries in all."""
    versions = _versions(session, chosen, as_of)
    leads = _leads(session, chosen, as_of)
    stops = _stops(session, chosen, as_of)
    answers = _answers(session, chosen, as_of)
    ledger = _ledger(session, chosen, as_of)
    found = []
    for row in session.connection().execute(_actions(chosen)):
        history = versions.get(row[0])
        if history:
            found.append(_facts(row, history, leads, stops, answers, ledger, as_of))
    return tuple(found)


def _actions(chosen: Select[Any]) -> Any:
    return (
        select(
            Action.id,
            Action.reference,
            Action.review_id,
            Review.committee_id,
            Action.agency_id,
            Action.entered_on,
            Action.follow_from,
            Action.board_own,
            Action.priority,
            Action.entry_progress,
        )  # type: ignore[call-overload]
        .join(Review, col(Review.id) == col(Action.review_id))
        .where(col(Action.id).in_(chosen))
        .order_by(col(Action.review_id), col(Action.place), col(Action.id))
    )


def _facts(
    row: Any,
    history: list[Version],
    leads: dict[int, list[int]],
    stops: dict[int, list[StopFacts]],
    answers: dict[int, list[Any]],
    ledger: dict[int, list[Entry]],
    as_of: date,
) -> ActionFacts:
    i, reference, review, committee, agency, entered, follow, own, priority, progress = row
    said = answers.get(i, [])
    halted = tuple(stops.get(i, ()))
    return ActionFacts(
        action_id=i,
        reference=reference,
        review_id=review,
        committee_id=committee,
        agency_id=agency,
        entered_on=entered,
        leads=tuple(leads.get(i, ())),
        version=history[-1],
        original_due_on=next((v.due_on for v in history if v.due_on is not None), None),
        slips=sum(v.cause in (VersionCause.EXTENDED, VersionCause.PLAN_REVISED) for v in history),
        board_own=own,
        priority=priority,
        progress=progress_of(progress, said, halted, as_of),
        follow_from=follow,
        forecast_on=next((a[3] for a in reversed(said) if a[3] is not None), None),
        responded_on=said[-1][1] if said else None,
        stops=halted,
        ledger=tuple(ledger.get(i, ())),
    )


def progress_of(
    entered: Progress, said: list[Any], stops: tuple[StopFacts, ...], as_of: date
) -> Progress:
    """The progress of an action as of a day: closed, evidence in, or what the lead last said."""
    for stop in stops:
        if stop.covers(as_of) and stop.kind is StopKind.CLOSURE and stop.closed_as:
            return stop.closed_as
    if any(s.covers(as_of) and s.kind is StopKind.EVIDENCE for s in stops):
        return Progress.EVIDENCE_SUBMITTED
    words = [a[2] for a in said if a[2] is not None]
    if not words:
        return Progress.NOT_STARTED if entered.is_closed else entered
    return {
        ResponseKind.NOT_STARTED: Progress.NOT_STARTED,
        ResponseKind.IN_PROGRESS: Progress.IN_PROGRESS,
        ResponseKind.NOT_MINE: Progress.AWAITING_ALLOCATION,
        ResponseKind.EVIDENCE: Progress.IN_PROGRESS,
    }[words[-1]]


def _versions(session: Session, chosen: Select[Any], as_of: date) -> dict[int, list[Version]]:
    table = DueVersion
    query = (
        select(
            table.action_id,
            table.id,
            table.number,
            table.from_on,
            table.cause,
            table.date_state,
            table.due_on,
            table.as_written,
            table.read_as,
        )  # type: ignore[call-overload]
        .where(col(table.action_id).in_(chosen), col(table.struck_on).is_(None))
        .order_by(col(table.action_id), col(table.number))
    )
    found: dict[int, list[Version]] = defaultdict(list)
    for action, i, number, start, cause, state, due, written, read in session.connection().execute(query):
        if start <= as_of or number == 1:
            found[action].append(
                Version(
                    version_id=i,
                    number=number,
                    from_on=start,
                    cause=cause,
                    state=state,
                    due_on=due,
                    as_written=written,
                    read_as=read,
                )
            )
    return found


def _leads(session: Session, chosen: Select[Any], as_of: date) -> dict[int, list[int]]:
    query = (
        select(ActionLead.action_id, ActionLead.post_id)
        .where(
            col(ActionLead.action_id).in_(chosen),
            col(ActionLead.from_on) <= as_of,
            or_(col(ActionLead.until_on).is_(None), col(ActionLead.until_on) > as_of),
        )
        .order_by(col(ActionLead.action_id), col(ActionLead.place))
    )
    found: dict[int, list[int]] = defaultdict(list)
    for action, post in session.connection().execute(query):
        found[action].append(post)
    return found


def _stops(session: Session, chosen: Select[Any], as_of: date) -> dict[int, list[StopFacts]]:
    query = (
        select(Stop.action_id, Stop.kind, Stop.from_on, Stop.until_on, Stop.closed_as)
        .where(col(Stop.action_id).in_(chosen), col(Stop.from_on) <= as_of)
        .order_by(col(Stop.action_id), col(Stop.from_on), col(Stop.id))
    )
    found: dict[int, list[StopFacts]] = defaultdict(list)
    for action, kind, start, end, closed_as in session.connection().execute(query):
        found[action].append(
            StopFacts(kind=kind, from_on=start, until_on=end, closed_as=closed_as)
        )
    return found


def _answers(session: Session, chosen: Select[Any], as_of: date) -> dict[int, list[Any]]:
    """Per action its answers as (action, day, progress, forecast), the latest last."""
    query = (
        select(
            Response.action_id, Response.holds_from, Response.progress, Response.forecast_on
        )
        .where(
            col(Response.action_id).in_(chosen),
            col(Response.holds_from) <= as_of,
            col(Response.struck_on).is_(None),
        )
        .order_by(col(Response.action_id), col(Response.holds_from), col(Response.id))
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.connection().execute(query):
        found[row[0]].append(row)
    return found


def _ledger(session: Session, chosen: Select[Any], as_of: date) -> dict[int, list[Entry]]:
    """Per action its notices, withdrawn ones too: a list that was withdrawn is told again."""
    table = Notice
    query = (
        select(
            table.action_id,
            table.step,
            table.cause,
            table.post_id,
            table.person_id,
            table.first,
            table.state,
            table.recorded_on,
            table.told_on,
            table.for_post_id,
            table.for_words,
        )  # type: ignore[call-overload]
        .where(col(table.action_id).in_(chosen), col(table.recorded_on) <= as_of)
        .order_by(col(table.action_id), col(table.id))
    )
    found: dict[int, list[Entry]] = defaultdict(list)
    for row in session.connection().execute(query):
        found[row[0]].append(_entry(row, as_of))
    return found


def _entry(row: Any, as_of: date) -> Entry:
    """A line of the ledger as it stood on a day: what was told later was not told yet."""
    _, step, cause, post, person, first, state, recorded, told, meant, words = row
    if told is not None and told > as_of:
        state, told = NoticeState.WAITING, None
    return Entry(
        step=step,
        cause=cause,
        post_id=post,
        person_id=person,
        first=first,
        state=state,
        recorded_on=recorded,
        told_on=told,
        for_post_id=meant,
        for_words=words,
    )
