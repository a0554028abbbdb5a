"""The registers, the world and the mail server that these tests run on."""

from __future__ import annotations

from tests.notifications.channels.conftest import serve
from tests.postgres import (
    postgres_server,
    postgres_template,
    postgres_url,
    register,
    sqlite_register,
)
from tests.worlds import engine, template, world

__all__ = [
    "engine",
    "postgres_server",
    "postgres_template",
    "postgres_url",
    "register",
    "serve",
    "sqlite_register",
    "template",
    "world",
]
