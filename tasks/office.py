"""What a step works with: the settings, the register and the clock of this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Engine

from notifications.channels.base import Channel as Way
from settings import Settings
from tasks.clock import Clock

P = ParamSpec("P")
T = TypeVar("T")
Step = Callable[Concatenate["Office", P], T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One board office at work: nothing of it crosses into a flow's parameters or results.

    `way` is the way out where it is not the one that the settings choose.
    """

    settings: Settings
    engine: Engine
    clock: Clock
    way: Way | None = None

    def on(self, day: date) -> Office:
        """The office on another day of play; on the machine's clock it stays as it is."""
        return replace(self, clock=self.clock.on(day))


class Do(Protocol):
    """A way to run a step: straight away, or as a Prefect task with its retries and name."""

    def __call__(self, step: Step[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What the step returns: ids, counts and frozen facts."""


def straight(office: Office) -> Do:
    """Steps run one after the other in this process: commands, stories, the demo."""

    def do(step: Step[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return step(office, *args, **kwargs)

    return do
