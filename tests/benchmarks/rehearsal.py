"""A year rehearsed beside a day followed up: how much a secretary's look ahead costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.benchmarks import home
from tests.benchmarks.measuring import Figure, Shown, in_turn, spent

A_YEAR = timedelta(days=365)
FOLLOWED, REHEARSED = 10_000, 500
LINES = 7.1
TURNS = 3
BAR = 20.0


def year_beside_day(folder: Path) -> Iterator[Shown]:
    """A year of 500 actions rehearsed, beside a day of 10,000 found and recorded."""
    day = home.make(folder / "day", FOLLOWED, LINES).home
    year = home.make(folder / "year", REHEARSED, LINES).home
    days = ("--from", home.DAY.isoformat(), "--to", (home.DAY + A_YEAR).isoformat(), "--json")
    working = folder / "rehearsed"

    def followed_up() -> float:
        home.copied(day, working)
        return _cpu(working, home.DAY, "follow-up")

    ways = {"year": lambda: _cpu(year, home.DAY, "rehearse", *days), "day": followed_up}
    costs = in_turn(ways, TURNS)
    what = f"a year of {REHEARSED} actions rehearsed"
    beside = f"a day of {FOLLOWED:,} found"
    yield Figure(what, costs["year"], costs["day"], BAR, beside=beside)


def _cpu(of: Path, day: date, *words: str) -> float:
    return spent([*home.MATTERS, *words], home.environment(of, day)).cpu
