"""Entering a large plan with its report, beside reading it: whole commands, by their CPU."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

from deployments.sample import make
from tests.benchmarks import home
from tests.benchmarks.measuring import Figure, Shown, in_turn, spent
from tests.benchmarks.workbook import ROWS, made

TURNS = 3
BAR = 3.0
DAY = date(2026, 11, 2)
AGREED = ("--agreed", DAY.isoformat())
AS = ("--review", "large", "--title", "Large")


def entering_beside_reading(folder: Path) -> Iterator[Shown]:
    """An import of 5,000 rows and its page, beside `matters read` of the same file."""
    path = str(made(folder / "plan.xlsx"))
    homes = (folder / f"home-{number}" for number in count())
    costs = in_turn(
        {
            "read": lambda: _cost(next(homes), "read", path, *AGREED),
            "entered": lambda: _cost(next(homes), "import", path, *AS, *AGREED),
        },
        TURNS,
    )
    what = f"{ROWS:,} rows entered with their page"
    yield Figure(what, costs["entered"], costs["read"], BAR, beside="read and shown")


def _cost(of: Path, *words: str) -> float:
    """The CPU seconds of a command in a new home with a board."""
    of.mkdir(mode=0o700)
    board = Path(make.__file__).parent / "board.toml"
    home.matters(of, DAY, "committee", str(board))
    return spent([*home.MATTERS, *words], home.environment(of, DAY)).cpu
