"""The mail server that these tests send to."""

from __future__ import annotations

from tests.notifications.channels.conftest import authority, serve

__all__ = ["authority", "serve"]
