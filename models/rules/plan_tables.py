"""A grid of cells as its tables: header, rows, and the headings that name a section's agency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.rules.plan_headings import column_fields, is_header

LONGEST_SECTION = 150
_NUMBERED = re.compile(
    r"\s*(?:[a-z]{0,4}\s*\d[\w.\-/]*[.):]?$|(?:rec\w*\s*)?\d[\d.]*[a-z]?[.):]\s)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing about a plan that a person should know, by its code in interface.md.

    `row` counts data rows from 1 below the heading, `file_row` is the file's own; 0 is the file.
    """

    code: str
    severity: str
    message: str
    row: int = 0
    column: str = ""
    suggestion: str = ""
    file_row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row of a table: its cells as written, its row in the file, the section it stands in."""

    file_row: int
    cells: tuple[str, ...]
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of a plan, as a file holds it: all of its columns, the hidden ones named."""

    name: str
    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    hidden: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Table:
    header: tuple[str, ...]
    fields: Mapping[int, str]
    title: str
    section: str = ""
    rows: list[SheetRow] = field(default_factory=list)


def tables(
    name: str,
    grid: Iterable[tuple[int, Sequence[str]]],
    *,
    headings: Mapping[str, Sequence[str]] | None = None,
    hidden: frozenset[int] = frozenset(),
    problems: tuple[Problem, ...] = (),
) -> tuple[Sheet, ...]:
    """Every table of a grid of (file row, cells); () where no row heads a plan's table.

    Rows above a header are titles. Where a grid holds several tables, the last title above each
    names its section until a heading row does. A header that is repeated (a page break) is not a
    row. Blank rows are left out.
    """
    found: list[_Table] = []
    title = ""
    for file_row, cells in grid:
        filled = [place for place, text in enumerate(cells) if text and not text.isspace()]
        if not filled:
            continue
        alone = _alone(cells, filled)
        if found and alone and _is_section(cells, filled[0], found[-1]):
            found[-1].section = title = alone
        elif len(filled) > 1 and is_header([cells[place] for place in filled], headings):
            _begin(found, tuple(cells), title, headings)
        elif found:
            row = SheetRow(file_row=file_row, cells=tuple(cells), section=found[-1].section)
            found[-1].rows.append(row)
        elif alone:
            title = alone
    made = tuple(_sheet(name, table, hidden) for table in found)
    if len(made) > 1:
        made = tuple(
            in_section(sheet, table.title) for sheet, table in zip(made, found, strict=True)
        )
    return (replace(made[0], problems=problems), *made[1:]) if made else ()


def _sheet(name: str, table: _Table, hidden: frozenset[int]) -> Sheet:
    unseen = tuple(text for at, text in enumerate(table.header) if at in hidden and text)
    return Sheet(name=name, header=table.header, rows=tuple(table.rows), hidden=unseen)


def in_section(sheet: Sheet, section: str) -> Sheet:
    """The sheet with a section for the rows that stand in none."""
    if not section or all(row.section for row in sheet.rows):
        return sheet
    rows = (row if row.section else replace(row, section=section) for row in sheet.rows)
    return replace(sheet, rows=tuple(rows))


def _begin(
    found: list[_Table],
    header: tuple[str, ...],
    title: str,
    headings: Mapping[str, Sequence[str]] | None,
) -> None:
    """A new table, unless the header only repeats the one above."""
    words = tuple(" ".join(text.split()) for text in header)
    while words and not words[-1]:
        words = words[:-1]
    if not found or found[-1].header != words:
        found.append(_Table(words, column_fields(words, headings), title))


def _alone(cells: Sequence[str], filled: Sequence[int]) -> str:
    """The one text of a row that says nothing else, be it merged over its cells or in the first."""
    text = cells[filled[0]]
    merged = len(filled) > 2 and all(cells[place] == text for place in filled)  # noqa: PLR2004
    return " ".join(text.split()) if merged or len(filled) == 1 else ""


def _is_section(cells: Sequence[str], place: int, table: _Table) -> bool:
    """True of a short text in the first columns that is neither numbered nor a table's own cell."""
    text = cells[place].strip()
    first = min(table.fields, default=0)
    of_first = place <= first or table.fields.get(place) == "recommendation"
    return of_first and len(text) <= LONGEST_SECTION and not _NUMBERED.match(text)
