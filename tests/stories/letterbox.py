"""A way out that keeps what it is given, and can be told to refuse, to lose or to be shut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.header import decode_header, make_header
from functools import cached_property

from models.rules.words import Outcome
from notifications.channels.base import Attempt, ChannelUnavailable, Outgoing, Phase


@dataclass(frozen=True)
class Post:
    """One message as it arrived: to whom, and its bytes."""

    to: str
    message_id: str
    content: bytes

    @cached_property
    def text(self) -> str:
        """Its subject and its text on one line; read only when somebody looks. A card as it is.

        By the old policy, which parses no header that nobody asks for.
        """
        if self.content.startswith(b"{"):
            return self.content.decode()
        mail = message_from_bytes(self.content)
        subject = str(make_header(decode_header(mail["Subject"])))
        plain = next(p for p in mail.walk() if p.get_content_type() == "text/plain")
        body = plain.get_payload(decode=True)
        return " ".join(f"{subject} {body.decode() if isinstance(body, bytes) else ''}".split())

    def says(self, *words: str) -> bool:
        """True where every one of the words stands in its subject or its text."""
        return all(word in self.text for word in words)


@dataclass(slots=True)
class Letterbox:
    """A channel of the stories: accepts at once, or answers as it was told to.

    `refused` are addresses that do not exist (550), `lost` those whose reply never comes back
    although the message arrived. `before` is called with each message before it is taken.
    """

    refused: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    shut: bool = False
    before: Callable[[Outgoing], None] | None = None
    arrived: list[Post] = field(default_factory=list)
    opened: int = 0

    def open(self) -> None:
        """Ready, or shut with the sentence of a server that is down."""
        if self.shut:
            raise ChannelUnavailable(
                "the mail server cannot be reached: messages wait until it can"
            )
        self.opened += 1

    def send(self, outgoing: Outgoing) -> Attempt:
        """Accepted, refused or of unknown outcome, as the letterbox was told."""
        if self.before is not None:
            self.before(outgoing)
        if outgoing.to in self.refused:
            return _ended(Outcome.PERMANENT, Phase.RECIPIENT, 550, "no such mailbox")
        self.arrived.append(Post(outgoing.to, outgoing.message_id, outgoing.content))
        if outgoing.to in self.lost:
            return _ended(Outcome.UNKNOWN, Phase.DATA, None, "the connection was lost")
        return _ended(Outcome.ACCEPTED, Phase.DATA, 250, "kept")

    def close(self) -> None:
        """Nothing is held open."""


def _ended(outcome: Outcome, phase: Phase, code: int | None, text: str) -> Attempt:
    return Attempt(outcome=outcome, phase=phase, code=code, text=text)
