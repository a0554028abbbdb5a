"""Which tests run which lines of the rules, and what each of them takes."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from types import FrameType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.changes import RULES

# A module of the rules and a line of it.
Line = tuple[str, int]
INSIDE = str(RULES) + os.sep


class Reached:
    """For each line of the rules the tests that run it, by their number."""

    def __init__(self, items: Sequence[pytest.Item]) -> None:
        self.items = items
        self.took: list[float] = []
        self.by: dict[Line, set[int]] = defaultdict(set)

    def run(self) -> None:
        """Run every test once. Raises AssertionError where one is red with nothing changed.

        Each makes its fixtures itself, and finds nothing remembered: what the first of several
        made for all would else be known as run by the first alone.
        """
        for number, item in enumerate(self.items):
            forget()
            began = time.process_time()
            with noting() as lines:
                reports = runtestprotocol(item, log=False, nextitem=None)
            self.took.append(time.process_time() - began)
            assert not any(report.failed for report in reports), item.nodeid
            for line in lines:
                self.by[line].add(number)

    def of(
        self, module: str, lines: Iterable[Line], first: Sequence[int], beside: Sequence[int]
    ) -> list[int]:
        """The tests that run one of the lines, and some beside.

        Those named first, then the module's own, then the quick.
        """
        numbers = {number for line in lines for number in self.by.get(line, ())} | {*beside}
        own = f"test_{module}"

        def rank(number: int) -> tuple[int, bool, float]:
            place = first.index(number) if number in first else len(first)
            return place, own not in self.items[number].path.stem, self.took[number]

        return sorted(numbers, key=rank)


def forget() -> None:
    """Nothing that a function of the rules or of their tests remembers is answered again."""
    for one in _remembering():
        one.cache_clear()


@cache
def _remembering() -> tuple[Any, ...]:
    found = (one for one in gc.get_objects() if isinstance(one, type(_remembering)))
    return tuple(
        one for one in found if str(one.__module__).startswith(("models.rules.", "tests.models."))
    )


@contextmanager
def noting() -> Iterator[set[Line]]:
    """Every line of the rules that is run meanwhile."""
    lines: set[Line] = set()
    known: dict[str, str] = {}

    def call(frame: FrameType, _event: str, _arg: object) -> Any:
        name = frame.f_code.co_filename
        if not name.startswith(INSIDE):
            return None
        known[name] = name[len(INSIDE) : -3]
        lines.add((known[name], frame.f_lineno))
        return line

    def line(frame: FrameType, event: str, _arg: object) -> Any:
        if event == "line":
            lines.add((known[frame.f_code.co_filename], frame.f_lineno))
        return line

    before = sys.gettrace()
    sys.settrace(call)
    try:
        yield lines
    finally:
        sys.settrace(before)
