"""The registers that these tests run on."""

from __future__ import annotations

from tests.postgres import (
    postgres_server,
    postgres_template,
    postgres_url,
    register,
    sqlite_register,
)

__all__ = ["postgres_server", "postgres_template", "postgres_url", "register", "sqlite_register"]
