"""The same in a register on PostgreSQL: finding, looking, an idle day, and a day's work.

The CPU is that of the command and of the database's server together.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from models.database import open_engine
from tests.benchmarks import finding, floor, home, looking
from tests.benchmarks.day import TURNS as DAYS
from tests.benchmarks.measuring import NO_BAR, SQLMODEL, Figure, Shown, in_turn, spent
from tests.benchmarks.postgres import Server, server
from tests.benchmarks.starting import TURNS as IDLE_DAYS

FOLLOW_UP = ("follow-up", "--deliver")


def on_postgresql(actions: int, made: home.Made, small: home.Made, folder: Path) -> Iterator[Shown]:
    """Each of them in a register that was restored from the backup of a home on SQLite."""
    homes = made.home.parents[1]
    with server(homes, folder) as running, floor.sink() as sink:
        name, little = running.restored(actions, made), running.restored(100, small)
        yield _finding(actions, running, name)
        yield from _looking(
            actions, _Register(running, sink, name), _Register(running, sink, little)
        )
        yield from _idle(actions, running, sink, name)
        yield from _days(actions, made, running, sink, name)


def _finding(actions: int, running: Server, name: str) -> Figure:
    """By the wall: the work is done in another process."""
    engine = open_engine(running.url(name))
    with running.driver(name) as driver:
        raw = finding.asked(driver, finding.RAW.format("%s"), home.DAY)
        what = f"finding what {actions:,} owe, PostgreSQL"
        try:
            return finding.beside(what, engine, raw, time.perf_counter)
        finally:
            engine.dispose()
            driver.execute("DROP TABLE bare")


@dataclass(frozen=True, slots=True)
class _Register:
    """A register on a server: what its commands cost."""

    running: Server
    sink: floor.Sink
    name: str

    def cost(self, day: date, words: Sequence[str]) -> float:
        """The CPU of a command on a day and of the database's server."""
        before = self.running.cpu
        return self.own_cost(day, words) + self.running.cpu - before

    def own_cost(self, day: date, words: Sequence[str]) -> float:
        """The CPU of a command on a day and of all that it starts."""
        empty = self.running.folder / "empty"
        empty.mkdir(mode=0o700, exist_ok=True)
        settings = {
            "MATTERS_DATABASE_URL": self.running.url(self.name),
            "MATTERS_SMTP_URL": f"smtp://127.0.0.1:{self.sink.port}",
        }
        environment = home.environment(empty, day, **settings)
        return spent([*home.MATTERS, *words], environment).cpu


def _looking(actions: int, large: _Register, small: _Register) -> Iterator[Figure]:
    for name, (day, words) in looking.COMMANDS.items():
        ways: dict[str, Callable[[], float]] = {
            "large": partial(large.cost, day, words),
            "small": partial(small.cost, day, words),
        }
        costs = in_turn(ways, looking.TURNS)
        what = f"{name} of {actions:,}, PostgreSQL"
        yield Figure(what, costs["large"], costs["small"], looking.BAR, beside="of 100")


def _idle(actions: int, running: Server, sink: floor.Sink, name: str) -> Iterator[Figure]:
    """A day on which nothing is owed, in a copy that a run before it has read once."""
    running.copied(name, "working")
    large = _Register(running, sink, "working")
    large.cost(home.BEFORE, FOLLOW_UP)
    ways = {
        "idle": lambda: large.own_cost(home.BEFORE, FOLLOW_UP),
        "both": lambda: large.cost(home.BEFORE, FOLLOW_UP),
        "limit": lambda: spent(SQLMODEL, os.environ).cpu,
    }
    costs = in_turn(ways, IDLE_DAYS)
    what = f"a day of {actions:,} on which nothing is owed, PostgreSQL"
    yield Figure(what, costs["idle"], costs["limit"], 2.0, beside="import sqlmodel")
    both = f"{what}, its server counted in"
    yield Figure(both, costs["both"], costs["limit"], NO_BAR, beside="import sqlmodel")


def _days(
    actions: int, made: home.Made, running: Server, sink: floor.Sink, name: str
) -> Iterator[Shown]:
    """An idle day, and a day's work beside the floor, which writes to a file and asks no server."""
    env = floor.prepare_floor(running.folder, actions)
    working = _Register(running, sink, "working")

    def followed_up(day: date) -> float:
        running.copied(name, "working")
        sink.ask("RESET")
        cost = working.cost(day, FOLLOW_UP)
        sunk, owed = int(sink.ask("STATS")["messages"]), made.leads if day == home.DAY else 0
        if sunk != owed:
            raise RuntimeError(f"{sunk} messages were sunk, {owed} were owed")
        return cost

    ways = {
        "idle": lambda: followed_up(home.BEFORE),
        "day": lambda: followed_up(home.DAY),
        "floor": lambda: spent(floor.floor_words(running.folder, sink.port), env).cpu,
    }
    costs = in_turn(ways, DAYS.get(actions, 1))
    what = f"a day of {actions:,} less an idle day, {made.leads:,} messages, PostgreSQL"
    work, beside = costs["day"] - costs["idle"], "the floor, which asks no server"
    yield Figure(what, work, costs["floor"], NO_BAR, beside=beside)
