"""Which backups are kept: thirty, the last of a month, the last whole one; and what one lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

KEPT_LAST = 30
KEPT_MONTHS = timedelta(days=366)
LATE = timedelta(days=4)


def to_let_go(days: Iterable[date], today: date, whole: Mapping[date, bool]) -> tuple[date, ...]:
    """The days whose backups are not kept any more, the oldest first.

    `whole` says of a day whether its backup lacks nothing, as far as it is known. The last one that
    lacks nothing is kept, however old it is.
    """
    known = sorted(set(days))
    last = {(day.year, day.month): day for day in known}
    kept = {*known[-KEPT_LAST:], *(day for day in last.values() if today - day <= KEPT_MONTHS)}
    kept.add(_last_whole(known, whole))
    return tuple(day for day in known if day not in kept)


def _last_whole(known: Sequence[date], whole: Mapping[date, bool]) -> date:
    """The last day of which it is known, else the last of which nothing else is."""
    sure = (day for day in known if whole.get(day))
    perhaps = (day for day in known if whole.get(day, True))
    return max(sure, default=None) or max(perhaps, default=date.min)


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
