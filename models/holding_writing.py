"""What is held is released or refused by a person, or lets go by itself at the gate's day.

Source: procedure.md, rule 12, and the review gate of the policy. All in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from models.asking import firsts
from models.chain import Change, append
from models.day_writing import ask_on
from models.ledger import Notice, Run
from models.outbox_statements import HELD
from models.prepared import Prepared
from models.reasons import append_because
from models.rules.holding import KEPT_BACK_WORDS
from models.rules.words import NoticeState

KEPT_BACK = (col(Notice.refused_on).is_not(None), col(Notice.released_on).is_(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a run or an escalation holds: its notices, and those a person kept back before."""

    run_id: int
    board_id: int
    notices: tuple[int, ...]
    kept_back: tuple[int, ...]
    whole_run: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Releasing:
    """Who lets go or keeps back, when, and why."""

    person_id: int
    today: date
    at: datetime
    reason: str = ""


def runs_held(session: Session, as_of: date) -> tuple[int, ...]:
    """The runs of a day that the storm guard holds and nobody has released or refused."""
    query = select(col(Run.id)).where(
        col(Run.as_of) == as_of,
        col(Run.held_on).is_not(None),
        col(Run.released_on).is_(None),
        col(Run.refused_on).is_(None),
    )
    return _numbers(session, query.order_by(col(Run.id)))


def held_by_run(session: Session, run_id: int) -> Held | None:
    """What a run holds; None where there is no such run."""
    run = session.get(Run, run_id)
    if run is None:
        return None
    return _held(session, run_id, run.board_id, col(Notice.run_id) == run_id, whole_run=True)


def held_notice(session: Session, notice_id: int) -> Held | None:
    """The escalation that a notice is part of: its step, to every post; None without such."""
    one = session.get(Notice, notice_id)
    if one is None:
        return None
    same = (
        (col(Notice.run_id) == one.run_id)
        & (col(Notice.action_id) == one.action_id)
        & (col(Notice.step) == one.step)
        & (col(Notice.cause) == one.cause)
    )
    return _held(session, one.run_id, one.board_id, same, whole_run=False)


def _held(session: Session, run_id: int, board_id: int, which: Any, *, whole_run: bool) -> Held:
    ids = select(col(Notice.id)).where(which).order_by(col(Notice.id))
    return Held(
        run_id=run_id,
        board_id=board_id,
        notices=_numbers(session, ids.where(*HELD)),
        kept_back=_numbers(session, ids.where(*KEPT_BACK)),
        whole_run=whole_run,
    )


def _numbers(session: Session, query: Any) -> tuple[int, ...]:
    return tuple(session.connection().scalars(query))


def release(session: Session, held: Held, by: Releasing) -> None:
    """Let what is held go, and let what was kept back be due again."""
    ids = (*held.notices, *held.kept_back)
    _set(session, ids, released_on=by.today)
    if held.whole_run:
        _mark_run(session, held.run_id, released_on=by.today)
    ask_on(session, _actions(session, ids), by.today)
    _tell(session, held, ids, "released", by)


def refuse(session: Session, held: Held, by: Releasing) -> None:
    """Withdraw what is held; its steps are not due again until it is released."""
    _set(
        session,
        held.notices,
        state=NoticeState.WITHDRAWN,
        withdrawn_because=f"{KEPT_BACK_WORDS}: {by.reason}",
        refused_on=by.today,
    )
    if held.whole_run:
        _mark_run(session, held.run_id, refused_on=by.today)
    ask_on(session, _actions(session, held.notices), by.today)
    _tell(session, held, held.notices, "refused", by)


def _set(session: Session, ids: Iterable[int], **values: object) -> None:
    session.execute(
        update(Notice)
        .where(col(Notice.id).in_(list(ids)))
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _mark_run(session: Session, run_id: int, **values: date) -> None:
    session.execute(
        update(Run)
        .where(col(Run.id) == run_id, col(Run.held_on).is_not(None))
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _actions(session: Session, ids: Iterable[int]) -> list[int]:
    query = select(col(Notice.action_id)).where(
        col(Notice.id).in_(list(ids)), col(Notice.action_id).is_not(None)
    )
    return [i for i in session.execute(query.distinct()).scalars() if i is not None]


def _tell(session: Session, held: Held, ids: Iterable[int], what: str, by: Releasing) -> None:
    change = Change(
        what=f"run {what}" if held.whole_run else f"escalation {what}",
        subject="run" if held.whole_run else "notice",
        subject_id=held.run_id if held.whole_run else min(ids, default=0),
        person_id=by.person_id,
        holds_from=by.today,
        facts={"notices": sorted(ids)},
    )
    append_because(session, held.board_id, change, by.reason, by.at)


_AT_GATE = Prepared(
    select(col(Notice.id))
    .join(Run, col(Run.id) == col(Notice.run_id))
    .where(col(Notice.board_id) == bindparam("board_id"), col(Run.held_on).is_(None))
    .where(col(Notice.held_on) <= bindparam("held_by"), *HELD)
    .order_by(col(Notice.id))
)


def let_go(session: Session, board_id: int, held_by: date, today: date, at: datetime) -> None:
    """Release by themselves the escalations that a gate has held since a day or before."""
    ids = firsts(session, _AT_GATE, board_id=board_id, held_by=held_by)
    if not ids:
        return
    _set(session, ids, released_on=today)
    change = Change(
        what="escalations let go",
        subject="board",
        subject_id=board_id,
        holds_from=today,
        facts={"notices": ids},
    )
    append(session, board_id, [change], at)
