"""What was put off: messages that are tried again with the same bytes, and what was said to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from models.ledger import Message
from models.rules.words import Channel, MessageState, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff:
    """A message that was not taken yet: what the server said, and from when on it is tried again.

    The words are the server's own, and may name an address: they are for whoever asks, no log's.
    """

    row_id: int
    channel: Channel
    said: str
    again_at: datetime | None


def put_off(session: Session) -> list[PutOff]:
    """Every message that waits for its next attempt, the first put off first."""
    query = (
        select(
            col(Message.id),
            col(Message.channel),
            col(Message.code),
            col(Message.outcome_text),
            col(Message.next_attempt_at),
        )
        .where(
            col(Message.state) == MessageState.QUEUED,
            col(Message.outcome) == Outcome.TRANSIENT,
        )
        .order_by(col(Message.id))
    )
    return [
        PutOff(
            row_id=row_id or 0,
            channel=channel,
            said=" ".join(filter(None, [str(code or ""), text])),
            again_at=again_at,
        )
        for row_id, channel, code, text, again_at in session.execute(query)
    ]
