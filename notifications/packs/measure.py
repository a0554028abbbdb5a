"""How tall a row may come out, near enough to know which rows no page could hold whole."""

from __future__ import annotations

from math import ceil

from notifications.packs.document import Cell, Table

ACROSS, ACROSS_WIDE = 92, 150
"""Characters across a page at 10 pt upright, and at 9.5 pt on its side; wide letters counted."""
LINES, LINES_WIDE = 44, 30
"""Lines of a page below a heading, a caption and the table's own heading."""
TIGHT = 14
"""Characters that a column as wide as its words takes."""


def tall_rows(table: Table) -> tuple[int, ...]:
    """The rows, from 0, that may be taller than a page: those may be cut, all others are whole.

    An estimate on the safe side: a row named here that would have fitted may be cut by a page's
    end; one left out that does not fit would be printed past it and lost.
    """
    lines = LINES_WIDE if table.small else LINES
    widths = _widths(table)
    return tuple(
        n
        for n, row in enumerate(table.rows)
        if max(_lines(cell, width) for cell, width in zip(row, widths, strict=True)) > lines
    )


def _widths(table: Table) -> list[int]:
    """Characters to a line in each column."""
    across = ACROSS_WIDE if table.small else ACROSS
    tight = sum(column.share == 0 for column in table.columns)
    shares = sum(column.share for column in table.columns) or 1
    left = max(across - TIGHT * tight, TIGHT)
    return [max(4, int(left * c.share / shares)) if c.share else TIGHT for c in table.columns]


def _lines(cell: Cell, width: int) -> int:
    """Lines of a cell, a picture and a chip counted as two and one."""
    texts = (part for line in cell.lines for part in line.text.split("\n"))
    return sum(ceil((len(part) + 1) / width) for part in texts) + 3
