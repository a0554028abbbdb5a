"""The widths of a table's columns in the Word copy, in twentieths of a point: fixed, to the whole.

Word lays a table out afresh on every machine unless each width is given.
"""

from __future__ import annotations

from collections.abc import Iterator

from notifications.packs.document import Cell, Column, Table

MARGIN = 851
TEXT_WIDTH = 16_838 - 2 * MARGIN
"""Between the margins of A4 on its side."""
_LETTER, _HEADING_LETTER = 106, 118
"""What a letter takes at 9.5 pt, wide ones counted, and what one of a heading does in bold."""
_PADDING = 240
_CHIP = 3
"""Letters that a colour's shape takes."""
_LEAST = 620
_MOST = 2_400


def widths_of(table: Table) -> tuple[int, ...]:
    """As wide as its words where a column has no share, else its share of what is left."""
    tight = [_tight(table, at) if not c.share else 0 for at, c in enumerate(table.columns)]
    shares = sum(c.share for c in table.columns)
    left = TEXT_WIDTH - sum(tight)
    made = [
        int(left * c.share / shares) if c.share else width
        for c, width in zip(table.columns, tight, strict=True)
    ]
    return _filled(tuple(made), table.columns)


def even(columns: int) -> tuple[int, ...]:
    """The width of the page in that many equal columns."""
    return (TEXT_WIDTH // columns,) * columns


def _filled(made: tuple[int, ...], columns: tuple[Column, ...]) -> tuple[int, ...]:
    """What rounding left over goes to the widest column that takes a share, if one does."""
    if not any(c.share for c in columns):
        return made
    at = max((n for n, c in enumerate(columns) if c.share), key=lambda n: made[n])
    return (*made[:at], made[at] + TEXT_WIDTH - sum(made), *made[at + 1 :])


def _tight(table: Table, at: int) -> int:
    heading = max((len(word) for word in table.columns[at].title.split()), default=0)
    longest = max((_letters(row[at]) for row in table.rows), default=0)
    words = max(longest * _LETTER, heading * _HEADING_LETTER)
    return min(max(words + _PADDING, _LEAST), _MOST)


def _letters(cell: Cell) -> int:
    return max(_lengths(cell), default=0)


def _lengths(cell: Cell) -> Iterator[int]:
    if cell.chip:
        yield len(cell.chip.word) + _CHIP
    for line in cell.lines:
        yield from map(len, line.text.split("\n"))
