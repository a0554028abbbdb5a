"""Worked by hand: lists, checks, what waits too long, packs, standing and colour."""

from dataclasses import replace

import pytest

from tests.oracle.calendar import Calendar, add_months, quarter_end
from tests.oracle.colours import colour, standing
from tests.oracle.policy import Policy
from tests.oracle.sample import (
    CHAIR,
    SEAT,
    SECRETARY,
    changed,
    day,
    days,
    event,
    told,
    world,
)
from tests.oracle.scenario import Division, Event, Kind, Meeting
from tests.oracle.told import play

ACCEPTED = ("2010-12-10", "accept")


def test_an_action_without_a_date_is_listed_and_comes_to_the_chair_after_40_wd() -> None:
    """Entered on 20 October 2010: 15 December."""
    assert days(world("2010-10-20", None, "2010-12-31")) == [
        "2010-10-20 A",
        "2010-11-01 M",
        "2010-11-01 M",
        "2010-12-01 M",
        "2010-12-01 M",
        "2010-12-15 U40",
    ]


def test_held_days_do_not_count_towards_u40() -> None:
    """Ten WD, 1 to 12 November 2010: 7 January 2011; the leads' list leaves it out meanwhile."""
    lived = world("2010-10-20", None, "2011-01-10", event("2010-11-01", "hold", "2010-11-12"))
    assert days(lived, "M", "U40") == [
        "2010-11-01 M",
        "2010-12-01 M",
        "2010-12-01 M",
        "2011-01-04 M",
        "2011-01-04 M",
        "2011-01-07 U40",
    ]


def test_a_date_lost_starts_u40_anew_and_a_trigger_named_has_none() -> None:
    """Lost on 8 November 2010: 12 January 2011; R5 of 24 November falls away with the date."""
    lost, named = (event("2010-11-08", kind) for kind in ("undate", "await-trigger"))
    assert days(world("2010-11-01", "2010-12-01", "2011-01-31", lost), "D", "R5", "E1", "U40") == [
        "2010-11-08 D",
        "2011-01-12 U40",
    ]
    assert days(world("2010-11-01", "2010-12-01", "2011-01-31", named), "U40", "E1") == []


@pytest.mark.parametrize(("lost", "listed"), [(7, ["2010-12-08 M"]), (8, [])])
def test_a_list_missed_by_more_than_five_wd_is_left_out(lost: int, listed: list[str]) -> None:
    """The first WD is 1 December 2010, the fifth after it the 8th."""
    outage = frozenset(day(f"2010-12-{number:02}") for number in range(1, lost + 1))
    lived = world("2010-11-01", "2010-12-31", "2010-12-31", no_run=outage)
    assert days(lived, "M") == listed


def test_a_recurring_action_is_asked_after_each_quarter_until_the_interval_changes() -> None:
    """Every month from 31 January 2011: 28 February, 31 March, and 30 April told on 3 May."""
    monthly = event("2011-01-31", "interval", months=1)
    lived = changed(world("2010-10-20", None, "2011-05-30", monthly), recurring=True)
    assert days(lived, "C", "D", "E1", "U40") == [
        "2011-01-20 C",
        "2011-01-31 D",
        "2011-02-28 C",
        "2011-03-31 C",
        "2011-05-03 C",
    ]
    assert standing(lived, "r/1", day("2011-02-16")) == "no-date"
    assert standing(lived, "r/1", day("2011-02-17")) == "overdue"


def test_impact_checks_fall_6_and_12_calendar_months_after_the_closure() -> None:
    """Closed on 31 August 2010: the last of February, and 31 August."""
    lived = world(
        "2010-06-01",
        "2010-09-30",
        "2011-09-30",
        event("2010-08-27", "evidence"),
        event("2010-08-31", "accept"),
    )
    assert days(lived, "I6", "I12") == ["2011-02-28 I6", "2011-08-31 I12"]


def test_an_answer_of_a_weekend_is_news_on_monday() -> None:
    """Saturday 6 November 2010."""
    lived = world("2010-11-01", "2010-12-31", "2010-11-12", event("2010-11-06", "progress"))
    assert days(lived, "S") == ["2010-11-08 S"]


def test_a_pack_not_approved_in_time_and_one_issued() -> None:
    """Meeting on 26 January 2011: `m-6WD` is the 18th."""
    takes = (Meeting(day("2011-01-26"), day("2010-11-01"), takes_pack=True),)
    lived = world("2010-11-01", None, "2011-01-31", meetings=takes)
    assert told(lived, "P") == [f"2011-01-18 {SECRETARY}", f"2011-01-18 {CHAIR}"]
    kinds: tuple[tuple[str, Kind], ...] = (
        ("2011-01-17", "approve-pack"),
        ("2011-01-18", "issue-pack"),
    )
    signed = tuple(Event(day(on), kind, run_on=day("2011-01-26")) for on, kind in kinds)
    assert told(replace(lived, events=signed), "P") == [f"2011-01-18 {SEAT}"]


@pytest.mark.parametrize(
    ("on", "stands", "shows", "events"),
    [
        ("2010-11-01", "on-track", "green", ()),
        ("2010-11-03", "due-soon", "amber", ()),
        ("2010-11-08", "due-soon", "green", (("2010-11-05", "progress"),)),
        ("2010-11-24", "due-soon", "amber", (("2010-11-05", "progress"),)),
        ("2010-12-01", "due-soon", "amber", ()),
        ("2010-12-02", "overdue", "red", ()),
        ("2010-11-08", "at-risk", "red", (("2010-11-05", "forecast", "2010-12-10"),)),
        ("2010-11-08", "on-track", "amber", (("2010-11-05", "extend", "2011-03-31"),)),
        ("2010-12-06", "awaiting-decision", "green", (("2010-11-30", "evidence"),)),
        ("2010-12-06", "awaiting-decision", "red", (("2010-12-06", "evidence"),)),
        ("2010-12-14", "on-track", "green", (("2010-12-06", "hold", "2010-12-14"),)),
        ("2010-12-15", "overdue", "red", (("2010-12-06", "hold", "2010-12-14"),)),
        (
            "2010-12-13",
            "closed-late",
            "blue",
            (("2010-12-06", "evidence"), ACCEPTED),
        ),
        ("2010-12-13", "closed", "blue", (("2010-11-30", "evidence"), ACCEPTED)),
        ("2010-11-05", "closed", "grey", (("2010-11-04", "superseded"),)),
        ("2010-12-31", "update-overdue", "green", (("2010-11-02", "set-date", "2011-03-31"),)),
    ],
)
def test_standing_and_colour(
    on: str, stands: str, shows: str, events: tuple[tuple[str, ...], ...]
) -> None:
    """Entered on 1 November 2010, due on 1 December."""
    happened = tuple(event(*each) for each in events)  # type: ignore[arg-type]
    lived = world("2010-11-01", "2010-12-01", on, *happened)
    assert standing(lived, "r/1", day(on)) == stands
    assert colour(lived, "r/1", day(on), play(lived)) == shows


@pytest.mark.parametrize(
    ("division", "free", "works"),
    [
        ("england-and-wales", "2010-08-30", "2010-08-02"),
        ("england-and-wales", "2012-06-05", "2011-03-17"),
        ("scotland", "2010-08-02", "2010-08-30"),
        ("scotland", "2010-11-30", "2011-03-17"),
        ("northern-ireland", "2010-07-12", "2010-08-02"),
        ("northern-ireland", "2011-03-17", "2010-11-30"),
    ],
)
def test_working_days_of_each_division(division: Division, free: str, works: str) -> None:
    """A summer or spring bank holiday here is a working day there."""
    calendar = Calendar(division, Policy())
    assert calendar.is_wd(day(works))
    assert not calendar.is_wd(day(free))


def test_months_and_quarters_end_where_the_calendar_says() -> None:
    """A leap year, and the financial year's last quarter."""
    assert add_months(day("2011-08-31"), 6) == day("2012-02-29")
    assert add_months(day("2010-12-31"), 12) == day("2011-12-31")
    assert quarter_end(day("2011-02-01")) == day("2011-03-31")
    assert quarter_end(day("2010-12-31")) == day("2010-12-31")
