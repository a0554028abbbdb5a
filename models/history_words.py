"""The words beside the chain: in which post somebody acted, why, and which date it changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.answers import Decision, Response
from models.people import Post
from models.plan import DueVersion

Act = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Acts:
    """Per act, an answer or a decision, what is kept of it outside of the chain."""

    posts: dict[Act, str] = field(default_factory=dict)
    reasons: dict[Act, str] = field(default_factory=dict)
    dates: dict[Act, tuple[date | None, date | None]] = field(default_factory=dict)


def acts(session: Session) -> Acts:
    """The posts, reasons and dates of all answers and decisions."""
    found = Acts()
    for subject, query in (("decision", _decided()), ("response", _answered())):
        for row_id, post, reason in session.execute(query):
            found.posts[subject, row_id] = post
            found.reasons[subject, row_id] = reason or ""
    for decision_id, was, now in session.execute(_redated()):
        found.dates["decision", decision_id] = (was, now)
    return found


def _decided() -> Any:
    return select(col(Decision.id), col(Post.name), col(Decision.reason)).join(
        Post, col(Post.id) == col(Decision.post_id)
    )


def _answered() -> Any:
    # A note is for whoever answers it: it may name people, and is no reason for anything.
    return select(col(Response.id), col(Post.name), col(Response.extension_reason)).join(
        Post, col(Post.id) == col(Response.post_id)
    )


def _redated() -> Any:
    """Per decision that set a date, the date before it and the new one."""
    before = aliased(DueVersion)
    return (
        select(col(DueVersion.decision_id), col(before.due_on), col(DueVersion.due_on))
        .outerjoin(
            before,
            (col(before.action_id) == col(DueVersion.action_id))
            & (col(before.number) == col(DueVersion.number) - 1),
        )
        .where(col(DueVersion.decision_id).is_not(None))
    )
