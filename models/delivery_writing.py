"""The outbox: claim a message, freeze it, and record how its attempt ended.

A claim and a finish are short transactions; nothing here is open while a message is sent. A
claim is a conditional change; a finish carries the attempt's number as a fence, so that a worker
whose lease ran out cannot overwrite what the next one found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from models import outbox_statements as statements
from models.chain import Change
from models.ledger import ADDRESS_REFUSED, Message, MessageBytes
from models.outbox_reading import Due
from models.returned_writing import Refused, make_undeliverable, refused_before, take_back
from models.rules.outbox import Finish, Frozen
from models.rules.words import Channel, MessageState, Outcome

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


STATES = {
    Outcome.ACCEPTED: MessageState.ACCEPTED,
    Outcome.TRANSIENT: MessageState.QUEUED,
    Outcome.PERMANENT: MessageState.FAILED,
    Outcome.UNKNOWN: MessageState.UNKNOWN,
}


def finish(
    session: Session, sent: Frozen, end: Finish, now: datetime, today: date
) -> Change | None:
    """Record how an attempt ended, with what follows for its notices; the history entry owed.

    None where the attempt is no longer this worker's: its fence has moved.
    """
    over = end.gave_up or end.outcome is Outcome.PERMANENT
    changed = statements.FINISH.run(
        session.connection(),
        {
            "row_id": sent.id,
            "fence": sent.attempt,
            "new_state": MessageState.FAILED if over else _state(sent, end),
            "new_outcome": end.outcome,
            "new_code": end.code,
            "new_text": end.text[:200],
            "new_accepted_at": now if end.outcome is Outcome.ACCEPTED else None,
            "again_at": end.again_at,
        },
    )
    if changed.rowcount != 1:
        return None
    if end.outcome is Outcome.ACCEPTED:
        told = statements.TELL if sent.channel is Channel.EMAIL else statements.TELL_BY_CARD
        told.run(session.connection(), {"row_id": sent.id, "today": today})
    elif over and sent.channel is Channel.EMAIL:
        # What Teams would not take goes by e-mail instead.
        end = _untold(session, sent, end, now, today)
    return _ended(sent, end, today)


def _untold(session: Session, sent: Frozen, end: Finish, now: datetime, today: date) -> Finish:
    """How an e-mail is over: what it carries is due again, and its address marked if need be."""
    end = _of_the_address(session, sent, end)
    take_back(session, sent.id, _because(end), today)
    if end.address_refused:
        refused = Refused(words=f"{end.code or ''} {end.text}", on=today, at=now)
        make_undeliverable(session, sent.id, refused)
    return end


def _state(sent: Frozen, end: Finish) -> MessageState:
    """How a message stands after an attempt; being put off does not undo that it may be there."""
    dark = sent.may_have_arrived and end.outcome is Outcome.TRANSIENT
    return MessageState.UNKNOWN if dark else STATES[end.outcome]


def _ended(sent: Frozen, end: Finish, today: date) -> Change:
    """The entry of an attempt's end, with the hash of the text that was handed over."""
    return Change(
        what=f"message {end.outcome.value}",
        subject="message",
        subject_id=sent.id,
        holds_from=today,
        facts={
            "attempt": sent.attempt,
            "code": end.code,
            "gave_up": end.gave_up,
            "sha256": hashlib.sha256(sent.data).hexdigest(),
        },
    )


def _of_the_address(session: Session, sent: Frozen, end: Finish) -> Finish:
    """The same end; of the address where its last message was refused for good as well."""
    again = end.outcome is Outcome.PERMANENT and not end.address_refused
    return replace(end, address_refused=True) if again and refused_before(session, sent.id) else end


def _because(end: Finish) -> str:
    if end.gave_up:
        return "no delivery within 5 days"
    return ADDRESS_REFUSED if end.address_refused else "the message was refused"
