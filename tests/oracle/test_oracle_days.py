"""Worked by hand with a calendar on the table: the awkward days of 2010 to 2012."""

from tests.oracle.sample import days, world

LADDER = ("A", "R20", "R5", "R0", "E1", "E2", "E3", "E4", "E5")


def test_new_years_eve_on_a_friday_within_the_closure_of_christmas_2010() -> None:
    """Closed 24 December to 1 January; 3 January 2011 stands in for New Year's Day."""
    assert days(world("2010-10-20", "2010-12-31", "2011-06-30"), *LADDER) == [
        "2010-10-20 A",
        "2010-11-26 R20",
        "2010-12-17 R5",
        "2010-12-23 R0",
        "2011-01-04 E1",
        "2011-01-10 E2",
        "2011-01-17 E3",
        "2011-01-31 E4",
        "2011-02-28 E5",
    ]


def test_the_bank_holiday_of_29_april_2011_and_easter_count_for_nothing() -> None:
    """22, 25 and 29 April, 2 and 30 May are bank holidays."""
    assert days(world("2011-02-01", "2011-04-28", "2011-06-30"), *LADDER) == [
        "2011-02-01 A",
        "2011-03-29 R20",
        "2011-04-19 R5",
        "2011-04-28 R0",
        "2011-05-03 E1",
        "2011-05-09 E2",
        "2011-05-16 E3",
        "2011-05-31 E4",
        "2011-06-28 E5",
    ]


def test_a_leap_day_and_an_r20_that_the_list_of_its_own_day_stands_for() -> None:
    """R20 would be told on 1 February 2012, the day of M, so it is passed over."""
    assert days(world("2011-12-01", "2012-02-29", "2012-04-30"), *LADDER) == [
        "2011-12-01 A",
        "2012-02-22 R5",
        "2012-02-29 R0",
        "2012-03-01 E1",
        "2012-03-07 E2",
        "2012-03-14 E3",
        "2012-03-28 E4",
        "2012-04-27 E5",
    ]


def test_a_month_that_ends_on_a_sunday() -> None:
    """R0 on the Friday, overdue on the Monday; M of 1 October stands for R20 (4 October)."""
    assert days(world("2010-09-01", "2010-10-31", "2010-11-30")) == [
        "2010-09-01 A",
        "2010-10-01 M",
        "2010-10-25 R5",
        "2010-10-29 R0",
        "2010-11-01 E1",
        "2010-11-01 M",
        "2010-11-01 M",
        "2010-11-05 E2",
        "2010-11-12 E3",
        "2010-11-26 E4",
    ]


def test_the_sunday_on_which_the_clocks_go_forward() -> None:
    """27 March 2011: days are counted, not hours."""
    assert days(world("2011-03-01", "2011-03-27", "2011-04-01"), "R5", "R0", "E1", "E2") == [
        "2011-03-21 R5",
        "2011-03-25 R0",
        "2011-03-28 E1",
        "2011-04-01 E2",
    ]
