"""What a command costs, and a figure beside its limit: both are taken in turn in the same run."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable
APART = Path(__file__).with_name("apart.py")
NO_BAR = math.inf
SQLMODEL = (PYTHON, "-c", "import sqlmodel")


@dataclass(frozen=True, slots=True)
class Spent:
    """What a program took: CPU seconds of it and of all that it started, and its own peak."""

    cpu: float
    peak_mib: float

    @property
    def peak_mb(self) -> float:
        """The peak in millions of bytes, as the bars are."""
        return self.peak_mib * 2**20 / 1e6


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure beside its limit; `bar` is the most that it may be of it."""

    what: str
    ours: float
    limit: float
    bar: float
    unit: str = "s CPU"
    beside: str = "its limit"

    @property
    def ratio(self) -> float:
        """How many times its limit it is."""
        return self.ours / self.limit

    @property
    def missed(self) -> bool:
        """True where the bar is not reached."""
        return self.ratio > self.bar

    def __str__(self) -> str:
        return (
            f"{_verdict(self):8}{self.what}: {self.ours:.3g} {self.unit}; {self.beside} "
            f"{self.limit:.3g}; {self.ratio:.2f} times{_said(self.bar)}"
        )


@dataclass(frozen=True, slots=True)
class Most:
    """A figure that is held against a number: what it may be at most, or no bar at all."""

    what: str
    ours: float
    bar: float = NO_BAR
    unit: str = "MB"

    @property
    def missed(self) -> bool:
        """True where it is more."""
        return self.ours > self.bar

    def __str__(self) -> str:
        return f"{_verdict(self):8}{self.what}: {self.ours:.3g} {self.unit}{_said(self.bar)}"


Shown = Figure | Most


def _verdict(figure: Shown) -> str:
    if figure.bar == NO_BAR:
        return "no bar"
    return "MISSED" if figure.missed else "reached"


def _said(bar: float) -> str:
    return "" if bar == NO_BAR else f" (bar {bar:g})"


def spent(words: Sequence[str], environment: Mapping[str, str]) -> Spent:
    """Run a program to its end; status 0 or 1, or RuntimeError."""
    asked = [PYTHON, "-I", "-S", str(APART), *words]
    done = subprocess.run(asked, env=dict(environment), stdout=subprocess.PIPE, check=True)
    status, cpu, peak = done.stdout.split()
    if int(status) not in (0, 1):
        raise RuntimeError(f"{' '.join(words)} ended with {int(status)}")
    return Spent(float(cpu), float(peak))


def in_turn(ways: Mapping[str, Callable[[], float]], turns: int) -> dict[str, float]:
    """The lower quartile of what each way costs, all of them run in turn so many times.

    Other programs on the machine make a cost larger and never smaller.
    """
    costs: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(turns):
        for name, way in ways.items():
            costs[name].append(way())
    return {name: quartile(some) for name, some in costs.items()}


def quartile(some: Sequence[float]) -> float:
    """The lower quartile."""
    return sorted(some)[len(some) // 4]
