"""A run of a day: what its notices have in common, and what it comes to."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import date

from models.rules.owed import Notice as Owed
from models.rules.owed import Unreached


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A run as it was recorded: ids and counts only."""

    run_id: int
    board_id: int
    as_of: date
    quiet: bool
    scanned: int
    notices: int
    unreached: tuple[Unreached, ...] = ()
    vacancies: tuple[str, ...] = ()
    held: int = 0
    held_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A run whose actions are being asked: its row, and all that its notices have in common."""

    run_id: int
    board_id: int
    policy_id: int
    as_of: date


@dataclass(slots=True)
class Told:
    """How many notices a run has, of which actions, and the few that are of none."""

    number: int = 0
    actions: array[int] = field(default_factory=lambda: array("q"))
    of_none: list[Owed] = field(default_factory=list)
