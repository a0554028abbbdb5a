"""Whether the first row of a page goes on with the last row of the page before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.plan_pdf_cells import begins_with_bullet
from tasks.plan_pdf_grid import Cell, Row

TO_THE_FOOT = 4.2  # lines: a paragraph of three that must not be parted leaves as much room
_NUMBER = re.compile(r"[A-Za-z]{0,3}\d{1,3}(?:\.\d{1,3})*[.):]?")
_ENDS = (".", ";", ":", "!", "?")


def is_cut(rows: Sequence[Row], first: Row) -> bool:
    """True where a page's end parts one row: `first` is the rest of the last of `rows`.

    The rest stands only in cells whose text came down near the foot of the page. That is proof
    where a cell that ended higher up has no more, or where columns that every row fills are empty;
    else the text itself must run on.
    """
    row = rows[-1]
    if row.spans or first.spans or (_is_numbered(row) and _is_numbered(first)):
        return False
    cells = list(zip(row.cells, first.cells, strict=True))
    if any(more and not _reached(cell, row) for cell, more in cells):
        return False
    ended = any(cell and not more and not _reached(cell, row) for cell, more in cells)
    return ended or _is_sparse(rows, first) or _runs_on(row, first)


def _is_numbered(row: Row) -> bool:
    """True of a row whose first cell begins with its number."""
    first = row.cells[0][0].words[0].text if row.cells[0] else ""
    return bool(_NUMBER.fullmatch(first))


def _is_sparse(rows: Sequence[Row], first: Row) -> bool:
    """True of a row that leaves empty more than one of the columns that every row above fills."""
    whole = [row for row in rows if not row.spans]
    filled = (all(row.cells[at] for row in whole) for at in range(len(first.cells)))
    missing = sum(full and not cell for full, cell in zip(filled, first.cells, strict=True))
    return missing > 1 and len(whole) > 1


def put_on(row: Row, rest: Row) -> None:
    """The rest of each cell behind what stood of it on the page before."""
    row.cells = [[*cell, *more] for cell, more in zip(row.cells, rest.cells, strict=True)]


def _reached(cell: Cell, row: Row) -> bool:
    """True of a cell whose text on the row's last page ends near the foot of the row."""
    page = max((line.page for one in row.cells for line in one), default=0)
    lines = [line for one in row.cells for line in one if line.page == page]
    own = [line for line in cell if line.page == page]
    if not own:
        return False
    last = own[-1]
    return max(line.base for line in lines) - last.base < TO_THE_FOOT * 1.2 * last.size


def _runs_on(row: Row, first: Row) -> bool:
    """True where more cells go on in mid sentence than begin anew."""
    pairs = [(cell, more) for cell, more in zip(row.cells, first.cells, strict=True) if more]
    flowing = sum(_flows(cell, more) for cell, more in pairs)
    return flowing > sum(_begins_anew(cell, more) for cell, more in pairs)


def _flows(cell: Cell, more: Cell) -> bool:
    """True of a small letter, unless the plan begins its cells with small letters."""
    return more[0].text[0].islower() and not cell[0].text[0].islower()


def _begins_anew(cell: Cell, more: Cell) -> bool:
    """True of a number, and of a capital after a stop; a bullet may go on or begin."""
    if begins_with_bullet(more[0]):
        return False
    begins = more[0].text[0]
    return begins.isdigit() or (begins.isupper() and cell[-1].text.endswith(_ENDS))
