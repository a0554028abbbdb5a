"""What every channel promises: it opens or says why not, and each attempt has a typed outcome.

The bytes are frozen before they come here and go out as they are. Nothing is tried twice behind
the caller's back once it may have been handed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from models.rules.words import Channel as ChannelName
from models.rules.words import Outcome

_ADDRESS = re.compile(r"[^\s<>\"(),;:]+@[^\s<>\"(),;]+")
_LONGEST_TEXT = 200


class ChannelUnavailable(Exception):  # noqa: N818 - a state of the world, not a bug
    """No connection can be had; the sentence says where, why and what to do.

    Nothing has been claimed or sent, so that an outage is one message later on.
    """


class Phase(StrEnum):
    """How far an attempt came: what a refusal is about, and whether it may be repeated."""

    CONNECT = "connect"
    SENDER = "sender"
    RECIPIENT = "recipient"
    DATA = "data"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One frozen message and where it goes.

    `to` is a mailbox; for a Teams card it is the name of a secret, never a URL. `content` is a
    whole e-mail with CRLF, or a card's JSON. `message_id` has no angle brackets; `day_on` is the
    day of the run, by which files are sorted.
    """

    channel: ChannelName = ChannelName.EMAIL
    message_id: str
    day_on: date
    envelope_from: str
    to: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How one attempt ended.

    `code` is the server's reply, or the operating system's error; None where nothing replied.
    `text` is one line without an address in it, fit for a log. Only a permanent outcome in phase
    `recipient` speaks of the address (rule 7); one in phase `data` speaks of the message. `wait`
    is how long a server asked not to be tried again.
    """

    outcome: Outcome
    phase: Phase
    code: int | None
    text: str
    wait: timedelta | None = None


class Channel(Protocol):
    """A way out of the house: paper, SMTP, Teams."""

    def open(self) -> None:
        """Ready to send; raises ChannelUnavailable with a sentence where that cannot be."""

    def send(self, outgoing: Outgoing) -> Attempt:
        """How this one attempt ended; it does not raise for what a server or a disk does."""

    def close(self) -> None:
        """Let go of what is held; closing twice does no harm."""


def without_address(text: str) -> str:
    """The text on one line of at most 200 characters, every address in it left out."""
    return " ".join(_ADDRESS.sub("(address)", text).split())[:_LONGEST_TEXT]
