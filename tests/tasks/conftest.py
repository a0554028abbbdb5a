"""The mail server that these tests send to."""

from __future__ import annotations

from tests.notifications.channels.conftest import authenticator, authority, credentials, serve

__all__ = ["authenticator", "authority", "credentials", "serve"]
