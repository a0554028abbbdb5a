"""A message that came back after it was accepted: what it told counts as not told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from models.chain import Change, append, chain_end
from models.ledger import Message
from models.returned_writing import Refused, make_undeliverable, take_back
from models.rules.words import Channel, MessageState, Outcome

# A reply that was lost may have been a yes.
ARRIVED = (MessageState.ACCEPTED, MessageState.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message of ours that a report names."""

    row_id: int
    board_id: int
    person_id: int
    state: MessageState

    @property
    def is_open(self) -> bool:
        """True while the outcome of its attempt is still to be recorded."""
        return self.state is MessageState.SENDING

    @property
    def may_come_back(self) -> bool:
        """True of one that went out; one that came back before is told of once."""
        return self.state in ARRIVED


def sent_as(session: Session, message_id: str) -> Sent | None:
    """The e-mail with a Message-ID, or None where it is none of ours."""
    row = session.execute(
        select(Message.id, Message.board_id, Message.person_id, Message.state).where(
            col(Message.message_id) == message_id, col(Message.channel) == Channel.EMAIL
        )
    ).first()
    if row is None or row[0] is None:
        return None
    return Sent(row_id=row[0], board_id=row[1], person_id=row[2], state=row[3])


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """How a message came back: its status, the server's words, and whether its address is out."""

    status: str
    words: str
    address_is_out: bool


def record_bounce(session: Session, sent: Sent, came: Came, today: date, now: datetime) -> bool:
    """True where it was recorded: what the message told is withdrawn and due again (rule 7).

    False where it was recorded before. Where `came` says so the address takes nothing more.
    """
    end = chain_end(session, sent.board_id)
    changed: Any = session.execute(
        update(Message)
        .where(col(Message.id) == sent.row_id, col(Message.state).in_(ARRIVED))
        .values(
            state=MessageState.BOUNCED,
            outcome=Outcome.PERMANENT,
            outcome_text=f"came back: {came.words}"[:200],
            next_attempt_at=None,
        )
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount != 1:
        return False
    take_back(session, sent.row_id, f"the message came back ({came.status})", today)
    out = came.address_is_out and make_undeliverable(
        session, sent.row_id, Refused(words=f"came back: {came.words}", on=today, at=now)
    )
    change = Change(
        what="message bounced",
        subject="message",
        subject_id=sent.row_id,
        holds_from=today,
        facts={"status": came.status, "undeliverable": out},
    )
    append(session, sent.board_id, [change], now, end=end)
    return True
