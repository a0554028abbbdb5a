"""When the operator is told of a trouble."""

from __future__ import annotations

from datetime import date, timedelta

from models.rules.alerts import alert_owed, told_now
from tests.tables import table

TODAY = date(2010, 11, 3)
DOWN, MORE = ("The server is down: 12 wait.",), ("The server is down: 13 wait.",)


@table(
    ("before", "now", "owed"),
    [
        (None, (), False),
        (None, DOWN, True),
        (told_now(DOWN, TODAY), DOWN, False),
        (told_now(DOWN, TODAY), MORE, False),
        (told_now(DOWN, TODAY), (*DOWN, "Refused: 1."), True),
        (told_now(DOWN, TODAY - timedelta(days=1)), DOWN, True),
        (told_now(DOWN, TODAY), (), True),
        (told_now((), TODAY), (), False),
        (told_now((), TODAY), DOWN, True),
    ],
)
def test_a_trouble_is_told_when_it_begins_or_changes_once_a_day_and_when_it_ends(
    before: object, now: tuple[str, ...], *, owed: bool
) -> None:
    """Its numbers change with every run, and are no change of its kind."""
    assert alert_owed(before, now, TODAY) is owed  # type: ignore[arg-type]
