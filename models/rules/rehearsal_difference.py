"""What another policy changes of the days ahead: steps added, dropped, and moved to another day.

Source: interface.md, `matters rehearse --policy`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import zip_longest
from typing import Protocol

from models.rules.date_words import day_words


class Told(Protocol):
    """One notice of a rehearsal, as far as it is compared."""

    @property
    def on(self) -> date:
        """The day on which it is told."""

    @property
    def step(self) -> str:
        """Its step."""

    @property
    def action(self) -> str:
        """The reference of its action; empty where it is of none."""

    @property
    def cause(self) -> str:
        """What it is told for: two notices of one step for one cause are the same told twice."""

    @property
    def to(self) -> str:
        """The post it is told to."""


class Changed(StrEnum):
    """What becomes of a step under another policy."""

    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One step of one action that another policy adds, drops, or tells on another day."""

    action: str
    step: str
    changed: Changed
    was_on: date | None
    is_on: date | None
    to: tuple[str, ...]

    @property
    def first_on(self) -> date:
        """The first day on which it shows."""
        return min(day for day in (self.was_on, self.is_on) if day is not None)


Key = tuple[str, str, str, str]
Change = tuple[str, str, date | None, date | None]


def differences(was: Iterable[Told], now: Iterable[Told]) -> tuple[Difference, ...]:
    """What differs between two rehearsals of the same days, the first day first.

    A step is the same where its action, its cause and its post are: it was moved where only its
    day is another.
    """
    before, after = _days(was), _days(now)
    posts: dict[Change, list[str]] = defaultdict(list)
    for key in before.keys() | after.keys():
        action, step, _, to = key
        for change in _moved(before.get(key, []), after.get(key, [])):
            posts[action, step, *change].append(to)
    found = [_difference(change, to) for change, to in posts.items()]
    return tuple(sorted(found, key=lambda d: (d.first_on, d.action, d.step, d.to)))


def _days(notices: Iterable[Told]) -> dict[Key, list[date]]:
    found: dict[Key, list[date]] = defaultdict(list)
    for one in notices:
        found[one.action, one.step, one.cause, one.to].append(one.on)
    return found


def _moved(was: list[date], now: list[date]) -> Iterable[tuple[date | None, date | None]]:
    """Day by day what is not on the same day in both: (was, is), None where there is none."""
    gone = sorted(day for day in was if day not in now)
    new = sorted(day for day in now if day not in was)
    return zip_longest(gone, new)


def _difference(change: Change, to: list[str]) -> Difference:
    action, step, was_on, is_on = change
    changed = Changed.MOVED if was_on and is_on else Changed.ADDED if is_on else Changed.DROPPED
    return Difference(
        action=action,
        step=step,
        changed=changed,
        was_on=was_on,
        is_on=is_on,
        to=tuple(sorted(to)),
    )


def difference_counts(found: Iterable[Difference]) -> str:
    """ "2 steps added, none dropped, 1 told on another day." """
    counts = Counter(one.changed for one in found)
    if not counts:
        return "It changes nothing in these days."
    added, dropped, moved = (counts[one] or "none" for one in Changed)
    steps = "no step" if added == "none" else "1 step" if added == 1 else f"{added} steps"
    return f"{steps} added, {dropped} dropped, {moved} told on another day."


def difference_words(one: Difference) -> str:
    """ "moved from 8 October 2010 to 29 September 2010"."""
    if one.changed is Changed.MOVED:
        return f"moved from {day_words(one.was_on)} to {day_words(one.is_on)}"
    return f"{one.changed}, {day_words(one.is_on or one.was_on)}"
