"""How an action came into the register other than by its plan, and what was split off it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from models.answers import Correction
from models.history import History
from models.people import Post
from models.plan import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class HandLine:
    """What the secretary did by hand to an action as such: the day, which post, and words."""

    on: date
    recorded_on: date
    by: str
    words: str
    added: bool = False


def by_hand_of(session: Session, action_id: int, day: date) -> tuple[HandLine, ...]:
    """That an action was added, split, or split off another, by a day; nothing that was struck."""
    whole = session.scalar(select(col(Action.split_from_id)).where(col(Action.id) == action_id))
    query = (
        select(
            col(History.what),
            col(History.action_id),
            col(History.holds_from),
            col(History.recorded_at),
            col(History.facts),
        )
        .where(
            col(History.action_id).in_([action_id, *([whole] if whole else [])]),
            col(History.what).in_(("action added", "split")),
            col(History.holds_from) <= day,
            col(History.id).not_in(select(col(Correction.entry_id))),
        )
        .order_by(col(History.seq))
    )
    found = []
    for what, of, on, recorded_at, text in session.execute(query):
        facts = json.loads(text)
        words = _words(session, what, of, facts, action_id)
        if words:
            found.append(
                HandLine(
                    on=on,
                    recorded_on=recorded_at.date(),
                    by=_post(session, facts["post"]),
                    words=words,
                    added=what == "action added",
                )
            )
    return tuple(found)


def _words(session: Session, what: str, of: int, facts: dict[str, Any], action_id: int) -> str:
    """What an entry says of this action; nothing of its whole's other parts."""
    if what == "action added":
        return "added by hand" if of == action_id else ""
    if of == action_id:
        return f"{_references(session, facts['parts'])} split off"
    return f"split off from {_references(session, [of])}" if action_id in facts["parts"] else ""


def _references(session: Session, actions: Iterable[int]) -> str:
    query = select(col(Action.reference)).where(col(Action.id).in_(list(actions)))
    return ", ".join(session.scalars(query.order_by(col(Action.place))))


def _post(session: Session, post_id: int) -> str:
    return session.scalars(select(col(Post.name)).where(col(Post.id) == post_id)).one()
