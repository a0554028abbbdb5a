"""Commands that owe nothing to the size of the register, beside importing SQLModel alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from tests.benchmarks import floor, home
from tests.benchmarks.measuring import SQLMODEL, Figure, Shown, in_turn, spent

TURNS = 7
# Both tell stages: of what was due on the day before the first, and on the first.
TELLING = (home.DAY, home.DAY + timedelta(days=1))
IDLE = home.DAY + timedelta(days=2)
# The words of each command, and the most that it may cost of the import.
COMMANDS = {
    "matters --help": (("--help",), 0.6),
    "matters health": (("health",), 2.0),
    "matters policy --show": (("policy", "--show"), 2.0),
}


def starting(actions: int, made: home.Made, folder: Path) -> Iterator[Shown]:
    """A day on which nothing is owed, and commands that need no Prefect."""
    working = folder / "idle"
    home.copied(made.home, working)
    with floor.sink() as sink:
        url = f"smtp://127.0.0.1:{sink.port}"
        environment = home.environment(working, home.BEFORE, MATTERS_SMTP_URL=url)
        ways = {name: _way(words, environment) for name, (words, _) in COMMANDS.items()}
        ways["idle"] = _way(("follow-up", "--deliver"), environment)
        ways["limit"] = lambda: spent(SQLMODEL, os.environ).cpu
        costs = in_turn(ways, TURNS)
    shutil.rmtree(working)
    idle = f"a day of {actions:,} on which nothing is owed"
    named = {name: bar for name, (_, bar) in COMMANDS.items()} | {"idle": 2.0}
    for name, bar in named.items():
        what = idle if name == "idle" else name
        yield Figure(what, costs[name], costs["limit"], bar, beside="import sqlmodel")


def idle_after_telling(actions: int, made: home.Made, folder: Path) -> Iterator[Shown]:
    """The first day on which nothing is owed after two that told stages: a day of its own."""
    told, working = folder / "told", folder / "idle"
    home.copied(made.home, told)
    with floor.sink() as sink:
        url = f"smtp://127.0.0.1:{sink.port}"
        for day in TELLING:
            home.matters(told, day, "follow-up", "--deliver", MATTERS_SMTP_URL=url)
        environment = home.environment(working, IDLE, MATTERS_SMTP_URL=url)

        def idle() -> float:
            home.copied(told, working)
            sink.ask("RESET")
            cost = spent([*home.MATTERS, "follow-up", "--deliver"], environment).cpu
            if sink.ask("STATS")["messages"]:
                raise RuntimeError(f"{IDLE} owed a message")
            return cost

        costs = in_turn({"idle": idle, "limit": lambda: spent(SQLMODEL, os.environ).cpu}, TURNS)
    what = f"the first idle day of {actions:,} after two that told"
    yield Figure(what, costs["idle"], costs["limit"], 2.0, beside="import sqlmodel")


def _way(words: tuple[str, ...], environment: dict[str, str]) -> Callable[[], float]:
    return lambda: spent([*home.MATTERS, *words], environment).cpu
