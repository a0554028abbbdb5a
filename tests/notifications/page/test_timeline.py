"""The drawing of the days ahead."""

from __future__ import annotations

import re
from datetime import date, timedelta

from lxml import etree

from models.rules.overview import Ahead
from notifications.page.timeline import SHAPES, WIDTH, time_line

TODAY = date(2010, 11, 1)


def ahead(kind: str, days: int) -> Ahead:
    """Something that lies so many days ahead."""
    return Ahead(on=TODAY + timedelta(days=days), kind=kind, reference="x/1", words="Due")


def test_each_day_has_a_mark_in_its_place_and_what_matters_most_lies_on_top() -> None:
    """The last day stands at the end of the line, today at its beginning."""
    drawn = str(time_line([ahead("due", 100), ahead("reminder", 50), ahead("stage", 0)], TODAY))
    root = etree.fromstring(drawn)
    marks = [e.get("fill") for e in root if e.get("fill") and not e.tag.endswith("text")]
    assert marks == ["#454c54", "#7a4a00", "#a3141c"]
    assert re.search(r'<circle cx="160\.0"', drawn)
    assert f"M{WIDTH - 10}.0 16" in drawn
    assert 'aria-label="A time line from 1 November 2010 to 9 February 2011.' in drawn


def test_every_kind_has_a_shape_of_its_own() -> None:
    """Colour alone says nothing."""
    shapes = {re.sub(r'(fill|stroke)="[^"]*"|\{\w+\}', "", shape) for shape in SHAPES.values()}
    assert len(shapes) == len(SHAPES)


def test_there_is_no_drawing_of_nothing_and_none_of_what_is_far_away() -> None:
    """A year is no line that anybody could read."""
    assert time_line([], TODAY) == ""
    assert time_line([ahead("due", 271)], TODAY) == ""
    assert "9 February 2011" in time_line([ahead("due", 100), ahead("due", 300)], TODAY)


def test_a_single_day_is_drawn_on_a_line_of_four_weeks() -> None:
    """Even where it is today."""
    assert "29 November 2010" in time_line([ahead("meeting", 0)], TODAY)
