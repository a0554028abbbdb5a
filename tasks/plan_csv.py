"""Tables of a text file: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import codecs
import csv
import io
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from models.rules.plan_headings import is_header
from models.rules.plan_tables import Problem, Sheet, tables
from tasks.plan_refusal import LARGEST_FILE, MOST_CELLS, MOST_ROWS, refused, too_many

DELIMITERS = (",", ";", "\t", "|")
HEAD = 60
HEAD_BYTES = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def csv_sheets(
    data: bytes, headings: Mapping[str, Sequence[str]] | None = None
) -> tuple[Sheet, ...]:
    """The tables of a delimited text; () where no row heads a plan's table.

    Rows are numbered as a spreadsheet shows them, a cell of several lines in one. Raises
    PlanRefused with `not_plain_text` for bytes that are no text.
    """
    text, odd_lines = decoded(data)
    delimiter = _delimiter(text, headings)
    begins: list[int] = []
    found = tables("", records(text, delimiter, begins), headings=headings)
    if not found or not odd_lines:
        return found
    problems = tuple(_mixed(found[0], line, bisect_right(begins, line)) for line in odd_lines)
    return (replace(found[0], problems=(*problems, *found[0].problems)), *found[1:])


def decoded(data: bytes) -> tuple[str, list[int]]:
    """The text, and the lines whose bytes are not UTF-8 in a file that otherwise is."""
    for mark, encoding in _MARKS:
        if data.startswith(mark) and encoding != "utf-8":
            return _strict(data[len(mark) :], encoding), []
    unmarked = _unmarked(data)
    if unmarked:
        return _strict(data, unmarked), []
    data = data.removeprefix(codecs.BOM_UTF8)
    _no_nul(data)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _by_line(data)


def _unmarked(data: bytes) -> str:
    """UTF-16 of one kind or the other, where every second byte of a beginning is nothing."""
    head = data[:HEAD_BYTES]
    even, odd = head[::2].count(0), head[1::2].count(0)
    most = len(head) * 2 // 5
    if odd >= most > even * 10:
        return "utf-16-le"
    return "utf-16-be" if even >= most > odd * 10 else ""


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(1, "do not make up UTF-16") from error
    _no_nul(text.encode("utf-8", "surrogatepass"))
    return text


def _no_nul(data: bytes) -> None:
    at = data.find(0)
    if at >= 0:
        raise _not_text(data.count(b"\n", 0, at) + 1, "do not belong in a text file (NUL)")


def _not_text(line: int, what: str) -> Exception:
    return refused(
        "not_plain_text",
        f"Line {line} holds bytes that {what}. Open the plan in Excel, save it as “CSV UTF-8” and "
        "load it. Nothing was read.",
    )


def _by_line(data: bytes) -> tuple[str, list[int]]:
    """Windows-1252 where a line is not UTF-8; such lines are odd only where others are UTF-8."""
    lines, odd, has_utf8 = [], [], False
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
            has_utf8 = has_utf8 or not line.isascii()
        except UnicodeDecodeError:
            odd.append(number)
            lines.append(_windows(line, number))
    return "\n".join(lines), odd if has_utf8 else []


def _windows(line: bytes, number: int) -> str:
    try:
        return line.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _not_text(number, "are neither UTF-8 nor Windows-1252") from error


def _delimiter(text: str, headings: Mapping[str, Sequence[str]] | None) -> str:
    """The delimiter under which a row near the top heads a plan's table; a comma where none."""
    head = "\n".join(text.split("\n", HEAD)[:HEAD])
    for delimiter in DELIMITERS:
        if any(is_header(cells, headings) for _, cells in records(head, delimiter)):
            return delimiter
    return ","


def records(
    text: str, delimiter: str, begins: list[int] | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Each record with its number; a cell may be as long as the file.

    The line on which each begins is added to `begins`.
    """
    before = csv.field_size_limit(LARGEST_FILE)
    try:
        # Not splitlines: a cell may hold form feeds and other signs that it would part lines at.
        lines = list(io.StringIO(text, newline=""))
        reader = csv.reader(lines, delimiter=delimiter)
        lines_of = [] if begins is None else begins
        line = last = 1
        count = 0
        for number, cells in enumerate(reader, 1):
            count += len(cells)
            if number > MOST_ROWS or count > MOST_CELLS:
                raise too_many("The file")
            lines_of.append(line)
            yield number, cells
            last, line = line, reader.line_num + 1
        _check_closed(lines[last - 1 :], last, delimiter)
    finally:
        csv.field_size_limit(before)


def _check_closed(record: Sequence[str], line: int, delimiter: str) -> None:
    """Nothing, where the last record ends; else a quotation mark has swallowed what is below it."""
    try:
        list(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise refused(
                "unsupported_format",
                f"Line {line} has a quotation mark that opens a cell and is never closed, so that "
                "all below it would be one cell. Close it, or save the plan again from Excel as "
                "“CSV UTF-8”, and load it. Nothing was read.",
            ) from error


def _mixed(sheet: Sheet, line: int, record: int) -> Problem:
    """The warning for a line in another encoding, at the data row that holds it."""
    row = sum(one.file_row <= record for one in sheet.rows)
    return Problem(
        code="mixed_encoding",
        severity="warning",
        message=f"Row {row} (line {line} of the file): its bytes are not UTF-8 as the rest are; "
        "they were read as Windows-1252. Check the accents and dashes.",
        row=row,
        file_row=record,
    )
