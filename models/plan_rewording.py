"""The plan's newer words, written: the row as it was stays, a new one stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from models.chain import Change, append, text_hash
from models.plan import Action, Recommendation
from models.recording import number
from models.rules.plan_actions import PlannedAction
from models.rules.plan_changes import CellChange, Known, follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """One action whose row a newer plan words otherwise, with the cells that are kept of it."""

    known: Known
    one: PlannedAction
    changes: tuple[CellChange, ...]
    cells: Mapping[str, str]

    @property
    def has_words(self) -> bool:
        """True where the action takes the plan's words too, not only what agrees already."""
        return not self.known.is_closed and "words" not in self.known.decided


def reword(
    session: Session,
    where: tuple[int, int],
    reworded: Iterable[Reworded],
    *,
    today: date,
    at: datetime,
) -> None:
    """Point actions of a review of a board to their rows' newer words, with an entry for each."""
    board_id, review_id = where
    changed = tuple(reworded)
    rows: dict[tuple[int, str], int] = {}
    for each in changed:
        key = (each.one.item.row, f"{each.has_words} {sorted(each.cells.items())}")
        if key not in rows:
            rows[key] = _row(session, review_id, each)
        _rewrite(session, each, rows[key])
    append(session, board_id, [_entry(each, today) for each in changed], at)


def _row(session: Session, review_id: int, each: Reworded) -> int:
    item = each.one.item
    row = Recommendation(
        review_id=review_id,
        place=item.row,
        number=item.number if each.has_words else each.known.words.number,
        section=each.known.words.section,
        text=item.recommendation if each.has_words else each.known.words.recommendation,
        written=dict(each.cells),
    )
    session.add(row)
    session.flush()
    return number(row)


def _rewrite(session: Session, each: Reworded, recommendation_id: int) -> None:
    item = each.one.item
    words: dict[str, Any] = {
        "key_actions": list(item.key_actions),
        "evidence_wanted": list(item.evidence),
        "outcomes": list(item.outcomes),
        "milestones": list(item.milestones),
        "extra": dict(item.extra),
    }
    session.execute(
        update(Action)
        .where(col(Action.id) == each.known.action_id)
        .values(recommendation_id=recommendation_id, **(words if each.has_words else {}))
    )


def _entry(each: Reworded, today: date) -> Change:
    cells: dict[str, Any] = {
        change.name: [text_hash(change.before), text_hash(change.after)]
        for change in follows(each.changes)
    }
    return Change(
        what="plan reworded",
        subject="action",
        subject_id=each.known.action_id,
        action_id=each.known.action_id,
        holds_from=today,
        facts={"cells": cells, "row_before": each.known.recommendation_id},
    )


def put_in_order(session: Session, review_id: int, order: Sequence[int]) -> None:
    """Give a review's actions, by their ids, the places of a newer plan's order."""
    query = select(col(Action.id), col(Action.place)).where(col(Action.review_id) == review_id)
    places = dict(session.execute(query).tuples().all())
    moved = [
        {"the_id": action, "new_place": place}
        for place, action in enumerate(order)
        if places[action] != place
    ]
    if moved:
        table = Action.__table__  # type: ignore[attr-defined]
        statement = (
            update(table)
            .where(table.c.id == bindparam("the_id"))
            .values(place=bindparam("new_place"))
        )
        session.connection().execute(statement, moved)
