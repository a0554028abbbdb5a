"""Whether the operator is told of a trouble: when it begins or changes, once a day, and its end.

Delivery runs every few minutes: a server that is down for a day would otherwise be told a hundred
times.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the operator was last told of one part of the work, without its numbers, and when."""

    kinds: tuple[str, ...]
    on: date


def told_now(troubles: tuple[str, ...], today: date) -> Told:
    """What is to be remembered once these troubles were told."""
    return Told(kinds=tuple(_NUMBER.sub("n", one) for one in troubles), on=today)


def alert_owed(before: Told | None, troubles: tuple[str, ...], today: date) -> bool:
    """True of troubles that are new, of other kinds or of another day, and of the end of some."""
    if not troubles:
        return before is not None and bool(before.kinds)
    return before != told_now(troubles, today)
