"""A day as somebody types it into a form: exact, and the day before the month."""

from __future__ import annotations

from datetime import date, datetime

from models.rules.progress import NotAllowed

FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")
OLDEST, NEWEST = 1990, 2200


def typed_day(text: str, field: str) -> date | None:
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
    raise NotAllowed(f"{field}: write the day as 31/12/2026, the day before the month.")
