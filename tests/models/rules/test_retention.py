"""When a name and a text are kept no longer."""

from __future__ import annotations

from datetime import date

from models.rules.retention import has_left, kept_from, longest

START, LAST = date(2020, 1, 1), date(2024, 11, 26)
KEPT = date(2024, 11, 26)


def test_nothing_goes_unless_the_board_says_so() -> None:
    """A number of months before today, and the shorter month's last day where it has no such."""
    assert kept_from(date(2026, 11, 26), 0) is None
    assert kept_from(date(2026, 11, 26), 24) == KEPT
    assert kept_from(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert not has_left(((START, LAST),), None)
    assert [longest(some) for some in ((), (12,), (12, 36), (12, 0))] == [0, 12, 36, 0]


def test_somebody_has_left_when_their_last_post_ended_before_the_first_day_kept() -> None:
    """A tenure ends before its last day: who left on that day is kept no longer."""
    assert has_left(((START, LAST),), KEPT)
    assert has_left(((START, date(2021, 1, 1)), (START, LAST)), KEPT)
    assert not has_left(((START, date(2024, 11, 27)),), KEPT)
    assert not has_left(((START, date(2021, 1, 1)), (LAST, None)), KEPT)
    assert not has_left(((START, LAST), (LAST, date(2025, 1, 1))), KEPT)
    assert not has_left((), KEPT)
