"""The Apprise plugin that posts a card as it was frozen to a Workflows webhook.

Apprise reads the webhook and knows how its address is put together. Its own post follows no
Retry-After, says of a failure only that it was one, and logs the card; so the post is ours.
"""

from __future__ import annotations

import re
from typing import Any, cast
from urllib.parse import urlencode

from apprise.plugins.workflows import NotifyWorkflows

from notifications.channels.plugins.frozen import CARDS, Frozen, quiet_asset
from notifications.channels.posting import Post

# What is none, Apprise would name in its log.
SECRET_PARTS = ("workflow", "signature")
PLAIN = re.compile(r"[A-Za-z0-9_-]+")
READS: Any = cast("Any", NotifyWorkflows)  # Apprise has no types there


class NotifyFrozenCard(Frozen, NotifyWorkflows):
    """Posts one frozen card and keeps how it ended in `attempt`."""

    scheme = CARDS
    service_name = "Frozen card"
    secure_protocol = CARDS  # type: ignore[assignment] # Apprise takes one or several
    request_rate_per_sec = 0  # pace is kept above, a webhook at a time

    def __init__(self, *, post: Post, **read: Any) -> None:
        super().__init__(  # type: ignore[no-untyped-call] # Apprise has no types there
            asset=quiet_asset(), include_image=False, **read
        )
        self.made = lambda outgoing: post(self.address, outgoing.content)

    @property
    def address(self) -> str:
        """Where the card is posted, with the signature: never to be logged or shown."""
        port = f":{self.port}" if self.port else ""
        path = "/powerautomate/automations/direct" if self.power_automate else ""
        route = f"/cu/{self.routing_id}" if path and self.routing_id else ""
        query = {
            "api-version": self.api_version,
            "sp": "/triggers/manual/run",
            "sv": "1.0",
            "sig": self.signature,
        }
        return (
            f"https://{self.host}{port}{path}{route}/workflows/{self.workflow}"
            f"/triggers/manual/paths/invoke?{urlencode(query)}"
        )

    @staticmethod
    def parse_url(*_: Any, **__: Any) -> None:
        """None: no stored text ever makes this plugin."""

    @staticmethod
    def parse_native_url(*_: Any, **__: Any) -> None:
        """None, likewise."""


def read_webhook(url: str) -> dict[str, Any] | None:
    """What Apprise reads in a webhook's address, as the plugin takes it; None where it cannot.

    Only host, port, workflow, signature and route are kept: no template, no certificate left
    unchecked, nothing else that an address may ask of Apprise.
    """
    found = READS.parse_url(url) if url.startswith("workflow") else READS.parse_native_url(url)
    if not found or not all(PLAIN.fullmatch(str(found.get(name) or "")) for name in SECRET_PARTS):
        return None
    kept = ("host", "port", "workflow", "signature", "power_automate", "routing_id", "version")
    return {name: found[name] for name in kept if found.get(name) is not None}
