"""The Apprise plugin that hands over a message as it was frozen.

Apprise's own mail plugin reads addresses by a pattern that loses what stands before an
apostrophe, makes a new Message-ID at every attempt, and connects for every message.
"""

from __future__ import annotations

from typing import Any

from apprise import NotifyFormat
from apprise.plugins.base import NotifyBase

from notifications.channels.conversation import Conversation
from notifications.channels.plugins.frozen import MAIL, Frozen, quiet_asset
from notifications.channels.server import SmtpServer


class NotifyFrozenMail(Frozen, NotifyBase):
    """Sends one frozen message over a kept connection and keeps how it ended in `attempt`."""

    scheme = MAIL
    service_name = "Frozen mail"  # type: ignore[assignment] # Apprise's base says None
    protocol = MAIL  # type: ignore[assignment] # Apprise's base says None
    request_rate_per_sec = 0  # pace is kept above, for all messages and not for one object
    title_maxlen = 0
    notify_format = NotifyFormat.TEXT

    def __init__(self, *, conversation: Conversation, server: SmtpServer) -> None:
        super().__init__(  # type: ignore[no-untyped-call] # Apprise has no types there
            asset=quiet_asset(), schema=MAIL, host=server.host, port=server.port
        )
        self.made = conversation.deliver

    def url(self, *_: Any, **__: Any) -> str:
        """Where the mail goes, without login, sender or addressee."""
        return f"{MAIL}://{self.host}:{self.port}/"

    @staticmethod
    def parse_url(*_: Any, **__: Any) -> None:
        """None: no stored text ever makes this plugin."""
