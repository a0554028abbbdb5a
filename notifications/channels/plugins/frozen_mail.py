"""The Apprise plugin that hands over a message as it was frozen.

Apprise's own mail plugin reads addresses by a pattern that loses what stands before an
apostrophe, makes a new Message-ID at every attempt, and connects for every message.
"""

from __future__ import annotations

from typing import Any

from apprise import AppriseAsset, NotifyFormat
from apprise.plugins.base import NotifyBase

from models.rules.words import Outcome
from notifications.channels.base import Attempt, Outgoing
from notifications.channels.conversation import Conversation
from notifications.channels.server import SmtpServer

SCHEME = "frozenmail"
ONE_BYTE = "-"  # Apprise wants a body; ours is in the frozen message


class NotifyFrozenMail(NotifyBase):
    """Sends one frozen message over a kept connection and keeps how it ended in `attempt`."""

    service_name = "Frozen mail"  # type: ignore[assignment] # Apprise's base says None
    protocol = SCHEME  # type: ignore[assignment] # Apprise's base says None
    request_rate_per_sec = 0  # pace is kept above, for all messages and not for one object
    title_maxlen = 0
    notify_format = NotifyFormat.TEXT

    def __init__(self, *, conversation: Conversation, server: SmtpServer) -> None:
        asset = AppriseAsset(async_mode=False, storage_mode="memory", secure_logging=True)
        super().__init__(  # type: ignore[no-untyped-call] # Apprise has no types there
            asset=asset, schema=SCHEME, host=server.host, port=server.port
        )
        self.conversation = conversation
        self.outgoing: Outgoing | None = None
        self.attempt: Attempt | None = None

    def hand_over(self, outgoing: Outgoing) -> Attempt:
        """How the one attempt ended; runs in the caller's thread, without a wait or a retry."""
        self.outgoing, self.attempt = outgoing, None
        self.notify(body=ONE_BYTE)
        return self._ended()

    def _ended(self) -> Attempt:
        """The attempt that was made: Apprise swallows a disabled plugin, which is not mail."""
        if self.attempt is None:
            raise RuntimeError(f"Apprise did not run {SCHEME}://: allow it with enable_only()")
        return self.attempt

    def send(self, *_: Any, **__: Any) -> bool:
        """True where the server took the message; called by Apprise."""
        if self.outgoing is None:
            return False
        self.attempt = self.conversation.deliver(self.outgoing)
        return self.attempt.outcome is Outcome.ACCEPTED

    def url(self, *_: Any, **__: Any) -> str:
        """Where the mail goes, without login, sender or addressee."""
        return f"{SCHEME}://{self.host}:{self.port}/"

    @staticmethod
    def parse_url(*_: Any, **__: Any) -> None:
        """None: no stored text ever makes this plugin."""
