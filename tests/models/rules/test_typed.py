"""A day as it is typed into a form."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.progress import NotAllowed
from models.rules.typed import typed_day

LAST = date(2026, 12, 31)


def test_a_day_is_read_with_the_day_before_the_month() -> None:
    """As people in this country write it, and as a browser's own field does."""
    for text in ("31/12/2026", "31.12.2026", "31-12-2026", "2026-12-31", " 31  December 2026 "):
        assert typed_day(text, "Day") == LAST
    assert typed_day("3/4/26", "Day") == date(2026, 4, 3)
    assert typed_day("31 dec 2026", "Day") == LAST
    assert typed_day("  ", "Day") is None


def test_what_is_no_day_is_refused_with_the_fields_name() -> None:
    """Neither guessed nor let through."""
    for text in ("12/31/2026", "31 September 2026", "soon", "1/1/0026", "01/01/9999", "\x00"):
        with pytest.raises(NotAllowed, match="The day: write"):
            typed_day(text, "The day")
