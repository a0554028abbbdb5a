"""A day as it is typed into a form."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.rules.progress import NotAllowed
from models.rules.typed import as_typed, example_day, typed_day

LAST, TODAY = date(2026, 12, 31), date(2026, 11, 26)


def test_a_day_is_read_with_the_day_before_the_month() -> None:
    """As people in this country write it, and as a browser's own field does."""
    for text in ("31/12/2026", "31.12.2026", "31-12-2026", "2026-12-31", " 31  December 2026 "):
        assert typed_day(text, "Day", TODAY) == LAST
    assert typed_day("3/4/26", "Day", TODAY) == date(2026, 4, 3)
    assert typed_day("31 dec 2026", "Day", TODAY) == LAST
    assert typed_day("  ", "Day", TODAY) is None


def test_what_is_no_day_is_refused_with_the_fields_name() -> None:
    """Neither guessed nor let through."""
    for text in ("12/31/2026", "31 September 2026", "soon", "1/1/0026", "01/01/9999", "\x00"):
        with pytest.raises(NotAllowed, match="The day: write the day as 31/12/2026"):
            typed_day(text, "The day", TODAY)


def test_a_day_is_of_our_times() -> None:
    """From 1990 to 2199."""
    assert typed_day("1/1/1990", "Day", TODAY) == date(1990, 1, 1)
    assert typed_day("31/12/2199", "Day", TODAY) == date(2199, 12, 31)
    for text in ("31/12/1989", "1/1/2200"):
        with pytest.raises(NotAllowed):
            typed_day(text, "Day", TODAY)
    assert example_day(date(2026, 1, 31)) == date(2026, 2, 28)


def test_the_example_is_a_day_to_come() -> None:
    """Whenever it is asked for, and long enough to show which is the day and which the month."""
    for n in range(800):
        today = date(2023, 12, 1) + timedelta(days=n)
        shown = example_day(today)
        assert today < shown <= today + timedelta(days=62)
        assert shown.day > 12
        assert typed_day(as_typed(shown), "Day", today) == shown
