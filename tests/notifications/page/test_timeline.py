"""The drawing of the days ahead."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from lxml import etree

from models.rules.days_ahead import Ahead
from notifications.page.rendering import by_day
from notifications.page.timeline import LAYERS, SHAPES, time_line

TODAY = date(2010, 11, 1)


def ahead(kind: str, days: int, reference: str = "x/1", words: str = "Due") -> Ahead:
    """Something that lies so many days ahead."""
    return Ahead(on=TODAY + timedelta(days=days), kind=kind, reference=reference, words=words)


def drawn(*days: Ahead) -> Any:
    """The drawing of some days, taken apart."""
    return etree.fromstring(str(time_line(days, TODAY)))


def test_each_day_has_a_mark_in_its_place_and_what_matters_most_lies_on_top() -> None:
    """The last day stands at the end of the line, today at its beginning."""
    root = drawn(ahead("due", 100), ahead("reminder", 50), ahead("stage", 0))
    marks = [(e.get("class"), e.get("x")) for e in root.findall(".//svg/svg[@class]")]
    assert marks == [("reminder", "50.0%"), ("stage", "0.0%"), ("due", "100.0%")]
    assert root.get("aria-label").startswith("A time line from 1 November 2010 to 9 February 2011.")
    assert [e.text for e in root.findall(".//text")] == ["Today", "Dec", "Jan"]


def test_each_action_has_a_line_of_its_own_and_the_meetings_come_last() -> None:
    """In the order in which the actions are given; a name is never markup."""
    days = [ahead("due", 60, "b/<2>"), ahead("stage", 3, "a/1"), ahead("meeting", 2, "")]
    lanes = drawn(*days, ahead("reminder", 50, "b/<2>")).findall("div[@class='lane']")
    assert [lane.find("span").text for lane in lanes] == ["b/<2>", "a/1", "Committee"]
    assert [len(lane.findall("svg/svg")) for lane in lanes] == [2, 1, 1]


def test_every_kind_has_a_shape_of_its_own() -> None:
    """Colour alone says nothing."""
    assert set(LAYERS) == set(SHAPES)
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_there_is_no_drawing_of_nothing_and_none_of_what_is_far_away() -> None:
    """A year is no line that anybody could read."""
    assert time_line([], TODAY) == ""
    assert time_line([ahead("due", 271)], TODAY) == ""
    assert "9 February 2011" in time_line([ahead("due", 100), ahead("due", 300)], TODAY)


def test_a_single_day_is_drawn_on_a_line_of_four_weeks() -> None:
    """Even where it is today."""
    assert "29 November 2010" in time_line([ahead("meeting", 0)], TODAY)


def test_in_words_each_day_and_each_thing_is_said_once() -> None:
    """What is due comes first on its day; several actions of which the same is said, together."""
    told = "It goes to the committee"
    first, second = by_day(
        (
            ahead("stage", 9, "x/2", told),
            ahead("due", 9, "x/3"),
            ahead("stage", 9, "x/1", told),
            ahead("meeting", 2, "", "The committee meets"),
        )
    )
    assert (first.words, first.falls) == (
        "3 November 2010",
        (("meeting", "The committee meets", ()),),
    )
    assert second.falls == (("due", "Due", ("x/3",)), ("stage", told, ("x/2", "x/1")))
