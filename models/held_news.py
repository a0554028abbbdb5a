"""What is held for the secretary, as lines of the day's news: each with the command for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.ledger import Notice, Run
from models.outbox_statements import HELD
from models.plan import Action
from models.rules.date_words import day_words
from models.rules.letters import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """One entry of the secretary's day: under which part, of what, and what is to be said."""

    part: Part
    reference: str
    words: str
    action_id: int | None = None


def held_lines(session: Session, board_id: int) -> list[NewsLine]:
    """The runs and escalations that are held, each with the command that releases it."""
    return [*_held_runs(session, board_id), *_at_the_gate(session, board_id)]


def _held_runs(session: Session, board_id: int) -> Iterable[NewsLine]:
    rows: Iterable[Any] = session.execute(
        select(col(Run.id), col(Run.as_of), func.count(func.distinct(col(Notice.person_id))))
        .join(Notice, col(Notice.run_id) == col(Run.id))
        .where(col(Notice.board_id) == board_id, col(Run.held_on).is_not(None), *HELD)
        .group_by(col(Run.id), col(Run.as_of))
        .order_by(col(Run.id))
    )
    for run, as_of, persons in rows:
        what = "1 message is" if persons == 1 else f"{persons} messages are"
        yield _held_line(f"Run of {day_words(as_of)}", f"{what} held", f"{run}")


def _at_the_gate(session: Session, board_id: int) -> Iterable[NewsLine]:
    rows: Iterable[Any] = session.execute(
        select(func.min(col(Notice.id)), col(Action.id), col(Action.reference), col(Notice.step))
        .join(Run, col(Run.id) == col(Notice.run_id))
        .join(Action, col(Action.id) == col(Notice.action_id))
        .where(col(Notice.board_id) == board_id, col(Run.held_on).is_(None), *HELD)
        .group_by(col(Action.id), col(Action.reference), col(Notice.step), col(Notice.cause))
        .order_by(func.min(col(Notice.id)))
    )
    for notice, action, reference, step in rows:
        what = f"Step {step} waits at the review gate"
        yield _held_line(reference, what, f"n{notice}", action)


def _held_line(reference: str, what: str, which: str, action: int | None = None) -> NewsLine:
    words = f"{what}: matters release {which}, or matters refuse {which} with a reason."
    return NewsLine(part=Part.HELD, reference=reference, words=words, action_id=action)
