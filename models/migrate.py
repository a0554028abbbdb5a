"""The register's schema: which one a database has, and bringing it to the newest.

Alembic is loaded only where there is something to do: a current register is known by one query.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

HEAD = "0014"
KNOWN = frozenset(f"{n:04}" for n in range(1, int(HEAD) + 1))
SCRIPTS = Path(__file__).parent / "migrations"
# Any number will do, so long as every process that upgrades waits for the same one.
UPGRADING = 0x4D617474


class NotARegister(ValueError):  # noqa: N818 - it reads as what happened
    """The database holds something else or a newer register; its text says which, in a sentence."""


def current(engine: Engine) -> str | None:
    """The schema version that the database has; None where there is no register yet."""
    with engine.connect() as connection:
        return _version(connection)


def is_current(engine: Engine) -> bool:
    """True where the database has the schema that this program wants."""
    return current(engine) == HEAD


def upgrade(engine: Engine) -> bool:
    """True where the schema was brought to the newest, False where it was the newest already.

    All in one transaction: a database has the old schema or the new one, whatever happens. Two
    processes that find the same old schema upgrade it once. Raises NotARegister with a sentence
    where the database is something else or was written by a newer version.
    """
    with _for_upgrade(engine) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": UPGRADING})
        version = _version(connection)
        if version == HEAD:
            return False
        _refuse_strangers(connection, version)
        _run(connection)
    return True


@contextmanager
def _for_upgrade(engine: Engine) -> Iterator[Connection]:
    """A connection on which SQLite lets a table be made anew that others point to.

    Its keys are watched again afterwards: whether they are cannot be changed in a transaction.
    """
    with engine.execution_options(writes=True).connect() as connection:
        if connection.dialect.name != "sqlite":
            yield connection
            return
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys = OFF")
        try:
            yield connection
        finally:
            cursor.execute("PRAGMA foreign_keys = ON")


def _version(connection: Connection) -> str | None:
    # Asking the catalogue first: a failed query would end the transaction on PostgreSQL.
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return str(row[0]) if row else None


def _refuse_strangers(connection: Connection, version: str | None) -> None:
    if version is not None and version not in KNOWN:
        raise NotARegister(
            f"The register has schema {version}, which this version of Matters Arising does not"
            f" know (its newest is {HEAD}). Install the version that last wrote to it, or a newer."
        )
    if version is None and inspect(connection).get_table_names():
        raise NotARegister(
            "The database holds tables that are no register of Matters Arising. Name an empty"
            " database, or the folder of a register."
        )


@contextmanager
def in_one_go(engine: Engine) -> Iterator[Connection]:
    """A transaction in which tables may be made anew and filled, kept whole or not at all."""
    with _for_upgrade(engine) as connection, connection.begin():
        yield connection


def build(connection: Connection, version: str) -> None:
    """An empty database made into a register of a schema version, in the caller's transaction.

    Raises NotARegister for a version that this program does not know, and for a database that
    holds anything.
    """
    if version not in KNOWN:
        raise NotARegister(f"The schema {version} is not known here (the newest is {HEAD}).")
    if inspect(connection).get_table_names():
        raise NotARegister("The database is not empty. Name an empty one, or an empty folder.")
    _run(connection, version)


def bring_up(connection: Connection) -> None:
    """A register brought to the newest schema, in the caller's transaction."""
    _run(connection, "head")


def _run(connection: Connection, version: str = "head") -> None:
    from alembic.command import upgrade as alembic_upgrade
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    # A place on disk may hold a percent sign, which the configuration would read as its own.
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    alembic_upgrade(config, version)
