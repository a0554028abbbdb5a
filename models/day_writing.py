"""What a run leaves in the register: its row, its notices, and when to ask each action again.

All in the caller's transaction: deciding and recording are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import bindparam, func, insert, or_, select, update
from sqlmodel import Session, col

from models.chain import Change, append, ledger_digest
from models.governance import Board
from models.ledger import Notice, Run
from models.plan import Action
from models.prepared import Prepared
from models.rules.notices import Day, Unreached
from models.rules.notices import Notice as Owed
from models.rules.words import NoticeState

notice = Notice.__table__  # type: ignore[attr-defined]
action = Action.__table__  # type: ignore[attr-defined]
# The storm guard's policy counts the last sixty; a board may count more, and no day is that long.
RUNS_LOOKED_AT = 250
PAGE = 1000
T = TypeVar("T")
NEW_NOTICES = Prepared(
    insert(notice),
    *("board_id", "run_id", "policy_id", "action_id", "step", "cause", "post_id", "person_id"),
    *("for_post_id", "for_words", "first", "copied", "state", "planned_on", "recorded_on"),
    *("reason", "held_on", "pack_id"),
)
run = Run.__table__  # type: ignore[attr-defined]
NEW_RUN = Prepared(
    insert(run).returning(run.c.id),
    *("board_id", "as_of", "started_at", "quiet", "scanned", "notices", "messages", "exceptions"),
    *("counted", "held_on"),
)
FINISH_RUN = Prepared(
    update(run)
    .where(run.c.id == bindparam("the_id"))
    .values(messages=bindparam("sent"), finished_at=bindparam("ended"))
)
_SENT = (
    select(col(Run.counted))
    .where(
        col(Run.board_id) == bindparam("board_id"),
        col(Run.counted) > 0,
        or_(col(Run.held_on).is_(None), col(Run.released_on).is_not(None)),
    )
    .order_by(col(Run.id).desc())
    .limit(RUNS_LOOKED_AT)
)
ASKED_ALL = select(col(Board.asked_all_on)).where(col(Board.id) == bindparam("the_id"))
NEXT_ON = Prepared(
    update(action)
    .where(action.c.id == bindparam("the_id"))
    .values(next_on=bindparam("day", type_=action.c.next_on.type))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A run as it was recorded: ids and counts only."""

    run_id: int
    board_id: int
    as_of: date
    quiet: bool
    scanned: int
    notices: int
    unreached: tuple[Unreached, ...] = ()
    vacancies: tuple[str, ...] = ()
    held: int = 0
    held_because: str = ""


def last_run_on(session: Session, board_id: int) -> date | None:
    """The latest day for which a run of the board was recorded."""
    query = select(func.max(col(Run.as_of))).where(col(Run.board_id) == board_id)
    return session.execute(query).scalar()


def asked_all_on(session: Session, board_id: int) -> date | None:
    """The day on which every open action was last asked; None where a change undid it."""
    asked_on: date | None = (
        session.connection().execute(ASKED_ALL, {"the_id": board_id}).scalar_one()
    )
    return asked_on


def record_day(
    session: Session,
    board_id: int,
    day: Day,
    *,
    policy_id: int,
    scanned: int,
    asked_all: bool,
    at: datetime,
) -> Recorded:
    """Record a run with what it owes; the notices are waiting from then on."""
    run_id = _run(session, board_id, day, scanned, at)
    for some in _pages(day.notices):
        rows = [_row(n, board_id, run_id, policy_id, day.as_of) for n in some]
        NEW_NOTICES.run_many(session.connection(), rows)
    ask_again(session, day.next_on)
    if asked_all:
        session.execute(
            update(Board).where(col(Board.id) == board_id).values(asked_all_on=day.as_of)
        )
    append(session, board_id, [_change(day, run_id, scanned)], at)
    return Recorded(
        run_id=run_id,
        board_id=board_id,
        as_of=day.as_of,
        quiet=day.quiet,
        scanned=scanned,
        notices=len(day.notices),
        unreached=day.unreached,
        vacancies=day.vacancies,
        held=len({n.person_id for n in day.notices if n.held}),
        held_because=day.held,
    )


def sent_by_runs(session: Session, board_id: int) -> tuple[int, ...]:
    """What the board's runs sent that sent any and were not refused, the latest first (rule 12)."""
    return tuple(session.connection().scalars(_SENT, {"board_id": board_id}))


def _run(session: Session, board_id: int, day: Day, scanned: int, at: datetime) -> int:
    values = {
        "board_id": board_id,
        "as_of": day.as_of,
        "started_at": at,
        "quiet": day.quiet,
        "scanned": scanned,
        "notices": len(day.notices),
        "messages": 0,
        "counted": day.counted,
        "held_on": day.as_of if day.held else None,
        "exceptions": [
            {"action": u.action_id, "step": u.step.value, "post": u.post_id, "words": u.words}
            for u in day.unreached
        ],
    }
    run_id: int = NEW_RUN.run(session.connection(), values).fetchone()[0]
    return run_id


def _row(owed: Owed, board_id: int, run_id: int, policy_id: int, as_of: date) -> dict[str, Any]:
    return {
        "board_id": board_id,
        "run_id": run_id,
        "policy_id": policy_id,
        "action_id": owed.action_id,
        "step": owed.step,
        "cause": owed.cause,
        "post_id": owed.post_id,
        "person_id": owed.person_id,
        "for_post_id": owed.for_post_id,
        "for_words": owed.for_words,
        "first": owed.first,
        "copied": owed.copy,
        "state": NoticeState.WAITING,
        "planned_on": owed.planned_on,
        "recorded_on": as_of,
        "reason": owed.reason,
        "held_on": as_of if owed.held else None,
        "pack_id": owed.pack_id,
    }


def _change(day: Day, run_id: int, scanned: int) -> Change:
    """One entry a run: the notices' own rows are the ledger, their digest stands in the chain."""
    number = len(day.notices)
    facts = {"as_of": day.as_of, "quiet": day.quiet, "scanned": scanned, "notices": number}
    if number:
        owed = ((n.action_id, n.step.value, n.cause, n.post_id) for n in day.notices)
        facts["digest"] = ledger_digest(owed)
    return Change(what="run", subject="run", subject_id=run_id, holds_from=day.as_of, facts=facts)


def ask_again(session: Session, days: Iterable[tuple[int, date | None]]) -> None:
    """Set the day on which each action is next asked; None for never."""
    for some in _pages(tuple(days)):
        rows = [{"the_id": action_id, "day": day} for action_id, day in some]
        NEXT_ON.run_many(session.connection(), rows)


def _pages(some: Sequence[T]) -> Iterator[Sequence[T]]:
    """A thousand at a time: as rows they take more than as what they are made of."""
    return (some[first : first + PAGE] for first in range(0, len(some), PAGE))


def ask_on(session: Session, action_ids: Iterable[int], day: date) -> None:
    """Have actions asked on a day at the latest: whatever changed, the rules are asked again."""
    later = or_(col(Action.next_on).is_(None), col(Action.next_on) > day)
    ids = list(action_ids)
    if ids:
        session.execute(
            update(Action)
            .where(col(Action.id).in_(ids), later)
            .values(next_on=day)
            .execution_options(synchronize_session=False)
        )


def ask_all(session: Session, board_id: int) -> None:
    """Have every open action of a board asked by the next run, whatever its `next_on`."""
    session.execute(update(Board).where(col(Board.id) == board_id).values(asked_all_on=None))


def finish_run(session: Session, run_id: int, messages: int, at: datetime) -> None:
    """Write down how many messages a run sent, and when it ended."""
    FINISH_RUN.run(session.connection(), {"the_id": run_id, "sent": messages, "ended": at})
