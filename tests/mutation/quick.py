"""A first round in one process that has the rules and their tests loaded: a fork for each change.

In the fork the changed function is put in its place, and the tests that run it are run, the
module's own first. That is the whole truth for a function that is run by tests alone; what is run
while modules are imported, or is remembered from call to call, is tried again afresh.
"""

from __future__ import annotations

import gc
import inspect
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from types import CodeType, FrameType, FunctionType

import hypothesis
import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.changes import RULES, Change, changes
from tests.mutation.forks import Forks

Place = tuple[str, str]
# A module, and the number of the change to it.
Name = tuple[str, int]
hypothesis.settings.register_profile(
    "mutation", deadline=None, max_examples=15, derandomize=True, database=None,
    phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
    suppress_health_check=list(hypothesis.HealthCheck),
)  # fmt: skip


class Steady:
    """Draws the same examples for every change, and does not look for the simplest of them."""

    def pytest_configure(self) -> None:
        """After the conftest has chosen its own profile."""
        hypothesis.settings.load_profile("mutation")


class Quick(Steady):
    """Tries every change to the modules inside one session.

    `alive` are the changes that no test sees, `unsure` those that are to be tried afresh.
    """

    def __init__(self, modules: Iterable[str]) -> None:
        self.modules = tuple(modules)
        self.tried: Counter[str] = Counter()
        self.alive: list[Name] = []
        self.unsure: list[Name] = []
        self.at_import: set[Place] = set()
        self.runs: dict[Place, list[pytest.Item]] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Generator[None, object, object]:
        """See what is run while the rules and their tests are imported."""
        with noting() as codes:
            result = yield
        self.at_import = places(codes)
        return result

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Every test once, to see which functions it runs; then every change."""
        items = [item for item in session.items if not item.get_closest_marker("xfail")]
        self.runs = runs(items)
        gc.collect()
        gc.freeze()  # a fork that looks for garbage would copy all that it shares
        forks = Forks()
        for module in self.modules:
            for number, change in enumerate(changes(module)):
                self.tried[module] += 1
                self._try(forks, (module, number), change)
        forks.finish()
        return True

    def _try(self, forks: Forks, name: Name, change: Change) -> None:
        function = function_of(change)
        code = code_of(compile(change.tree, str(change.path), "exec"), change.function)
        if not function or not code or not fits(function, code):
            self.unsure.append(name)
            return
        place = (change.module, change.function)
        left = self.unsure if place in self.at_import else self.alive
        is_seen = partial(_is_seen, function, code, self.runs.get(place, []))
        forks.start(is_seen, partial(_keep, left, name, str(change)))


def _keep(left: list[Name], name: Name, words: str) -> None:
    """Said at once, since a run is long."""
    left.append(name)
    print(f"not seen so far: {words}", flush=True)


def _is_seen(function: FunctionType, code: CodeType, items: Sequence[pytest.Item]) -> bool:
    """True where one of the tests is red with the function's code changed."""
    function.__code__ = code
    for item, following in zip(items, [*items[1:], None], strict=True):
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
            return True
    return False


def function_of(change: Change) -> FunctionType | None:
    """The function that is changed; None for a whole module, or what remembers its answers."""
    found: object = sys.modules.get(f"models.rules.{change.module}")
    for part in change.function.split("."):
        found = vars(found).get(part) if found else None
    found = found.fget if isinstance(found, property) else getattr(found, "__func__", found)
    return found if inspect.isfunction(found) else None


def fits(function: FunctionType, code: CodeType) -> bool:
    """True where the code takes the same variables from around the function."""
    return function.__code__.co_freevars == code.co_freevars


def code_of(code: CodeType, name: str) -> CodeType | None:
    """The code of a function or method within that of its module."""
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    found = next((one for one in inner if one.co_qualname == name), None)
    return found or next(filter(None, (code_of(one, name) for one in inner)), None)


def runs(items: Sequence[pytest.Item]) -> dict[Place, list[pytest.Item]]:
    """For each function of the rules the tests that run it: its module's own first, then the quick.

    Raises AssertionError where a test is red before anything was changed.
    """
    found: dict[Place, list[tuple[bool, float, int]]] = defaultdict(list)
    for number, item in enumerate(items):
        following = items[number + 1] if number + 1 < len(items) else None
        began = time.perf_counter()
        with noting() as codes:
            reports = runtestprotocol(item, log=False, nextitem=following)
        took = time.perf_counter() - began
        assert not any(report.failed for report in reports), item.nodeid
        for place in places(codes):
            found[place].append((f"test_{place[0]}" not in item.path.stem, took, number))
    return {place: [items[n] for *_, n in sorted(ranked)] for place, ranked in found.items()}


@contextmanager
def noting() -> Iterator[set[CodeType]]:
    """The code of everything that is called meanwhile."""
    codes: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            codes.add(frame.f_code)

    sys.setprofile(note)
    try:
        yield codes
    finally:
        sys.setprofile(None)


def places(codes: Iterable[CodeType]) -> set[Place]:
    """The modules and functions of the rules among what was called."""
    rules = str(RULES) + os.sep
    return {
        (code.co_filename[len(rules) : -3], code.co_qualname.split(".<locals>")[0])
        for code in codes
        if code.co_filename.startswith(rules)
    }
