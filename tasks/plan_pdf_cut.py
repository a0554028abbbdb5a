"""Whether the first row of a page goes on with the last row of the page before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile

from tasks.plan_pdf_cells import begins_with_bullet
from tasks.plan_pdf_grid import Cell, Row

TO_THE_FOOT = 4.2  # lines: a paragraph of three that must not be parted leaves as much room
_NUMBER = re.compile(r"[A-Za-z]{0,3}\d{1,3}(?:\.\d{1,3})*[.):]?")
_ENDS = (".", ";", ":", "!", "?")


def over_the_page(rows: Sequence[Row], more: list[Row]) -> list[Row]:
    """The rows of the next page, without the rest of a row that the page's end parts."""
    last = rows[-1]
    if is_cut(rows, more[0], merged_over(last, more)):
        put_on(last, more[0], more[1:])
        return more[1:]
    join_merged_over(last, more)
    carry_open(last, more)
    more[0].in_doubt = _is_doubtful(last, more[0])
    return more


def _is_doubtful(row: Row, first: Row) -> bool:
    """True where a page's first row begins in mid sentence, and is no part of the row before."""
    at = next((at for at, cell in enumerate(first.cells) if cell), 0)
    cell, more = row.cells[at], first.cells[at]
    if row.spans or first.spans or cell is more or not more:
        return False
    again = row.in_doubt and more[0].text[0].islower()
    return again or _goes_over(row, at, more)


def is_cut(rows: Sequence[Row], first: Row, merged: AbstractSet[int] = frozenset()) -> bool:
    """True where a page's end parts one row: `first` is the rest of the last of `rows`.

    The rest stands only in cells whose text came down near the foot of the page. That is proof
    where a cell that ended higher up has no more, or where columns that every row fills are empty;
    else the text itself must run on. Columns `merged` over several rows prove nothing of one.
    """
    row = rows[-1]
    if row.spans or first.spans or (_is_numbered(row) and _is_numbered(first)):
        return False
    whole = list(zip(row.cells, first.cells, strict=True))
    own = [pair for at, pair in enumerate(whole) if at not in merged]
    cells = own if any(more for _, more in own) else whole
    if any(more and not _reached(cell, row) for cell, more in cells):
        return False
    ended = any(cell and not more and not _reached(cell, row) for cell, more in cells)
    return ended or _is_sparse(rows, first) or _runs_on(cells)


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


def put_on(row: Row, rest: Row, below: Sequence[Row] = ()) -> None:
    """The rest of each cell behind what stood of it on the page before.

    A merged cell is whole again in each of its rows, those above and those `below` the rest.
    """
    for cell, more in zip(row.cells, rest.cells, strict=True):
        cell.extend(more)
    row.fills = {**rest.fills, **row.fills}
    for at, cell in enumerate(row.cells):
        _share(cell, at, [rest, *below])


def merged_over(row: Row, rows: Sequence[Row]) -> frozenset[int]:
    """The columns merged over several rows above a page's end, or below it."""
    return row.goes_on | (rows[1].goes_on if len(rows) > 1 else frozenset())


def join_merged_over(row: Row, rows: Sequence[Row]) -> None:
    """Make one cell of a merged one whose text a page's end parts between two of its rows.

    It is one where its text runs on in mid sentence and no other merged cell says anything new; the
    empty ones left of it, as that of its number, go with it.
    """
    merged = sorted(merged_over(row, rows))
    said = [at for at in merged if rows[0].cells[at]]
    if row.spans or not all(_goes_over(row, at, rows[0].cells[at]) for at in said):
        return
    for at in merged[: merged.index(said[-1]) + 1] if said else ():
        row.cells[at].extend(rows[0].cells[at])
        _share(row.cells[at], at, rows)


def carry_open(row: Row, rows: Sequence[Row]) -> None:
    """Let a cell that the page's last line leaves open be that of the rows that go on with it.

    Its own rest is empty, as all of its text stands on the page before.
    """
    if not (row.spans or rows[0].spans):
        for at in row.open_below:
            if row.cells[at] and not rows[0].cells[at]:
                _share(row.cells[at], at, rows)


def _goes_over(row: Row, at: int, more: Cell) -> bool:
    """True of a sentence that came down to the foot of the page without its end, and goes on."""
    cell = row.cells[at]
    stopped = not cell or cell[-1].text.endswith(_ENDS)
    return not stopped and _reached(cell, row) and _flows(cell, more)


def _share(cell: Cell, at: int, rows: Sequence[Row]) -> None:
    """Let a merged cell be that of the first row, and of those below over which it goes on."""
    for row in takewhile(lambda one: one is rows[0] or at in one.goes_on, rows):
        row.cells[at] = cell


def _reached(cell: Cell, row: Row) -> bool:
    """True of a cell whose text on the row's last page ends near the foot of the row."""
    page = max((line.page for one in row.cells for line in one), default=0)
    lines = [line for one in row.cells for line in one if line.page == page]
    own = [line for line in cell if line.page == page]
    if not own:
        return False
    last = own[-1]
    return max(line.base for line in lines) - last.base < TO_THE_FOOT * 1.2 * last.size


def _runs_on(cells: Sequence[tuple[Cell, Cell]]) -> bool:
    """True where more cells go on in mid sentence than begin anew."""
    pairs = [(cell, more) for cell, more in cells if more]
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
