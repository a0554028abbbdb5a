"""A day as people write it."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache


@cache
def day_words(day: date | None) -> str:
    """ "31 December 2010"; "no date yet" where there is none."""
    return f"{day.day} {day:%B %Y}" if day else "no date yet"


def minute_words(at: datetime) -> str:
    """ "31 December 2010, 18:05 UTC"."""
    return f"{day_words(at.date())}, {at:%H:%M} UTC"
