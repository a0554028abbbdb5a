"""When each action is next asked, and what is known of the runs there were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TypeVar, cast

from sqlalchemy import bindparam, func, or_, select, update
from sqlmodel import Session, col

from models.asking import firsts
from models.governance import Board
from models.ledger import Run
from models.plan import Action
from models.prepared import Prepared
from models.rules.policy_values import RUNS_LOOKED_AT

action = Action.__table__  # type: ignore[attr-defined]
PAGE = 1000
T = TypeVar("T")
_SENT = Prepared(
    select(col(Run.counted))
    .where(
        col(Run.board_id) == bindparam("board_id"),
        col(Run.counted) > 0,
        or_(col(Run.held_on).is_(None), col(Run.released_on).is_not(None)),
    )
    .order_by(col(Run.id).desc())
    .limit(RUNS_LOOKED_AT)
)
_THE_BOARD = col(Board.id) == bindparam("the_id")
_ASKED_ALL = Prepared(select(col(Board.asked_all_on)).where(_THE_BOARD))
NEXT_ON = Prepared(
    update(action)
    .where(action.c.id == bindparam("the_id"))
    .values(next_on=bindparam("day", type_=action.c.next_on.type))
)


def last_run_on(session: Session, board_id: int) -> date | None:
    """The latest day for which a run of the board was recorded."""
    query = select(func.max(col(Run.as_of))).where(col(Run.board_id) == board_id)
    return session.execute(query).scalar()


def newest_run_on(session: Session) -> date | None:
    """The latest day for which a run of any board was recorded."""
    return session.execute(select(func.max(col(Run.as_of)))).scalar()


def asked_all_on(session: Session, board_id: int) -> date | None:
    """The day on which every open action was last asked; None where a change undid it."""
    (asked_on,) = firsts(session, _ASKED_ALL, the_id=board_id)
    return cast("date | None", asked_on)


def sent_by_runs(session: Session, board_id: int) -> tuple[int, ...]:
    """What the board's runs sent that sent any and were not refused, the latest first (rule 12)."""
    return tuple(firsts(session, _SENT, board_id=board_id))


def ask_again(session: Session, days: Iterable[tuple[int, date | None]]) -> None:
    """Set the day on which each action is next asked; None for never."""
    for some in pages(days):
        rows = [{"the_id": action_id, "day": day} for action_id, day in some]
        NEXT_ON.run_many(session.connection(), rows)


def pages(some: Iterable[T]) -> Iterator[list[T]]:
    """A thousand at a time: as rows they take more than as what they are made of."""
    coming = iter(some)
    while page := list(islice(coming, PAGE)):
        yield page


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
    """Have every action of a board asked by the next run, whatever its `next_on`."""
    session.execute(update(Board).where(col(Board.id) == board_id).values(asked_all_on=None))
