"""Worked by hand with a calendar on the table: the ladder's days (rules 1 to 4, 10 and 11)."""

from tests.oracle.sample import day, days, event, meeting, world

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
