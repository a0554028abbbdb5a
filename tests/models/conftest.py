"""The databases and the world that these tests run on; those of the rules below load neither."""

from __future__ import annotations

from tests.postgres import (
    empty_engine,
    postgres_empty_url,
    postgres_server,
    postgres_template,
    postgres_url,
    register,
    sqlite_register,
)
from tests.worlds import engine, template, world

__all__ = [
    "empty_engine",
    "engine",
    "postgres_empty_url",
    "postgres_server",
    "postgres_template",
    "postgres_url",
    "register",
    "sqlite_register",
    "template",
    "world",
]
