"""The outbox: a message frozen, and its attempts claimed.

A claim is a short transaction and a conditional change; nothing here is open while a message is
sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from models import outbox_statements as statements
from models.ledger import Message, MessageBytes
from models.outbox_reading import Due
from models.rules.outbox import Frozen
from models.rules.words import Channel, MessageState

LEASE = timedelta(minutes=10)
AN_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message to be frozen: to one person, the notices it carries, its bytes and envelope."""

    board_id: int
    person_id: int
    channel: Channel
    notice_ids: tuple[int, ...]
    message_id: str
    dated_at: datetime
    template: str
    sha256: str
    envelope_from: str
    envelope_to: str
    data: bytes
    redirected: bool = False


def claim_first(session: Session, draft: Draft, worker: str, now: datetime) -> Frozen:
    """Freeze a message in the transaction that claims its first attempt."""
    claim = {
        "state": MessageState.SENDING,
        "attempt": 1,
        "worker": worker,
        "lease_until": now + LEASE,
        "next_attempt_at": None,
    }
    new_id = _freeze(session, draft, claim)
    return Frozen(
        id=new_id,
        message_id=draft.message_id,
        attempt=1,
        envelope_from=draft.envelope_from,
        envelope_to=draft.envelope_to,
        data=draft.data,
        dated_at=draft.dated_at,
        channel=draft.channel,
    )


def queue_beside(session: Session, draft: Draft, now: datetime) -> int:
    """Freeze a message that brings the same by another channel; its attempt is due at once."""
    due = {
        "state": MessageState.QUEUED,
        "attempt": 0,
        "worker": None,
        "lease_until": None,
        "next_attempt_at": now,
    }
    return _freeze(session, draft, due)


def _freeze(session: Session, draft: Draft, claim: Mapping[str, Any]) -> int:
    values = {
        "board_id": draft.board_id,
        "person_id": draft.person_id,
        "channel": draft.channel,
        "message_id": draft.message_id,
        "dated_at": draft.dated_at,
        "template": draft.template,
        "sha256": draft.sha256,
        "redirected": draft.redirected,
    }
    connection = session.connection()
    new_id: int = statements.NEW_MESSAGE.run(connection, {**values, **claim}).fetchone()[0]
    statements.NEW_LINKS.run_many(
        connection, [{"message_id": new_id, "notice_id": n} for n in draft.notice_ids]
    )
    statements.NEW_BYTES.run(
        connection,
        {
            "message_id": new_id,
            "envelope_from": draft.envelope_from,
            "envelope_to": draft.envelope_to,
            "data": draft.data,
        },
    )
    return new_id


def claim_again(
    session: Session, row_id: int, due: Due, worker: str, now: datetime
) -> Frozen | None:
    """Claim a further attempt at a frozen message; None where another worker was first.

    A message found `sending` after its lease counts as an attempt whose outcome is unknown.
    """
    claimed = session.connection().execute(
        statements.CLAIM_AGAIN,
        {
            "row_id": row_id,
            "fence": due.attempt,
            "old_state": due.state,
            "new_attempt": due.attempt + 1,
            "new_worker": worker,
            "new_lease": now + LEASE,
        },
    )
    if claimed.rowcount != 1:
        return None
    return _as_frozen(session, row_id, due)


def _as_frozen(session: Session, row_id: int, due: Due) -> Frozen:
    """A message with its kept bytes and envelope, for the attempt after those that were made."""
    row = session.exec(select(Message).where(col(Message.id) == row_id)).one()
    kept = session.exec(select(MessageBytes).where(col(MessageBytes.message_id) == row_id)).one()
    return Frozen(
        id=row_id,
        message_id=row.message_id,
        attempt=due.attempt + 1,
        envelope_from=kept.envelope_from,
        envelope_to=kept.envelope_to,
        data=kept.data,
        dated_at=row.dated_at,
        channel=row.channel,
        may_have_arrived=due.may_have_arrived,
        doubted=due.doubted,
    )


def end_leases(session: Session, some: Iterable[tuple[int, str]], now: datetime) -> None:
    """End the leases of workers that are gone: what each had in hand may be claimed again."""
    for row_id, worker in some:
        session.execute(
            update(Message)
            .where(
                col(Message.id) == row_id,
                col(Message.worker) == worker,
                col(Message.state) == MessageState.SENDING,
            )
            .values(lease_until=now - AN_INSTANT)
            .execution_options(synchronize_session=False)
        )
