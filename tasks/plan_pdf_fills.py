"""The colours of a table's cells in a PDF, by the filled areas that lie within a column."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tasks.plan_pdf_page import NEAR, Area

# From where to where something stands, across the page or down it.
Reach = tuple[float, float]
MOST = 0.7  # of a column's width: a cell's margins may be left out


def cell_fills(
    areas: Iterable[Area], edges: Sequence[float], floors: Sequence[float]
) -> list[dict[int, str]]:
    """For each row between two floors the colour words of its cells, by column.

    What goes over several columns is a band or a background and no cell's colour; what is painted
    later lies above.
    """
    found: list[dict[int, str]] = [{} for _ in floors[1:]]
    heights = [(above + below) / 2 for above, below in pairwise(floors)]
    centres = [(left + right) / 2 for left, right in pairwise(edges)]
    for area in areas:
        at = bisect_left(centres, area.left)
        if at == len(centres) or not _is_within(area, edges[at], edges[at + 1]):
            continue
        for row in range(bisect_left(heights, area.top), bisect_left(heights, area.bottom)):
            found[row][at] = area.fill
    return [{at: word for at, word in row.items() if word} for row in found]


def _is_within(area: Area, left: float, right: float) -> bool:
    """True of an area in one column that goes over most of it: more than a highlighted word."""
    wide = area.right - area.left >= MOST * (right - left)
    return wide and left - NEAR <= area.left and area.right <= right + NEAR


def fills_beside(
    areas: Iterable[Area], heads: Sequence[Reach], rows: Sequence[Reach]
) -> list[dict[int, str]]:
    """For each row of a table without lines the colour words of its cells, by column.

    There a cell has no edges: an area is of the one heading that it lies under, and of the rows
    beside it. What lies under several headings is a band and no cell's colour.
    """
    found: list[dict[int, str]] = [{} for _ in rows]
    for area in areas:
        under = [at for at, head in enumerate(heads) if _shared(head, (area.left, area.right)) > 0]
        if len(under) != 1 or not _covers((area.left, area.right), heads[under[0]]):
            continue
        for at, row in enumerate(rows):
            if _covers((area.top, area.bottom), row) or _covers(row, (area.top, area.bottom)):
                found[at][under[0]] = area.fill
    return [{at: word for at, word in row.items() if word} for row in found]


def _covers(one: Reach, other: Reach) -> bool:
    """True of what goes over most of another."""
    return _shared(one, other) >= MOST * (other[1] - other[0])


def _shared(one: Reach, other: Reach) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])
