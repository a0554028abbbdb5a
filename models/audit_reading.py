"""What the self-check is told of a board: read in bulk, and only of what may be wrong of late.

An action is looked at while something of it was queued in the last 30 WDs, waits, or was decided
in them, or while it is open and should have been told something: overdue, undated, due before
long, newly dated, or of a post with a new holder.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlmodel import Session, col

from models.action_reading import action_facts
from models.answers import Decision, Stop
from models.audit_beside import causes, changed_tenures, packs_made, secretary_told
from models.audit_outbox import arrived_twice, last_accepted_on, left_messages, left_notices
from models.board_steps_reading import with_steps
from models.governance import Board
from models.history import History
from models.ledger import Notice, Run
from models.people import Tenure
from models.plan import Action, ActionLead, DueVersion
from models.rules.audit_facts import LOOKS_BACK_WD, Audited, RunDay
from models.rules.calendar import ONE_DAY, plus_months
from models.rules.facts import BoardFacts
from models.rules.words import NoticeState, Progress, Step, StopKind

# A list of the month names what is due within 45 days; a board may have it name more.
SPARE_DAYS = 7
# What is recorded of these says nothing of who is to be told, or of when.
OF_THE_OUTBOX = ("run", "message", "notice", "audit", "pack", "schedule")


def audited(session: Session, board: BoardFacts, as_of: date, now: datetime) -> Audited:
    """A board as the self-check sees it; a fixed number of queries whatever its size."""
    since = board.calendar.minus(as_of, LOOKS_BACK_WD)
    board = with_steps(session, board, as_of)
    chosen = looked_at(board, since, as_of)
    actions = action_facts(session, chosen, as_of)
    first = _first_place(session, board.board_id, since)
    return Audited(
        board=board,
        as_of=as_of,
        now=now,
        actions=actions,
        runs=_runs(session, board.board_id, since, as_of),
        settled=_settled(session, chosen),
        settled_on=_settled_on(session, board.board_id, first),
        changed_tenures=changed_tenures(session, board.board_id, first),
        causes=causes(session, chosen, actions, board),
        notices=left_notices(session, board.board_id),
        messages=left_messages(session, board.board_id),
        arrived_twice=arrived_twice(session, board.board_id, since),
        last_accepted_on=last_accepted_on(session, board.board_id),
        next_on=_next_on(session, chosen),
        asked_all_on=_asked_all_on(session, board.board_id),
        secretary_told=secretary_told(session, board.board_id, since),
        packs_made=packs_made(session, board),
    )


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


# --- Which actions -------------------------------------------------------------------------------


def looked_at(board: BoardFacts, since: date, as_of: date) -> Select[Any]:
    """The ids of the actions that are looked at; closed ones of long ago are not."""
    lately = select(col(Run.id)).where(col(Run.board_id) == board.board_id, col(Run.as_of) >= since)
    decided = select(col(Decision.action_id)).where(
        col(Decision.board_id) == board.board_id, col(Decision.recorded_at) >= _begin(since)
    )
    told = select(col(Notice.action_id)).where(col(Notice.run_id).in_(lately))
    waits = select(col(Notice.action_id)).where(
        col(Notice.board_id) == board.board_id, col(Notice.state) == NoticeState.WAITING
    )
    return select(col(Action.id)).where(
        col(Action.board_id) == board.board_id,
        col(Action.struck_on).is_(None),
        or_(
            col(Action.id).in_(told.where(col(Notice.action_id).is_not(None))),
            col(Action.id).in_(waits.where(col(Notice.action_id).is_not(None))),
            col(Action.id).in_(decided.where(col(Decision.action_id).is_not(None))),
            and_(~_closed(as_of), _expects(board, since, as_of)),
            col(Action.id).in_(_asked_for_impact(board, since, as_of)),
        ),
    )


def _closed(as_of: date) -> Any:
    return exists().where(
        col(Stop.action_id) == col(Action.id),
        col(Stop.kind) == StopKind.CLOSURE,
        col(Stop.struck_on).is_(None),
        col(Stop.from_on) <= as_of,
        or_(col(Stop.until_on).is_(None), col(Stop.until_on) > as_of),
    )


def _asked_for_impact(board: BoardFacts, since: date, as_of: date) -> Select[Any]:
    """The actions closed so many months ago that an impact check fell in the days looked at."""
    windows = [
        col(Stop.from_on).between(
            plus_months(since, -months) - ONE_DAY * SPARE_DAYS,
            plus_months(as_of, -months) + ONE_DAY * SPARE_DAYS,
        )
        for months in board.policy.reminders.impact_months
    ]
    return select(col(Stop.action_id)).where(
        col(Stop.kind) == StopKind.CLOSURE,
        col(Stop.closed_as) == Progress.CLOSED_ACCEPTED,
        col(Stop.struck_on).is_(None),
        or_(*windows),
    )


def _expects(board: BoardFacts, since: date, as_of: date) -> Any:
    """True of an open action that may have been owed something in the days looked back on."""
    ahead = as_of + timedelta(days=board.policy.reminders.month_days_ahead + SPARE_DAYS)
    dated = exists().where(
        col(DueVersion.action_id) == col(Action.id),
        col(DueVersion.struck_on).is_(None),
        or_(
            col(DueVersion.due_on).is_(None),
            col(DueVersion.due_on) <= ahead,
            col(DueVersion.from_on) >= since,
        ),
    )
    handed_over = exists().where(
        col(ActionLead.action_id) == col(Action.id),
        col(ActionLead.struck_on).is_(None),
        col(Tenure.post_id) == col(ActionLead.post_id),
        or_(col(Tenure.from_on) >= since, col(ActionLead.from_on) >= since),
    )
    return or_(dated, handed_over, col(Action.next_on).is_(None))


# --- What is known of them -----------------------------------------------------------------------


def _runs(session: Session, board_id: int, since: date, as_of: date) -> tuple[RunDay, ...]:
    rows: Any = session.execute(
        select(col(Run.as_of), col(Run.exceptions))
        .where(
            col(Run.board_id) == board_id,
            col(Run.quiet).is_(False),
            col(Run.as_of) >= since,
            col(Run.as_of) <= as_of,
        )
        .order_by(col(Run.as_of), col(Run.id))
    )
    return tuple(RunDay(on=on, unreached=_unreached(said or ())) for on, said in rows)


def _unreached(said: Iterable[dict[str, Any]]) -> frozenset[tuple[int, Step]]:
    return frozenset((one["action"], Step(one["step"])) for one in said)


def _settled(session: Session, chosen: Select[Any]) -> dict[int, date]:
    """Per action the last day on which the history has anything of it."""
    rows: Any = session.execute(
        select(col(History.action_id), func.max(col(History.recorded_at)))
        .where(col(History.action_id).in_(chosen))
        .group_by(col(History.action_id))
    )
    return {action: at.date() for action, at in rows}


def _first_place(session: Session, board_id: int, since: date) -> int | None:
    """Where the first run of the days looked back on stands in the history."""
    first = select(func.min(col(Run.id))).where(
        col(Run.board_id) == board_id, col(Run.as_of) >= since
    )
    query = select(col(History.seq)).where(
        col(History.what) == "run", col(History.subject_id) == first.scalar_subquery()
    )
    return session.execute(query).scalar()


def _settled_on(session: Session, board_id: int, first: int | None) -> date:
    """The last day on which people, meetings or rules of the board changed since a place."""
    if first is None:
        return date.min
    query = select(func.max(col(History.recorded_at))).where(
        col(History.board_id) == board_id,
        col(History.seq) >= first,
        col(History.action_id).is_(None),
        col(History.subject).not_in(OF_THE_OUTBOX),
    )
    at = session.execute(query).scalar()
    return at.date() if at else date.min


def _next_on(session: Session, chosen: Select[Any]) -> dict[int, date | None]:
    rows: Any = session.execute(
        select(col(Action.id), col(Action.next_on)).where(col(Action.id).in_(chosen))
    )
    return {action: on for action, on in rows}  # noqa: C416 - a row is no pair to the type checker


def _asked_all_on(session: Session, board_id: int) -> date | None:
    asked_on: date | None = session.execute(
        select(col(Board.asked_all_on)).where(col(Board.id) == board_id)
    ).scalar_one()
    return asked_on
