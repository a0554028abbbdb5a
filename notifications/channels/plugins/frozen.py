"""What the Apprise plugins share that hand over one thing as it was frozen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from apprise import AppriseAsset

from models.rules.words import Outcome
from notifications.channels.base import Attempt, Outgoing

ONE_BYTE = "-"  # Apprise wants a body; ours is frozen
MAIL, CARDS = "frozenmail", "workflow"  # the schemes of our plugins


def quiet_asset() -> AppriseAsset:
    """How Apprise is to run: in the caller's thread, without a file, without a secret in a log."""
    return AppriseAsset(async_mode=False, storage_mode="memory", secure_logging=True)


class Frozen:
    """One thing under way, and how its one attempt ended; Apprise calls `send` in between.

    `made` is how a plugin makes the attempt.
    """

    scheme: ClassVar[str]
    made: Callable[[Outgoing], Attempt]
    outgoing: Outgoing | None = None
    attempt: Attempt | None = None

    def hand_over(self, outgoing: Outgoing) -> Attempt:
        """How the one attempt ended; runs in the caller's thread, without a wait or a retry."""
        self.outgoing, self.attempt = outgoing, None
        self.notify(body=ONE_BYTE)  # type: ignore[attr-defined] # of Apprise's own base
        return self._ended()

    def _ended(self) -> Attempt:
        """The attempt that was made: Apprise swallows a disabled plugin, which sends nothing."""
        if self.attempt is None:
            said = f"Apprise did not run {self.scheme}://: allow it with enable_only()"
            raise RuntimeError(said)
        return self.attempt

    def send(self, *_: Any, **__: Any) -> bool:
        """True where it was taken; called by Apprise."""
        if self.outgoing is None:
            return False
        self.attempt = self.made(self.outgoing)
        return self.attempt.outcome is Outcome.ACCEPTED
