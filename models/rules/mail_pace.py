"""How fast mail leaves: so many messages in any minute, whoever sends them (MATTERS_MAIL_RATE)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
# Places further ahead were taken before the clock was set back.
AHEAD = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many messages have left since the last pause of a minute, and the last one's place."""

    messages: int
    last_at: datetime


def next_place(sent: Sent, per_minute: int, now: datetime) -> Sent:
    """The same with one more message, whose place is `last_at`.

    A short run leaves at once: only after so many is there a minute's pause. So no minute has
    more, however many workers take places.
    """
    rested = not sent.last_at - AHEAD <= now < sent.last_at + MINUTE
    if rested:
        return Sent(1, now)
    if sent.messages < per_minute:
        return Sent(sent.messages + 1, max(now, sent.last_at))
    return Sent(1, sent.last_at + MINUTE)
