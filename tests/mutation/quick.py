"""A first round in one process that has the rules and their tests loaded: a fork for each change.

In the fork the change is put in its place, and the tests that run its lines are run: those that
saw the last changes to the function, then the module's own, then the quick. That is the whole truth
for a function that is run by tests alone; what is run while modules are imported is tried afresh.
"""

from __future__ import annotations

import gc
import inspect
import sys
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Sequence
from functools import partial
from types import CodeType, FunctionType

import hypothesis
import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.changes import Change, changes
from tests.mutation.constants import EVERYWHERE, put_in_place
from tests.mutation.forks import Forks
from tests.mutation.imports import distances
from tests.mutation.reached import Line, Reached, forget, noting

# A module, and the number of the change to it.
Name = tuple[str, int]
Place = tuple[str, str]
# What is not seen by so many seconds of tests is taken to live.
SECONDS = 10
UNPUT = -2
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

    def __init__(self, modules: Iterable[str], each: int = 1) -> None:
        self.modules, self.each = tuple(modules), each
        self.asked = 0
        self.tried: Counter[str] = Counter()
        self.alive: list[Name] = []
        self.unsure: list[Name] = []
        self.at_import: set[Line] = set()
        self.seen_by: dict[Place, list[int]] = defaultdict(list)

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Generator[None, object, object]:
        """See what is run while the rules and their tests are imported."""
        with noting() as lines:
            result = yield
        self.at_import = lines
        return result

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Every test once, to see which lines it runs; then every change."""
        items = [item for item in session.items if not item.get_closest_marker("xfail")]
        self.reached = Reached(items)
        self.reached.run()
        self.holding = {module: self._holding(module) for module in self.modules}
        gc.collect()
        gc.freeze()  # a fork that looks for garbage would copy all that it shares
        forks = Forks()
        for place, module in enumerate(self.modules, 1):
            for number, change in enumerate(changes(module)):
                self.asked += 1
                if self.asked % self.each == 0:
                    self.tried[module] += 1
                    self._try(forks, (module, number), change)
            self._say(place, module)
        forks.finish()
        return True

    def _say(self, place: int, module: str) -> None:
        """How far it is: a long run is read while it goes on."""
        left = len(self.alive) + len(self.unsure)
        tried = sum(self.tried.values())
        print(
            f"{place} of {len(self.modules)} modules: {module}, {self.tried[module]} changes; "
            f"in all {left} of {tried} not seen so far ({left / max(1, tried):.1%})",
            flush=True,
        )

    def _holding(self, module: str) -> list[int]:
        """The tests of the files that import a module themselves: they may look at what it holds,
        though no rule does.
        """
        name = f"models.rules.{module}"
        items = enumerate(self.reached.items)
        return [number for number, item in items if distances(item.path).get(name) == 1]

    def _try(self, forks: Forks, name: Name, change: Change) -> None:
        """Ask in a fork; what is run while modules are imported may be seen there as well."""
        ran = any((change.module, line) in self.at_import for line in change.lines)
        left = self.unsure if ran or not change.function else self.alive
        forks.start(partial(self._seen_by, change), _Told(self, name, change, left))

    def _seen_by(self, change: Change) -> int | None:
        """The number of a test that is red with the change in its place, or None."""
        lines = put(change)
        if lines is None:
            return UNPUT
        if lines == EVERYWHERE:
            lines = set(self.reached.by)
        first = self.seen_by[change.module, change.function]
        beside = () if change.function else self.holding[change.module]
        return self._red(self.reached.of(change.module, lines, first, beside))

    def _red(self, numbers: Sequence[int]) -> int | None:
        left, items = float(SECONDS), self.reached.items
        for at, number in enumerate(numbers):
            left -= self.reached.took[number]
            if left < 0:
                break
            after = items[numbers[at + 1]] if at + 1 < len(numbers) else items[number]
            if any(r.failed for r in runtestprotocol(items[number], log=False, nextitem=after)):
                return number
        return None


class _Told:
    """Keeps what a fork has answered: who saw the change, or that nobody has."""

    def __init__(self, quick: Quick, name: Name, change: Change, left: list[Name]) -> None:
        self.seen = quick.seen_by[change.module, change.function]
        self.left, self.unsure = left, quick.unsure
        self.name, self.words = name, str(change)

    def __call__(self, by: int | None) -> None:
        """Who saw the last change is asked first; what lives is said at once, in a long run."""
        if by is None or by == UNPUT:
            (self.left if by is None else self.unsure).append(self.name)
            print(f"not seen so far: {self.words}", flush=True)
        elif by >= 0:
            self.seen[:] = [by, *(one for one in self.seen if one != by)]


def put(change: Change) -> set[Line] | None:
    """The lines that a change is seen on, once it is in its place; None where it cannot be put."""
    if not change.function:
        forget()
        return put_in_place(change)
    function = function_of(change)
    code = code_of(compile(change.tree, str(change.path), "exec"), change.function)
    if not function or not code or not fits(function, code):
        return None
    function.__code__ = code
    forget()
    return {(change.module, line) for line in change.lines}


def function_of(change: Change) -> FunctionType | None:
    """The function that is changed; None for a whole module."""
    found = _held(change)
    found = found.fget if isinstance(found, property) else getattr(found, "__func__", found)
    found = getattr(found, "__wrapped__", found)
    return found if inspect.isfunction(found) else None


def _held(change: Change) -> object:
    found: object = sys.modules.get(f"models.rules.{change.module}")
    for part in change.function.split("."):
        found = vars(found).get(part) if found else None
    return found


def fits(function: FunctionType, code: CodeType) -> bool:
    """True where the code takes the same variables from around the function."""
    return function.__code__.co_freevars == code.co_freevars


def code_of(code: CodeType, name: str) -> CodeType | None:
    """The code of a function or method within that of its module."""
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    found = next((one for one in inner if one.co_qualname == name), None)
    return found or next(filter(None, (code_of(one, name) for one in inner)), None)
