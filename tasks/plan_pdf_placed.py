"""The rows of a page in the columns of the table that they go on with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tasks.plan_pdf_grid import Row
from tasks.plan_pdf_page import Line


def placed(edges: Sequence[float], own: Sequence[float], rows: Sequence[Row]) -> list[Row]:
    """Rows with their cells in the columns of the table that they go on with."""
    places = [_column(edges, left, right) for left, right in pairwise(own)]
    if places == list(range(len(edges) - 1)):
        return list(rows)
    moved = []
    for row in rows:
        cells: list[list[Line]] = [[] for _ in edges[1:]]
        for place, cell in zip(places, row.cells, strict=True):
            cells[place] = cells[place] + cell
        fills = {places[at]: word for at, word in row.fills.items()}
        goes_on, open_ = (frozenset(places[at] for at in s) for s in (row.goes_on, row.open_below))
        moved.append(Row(cells, row.spans, goes_on, fills, open_below=open_))
    return moved


def _column(edges: Sequence[float], left: float, right: float) -> int:
    """The column that holds most of what lies between two edges."""
    shared = [min(right, b) - max(left, a) for a, b in pairwise(edges)]
    return shared.index(max(shared))
