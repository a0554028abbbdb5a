"""The messages that told of an action, as they were sent, each with its hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from models import lookup
from models.database import reading
from models.message_reading import SentMessage, messages_of
from notifications.sent_text import text_of
from tasks.office import Office
from tasks.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message as it was sent: its words, its whole source, and whether its hash still fits."""

    message_id: str
    state: str
    steps: tuple[str, ...]
    to: tuple[str, ...]
    dated_at: datetime
    accepted_at: datetime | None
    sha256: str
    kept: str
    text: str
    source: str


def sent_messages(office: Office, reference: str) -> list[Sent]:
    """The messages that told of an action, in their order. Raises Refused for no such action."""
    with reading(office.engine) as session:
        row = lookup.find_action(session, reference)
        if row is None:
            raise Refused(f"There is no action {reference}; `matters actions` lists them.")
        return [_sent(one) for one in messages_of(session, row.action_id)]


def _sent(one: SentMessage) -> Sent:
    data = one.data or b""
    fits = hashlib.sha256(data).hexdigest() == one.sha256
    whole = "the text is the one that was sent" if fits else "the text is NOT the one that was sent"
    return Sent(
        message_id=one.message_id,
        state=one.state.value,
        steps=one.steps,
        to=one.to,
        dated_at=one.dated_at,
        accepted_at=one.accepted_at,
        sha256=one.sha256,
        kept="the text was purged" if one.data is None else whole,
        text=text_of(data),
        source=data.decode("utf-8", "backslashreplace"),
    )
