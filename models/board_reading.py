"""A board as of a day: its calendar and policy, and what its posts and committees are.

A fixed number of queries whatever the size of the board; no live row goes upward.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlmodel import Session, col

from models.asking import firsts, said
from models.committee_reading import committees
from models.governance import Agency, Board, Committee, Meeting
from models.ledger import Run
from models.plan import Action, DueVersion
from models.policy_reading import PolicyInForce, policy_in_force, under
from models.post_reading import posts, refused, unaddressed
from models.prepared import Prepared
from models.rules.calendar import Calendar
from models.rules.facts import BoardFacts
from models.rules.policy import Policy

CalendarOf = Callable[[Any, Policy, int, int], Calendar]
YEARS_AROUND = 3


def board_ids(session: Session) -> tuple[int, ...]:
    """The boards of the register, in the order in which they were entered."""
    return tuple(session.connection().scalars(select(col(Board.id)).order_by(col(Board.id))))


# A day's run asks these several times: writing one down costs more than asking it.
_BOARD = Prepared(
    select(
        col(Board.name),
        col(Board.division),
        col(Board.independent_chair_post_id),
        col(Board.accountable_body),
    ).where(col(Board.id) == bindparam("board_id"))
)
_RUNS = Prepared(
    select(col(Run.as_of))
    .where(
        col(Run.board_id) == bindparam("board_id"),
        col(Run.as_of) >= bindparam("since"),
        col(Run.as_of) < bindparam("day"),
        col(Run.quiet).is_(False),
    )
    .distinct()
    .order_by(col(Run.as_of))
)


def board_facts(
    session: Session,
    board_id: int,
    as_of: date,
    calendar_of: CalendarOf,
    *,
    until: date | None = None,
    policy: PolicyInForce | None = None,
    chosen: Select[Any] | None = None,
) -> BoardFacts:
    """A board as of a day: its calendar, policy, posts, agencies, committees and runs.

    The calendar reaches `until` where that is given. A `policy` given is known to be in force, or
    is tried in place of the board's own. `chosen` are the ids of the posts to be known; else all.
    """
    ((name, division, chair, body),) = said(session, _BOARD, board_id=board_id)
    held = policy or policy_in_force(session, board_id, as_of)
    first, last = _years(session, board_id, as_of, until or as_of)
    calendar = calendar_of(division, held.policy, first, last)
    facts = BoardFacts(
        board_id=board_id,
        name=name,
        calendar=calendar,
        policy=held.policy,
        posts=posts(session, board_id, chosen),
        committees=committees(session, board_id, calendar, held.policy),
        agencies=dict(said(session, _AGENCIES, board_id=board_id)),
        independent_chair_id=chair,
        accountable_body=body,
        undeliverable=refused(session, board_id),
        unaddressed=unaddressed(session, board_id, chosen),
        month_runs=_month_runs(session, board_id, as_of),
    )
    return under(facts, held, lambda one: calendar_of(division, one, first, last))


_AGENCIES = Prepared(
    select(col(Agency.id), col(Agency.name)).where(col(Agency.board_id) == bindparam("board_id"))
)


def _days_planned_with() -> Select[Any]:
    """The board's first and last due date, and its first meeting."""
    table = select(col(DueVersion.due_on)).where(
        col(DueVersion.due_on).is_not(None),
        exists().where(
            col(Action.id) == col(DueVersion.action_id),
            col(Action.board_id) == bindparam("board_id"),
        ),
    )
    by_day = col(DueVersion.due_on)
    ends: Iterable[Select[Any]] = (table.order_by(one).limit(1) for one in (by_day, by_day.desc()))
    met: Select[Any] = (
        select(func.min(col(Meeting.held_on)))
        .join(Committee, col(Committee.id) == col(Meeting.committee_id))
        .where(col(Committee.board_id) == bindparam("board_id"))
    )
    return select(*(one.scalar_subquery() for one in (*ends, met)))


_PLANNED_WITH = Prepared(_days_planned_with())


def _years(session: Session, board_id: int, as_of: date, until: date) -> tuple[int, int]:
    """The years a calendar must cover: of every date the register plans with, and some around."""
    (days,) = said(session, _PLANNED_WITH, board_id=board_id)
    years = [as_of.year, until.year, *(day.year for day in days if day is not None)]
    return min(years) - 1, max(years) + YEARS_AROUND


def _month_runs(session: Session, board_id: int, as_of: date) -> tuple[date, ...]:
    """The days of the month before `as_of` on which a run looked at the board."""
    since = as_of.replace(day=1)
    return tuple(firsts(session, _RUNS, board_id=board_id, since=since, day=as_of))
