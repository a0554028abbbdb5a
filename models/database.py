"""The engine, and transactions: one to read, one to write, on SQLite and PostgreSQL."""

from __future__ import annotations

import atexit
import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url
from sqlmodel import Session, create_engine

# Every table is known before any is used: a foreign key names its table by word.
import models.tables  # noqa: F401
from models.base import say_so_to_postgresql
from models.prepared import say

BUSY_MS = 15_000
_OPENED: WeakSet[Engine] = WeakSet()


def open_engine(url: str) -> Engine:
    """An engine for the register; on SQLite with WAL, foreign keys and a busy time-out.

    Its errors hold no values: these may be names and addresses, and errors end in logs.

    Writers on SQLite begin IMMEDIATE: a transaction that read first and then wants to write
    would otherwise fail at once, whatever the time-out, when another has written meanwhile.
    """
    if make_url(url).get_backend_name() != "sqlite":
        say_so_to_postgresql()
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000}, hide_parameters=True)
    _OPENED.add(engine)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@atexit.register
def _close() -> None:
    """The last connection to be closed copies SQLite's log back and takes it away.

    Where a process ends without it the next one reads all of the log before anything else, writes
    behind it and copies it back whole: after a hundred plans it is as long as the register.
    """
    for engine in list(_OPENED):
        engine.dispose()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_MS}",
        "cache_size = -8000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    say(connection, "BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one state of the register and writes nothing."""
    with OneTransaction(engine, expire_on_commit=False) as session:
        yield session
        session.rollback()


class OneTransaction(Session):
    """A session for one transaction, which looks its connection up once and not at each question.

    A delivery asks some ten questions a message; looking it up costs as much as most of them.
    """

    _found: Connection | None = None

    def connection(self, *args: Any, **kwargs: Any) -> Connection:
        """The connection of the transaction."""
        if self._found is None or self._found.closed:
            self._found = super().connection(*args, **kwargs)
        return self._found


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session whose changes are kept together, or not at all if anything raises."""
    with OneTransaction(engine.execution_options(writes=True), expire_on_commit=False) as session:
        yield session
        session.commit()


@contextmanager
def writing_on(connection: Connection) -> Iterator[Session]:
    """The same on a connection that is kept for many transactions, as a delivery has them.

    The session joins the connection's transaction only where something is asked of it as objects.
    """
    with connection.begin():
        session = OneTransaction(
            connection, expire_on_commit=False, join_transaction_mode="rollback_only"
        )
        session._found = connection  # noqa: SLF001 - our own class
        try:
            yield session
        except BaseException:
            session.close()
            raise
        if session.in_transaction():
            session.commit()
            session.close()


@contextmanager
def kept_for_writing(engine: Engine, *, outlives_power_cuts: bool = False) -> Iterator[Connection]:
    """A connection to be kept for many transactions that write.

    A power cut may take SQLite's last transactions with it. Where it must not, since something
    leaves the machine after each, they wait for the disk.
    """
    with engine.execution_options(writes=True).connect() as connection:
        if not outlives_power_cuts or engine.dialect.name != "sqlite":
            yield connection
            return
        _wait_for_the_disk(connection, "FULL")
        try:
            yield connection
        finally:
            _wait_for_the_disk(connection, "NORMAL")


def _wait_for_the_disk(connection: Connection, how: str) -> None:
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute(f"PRAGMA synchronous = {how}")


def version_seen(connection: Connection) -> int | None:
    """A number that changes once another connection has written; None where none is kept.

    It is asked in a transaction, and costs a hundredth of asking for what may have changed
    (sqlite.org/pragma.html, data_version). It says nothing of another connection than this one.
    """
    driver = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or driver is None:
        return None
    version: int = driver.execute("PRAGMA data_version").fetchone()[0]
    return version


def into_one_file(engine: Engine) -> None:
    """Nothing of a register on SQLite stands beside its file then, not even what was deleted."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            # Not in a transaction: it would keep what it may still want to read.
            connection.rollback()
            driver = connection.connection.driver_connection
            if driver is not None:
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@cache
def os_user() -> str:
    """The operating-system user that a history entry records beside `--by`."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
