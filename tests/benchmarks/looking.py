"""Looking up one action, and one lead's actions, in a large register beside a small one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from tests.benchmarks import home
from tests.benchmarks.measuring import Figure, in_turn, spent

TURNS = 7
BAR = 1.5
COMMANDS = {
    "matters why": ("why", "bench-0/2"),
    "matters actions --lead": ("actions", "--lead", "Lead 00001"),
}


def looking(actions: int, large: home.Made, small: home.Made) -> Iterator[Figure]:
    """What each command costs on so many actions beside the same on a hundred."""
    for name, words in COMMANDS.items():
        ways: dict[str, Callable[[], float]] = {
            which: partial(_cost, of, words) for which, of in (("large", large), ("small", small))
        }
        costs = in_turn(ways, TURNS)
        what = f"{name} of {actions:,}"
        yield Figure(what, costs["large"], costs["small"], BAR, beside="of 100")


def _cost(of: home.Made, words: Sequence[str]) -> float:
    return spent([*home.MATTERS, *words], home.environment(of.home, home.DAY)).cpu
