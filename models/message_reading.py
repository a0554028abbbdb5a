"""The messages that told of an action, as they were sent, byte for byte."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from models.ledger import Message, MessageBytes, MessageNotice, Notice
from models.people import Post
from models.rules.words import MessageState


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """A message that carried notices of an action; its bytes are None once they were purged."""

    row_id: int
    message_id: str
    dated_at: datetime
    accepted_at: datetime | None
    state: MessageState
    sha256: str
    data: bytes | None
    steps: tuple[str, ...] = ()
    to: tuple[str, ...] = ()


def messages_of(session: Session, action_id: int) -> list[SentMessage]:
    """The messages that carried an action's notices, in the order in which they were made."""
    told = _told(session, action_id)
    query = (
        select(
            col(Message.id),
            col(Message.message_id),
            col(Message.dated_at),
            col(Message.accepted_at),
            col(Message.state),
            col(Message.sha256),
            col(MessageBytes.data),
        )
        .outerjoin(MessageBytes, col(MessageBytes.message_id) == col(Message.id))
        .where(col(Message.id).in_(list(told)))
        .order_by(col(Message.id))
    )
    names = [name for name in SentMessage.__slots__ if name not in {"steps", "to"}]
    return [
        SentMessage(
            **dict(zip(names, row, strict=True)),
            steps=tuple(dict.fromkeys(step for step, _ in told[row[0]])),
            to=tuple(dict.fromkeys(post for _, post in told[row[0]])),
        )
        for row in session.execute(query)
    ]


def _told(session: Session, action_id: int) -> dict[int, list[tuple[str, str]]]:
    """Per message its steps and posts of the action."""
    query = (
        select(col(MessageNotice.message_id), col(Notice.step), col(Post.name))
        .join(Notice, col(Notice.id) == col(MessageNotice.notice_id))
        .join(Post, col(Post.id) == col(Notice.post_id))
        .where(col(Notice.action_id) == action_id)
        .order_by(col(Notice.id))
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for message, step, post in session.execute(query):
        found[message].append((step.value, post))
    return found
