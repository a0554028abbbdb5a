"""Cards to Teams, through Apprise's reading of a Workflows webhook and a post of our own.

A message names a webhook by the name of its secret; the addresses come from the settings alone.
Importing this module imports Apprise; callers do so only where a webhook is set.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from models.rules.words import Outcome
from notifications.channels.base import Attempt, Outgoing, Phase
from notifications.channels.card_plugins.frozen_card import NotifyFrozenCard, read_webhook
from notifications.channels.posting import Post, poster
from notifications.channels.smtp import FOR_CARDS, TIMEOUT, allow_ours_only, verifying

# Microsoft takes a few a second in a channel and sixty a minute of one person's workflow.
BETWEEN = 1.0


class TeamsChannel:
    """Posts frozen cards, one a second to a webhook, to hosts that are allowed and no others.

    `webhooks` are the addresses by the names of their secrets, `hosts` the allowed hosts, where
    one that begins with a dot allows all below it. Nothing is connected before a card is sent.
    """

    __slots__ = ("_clock", "_last_at", "_plugins", "_sleep")

    def __init__(
        self,
        webhooks: Mapping[str, str],
        hosts: tuple[str, ...],
        *,
        ca_file: Path | None = None,
        timeout: float = TIMEOUT,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime],
    ) -> None:
        allow_ours_only()
        allow_ours_only(FOR_CARDS)
        post = poster(verifying(ca_file), timeout, now)
        found = {name: _plugin(url, hosts, post) for name, url in webhooks.items()}
        self._plugins = {name: plugin for name, plugin in found.items() if plugin is not None}
        self._last_at: dict[str, float] = {}
        self._clock = clock
        self._sleep = sleep

    def open(self) -> None:
        """Nothing is held open between cards."""

    def send(self, outgoing: Outgoing) -> Attempt:
        """How posting this one card ended; it does not raise."""
        plugin = self._plugins.get(outgoing.to)
        if plugin is None:
            return Attempt(
                outcome=Outcome.PERMANENT,
                phase=Phase.DATA,
                code=None,
                text="no webhook of that name is set, or its address is none that is allowed",
            )
        self._keep_pace(outgoing.to)
        return plugin.hand_over(outgoing)

    def close(self) -> None:
        """Nothing is held open between cards."""

    def _keep_pace(self, name: str) -> None:
        last = self._last_at.get(name)
        if last is not None:
            self._sleep(max(0.0, last + BETWEEN - self._clock()))
        self._last_at[name] = self._clock()


def _plugin(url: str, hosts: tuple[str, ...], post: Post) -> NotifyFrozenCard | None:
    """The plugin of one webhook; None where its address cannot be read or is not allowed."""
    read = read_webhook(url)
    if read is None or not is_allowed(str(read["host"]), hosts):
        return None
    try:
        return NotifyFrozenCard(post=post, **read)
    except TypeError:
        # A part of the address that Apprise will not have.
        return None


def is_allowed(host: str, hosts: tuple[str, ...]) -> bool:
    """True of a host of the list, and of those below one that begins with a dot."""
    host = host.casefold()
    return any(host.endswith(one) if one.startswith(".") else host == one for one in hosts)
