"""The days ahead, played on a copy: who would be told what, and when; tells nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tasks.office import Do
from tasks.rehearsal import rehearse
from tasks.rehearsed import Rehearsed


def rehearsal(
    do: Do, start: date, end: date, *, policy_file: Path | None = None, empty: bool = False
) -> Rehearsed:
    """What the days from `start` to `end` would tell, if nobody answered."""
    return do(rehearse, start, end, policy_file=policy_file, empty=empty)
