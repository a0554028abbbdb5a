"""The bars, each figure beside its limit in the same run.

python -m tests.benchmarks [ACTIONS ...] [--rows ROW ...] [--homes FOLDER]

Registers of those sizes (1,000 and 10,000 where none is named) are made by the product's own
commands, once in the folder where one is given: a million actions take an hour.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import floor, home, rehearsal
from tests.benchmarks.day import day_beside_floor
from tests.benchmarks.entering import entering_beside_reading
from tests.benchmarks.finding import finding
from tests.benchmarks.flow import flow_beside_empty
from tests.benchmarks.looking import looking
from tests.benchmarks.measuring import Figure
from tests.benchmarks.memory import memory_is_flat
from tests.benchmarks.packs import packs_beside_typst
from tests.benchmarks.page import page_beside_template
from tests.benchmarks.sending import sending_beside_hand
from tests.benchmarks.starting import starting
from tests.benchmarks.workbook import workbook_beside_library

SIZES = (1_000, 10_000)
# What the floor's leads get on average.
LINES = 7.1
# A row of a size: its figures, from the register of that size, that of a hundred, and a folder.
BY_SIZE: dict[str, Callable[[int, home.Made, home.Made, Path], Iterator[Figure]]] = {
    "finding": lambda size, made, _, folder: finding(size, made, folder),
    "day": lambda size, made, _, folder: day_beside_floor(size, made, folder),
    "starting": lambda size, made, _, folder: starting(size, made, folder),
    "flow": lambda size, made, _, folder: flow_beside_empty(size, made, folder),
    "looking": lambda size, made, small, _: looking(size, made, small),
}
# A row whose size is its own; it prints its figure, and is True where the bar is reached.
OF_ITSELF: dict[str, Callable[[Path], bool]] = {
    "workbook": workbook_beside_library,
    "entering": entering_beside_reading,
    "rehearsal": lambda _: rehearsal.year_beside_day(),
    "packs": lambda _: packs_beside_typst(),
    "page": lambda _: page_beside_template(),
    "sending": lambda _: sending_beside_hand(),
    "memory": lambda _: memory_is_flat(),
}


def main() -> int:
    """Print each row; 1 where a bar is missed."""
    asked = _asked()
    if not floor.SHARED.is_dir():
        print(f"The floor stands in {floor.SHARED}, which is not there: nothing was measured.")
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        missed = sum(not OF_ITSELF[row](folder) for row in asked.rows if row in OF_ITSELF)
        homes = asked.homes or folder / "homes"
        rows = [row for row in asked.rows if row in BY_SIZE]
        missed += sum(one.missed for one in _figures(rows, asked.sizes, homes, folder))
    print(f"{missed} of the bars are missed." if missed else "All bars are reached.")
    return 1 if missed else 0


def _figures(rows: list[str], sizes: list[int], homes: Path, folder: Path) -> Iterator[Figure]:
    for size in sizes if rows else ():
        made, small = home.kept(homes, size, LINES), home.kept(homes, 100, LINES)
        for row in rows:
            for figure in BY_SIZE[row](size, made, small, folder):
                print(figure, flush=True)
                yield figure


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    rows = [*BY_SIZE, *OF_ITSELF]
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), metavar="ACTIONS")
    parser.add_argument("--rows", nargs="+", choices=rows, default=rows)
    parser.add_argument("--homes", type=Path, help="where registers are kept for the next run")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
