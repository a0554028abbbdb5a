"""Which backups are kept: thirty, and a year's last of each month; and what one lacks."""

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


def lacks_words(count: int) -> str:
    """What a backup lacks, and what to do, after "It lacks"."""
    what = "1 file" if count == 1 else f"{count} files"
    return (
        f"{what} that the register names, gone from the home or changed: look whether evidence/ and"
        " packs/ are there and their disk is mounted, put back what is missing, and make another;"
        " evidence that is lost may be sent again, or its answer struck (matters correct)"
    )
