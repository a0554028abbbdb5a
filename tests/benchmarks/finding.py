"""Finding what is owed on a day, beside the raw query on an indexed column.

Both ask for the same: the numbers of the actions whose day has come, in the plans' order.
"""

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
from tests.benchmarks.measuring import Figure, Shown, in_turn

TURNS = 15
BAR = 1.5
BARE = (
    "CREATE TABLE bare AS SELECT id, review_id, place, next_on FROM action",
    "CREATE INDEX bare_next ON bare (next_on, review_id, place, id) WHERE next_on IS NOT NULL",
    "ANALYZE bare",
)
RAW = "SELECT id FROM bare WHERE next_on <= {} ORDER BY review_id, place, id"


def finding(actions: int, made: home.Made, folder: Path) -> Iterator[Shown]:
    """Our selection of the actions to be asked beside the raw query, on SQLite."""
    copy = folder / "finding"
    home.copied(made.home, copy)
    path = copy / "register.db"
    engine = open_engine(f"sqlite:///{path}")
    driver = sqlite3.connect(path)
    raw = asked(driver, RAW.format("?"), home.DAY.isoformat())
    yield beside(f"finding what {actions:,} owe", engine, raw, time.process_time)
    driver.close()
    engine.dispose()


def asked(driver: Any, words: str, day: object) -> Callable[[], int]:
    """The raw query, asked of the driver itself: how many rows it has."""
    return lambda: len(driver.execute(words, (day,)).fetchall())


def beside(what: str, engine: Engine, raw: Callable[[], int], clock: Callable[[], float]) -> Figure:
    """Our selection beside a raw query, by that clock, in a register that has room for it."""
    with engine.begin() as connection:
        for statement in BARE:
            connection.execute(text(statement))
    with reading(engine) as session:
        ways = {"ours": lambda: _found(session, home.DAY), "limit": raw}
        found = {name: way() for name, way in ways.items()}
        costs = in_turn({name: _timed(way, clock) for name, way in ways.items()}, TURNS)
    if found["ours"] != found["limit"]:
        raise RuntimeError(f"{found} were found")
    said = f"{what}, of which {found['ours']:,} do"
    return Figure(said, costs["ours"] * 1000, costs["limit"] * 1000, BAR, "ms", "raw")


def _found(session: Session, day: date) -> int:
    return len(ids_of(session, owed_by(1), day))


def _timed(way: Callable[[], int], clock: Callable[[], float]) -> Callable[[], float]:
    def cost() -> float:
        gc.collect()
        began = clock()
        way()
        return clock() - began

    return cost
