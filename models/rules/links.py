"""A lead's own link and the code that opens more of its page: which are open, and until when.

Source: the lead's answer (a link for one person expires, can be revoked and is new with each
message; a code lasts ten minutes and five tries).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

LASTS = timedelta(days=30)
CODE_LASTS = timedelta(minutes=10)
OPENED_LASTS = timedelta(minutes=60)
TRIES = 5
BETWEEN_CODES = timedelta(minutes=1)
CODES_A_DAY = 10
# A clock that was set back a little shuts nobody out.
AHEAD = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link that was made here for one person: when, and for which of their addresses."""

    person_id: int
    made_at: datetime
    address: bytes


def is_open(link: Link, now: datetime, *, revoked_at: datetime | None, address: bytes) -> bool:
    """True of a link of the last thirty days to the person's present address, not revoked since.

    What was revoked at an instant are the links that had been made by then.
    """
    old = now - link.made_at > LASTS or link.made_at - now > AHEAD
    revoked = revoked_at is not None and link.made_at <= revoked_at
    return not old and not revoked and link.address == address


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """The last code that was sent to a person: when, how often it was tried, and used."""

    sent_at: datetime
    tries: int
    used: bool = False


def code_fault(code: Code | None, now: datetime) -> str:
    """Why a code opens nothing any more, as a sentence; empty where it may be tried."""
    if code is None or code.used:
        return "There is no code that waits to be entered. Ask for a new one."
    if now - code.sent_at > CODE_LASTS:
        return "That code was sent more than ten minutes ago. Ask for a new one."
    if code.tries >= TRIES:
        return "That code was tried five times. Ask for a new one."
    return ""


def code_refusal(sent_at: tuple[datetime, ...], now: datetime) -> str:
    """Why no further code is sent, of those sent in the last day; empty where one may be."""
    if sent_at and now - max(sent_at) < BETWEEN_CODES:
        return "A code was sent less than a minute ago. Look in your mailbox, then ask again."
    if len(sent_at) >= CODES_A_DAY:
        return "Ten codes were sent since yesterday. Ask the secretary named below."
    return ""
