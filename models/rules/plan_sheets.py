"""One table of a plan, as a file holds it, and what is the matter with a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from models.rules.plan_headings import column_fields
from models.rules.plan_keys import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing about a plan that a person should know, by its code in interface.md.

    `row` counts data rows from 1 below the heading; 0 is the file.
    """

    code: str
    severity: str
    message: str
    row: int = 0
    column: str = ""
    suggestion: str = ""


class Struck(NamedTuple):
    """The words of a cell that a line goes through, and what its text is without them."""

    words: str
    rest: str


Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """What the cells of a grid show beside their texts, by file row and place.

    `fills` are colour words, `struck` what is struck through, `footnotes` the words of a note.
    """

    fills: dict[Place, str] = field(default_factory=dict)
    struck: dict[Place, Struck] = field(default_factory=dict)
    footnotes: dict[Place, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row of a table: its cells as written, its row in the file, the section it stands in.

    `page` is where it begins in a PDF, which shows no numbers of rows; 0 in any other file.
    `recommendation` is a line of its own above the row that says what its actions are for;
    `fills`, `struck` and `footnotes` are the marks of its cells, by place.
    """

    file_row: int
    page: int = 0
    cells: tuple[str, ...]
    section: str = ""
    recommendation: str = ""
    fills: Mapping[int, str] = field(default_factory=dict)
    struck: Mapping[int, Struck] = field(default_factory=dict)
    footnotes: Mapping[int, str] = field(default_factory=dict)

    def stands(self, file: str) -> str:
        """Where a person finds the row: by its number in the file, so called, or its page."""
        return f"page {self.page}" if self.page else f"row {self.file_row} of {file}"

    @property
    def is_marked(self) -> bool:
        """True of a row in which words are struck through, or have a footnote."""
        return bool(self.struck or self.footnotes)

    def kept(self) -> tuple[str, ...]:
        """Its cells as they are kept for ever: each with what it shows beside its text."""
        cells = list(self.cells)
        for at, struck in self.struck.items():
            cells[at] = f"{cells[at]} [struck through: {struck.words}]"
        for at, note in self.footnotes.items():
            cells[at] = f"{cells[at]} [footnote: {note}]".lstrip()
        return tuple(cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of a plan, as a file holds it: all of its columns, the hidden ones named.

    `title` is the agency that the lines above it name, where they name one; `key` is what its sheet
    prints of its states, `keys_beside` are those that stand elsewhere in the file.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    title: str = ""
    hidden: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    key: Key | None = None
    keys_beside: tuple[Key, ...] = ()


def with_key(sheet: Sheet, key: Key | None) -> Sheet:
    """The sheet with its key; a row that is nothing but a part of it is no action, and is said."""
    of_key = key.rows if key and key.is_understood else ()
    notes = (_is_key(row) for row in sheet.rows if row.file_row in of_key)
    rows = tuple(row for row in sheet.rows if row.file_row not in of_key)
    return replace(sheet, key=key, rows=rows, problems=(*sheet.problems, *notes))


def _is_key(row: SheetRow) -> Problem:
    said = ", ".join(" ".join(text.split()) for text in row.cells if text.strip())
    where = row.stands("the file")
    message = f"What stands on {where} (“{said}”) explains letters or colours: no action."
    return Problem(code="passed_over", severity="note", message=message)


def in_section(sheet: Sheet, section: str) -> Sheet:
    """The sheet with a section for the rows that stand in none."""
    if not section:
        return sheet
    rows = (row if row.section else replace(row, section=section) for row in sheet.rows)
    return replace(sheet, rows=tuple(rows))


def under_recommendation(sheet: Sheet, recommendation: str) -> Sheet:
    """The sheet with a recommendation for the rows of a plan that has no column for it."""
    if "recommendation" in column_fields(sheet.header).values():
        return sheet
    rows = (
        row if row.recommendation else replace(row, recommendation=recommendation)
        for row in sheet.rows
    )
    return replace(sheet, rows=tuple(rows))
