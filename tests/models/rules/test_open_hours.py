"""How long messages have been able to leave between two instants."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.rules.calendar import Calendar
from models.rules.open_hours import open_between
from models.rules.policy import Hours

CALENDAR = Calendar(date(2026, 1, 1), date(2026, 12, 31), frozenset({date(2026, 10, 27)}))


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-10-22 07:30", "2026-10-22 10:30", 3),
        ("2026-10-22 18:00", "2026-10-23 08:30", 2.5),
        ("2026-10-22 20:00", "2026-10-23 06:00", 0),
        ("2026-10-23 18:00", "2026-10-26 08:00", 2),  # A weekend, in which clocks changed.
        ("2026-10-26 18:30", "2026-10-28 07:15", 0.75),  # A closed day.
        ("2026-10-26 09:00", "2026-10-26 08:00", 0),
        ("2026-02-02 07:00", "2026-10-26 19:00", 84),  # Seven WDs of the last ten days.
    ],
)
def test_only_hours_of_working_days_count(since: str, until: str, hours: float) -> None:
    """From 07:00 to 19:00 by the board's own clock."""
    begin, end = (
        datetime.fromisoformat(said).replace(tzinfo=ZoneInfo("Europe/London"))
        for said in (since, until)
    )
    assert open_between(begin, end, Hours(), CALENDAR) == timedelta(hours=hours)
