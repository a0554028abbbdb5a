"""Which backups are kept: the last thirty, and the last of each month for a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

KEPT_LAST = 30
KEPT_MONTHS = timedelta(days=366)
LATE = timedelta(days=4)


def to_let_go(days: Iterable[date], today: date) -> tuple[date, ...]:
    """The days whose backups are not kept any more, the oldest first."""
    known = sorted(set(days))
    last = {(day.year, day.month): day for day in known}
    kept = {*known[-KEPT_LAST:], *(day for day in last.values() if today - day <= KEPT_MONTHS)}
    return tuple(day for day in known if day not in kept)


def is_late(last_on: date | None, today: date, *, scheduled: bool) -> bool:
    """True where backups are made and the last one is more than four days old, or never was."""
    if last_on is None:
        return scheduled
    return today - last_on > LATE
