"""What hangs out of a page's table: the last lines of a cell that the page's end parts."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from models.rules.plan_sections import is_footnote
from tasks.plan_pdf_grid import Cell, Grid
from tasks.plan_pdf_page import NEAR, Line, Word

UNEVEN = 1.0  # points: so much the distances of a cell's lines differ
CLOSE = 1.3  # of a letter's size: so far below its first line the second of a cell stands


def take_hanging(grid: Grid, lines: Sequence[Line]) -> list[Line]:
    """The lines outside of a page's last table, without those that hang out of its last cells.

    A browser draws the last rule of a page where the row would end, and lets a cell that is merged
    with the next page's row run past it.
    """
    if not grid.ruled or not grid.rows or grid.rows[-1].spans:
        return list(lines)
    kept = [line for line in lines if line.base <= grid.bottom]
    below = [line for line in lines if line.base > grid.bottom]
    while below and (parts := _hanging(grid, below[0])):
        for cell, line in parts:
            cell.append(line)
        del below[0]
    return kept + below


def _hanging(grid: Grid, line: Line) -> list[tuple[Cell, Line]]:
    """The cells that a printed line goes on with, each with its part; [] where some of it is apart.

    Each part begins under its cell's last line, as far below it as the lines of the cell are.
    """
    columns: dict[int, list[Word]] = defaultdict(list)
    for word in line.words:
        columns[bisect_right(grid.edges, word.left) - 1].append(word)
    if is_footnote(line.text) or not all(0 <= at < len(grid.edges) - 1 for at in columns):
        return []
    found = [(grid.rows[-1].cells[at], Line(line.page, words)) for at, words in columns.items()]
    ends = (grid.edges[at + 1] for at in columns)
    fits = (_goes_on(*one, end) for one, end in zip(found, ends, strict=True))
    return found if all(fits) else []


def _goes_on(cell: Cell, line: Line, end: float) -> bool:
    if not cell or line.right > end or line.size != cell[-1].size:
        return False
    down = line.base - cell[-1].base
    own = [below.base - above.base for above, below in pairwise(cell)]
    close = down <= min(own) + UNEVEN if own else down <= CLOSE * line.size
    return close and abs(line.left - cell[-1].left) <= NEAR
