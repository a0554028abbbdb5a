"""What another policy changes of the days ahead, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.rehearsal_calendar import months, weeks
from models.rules.rehearsal_difference import (
    Changed,
    difference_counts,
    difference_words,
    differences,
)
from tests.models.rules.builders import day


@dataclass(frozen=True)
class Line:
    """A notice of a rehearsal."""

    on: date
    step: str
    action: str = "q/1"
    cause: str = "v1"
    to: str = "Lead"


def line(on: str, step: str, *, cause: str = "v1", to: str = "Lead", action: str = "q/1") -> Line:
    """A notice on a day written as text."""
    return Line(day(on), step, action, cause, to)


def test_the_same_days_differ_in_nothing() -> None:
    """Whatever the order in which they come."""
    lines = [line("2010-10-08", "R5"), line("2010-10-15", "R0")]
    assert differences(lines, reversed(lines)) == ()
    assert difference_counts(()) == "It changes nothing in these days."


def test_a_step_on_another_day_was_moved_and_others_added_or_dropped() -> None:
    """Per action and step, in the order of the first day on which it shows."""
    was = [line("2010-10-08", "R5"), line("2010-10-15", "R0")]
    now = [line("2010-10-06", "R5"), line("2010-09-20", "R20")]
    found = differences(was, now)
    assert [(d.step, d.changed, d.was_on, d.is_on) for d in found] == [
        ("R20", Changed.ADDED, None, day("2010-09-20")),
        ("R5", Changed.MOVED, day("2010-10-08"), day("2010-10-06")),
        ("R0", Changed.DROPPED, day("2010-10-15"), None),
    ]
    assert difference_counts(found) == "1 step added, 1 dropped, 1 told on another day."
    assert [difference_words(d) for d in found] == [
        "added, 20 September 2010",
        "moved from 8 October 2010 to 6 October 2010",
        "dropped, 15 October 2010",
    ]


def test_a_step_is_named_once_with_all_the_posts_it_goes_to() -> None:
    """E4 goes to many posts and is one difference, which names them in one order."""
    posts = ("Chair", "Police member", "School member", "Secretary", "Trust member", "Vice chair")
    was = [line("2010-10-29", "E4", to=post) for post in reversed(posts)]
    now = [line("2010-11-01", "E4", to=post) for post in posts]
    (found,) = differences(was, now)
    assert found.to == posts


def test_what_begins_on_one_day_stands_in_the_order_of_actions_steps_and_posts() -> None:
    """However they were found."""
    lines = [
        line("2010-10-29", step, action=action, to=post)
        for action in ("q/2", "q/1")
        for step, post in (("Z", "Chair"), ("E3", "Secretary"), ("E2", "Vice chair"), ("D", "Lead"))
    ]
    found = [(one.action, one.step) for one in differences([], lines)]
    assert found == [(action, step) for action in ("q/1", "q/2") for step in ("D", "E2", "E3", "Z")]


def test_the_list_of_one_month_is_not_the_list_of_another() -> None:
    """M in October dropped and in December added is no M moved."""
    was, now = (
        [line("2010-10-01", "M", cause="2010-10")],
        [line("2010-12-01", "M", cause="2010-12")],
    )
    assert [d.changed for d in differences(was, now)] == [Changed.DROPPED, Changed.ADDED]


def test_a_month_hangs_as_weeks_of_five_days() -> None:
    """October 2010 begins on a Friday; January 2011 on a Saturday, which no row shows."""
    october = weeks(day("2010-10-01"))
    assert october[0] == (None, None, None, None, day("2010-10-01"))
    assert (len(october), october[-1][-1]) == (5, day("2010-10-29"))
    assert weeks(day("2011-01-01"))[0][0] == day("2011-01-03")
    assert weeks(day("2011-01-01"))[-1] == (day("2011-01-31"), None, None, None, None)
    assert months(day("2010-11-30"), day("2011-01-01")) == (
        day("2010-11-01"),
        day("2010-12-01"),
        day("2011-01-01"),
    )


def test_the_counts_are_said_in_words() -> None:
    """None in words, one step, several."""
    moved = differences([line("2010-10-08", "R5")], [line("2010-10-06", "R5")])
    assert difference_counts(moved) == "no step added, none dropped, 1 told on another day."
    added = differences([], [line("2010-10-08", "R5"), line("2010-10-15", "R0")])
    assert difference_counts(added) == "2 steps added, none dropped, none told on another day."


def test_differences_stand_by_day_then_action_step_and_post() -> None:
    """By the first day on which it shows; of several days of a step the first with the first."""
    now = [
        line("2010-10-08", step, action=action, to=to)
        for step, action, to in (("R5", "q/2", "A"), ("R5", "q/1", "A"), ("R0", "q/1", "A"))
    ]
    was = [line("2010-10-20", "R0", action="q/1", to="A"), line("2010-10-07", "R5", action="q/3")]
    seen = [(one.action, one.step) for one in differences(was, now)]
    assert seen == [("q/3", "R5"), ("q/1", "R0"), ("q/1", "R5"), ("q/2", "R5")]
    many = [line("2010-10-08", "E3", action=f"q/{n}", to="A") for n in "987654321"]
    assert [one.action for one in differences([], many)] == [f"q/{n}" for n in "123456789"]
    days = [day("2010-10-18") + timedelta(days=n) for n in range(5)]
    each = [line(f"{on}", "E3", to=to) for on, to in zip(days, "EDCBA", strict=True)]
    same = [line("2010-10-08", "E3", to=to) for to in "EDCBA"]
    assert [one.to for one in differences(same, each)] == [(to,) for to in "ABCDE"]
    twice = [line("2010-10-15", "C"), line("2010-10-08", "C")]
    later = [line("2010-10-16", "C"), line("2010-10-09", "C")]
    assert [(one.was_on, one.is_on) for one in differences(twice, later)] == [
        (day("2010-10-08"), day("2010-10-09")),
        (day("2010-10-15"), day("2010-10-16")),
    ]
