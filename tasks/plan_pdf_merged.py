"""Cells that go on over several rows of a table of level lines alone, which leave them out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tasks.plan_pdf_grid import Row, is_covered
from tasks.plan_pdf_page import NEAR, Rule


def join_merged(rows: Sequence[Row], edges: Sequence[float], level: Sequence[Rule]) -> None:
    """Make one cell of what stands above and below a line that goes past its column.

    It then stands in each of its rows, as a cell merged downwards does.
    """
    for above, row in pairwise(rows):
        if above.spans or row.spans:
            continue
        for at in _passed(row, edges, level):
            above.cells[at].extend(row.cells[at])
            row.cells[at] = above.cells[at]
            row.goes_on |= {at}


def _passed(row: Row, edges: Sequence[float], level: Sequence[Rule]) -> list[int]:
    """The columns that the line right above a row leaves out, though it has others."""
    first = min(line.base for cell in row.cells for line in cell)
    floor = max((rule.top for rule in level if rule.top < first), default=None)
    if floor is None:
        return []
    drawn = [(rule.left, rule.right) for rule in level if abs(rule.top - floor) <= NEAR]
    open_ = [
        at for at, (left, right) in enumerate(pairwise(edges)) if not is_covered(drawn, left, right)
    ]
    return open_ if 2 * len(open_) < len(edges) - 1 else []
