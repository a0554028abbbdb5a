"""Entering a large plan with its report, beside reading it: whole commands, by their CPU."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
from collections.abc import Sequence
from pathlib import Path

from deployments.sample import make
from tests.benchmarks.home import MATTERS
from tests.benchmarks.workbook import ROWS, made

PAIRS = 3
BAR = 3.0
DAY = "2026-11-02"


def entering_beside_reading(folder: Path) -> bool:
    """An import of 5,000 rows and its page beside `matters read`; True where the bar is reached."""
    path = made(folder / "plan.xlsx")
    ratios, read, entered = [], [], []
    for pair in range(PAIRS):
        home = folder / f"home-{pair}"
        home.mkdir(mode=0o700)
        board = Path(make.__file__).parent / "board.toml"
        _cost(home, "committee", str(board))
        read.append(_cost(home, "read", str(path), "--agreed", DAY))
        asked = ("--review", "large", "--title", "Large", "--agreed", DAY)
        entered.append(_cost(home, "import", str(path), *asked))
        ratios.append(entered[-1] / read[-1])
    ratio = statistics.median(ratios)
    print(
        f"{ROWS:,} rows entered with their page: {min(entered):.2f} s CPU; read and shown "
        f"{min(read):.2f} s; {ratio:.2f} times its CPU (bar {BAR})"
    )
    return ratio <= BAR


def _cost(home: Path, *words: str) -> float:
    """The CPU seconds of a command and of all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(home, words)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _run(home: Path, words: Sequence[str]) -> None:
    """Run it; a plan of which dates are to be decided ends with status 1."""
    environment = {**os.environ, "MATTERS_HOME": str(home), "MATTERS_CLOCK": DAY}
    command = [*MATTERS, *words]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
