"""The sample year: which day it is, what is fed in on it, and which packs fall on it."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).resolve().parent.parent / "sample"
FIRST = date(2010, 10, 20)
LAST = date(2011, 9, 20)
# A day with a run and a pack: these two go through Prefect.
FLOW_ON = date(2011, 5, 3)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Review:
    """The sample's review, as `matters import` is told of it."""

    reference: str = "child-n"
    title: str = "Child N"
    agreed_on: date = FIRST
    commissioned_on: date = date(2010, 4, 20)


def weekdays(first: date, last: date) -> Iterator[date]:
    """Monday to Friday from `first` to `last`: the days on which the schedule starts a run."""
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if day.weekday() < SATURDAY:
            yield day


def answers() -> dict[date, list[dict[str, Any]]]:
    """Per day what people say on it: each entry is one run of the command it names."""
    entries = tomllib.loads((SAMPLE / "answers.toml").read_text(encoding="utf-8"))["entry"]
    by_day: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        by_day[entry["on"]].append(entry)
    return by_day
