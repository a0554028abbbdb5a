"""The rules and a second reading of the procedure agree on random boards, people and days.

The second reading (tests/oracle) was written from the procedure's text alone, day by day, and
shares no code with the rules. Where the two differ the text decides, and both stay. Two hundred
scenarios are in the suite; `make fuzz` draws two thousand others.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.agreement.drawing import KINDS, agreeing

ROOT = Path(__file__).resolve().parents[2]


def test_both_readings_tell_the_same_on_the_same_days() -> None:
    """Random plans, meetings, holidays, outages, answers and decisions."""
    command = [sys.executable, "-m", "tests.agreement"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]


@pytest.mark.fuzz
@pytest.mark.parametrize("kind", KINDS)
def test_they_agree_on_what_is_drawn_anew(kind: str) -> None:
    """Hundreds of others, shrunk to the smallest where they differ."""
    agreeing(KINDS[kind], 700, anew=True)()
