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
from models.plan_writing import signed
from models.planned_rows import inserted
from models.rules.plan_actions import PlannedAction
from models.rules.plan_changes import CellChange, Known, follows
from models.rules.progress import Actor


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
    by: Actor | None = None,
) -> None:
    """Point actions of a review of a board to their rows' newer words, with an entry for each."""
    board_id, review_id = where
    changed = tuple(reworded)
    rows = {_key(each): _row(review_id, each) for each in changed}
    ids = dict(zip(rows, inserted(session, Recommendation, list(rows.values())), strict=True))
    # A statement names the columns that it sets: those that take the words, and the others.
    for has_words in (True, False):
        values = [_values(each, ids[_key(each)]) for each in changed if each.has_words is has_words]
        _set(session, values)
    append(session, board_id, signed((_entry(each, today) for each in changed), by), at)


def _key(each: Reworded) -> tuple[int, str]:
    """Actions of one row have one recommendation, where the same cells of it are kept."""
    return each.one.item.row, f"{each.has_words} {sorted(each.cells.items())}"


def _row(review_id: int, each: Reworded) -> dict[str, Any]:
    item = each.one.item
    return {
        "review_id": review_id,
        "place": item.row,
        "number": item.number if each.has_words else each.known.words.number,
        "section": each.known.words.section,
        "text": item.recommendation if each.has_words else each.known.words.recommendation,
        "written": dict(each.cells),
    }


def _values(each: Reworded, recommendation_id: int) -> dict[str, Any]:
    item = each.one.item
    row = {"the_id": each.known.action_id, "recommendation_id": recommendation_id}
    if not each.has_words:
        return row
    return {
        **row,
        "key_actions": list(item.key_actions),
        "evidence_wanted": list(item.evidence),
        "outcomes": list(item.outcomes),
        "milestones": list(item.milestones),
        "extra": dict(item.extra),
    }


def _set(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Give actions, by `the_id`, the other values of their rows: the same columns in each."""
    if rows:
        table = Action.__table__  # type: ignore[attr-defined]
        values = {
            name: bindparam(f"new_{name}", type_=table.c[name].type)
            for name in rows[0]
            if name != "the_id"
        }
        statement = update(table).where(table.c.id == bindparam("the_id")).values(values)
        renamed = [
            {name if name == "the_id" else f"new_{name}": value for name, value in row.items()}
            for row in rows
        ]
        session.connection().execute(statement, renamed)


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
    """Give a review's actions, by their ids, the places of a newer plan's order.

    An action that the plan does not have stays behind the one it stood behind.
    """
    if not order:
        return
    query = (
        select(col(Action.id), col(Action.place))
        .where(col(Action.review_id) == review_id)
        .order_by(col(Action.place), col(Action.id))
    )
    places = dict(session.execute(query).tuples().all())
    moved = [
        {"the_id": action, "place": place}
        for place, action in enumerate(_with_others(list(places), order))
        if places[action] != place
    ]
    _set(session, moved)


def _with_others(stood: Sequence[int], order: Sequence[int]) -> list[int]:
    """The order, with what is not in it behind what it stood behind."""
    listed = set(order)
    behind: dict[int, list[int]] = {0: []}
    last = 0
    for action in stood:
        if action in listed:
            last = action
        else:
            behind.setdefault(last, []).append(action)
    return [*behind[0], *(one for action in order for one in (action, *behind.get(action, ())))]
