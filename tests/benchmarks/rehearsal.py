"""A year rehearsed beside a day followed up: how much a secretary's look ahead costs."""

from __future__ import annotations

import resource
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from tests.benchmarks import home

A_YEAR = timedelta(days=365)
FOLLOWED, REHEARSED = 10_000, 500
LINES = 7.1
BAR = 20.0


def year_beside_day() -> bool:
    """A year of 500 actions rehearsed, beside a day of 10,000 found and recorded."""
    with tempfile.TemporaryDirectory() as folder:
        day = _cpu(home.make(Path(folder) / "day", FOLLOWED, LINES).home, home.DAY, ["follow-up"])
        made = home.make(Path(folder) / "year", REHEARSED, LINES)
        days = ["--from", home.DAY.isoformat(), "--to", (home.DAY + A_YEAR).isoformat(), "--json"]
        year = _cpu(made.home, home.DAY, ["rehearse", *days])
    ratio = year / day
    print(
        f"a year of {REHEARSED} actions rehearsed: {year:.2f} s CPU; a day of {FOLLOWED} followed "
        f"up: {day:.2f} s CPU; {ratio:.2f} times (bar {BAR})"
    )
    return ratio < BAR


def _cpu(of: Path, day: date, words: Sequence[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [*home.MATTERS, *words], env=home.environment(of, day), capture_output=True, check=False
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
