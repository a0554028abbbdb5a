"""Finding what is owed on a day, beside the raw query on an indexed column."""

from __future__ import annotations

import gc
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text
from sqlmodel import Session

from models.action_reading import ids_of, owed_by
from models.database import open_engine, reading
from tests.benchmarks import home
from tests.benchmarks.measuring import Figure, in_turn

TURNS = 15
BAR = 1.5
BARE = (
    "CREATE TABLE bare AS SELECT id, reference, place AS lead_id, next_on FROM action",
    "CREATE INDEX bare_next ON bare (next_on, lead_id, id, reference) WHERE next_on IS NOT NULL",
    "ANALYZE bare",
)
RAW = "SELECT id, reference, lead_id, next_on FROM bare WHERE next_on <= {} ORDER BY lead_id, id"


def finding(actions: int, made: home.Made, folder: Path) -> Iterator[Figure]:
    """Our selection of the actions to be asked beside the raw query, on SQLite."""
    copy = folder / "finding"
    home.copied(made.home, copy)
    path = copy / "register.db"
    engine = open_engine(f"sqlite:///{path}")
    yield _beside(f"finding what {actions:,} owe, SQLite", engine, sqlite3.connect(path))
    engine.dispose()


def _beside(what: str, engine: Engine, driver: Any) -> Figure:
    with engine.begin() as connection:
        for statement in BARE:
            connection.execute(text(statement))
    found: dict[str, int] = {}

    def raw() -> int:
        return len(driver.execute(RAW.format(f"'{home.DAY}'")).fetchall())

    with reading(engine) as session:
        ways = {"ours": lambda: _found(session, home.DAY), "limit": raw}
        found = {name: way() for name, way in ways.items()}
        costs = in_turn({name: _timed(way) for name, way in ways.items()}, TURNS)
    if found["ours"] != found["limit"]:
        raise RuntimeError(f"{found} were found")
    return Figure(what, costs["ours"] * 1000, costs["limit"] * 1000, BAR, "ms CPU", "raw")


def _found(session: Session, day: date) -> int:
    return len(ids_of(session, owed_by(1), day))


def _timed(way: Callable[[], int]) -> Callable[[], float]:
    def cost() -> float:
        gc.collect()
        began = time.process_time()
        way()
        return time.process_time() - began

    return cost
