"""One action looked up, one lead's actions, and a day looked ahead at: beside a small register."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from tests.benchmarks import home
from tests.benchmarks.measuring import Figure, Shown, in_turn, spent

TURNS = 7
BAR = 1.5
COMMANDS: dict[str, tuple[date, tuple[str, ...]]] = {
    "matters why": (home.DAY, ("why", "bench-0/2")),
    "matters actions --lead": (home.DAY, ("actions", "--lead", "Lead 00001")),
    "an idle day's dry run": (home.BEFORE, ("follow-up", "--dry-run")),
}


def looking(actions: int, large: home.Made, small: home.Made) -> Iterator[Shown]:
    """What each command costs on so many actions beside the same on a hundred."""
    for name, (day, words) in COMMANDS.items():
        ways: dict[str, Callable[[], float]] = {
            which: partial(_cost, of, day, words)
            for which, of in (("large", large), ("small", small))
        }
        costs = in_turn(ways, TURNS)
        what = f"{name} of {actions:,}"
        yield Figure(what, costs["large"], costs["small"], BAR, beside="of 100")


def _cost(of: home.Made, day: date, words: Sequence[str]) -> float:
    return spent([*home.MATTERS, *words], home.environment(of.home, day)).cpu
