"""Worked by hand with a calendar on the table: which reminders are passed over (rule 2)."""

from tests.oracle.sample import day, days, world


def test_reminders_of_the_day_of_a_or_before_are_passed_over() -> None:
    """R5 is planned for 30 November 2010: told after an A of the 29th, not one of that day."""
    steps = ("A", "R20", "R5", "R0")
    assert days(world("2010-11-29", "2010-12-07", "2010-12-07"), *steps) == [
        "2010-11-29 A",
        "2010-11-30 R5",
        "2010-12-07 R0",
    ]
    assert days(world("2010-11-30", "2010-12-07", "2010-12-07"), *steps) == [
        "2010-11-30 A",
        "2010-12-07 R0",
    ]


def test_of_several_reminders_due_only_the_latest_is_told() -> None:
    """R20 was planned for 16 November 2010; the next run is on 7 December, the day of R5."""
    lost = frozenset(
        day(f"2010-{month}-{number:02}")
        for month, first, last in (("11", 16, 30), ("12", 1, 6))
        for number in range(first, last + 1)
    )
    assert days(world("2010-10-01", "2010-12-14", "2010-12-14", no_run=lost)) == [
        "2010-10-01 A",
        "2010-11-01 M",
        "2010-12-07 M",
        "2010-12-07 R5",
        "2010-12-14 R0",
    ]
