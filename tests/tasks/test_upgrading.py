"""A register of the first schema, with the sample's year in it, goes on under the newest.

`first_schema.sql.xz` was written by the program as it was then: `matters demo`, and of its messages
the texts of twenty.
"""

from __future__ import annotations

import lzma
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flows.story.follow_up import follow_up
from models.migrate import HEAD, current
from settings import Settings
from tasks.audit import audit
from tasks.clock import Clock
from tasks.looking import Filter, endings, list_actions, verify_history
from tasks.office import Office, straight
from tasks.register import open_register

DUMP = Path(__file__).with_name("first_schema.sql.xz")
# The year ends on 20 September 2011.
NEXT = date(2011, 9, 21)
TABLES = ("action", "decision", "due_version", "history", "message", "notice", "response", "run")


def counts(path: Path) -> dict[str, int]:
    """How many rows the tables have that a year fills."""
    with closing(sqlite3.connect(path)) as register:
        return {
            name: register.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608
            for name in TABLES
        }


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with the register as it was left."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    with (
        lzma.open(DUMP, "rt", encoding="utf-8") as file,
        closing(sqlite3.connect(home / "register.db")) as register,
    ):
        register.executescript(file.read())
    return home


@pytest.fixture
def office(home: Path) -> Iterator[Office]:
    """The office on it, on the day after its last."""
    settings = Settings(home=home, clock=NEXT)
    engine = open_register(settings)
    yield Office(settings=settings, engine=engine, clock=Clock(NEXT))
    engine.dispose()


def test_nothing_is_lost_and_the_year_goes_on(home: Path, request: pytest.FixtureRequest) -> None:
    """Every row is there, the history is whole, and the next day tells what it owes, once."""
    before = counts(home / "register.db")
    assert before["history"] > 1000
    office: Office = request.getfixturevalue("office")
    assert current(office.engine) == HEAD
    assert counts(home / "register.db") == before
    assert verify_history(office) == []
    (end,) = endings(office)
    assert end.number == before["history"]
    assert len(list_actions(office, Filter())) == before["action"]
    do = straight(office)
    first, again = (follow_up(do, 1, send=True) for _ in range(2))
    assert first.delivered is not None
    assert first.delivered.accepted > 0
    assert again.notices == 0
    later = replace(office, clock=Clock(date(2011, 9, 22)))
    assert not [f for f in audit(later, 1, keep=False).findings if f.kind == "extra"]
    assert verify_history(later) == []
