"""Worked by hand with a calendar on the table: the ladder's days (rules 1 to 4, 10 and 11)."""

from tests.oracle.sample import changed, day, days, event, meeting, world

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


def test_a_plan_entered_late_begins_with_a_and_moves_at_the_ladders_pace() -> None:
    """E1 on the fifth WD after A, then 4, 5, 10 and 20 WD between stages."""
    assert days(world("2011-06-01", "2011-03-31", "2011-09-30"), *LADDER) == [
        "2011-06-01 A",
        "2011-06-08 E1",
        "2011-06-14 E2",
        "2011-06-21 E3",
        "2011-07-05 E4",
        "2011-08-02 E5",
    ]


def test_e4_comes_forward_to_a_paper_cut_off() -> None:
    """Meeting on 11 February 2011, so a cut-off on 28 January; E5 keeps its own day, `d+40WD`."""
    lived = world("2010-11-01", "2011-01-05", "2011-04-30", meetings=(meeting("2011-02-11"),))
    assert days(lived, "E3", "E4", "E5") == [
        "2011-01-19 E3",
        "2011-01-28 E4",
        "2011-03-02 E5",
    ]


def test_an_outage_of_three_days_moves_what_follows_at_the_same_pace() -> None:
    """E1 was planned for 4 January 2011; no run from 4 to 6 January."""
    lost = frozenset(day(text) for text in ("2011-01-04", "2011-01-05", "2011-01-06"))
    lived = world("2010-10-20", "2010-12-31", "2011-01-31", no_run=lost)
    assert days(lived, "E1", "E2", "E3") == [
        "2011-01-07 E1",
        "2011-01-13 E2",
        "2011-01-20 E3",
    ]


def test_evidence_stops_the_ladder_and_its_days_do_not_count() -> None:
    """In on 12 January 2011, returned on 19 January: five WD do not count, then a pause of five."""
    lived = world(
        "2010-10-20",
        "2010-12-31",
        "2011-02-28",
        event("2011-01-12", "evidence"),
        event("2011-01-19", "return"),
    )
    assert days(lived, "E2", "Z", "D", "E3", "E4") == [
        "2011-01-10 E2",
        "2011-01-12 Z",
        "2011-01-19 D",
        "2011-01-26 E3",
        "2011-02-09 E4",
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


def test_e5_goes_with_e4_where_the_date_missed_was_an_extension_granted() -> None:
    """Asked 24 November 2010, granted 15 December to 31 January 2011: a new ladder."""
    lived = world(
        "2010-11-01",
        "2010-12-01",
        "2011-03-31",
        event("2010-11-24", "ask-extension", "2011-01-31"),
        event("2010-12-15", "extend", "2011-01-31"),
    )
    assert days(lived, *LADDER) == [
        "2010-11-01 A",
        "2010-11-03 R20",
        "2010-11-24 R5",
        "2010-12-01 R0",
        "2010-12-02 E1",
        "2010-12-15 A",
        "2010-12-23 R20",
        "2011-01-24 R5",
        "2011-01-31 R0",
        "2011-02-01 E1",
        "2011-02-07 E2",
        "2011-02-14 E3",
        "2011-02-28 E4",
        "2011-02-28 E5",
    ]


def test_a_date_set_later_is_no_extension_and_leaves_e5_its_own_day() -> None:
    """31 January 2011 again, set by the committee: `d+40WD` is 28 March."""
    lived = world(
        "2010-11-01", "2010-12-01", "2011-03-31", event("2010-12-15", "set-date", "2011-01-31")
    )
    assert days(lived, "E4", "E5") == ["2011-02-28 E4", "2011-03-28 E5"]


def test_high_priority_has_its_own_offsets() -> None:
    """Reminders 10, 3 and 0 WD before; stages 1, 3, 5, 10 and 20 WD after."""
    lived = changed(world("2010-11-01", "2010-12-01", "2011-01-31"), high_priority=True)
    assert days(lived, *LADDER) == [
        "2010-11-01 A",
        "2010-11-17 R20",
        "2010-11-26 R5",
        "2010-12-01 R0",
        "2010-12-02 E1",
        "2010-12-06 E2",
        "2010-12-08 E3",
        "2010-12-15 E4",
        "2011-01-07 E5",
    ]


def test_priority_raised_half_way_quickens_what_is_not_yet_told() -> None:
    """Decided the day after E1."""
    lived = world("2010-11-01", "2010-12-01", "2011-01-31", event("2010-12-03", "priority-high"))
    assert days(lived, "D", "E1", "E2", "E3", "E4", "E5") == [
        "2010-12-02 E1",
        "2010-12-03 D",
        "2010-12-06 E2",
        "2010-12-08 E3",
        "2010-12-15 E4",
        "2011-01-07 E5",
    ]


def test_with_a_follow_from_day_nothing_is_told_before_it() -> None:
    """It counts as the day of entry: E1 five WD after A, M not in November."""
    lived = changed(world("2010-09-01", "2010-10-29", "2010-12-01"), follow_from=day("2010-11-08"))
    assert days(lived) == [
        "2010-11-08 A",
        "2010-11-15 E1",
        "2010-11-19 E2",
        "2010-11-26 E3",
        "2010-12-01 M",
        "2010-12-01 M",
    ]
