"""The ruled lines of a page: a row that the page's end parts has none below or above it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tasks.plan_pdf_grid import grids
from tasks.plan_pdf_page import Page, Rule, Word

LEFT, MIDDLE, RIGHT = 40.0, 200.0, 400.0


def word(text: str, left: float, base: float) -> Word:
    """A word of ten points."""
    return Word(text=text, left=left, right=left + 30, base=base, size=10)


def page(first: float, last: float) -> Page:
    """Two columns ruled from `first` to `last`; level lines at 100, 130 and 160 alone."""
    upright = [Rule(at, first, at, last) for at in (LEFT, MIDDLE, RIGHT)]
    level = [Rule(LEFT, at, RIGHT, at) for at in (100.0, 130.0, 160.0)]
    places = {"before": 90.0, "one": 120.0, "two": 150.0, "after": 180.0}
    words = [word(text, LEFT + 5, base) for text, base in places.items()]
    return Page(1, 500, 300, tuple(words), tuple(upright + level))


@pytest.mark.parametrize(
    ("first", "last", "rows"),
    [
        (100, 160, ["one", "two"]),
        (100, 195, ["one", "two", "after"]),
        (75, 160, ["before", "one", "two"]),
        (75, 195, ["before", "one", "two", "after"]),
        (97, 164, ["one", "two"]),  # no more than lines that overshoot
    ],
)
def test_upright_lines_that_go_on_hold_one_more_row(
    first: float, last: float, rows: list[str]
) -> None:
    """What stands between them is of the table, and is joined with its rest on the other page.

    Also where a program draws them row by row.
    """
    whole = page(first, last)
    (grid,) = grids(whole)
    assert [row.texts()[0] for row in grid.rows] == rows
    ends = [first, 130, last] if last <= 160 else [first, 130, 160, last]
    pieces = [Rule(at, a, at, b) for at in (LEFT, MIDDLE, RIGHT) for a, b in pairwise(ends)]
    level = [rule for rule in whole.rules if rule.level]
    (parted,) = grids(Page(1, 500, 300, whole.words, (*pieces, *level)))
    assert parted.rows == grid.rows
