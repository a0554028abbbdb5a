"""A day as somebody types it into a form: exact, and the day before the month."""

from __future__ import annotations

from datetime import date, datetime

from models.rules.calendar import month_end, plus_months
from models.rules.progress import NotAllowed

FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")
OLDEST, NEWEST = 1990, 2200


def example_day(after: date) -> date:
    """A day to show how one is written: the last of the next month."""
    later = plus_months(after, 1)
    return month_end(later.year, later.month)


def as_typed(day: date) -> str:
    """ "31/12/2026": a day as a form shows it."""
    return f"{day:%d/%m/%Y}"


def typed_day(text: str, field: str, today: date) -> date | None:
    """The day that is meant, or None where nothing was typed.

    Raises NotAllowed with the field's name for anything that is no day of our times.
    """
    words = " ".join(text.split())
    if not words:
        return None
    for form in FORMS:
        try:
            day = datetime.strptime(words, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if OLDEST <= day.year < NEWEST:
            return day
    example = as_typed(example_day(today))
    raise NotAllowed(f"{field}: write the day as {example}, the day before the month.")
