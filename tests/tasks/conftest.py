"""The mail server that these tests send to."""

from __future__ import annotations

from tests.notifications.channels.conftest import serve

__all__ = ["serve"]
