"""Tables of a text file: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from models.rules.plan_furniture import is_no_action
from models.rules.plan_headings import is_header
from models.rules.plan_tables import Problem, Sheet, tables
from tasks.plan_csv_lines import Record, uneven_problems, uneven_records
from tasks.plan_csv_text import decoded
from tasks.plan_refusal import (
    LARGEST_FILE,
    MOST_CELLS,
    MOST_ROWS,
    is_too_wide,
    refused,
    too_many,
    too_wide,
)

DELIMITERS = (",", ";", "\t", "|")
HEAD = 60
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def csv_sheets(
    data: bytes, headings: Mapping[str, Sequence[str]] | None = None
) -> tuple[Sheet, ...]:
    """The tables of a delimited text; () where no row heads a plan's table.

    Rows are numbered as a spreadsheet shows them, a cell of several lines in one. Raises
    PlanRefused with `not_plain_text` for bytes that are no text.
    """
    text, odd_lines = decoded(data)
    delimiter, head, width = _delimiter(text, headings)
    made = list(records(text, delimiter))
    uneven = list(uneven_records(made[head:], delimiter, width, headings)) if head else []
    cells = {one.number: one.cells for one in made} | {
        one.number: one.cells for one in uneven if one.cells
    }
    found = tables("", cells.items(), headings=headings)
    if not found or not (odd_lines or uneven):
        return found
    begins = [one.line for one in made]
    problems = (
        *(_mixed(found, line, bisect_right(begins, line)) for line in odd_lines),
        *uneven_problems(uneven, delimiter, lambda number: _row(found, number)),
    )
    return (replace(found[0], problems=(*problems, *found[0].problems)), *found[1:])


def _delimiter(text: str, headings: Mapping[str, Sequence[str]] | None) -> tuple[str, int, int]:
    """The delimiter under which a row near the top heads a plan's table, that row, its cells.

    No row where none does, and a comma, or what makes a row too wide for a plan.
    """
    head = "\n".join(text.split("\n", HEAD)[:HEAD])
    usual = DELIMITERS[0]
    for delimiter in DELIMITERS:
        for record in parted(head, delimiter):
            if is_too_wide(record.cells):
                usual = delimiter
            elif is_header(record.cells, headings):
                return delimiter, record.number, len(record.cells)
    return usual, 0, 0


def records(text: str, delimiter: str) -> Iterator[Record]:
    """Each record of a text in its order; a cell may be as long as the file.

    Raises PlanRefused for more than a plan has, and for a quotation mark that is never closed.
    """
    count, last = 0, None
    for last in parted(text, delimiter):
        count += len(last.cells)
        if last.number > MOST_ROWS or count > MOST_CELLS:
            raise too_many("The file")
        if is_too_wide(last.cells):
            raise too_wide("The file", last.number)
        yield last
    if last:
        _check_closed(last, delimiter)


def parted(text: str, delimiter: str) -> Iterator[Record]:
    """Each record of a text, or of the beginning of one, which may end within a cell."""
    before = csv.field_size_limit(LARGEST_FILE)
    try:
        lines = _Lines(text)
        for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), 1):
            yield Record(number, *lines.taken(), cells)
    finally:
        csv.field_size_limit(before)


class _Lines:
    """The lines of a text, one at a time, and those that were taken since they were asked for."""

    def __init__(self, text: str) -> None:
        # Not splitlines: a cell may hold form feeds and other signs that it would part lines at.
        self._found = _LINE.finditer(text)
        self._taken: list[str] = []
        self._count = 0

    def __iter__(self) -> Iterator[str]:
        """Each line with its end."""
        for found in self._found:
            self._count += 1
            self._taken.append(found[0])
            yield found[0]

    def taken(self) -> tuple[int, str]:
        """The number of the first line that was taken since this was last asked, and the lines."""
        first, text = self._count - len(self._taken) + 1, "".join(self._taken)
        self._taken.clear()
        return first, text


def _check_closed(record: Record, delimiter: str) -> None:
    """Nothing, where the last record ends; else a quotation mark has swallowed what is below it."""
    try:
        list(csv.reader(io.StringIO(record.text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise refused(
                "unsupported_format",
                f"Line {record.line} has a quotation mark that opens a cell and is never closed, "
                "so that all below it would be one cell. Close it, or save the plan again from "
                "Excel as “CSV UTF-8”, and load it. Nothing was read.",
            ) from error


def _mixed(sheets: Sequence[Sheet], line: int, record: int) -> Problem:
    """The warning for a line in another encoding, at the data row that holds it."""
    row = _row(sheets, record)
    return Problem(
        code="mixed_encoding",
        severity="warning",
        message=f"Row {row} (line {line} of the file): its bytes are not UTF-8 as the rest are; "
        "they were read as Windows-1252. Check the accents and dashes.",
        row=row,
    )


def _row(sheets: Sequence[Sheet], record: int) -> int:
    """The number of the data row that a record is, or that stands before it."""
    rows = (row for sheet in sheets for row in sheet.rows if row.file_row <= record)
    return sum(not is_no_action(row.cells) for row in rows)
