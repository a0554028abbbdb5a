"""The bars, each figure beside its limit in the same run.

python -m tests.benchmarks [ACTIONS ...] [--rows ROW ...] [--homes FOLDER]

Registers of those sizes (1,000 and 10,000 where none is named) are made by the product's own
commands, once in the folder where one is given: a million actions take an hour beside other
programs.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import floor, home
from tests.benchmarks.day import day_beside_floor, peaks
from tests.benchmarks.entering import entering_beside_reading
from tests.benchmarks.finding import finding
from tests.benchmarks.flow import flow_beside_empty
from tests.benchmarks.looking import looking
from tests.benchmarks.measuring import Shown
from tests.benchmarks.memory import memory_is_flat
from tests.benchmarks.on_postgresql import on_postgresql
from tests.benchmarks.packs import packs_beside_typst
from tests.benchmarks.page import page_beside_template
from tests.benchmarks.protocol import protocol
from tests.benchmarks.rehearsal import year_beside_day
from tests.benchmarks.sending import sending_beside_hand
from tests.benchmarks.starting import idle_after_telling, starting
from tests.benchmarks.workbook import workbook_beside_library

SIZES = (1_000, 10_000)
# What the floor's leads get on average.
LINES = 7.1
# A row of a size: its figures, from the register of that size, that of a hundred, and a folder.
BY_SIZE: dict[str, Callable[[int, home.Made, home.Made, Path], Iterator[Shown]]] = {
    "finding": lambda size, made, _, folder: finding(size, made, folder),
    "day": lambda size, made, _, folder: day_beside_floor(size, made, folder),
    "peak": lambda size, made, _, folder: peaks(size, made, folder),
    "starting": lambda size, made, _, folder: starting(size, made, folder),
    "after": lambda size, made, _, folder: idle_after_telling(size, made, folder),
    "flow": lambda size, made, _, folder: flow_beside_empty(size, made, folder),
    "looking": lambda size, made, small, _: looking(size, made, small),
    "postgresql": on_postgresql,
}
# A row whose size is its own.
OF_ITSELF: dict[str, Callable[[Path], Iterator[Shown]]] = {
    "protocol": protocol,
    "workbook": workbook_beside_library,
    "entering": entering_beside_reading,
    "rehearsal": year_beside_day,
    "packs": lambda _: packs_beside_typst(),
    "page": page_beside_template,
    "sending": lambda _: sending_beside_hand(),
    "memory": lambda _: memory_is_flat(),
}


def main() -> int:
    """Print each row; 1 where a bar is missed."""
    asked = _asked()
    if not floor.SHARED.is_dir():
        print(f"The floor stands in {floor.SHARED}, which is not there: nothing was measured.")
        return 1
    missed = 0
    with tempfile.TemporaryDirectory() as scratch:
        for figure in _figures(asked, Path(scratch)):
            print(figure, flush=True)
            missed += figure.missed
    print(f"{missed} of the bars are missed." if missed else "All bars are reached.")
    return 1 if missed else 0


def _figures(asked: argparse.Namespace, scratch: Path) -> Iterator[Shown]:
    """Each row's, in a folder of its own that goes with it."""
    homes = asked.homes or scratch / "homes"
    for row in asked.rows:
        if row in OF_ITSELF:
            with _folder(scratch) as folder:
                yield from OF_ITSELF[row](folder)
    rows = [row for row in asked.rows if row in BY_SIZE]
    for size in asked.sizes if rows else ():
        made, small = home.kept(homes, size, LINES), home.kept(homes, 100, LINES)
        for row in rows:
            with _folder(scratch) as folder:
                yield from BY_SIZE[row](size, made, small, folder)


@contextmanager
def _folder(scratch: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        yield Path(folder)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    rows = [*BY_SIZE, *OF_ITSELF]
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), metavar="ACTIONS")
    parser.add_argument("--rows", nargs="+", choices=rows, default=rows)
    parser.add_argument("--homes", type=Path, help="where registers are kept for the next run")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
