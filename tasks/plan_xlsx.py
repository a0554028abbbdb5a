"""Tables of an Excel workbook, as a person sees them: dates as dates, months as months."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from models.rules.plan_keys import Key, keys_beside
from models.rules.plan_passed_over import passed_over
from models.rules.plan_sheet_names import agencies_of, not_named
from models.rules.plan_tables import Problem, Sheet, in_section, tables
from tasks.plan_refusal import EMPTY, bounded, refused
from tasks.plan_xlsx_book import Book, Part, read_book, relations
from tasks.plan_xlsx_sheet import Grid, read_grid

# What the parser and the archive raise for XML that is not as Excel writes it.
UNREADABLE = (
    OSError, KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, EOFError,
    OverflowError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
LONGEST_LIST = 10
Headings = Mapping[str, Sequence[str]] | None


def xlsx_sheets(
    data: bytes,  # noqa: ARG001 - every format's reader is asked in one way
    archive: zipfile.ZipFile,
    headings: Headings = None,
    agencies: Collection[str] = (),
) -> tuple[Sheet, ...]:
    """The tables of every visible worksheet; () where none has one.

    A cell whose number format shows a month and no day reads as that month. Hidden columns and
    rows are read and named; hidden sheets are only named. `agencies` are those of the register: a
    sheet may have the name of one. Raises PlanRefused with
    `formulas_without_values` where a table's cell is a formula that was never calculated, with
    `empty_document` where no sheet has anything.
    """
    try:
        return _of_book(archive, read_book(archive), headings, agencies)
    except UNREADABLE as error:
        raise refused(
            "unsupported_format",
            "The workbook cannot be read as Excel writes one. Save it again from Excel and load "
            "it. Nothing was read.",
        ) from error


def _of_book(
    archive: zipfile.ZipFile, book: Book, headings: Headings, agencies: Collection[str]
) -> tuple[Sheet, ...]:
    sheets: list[Sheet] = []
    unseen: list[Problem] = []
    keys: list[Key] = []
    is_empty = True
    for part in book.parts:
        grid = read_grid(archive.read(part.path), book, part.title)
        is_empty = is_empty and not (grid.rows or grid.bare)
        found = _tables(part, grid, headings)
        if found and part.is_visible:
            notes = (*_notes(part, grid), *_left_out(archive, part))
            sheets.append(replace(found[0], problems=(*notes, *found[0].problems)))
            sheets.extend(found[1:])
        elif found or (grid.rows and part.is_visible):
            unseen.append(_passed_over(part, grid, is_plan=bool(found)))
            where = f"the sheet “{part.title}”"
            keys += keys_beside(grid.rows, grid.marks.fills, where) if part.is_visible else ()
    if is_empty:
        raise refused("empty_document", f"This workbook is empty. {EMPTY}")
    if len({one.name for one in sheets}) > 1:
        sheets = _in_sections(sheets, agencies)
    if sheets and unseen:
        problems = (*sheets[0].problems, *unseen)
        sheets[0] = replace(sheets[0], problems=problems, keys_beside=tuple(keys))
    return tuple(sheets)


def _in_sections(sheets: Sequence[Sheet], known: Collection[str]) -> list[Sheet]:
    """The tables of several sheets, each with the agency that its sheet's name or its title gives.

    Of a sheet that is named for something else it is said once.
    """
    told = len({one.title for one in sheets}) == len(sheets)
    named = agencies_of([one.name for one in sheets], known)
    found, seen = [], set[str]()
    for one in sheets:
        section = named[one.name] or (one.title if told else "")
        is_open = not section and any(not row.section for row in one.rows)
        notes = not_named(one.name, section) if is_open and one.name not in seen else []
        seen.add(one.name)
        found.append(replace(in_section(one, section), problems=(*one.problems, *notes)))
    return found


def _tables(part: Part, grid: Grid, headings: Headings) -> tuple[Sheet, ...]:
    hidden = frozenset(grid.hidden_columns)
    rows = bounded(_filled(grid), f"The sheet “{part.title}”")
    found = tables(part.title, rows, headings=headings, hidden=hidden, marks=grid.marks)
    if found and part.is_visible:
        _check_formulas(found, grid, part.title)
    return found


def _filled(grid: Grid) -> Iterator[tuple[int, list[str]]]:
    """The rows with the text of a cell merged downwards in each row that it covers."""
    held: dict[int, tuple[int, int, str]] = {}
    struck = grid.marks.struck
    for number, texts in grid.rows:
        for place, (first, last, text) in list(held.items()):
            if last < number:
                del held[place]
                continue
            texts.extend([""] * (place + 1 - len(texts)))
            texts[place] = texts[place] or text
            if (first, place) in struck:
                struck.setdefault((number, place), struck[first, place])
        for place, last in grid.merges.get(number, ()):
            if place < len(texts) and texts[place]:
                held[place] = (number, last, texts[place])
        yield number, texts


def _check_formulas(found: tuple[Sheet, ...], grid: Grid, title: str) -> None:
    """Raises PlanRefused where a table's cell is a formula without the value Excel keeps."""
    first = min((row.file_row for sheet in found for row in sheet.rows), default=0)
    bare = [ref for row, ref in grid.bare if row >= first]
    if bare:
        raise refused(
            "formulas_without_values",
            f"{len(bare)} cells of the sheet “{title}” (the first is {bare[0]}) are formulas "
            "without a value. Open the file in Excel, save it and load it again. Nothing was read.",
        )


def _passed_over(part: Part, grid: Grid, *, is_plan: bool) -> Problem:
    if is_plan:
        message = f"The sheet “{part.title}” is hidden and holds a table; it was not read."
        return Problem(code="hidden_sheet", severity="warning", message=message)
    return passed_over(f"The sheet “{part.title}”", (texts for _, texts in grid.rows))


def _notes(part: Part, grid: Grid) -> Iterator[Problem]:
    """What a person who opens the sheet sees, or does not see, otherwise than it was read."""
    if grid.hidden_rows:
        numbers = ", ".join(map(str, grid.hidden_rows[:LONGEST_LIST]))
        more = " and others" if len(grid.hidden_rows) > LONGEST_LIST else ""
        message = (
            f"Rows of the sheet “{part.title}” are hidden in the file ({numbers}{more}), perhaps "
            "by a filter; they were read like the others."
        )
        yield Problem(code="hidden_rows", severity="warning", message=message)
    if grid.has_rules_for_colour:
        message = (
            f"The sheet “{part.title}” colours cells by rules (conditional formatting), which "
            "were not evaluated; only texts and plain fills were read."
        )
        yield Problem(code="rules_for_colour", severity="note", message=message)


def _left_out(archive: zipfile.ZipFile, part: Part) -> Iterator[Problem]:
    """A note for comments and for text boxes: what they say is not a cell's text."""
    kinds = dict(relations(archive, part.path).values())
    names = set(archive.namelist())
    if kinds.keys() & {"comments", "threadedComment"}:
        yield _unread(part, "comments beside its cells")
    drawing = kinds.get("drawing", "")
    if drawing in names and b":txBody" in archive.read(drawing):
        yield _unread(part, "text boxes")


def _unread(part: Part, what: str) -> Problem:
    message = f"The sheet “{part.title}” has {what}; they were not read."
    return Problem(code="left_out", severity="note", message=message)
