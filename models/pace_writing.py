"""The places in which messages leave, taken one by one by however many workers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from models.ledger import MailPace
from models.rules.mail_pace import Sent, next_place

_SENT = select(col(MailPace.taken), col(MailPace.messages), col(MailPace.last_at))
_TAKE = (
    update(MailPace)
    .where(col(MailPace.taken) == bindparam("before"))
    .values(
        taken=col(MailPace.taken) + 1,
        messages=bindparam("with_ours"),
        last_at=bindparam("ours_at"),
    )
)


def take_place(session: Session, per_minute: int, now: datetime) -> datetime:
    """When a message may leave; that place is nobody else's from then on."""
    while True:
        taken, messages, last_at = session.connection().execute(_SENT).one()
        ours = next_place(Sent(messages, last_at), per_minute, now)
        values = {"before": taken, "with_ours": ours.messages, "ours_at": ours.last_at}
        if session.connection().execute(_TAKE, values).rowcount == 1:
            return ours.last_at
