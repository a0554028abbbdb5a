"""Whether a mail server refuses one address, or everybody.

A server that was set up wrongly says 550 to all, in the words in which others say that a mailbox
does not exist. So a final refusal is believed once the server has taken something beside it. A
server that takes nothing is let alone, and what it refused is tried again later.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from models.rules.outbox import Frozen
from models.rules.words import Channel, Outcome
from notifications.channels.base import Attempt, Phase

Heard = tuple[Frozen, Attempt]
# So many in a row, and the server is let alone until the next delivery.
ENOUGH = 10
# So many refused for good and none taken: that is the server.
SUSPECT = 3


@dataclass(slots=True)
class Breaker:
    """What a round has heard of its server; `took_at` is when it last took anything."""

    took_at: datetime | None = None
    doubted: list[Heard] = field(default_factory=list)
    in_a_row: int = 0
    took: bool = False

    @property
    def broken(self) -> bool:
        """True once the server has taken none of the last ten messages."""
        return self.in_a_row >= ENOUGH

    def hear(self, sent: Frozen, attempt: Attempt) -> list[Heard]:
        """The attempts that may be recorded now; a final refusal waits for what comes after it."""
        heard = (sent, attempt)
        if sent.channel is not Channel.EMAIL:
            return [heard]
        if attempt.outcome is Outcome.ACCEPTED:
            return [*self._believed(), heard]
        if attempt.outcome is Outcome.PERMANENT:
            # Without a reply it was ourselves who could not write the address in an envelope.
            return self._refused(heard) if attempt.code is not None else [heard]
        # Servers put off whom they do not know yet: that is no sign.
        self.in_a_row += attempt.phase is not Phase.RECIPIENT
        return [heard]

    def end(self) -> list[Heard]:
        """The refusals that nothing has settled: final where they are few, else put off."""
        doubted, self.doubted = self.doubted, []
        if self.broken or (len(doubted) >= SUSPECT and not self.took):
            return [(sent, replace(a, outcome=Outcome.TRANSIENT)) for sent, a in doubted]
        return doubted

    def _refused(self, heard: Heard) -> list[Heard]:
        sent = heard[0]
        if sent.doubted and self._took_since(sent.dated_at):
            return [heard]
        self.in_a_row += 1
        self.doubted.append(heard)
        return []

    def _believed(self) -> list[Heard]:
        doubted, self.doubted = self.doubted, []
        self.in_a_row, self.took = 0, True
        return doubted

    def _took_since(self, instant: datetime) -> bool:
        """True where the server has taken others since: what it refused before it means."""
        return self.took or (self.took_at is not None and self.took_at > instant)
