"""Commands that owe nothing to the size of the register, beside importing SQLModel alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import floor, home
from tests.benchmarks.measuring import SQLMODEL, Figure, Shown, in_turn, spent

TURNS = 7
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


def _way(words: tuple[str, ...], environment: dict[str, str]) -> Callable[[], float]:
    return lambda: spent([*home.MATTERS, *words], environment).cpu
