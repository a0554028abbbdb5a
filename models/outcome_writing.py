"""How an attempt at a message ended, with what follows for the notices it carries.

A short transaction once the message was sent. It carries the attempt's number as a fence, so that
a worker whose lease ran out cannot overwrite what the next one found.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from models import outbox_statements as statements
from models.chain import Change
from models.ledger import ADDRESS_REFUSED
from models.returned_writing import Refused, make_undeliverable, refused_before, take_back
from models.rules.outbox import Finish, Frozen
from models.rules.words import Channel, MessageState, Outcome

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
