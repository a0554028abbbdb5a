"""Mail over SMTP, through Apprise, by a plugin of ours on a kept connection.

Importing this module imports Apprise; callers do so only where an SMTP URL is set.
"""

from __future__ import annotations

import ssl
from functools import cache
from pathlib import Path
from typing import Any, cast

from apprise.manager_plugins import NotificationManager

from notifications.channels.base import Attempt, ChannelUnavailable, Outgoing
from notifications.channels.conversation import Conversation
from notifications.channels.plugins.frozen import CARDS, MAIL
from notifications.channels.plugins.frozen_mail import NotifyFrozenMail
from notifications.channels.server import read_url

# Those for cards stand apart: what they import takes as long as all else of Apprise.
FOR_MAIL, FOR_CARDS = "plugins", "card_plugins"
TIMEOUT = 30.0  # seconds; a server that scans a message answers late


@cache
def allow_ours_only(folder: str = FOR_MAIL) -> None:
    """Apprise knows our plugins of a folder, those that it knew of ours, and no other from now on.

    It would load its own 180 otherwise, each of which turns a stored text into a request to a
    host of that text's choosing; not loading them saves a seventh of a second as well.
    """
    manager: Any = cast("Any", NotificationManager)()  # Apprise has no types there
    where = Path(__file__).parent / folder
    manager.load_modules(path=str(where), name=f"notifications.channels.{folder}")
    manager.enable_only(MAIL, CARDS)


class SmtpChannel:
    """Hands frozen mail to one server; at most 100 messages a connection.

    `url` is read by `read_url`, which raises ValueError. `ca_file` is a private authority's
    certificate, for a server that no public one vouches for. `timeout` is in seconds.
    """

    __slots__ = ("_conversation", "_plugin")

    def __init__(self, url: str, *, ca_file: Path | None = None, timeout: float = TIMEOUT) -> None:
        allow_ours_only()
        server = read_url(url)
        tls = None if server.scheme == "smtp" else verifying(ca_file)
        self._conversation = Conversation(server, tls, timeout)
        self._plugin = NotifyFrozenMail(conversation=self._conversation, server=server)

    def open(self) -> None:
        """Connected, under TLS where asked for, and logged in; raises ChannelUnavailable."""
        self._conversation.ready()

    def send(self, outgoing: Outgoing) -> Attempt:
        """How handing this one message over ended, by phase and reply; it does not raise."""
        return self._plugin.hand_over(outgoing)

    def close(self) -> None:
        """Say goodbye to the server; closing twice does no harm."""
        self._conversation.close()


def verifying(ca_file: Path | None) -> ssl.SSLContext:
    """One verifying context; raises ChannelUnavailable where `ca_file` cannot be read."""
    try:
        return ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
    except OSError as error:
        raise ChannelUnavailable(
            f"the certificate file {ca_file} cannot be used: {error}. Give a PEM file."
        ) from error
