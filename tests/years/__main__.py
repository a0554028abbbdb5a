"""Years of a board by the calendar, with every schedule: python -m tests.years --years 10 --seed 7.

Each day has what the schedules begin on it: the follow-up with its messages, the packs that are
due, the self-check, backups, on the first the purge. A new review comes each spring and a new lead
each autumn; people answer, decide and sign as they are drawn from the seed. The self-check holds
every day against what should have been told; then the history and the board's health are read.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path

from tests.years.life import Life
from tests.years.opening import opened

FIRST = date(2010, 9, 6)


def main() -> int:
    """Play, with a line a year; 1 where anything was wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--years", type=int, default=10)
    asked.add_argument("--seed", type=int, default=7)
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="matters-years-") as folder:
        last = FIRST.replace(year=FIRST.year + wanted.years)
        with opened(Path(folder), FIRST, last, seed=wanted.seed) as life:
            return _played(life)


def _played(life: Life) -> int:
    for day in life.live():
        if (day.month, day.day) == (12, 31):
            print(f"{day.year}: {_counts(life)}", flush=True)
    wrong = life.verdict()
    print(f"{_counts(life)}; people did {_listed(life.people.done)}")
    print(f"refused: {_listed(life.people.refused)}")
    print("\n".join(wrong) if wrong else "Nothing was wrong.")
    return 1 if wrong else 0


def _counts(life: Life) -> str:
    return f"{_listed(life.counted)}, {len(life.faults)} faults"


def _listed(counted: dict[str, int]) -> str:
    return ", ".join(f"{n} {what}" for what, n in counted.items())


if __name__ == "__main__":
    sys.exit(main())
