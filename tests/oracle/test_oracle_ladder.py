"""Worked by hand with a calendar on the table: the ladder's days (rules 1 to 4, 10 and 11)."""

from tests.oracle.sample import changed, day, days, event, meeting, world

LADDER = ("A", "R20", "R5", "R0", "E1", "E2", "E3", "E4", "E5")


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


def test_e5_goes_with_an_e4_that_a_cut_off_brought_forward() -> None:
    """Extended to 31 January 2011, E3 on 14 February; meeting 9 March, cut-off 23 February."""
    granted = event("2010-12-15", "extend", "2011-01-31")
    lived = world(
        "2010-11-01", "2010-12-01", "2011-03-31", granted, meetings=(meeting("2011-03-09"),)
    )
    assert days(lived, "E4", "E5") == ["2011-02-23 E4", "2011-02-23 E5"]
