"""The bars, each figure beside its limit: python -m tests.benchmarks [ACTIONS ...]."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import floor, home, rehearsal
from tests.benchmarks.entering import entering_beside_reading
from tests.benchmarks.memory import memory_is_flat
from tests.benchmarks.page import page_beside_template
from tests.benchmarks.sending import sending_beside_hand
from tests.benchmarks.workbook import workbook_beside_library

FLOOR_LINES = {1_000: 7.1, 10_000: 7.1, 100_000: 7.1}
PAIRS = 3
BAR = 3.0


def main(sizes: list[int]) -> int:
    """Print what all that has a bar costs; 1 where one is missed."""
    with tempfile.TemporaryDirectory() as folder:
        missed = int(not workbook_beside_library(Path(folder)))
        missed += int(not entering_beside_reading(Path(folder)))
    missed += int(not rehearsal.year_beside_day())
    missed += int(not page_beside_template())
    if not floor.SHARED.is_dir():
        print(f"The floor stands in {floor.SHARED}, which is not there: no day was measured.")
        return 1
    missed += int(not sending_beside_hand())
    missed += int(not memory_is_flat())
    for actions in sizes:
        with tempfile.TemporaryDirectory() as folder:
            missed += not day_beside_floor(Path(folder), actions)
    return 1 if missed else 0


def day_beside_floor(folder: Path, actions: int) -> bool:
    """One day's `follow-up --deliver` beside the floor, in turn; True where the bar is reached."""
    made = home.make(folder / "ours", actions, FLOOR_LINES.get(actions, 7.1))
    env = floor.prepare_floor(folder, actions)
    ratios, ours, theirs = [], [], []
    with floor.sink() as sink:
        for _ in range(PAIRS):
            theirs.append(floor.measure(floor.floor_words(folder, sink.port), env, sink))
            ours.append(_ours(folder, made, sink))
            ratios.append(ours[-1].cpu / theirs[-1].cpu)
    ratio = statistics.median(ratios)
    print(
        f"{actions} actions, {made.leads} leads: "
        f"ours {_said(ours[-1])}; floor {_said(theirs[-1])}; "
        f"{ratio:.2f} times its CPU (bar {BAR}); {made.lines} lines owed"
    )
    if ours[-1].messages != made.leads:
        print(f"  {ours[-1].messages} messages were sunk, {made.leads} were owed")
        return False
    return ratio <= BAR


def _ours(folder: Path, made: home.Made, sink: floor.Sink) -> floor.Cost:
    working = folder / "working"
    shutil.rmtree(working, ignore_errors=True)
    shutil.copytree(made.home, working)
    env = home.environment(working, home.DAY, MATTERS_SMTP_URL=f"smtp://127.0.0.1:{sink.port}")
    return floor.measure([*home.MATTERS, "follow-up", "--deliver"], env, sink)


def _said(cost: floor.Cost) -> str:
    return f"{cost.cpu:.2f} s CPU, {cost.wall:.2f} s, {cost.messages} messages"


if __name__ == "__main__":
    raise SystemExit(main([int(size) for size in sys.argv[1:]] or [1_000, 10_000]))
