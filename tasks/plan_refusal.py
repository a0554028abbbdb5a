"""Why a plan's file was not read, as one problem with a code of the interface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.rules.plan_tables import Problem, Sheet

MEGABYTE = 1024 * 1024
LONGEST_CELL = MEGABYTE
LARGEST_FILE = 50 * MEGABYTE
LARGEST_TEXT = 16 * MEGABYTE  # a text is held several times over while it is read
LARGEST_PART = 32 * MEGABYTE
MOST_ROWS = 20_000
MOST_CELLS = 300_000
MOST_COLUMNS = 500
# What to do with a file in which nothing stands; the same whatever made it.
EMPTY = (
    "Open it where it was written: if the plan is not in it, find the file that has it (perhaps it "
    "was saved under another name, or holds pictures only); if it is, save it again and load that. "
    "Nothing was read."
)


class PlanRefused(Exception):  # noqa: N818 - a refusal is an answer about a file
    """A file that cannot be read as a plan: nothing of it was read, and `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        """The message is the problem's own sentence."""
        super().__init__(problem.message)
        self.problem = problem


def refused(code: str, message: str, *, row: int = 0, column: str = "") -> PlanRefused:
    """The refusal to raise, with one of the codes that reject (interface, "JSON shapes")."""
    return PlanRefused(
        Problem(code=code, severity="error", message=message, row=row, column=column)
    )


def too_many(where: str) -> PlanRefused:
    """The refusal of a table that no plan has."""
    return refused(
        "unsafe_file",
        f"{where} has more than {MOST_ROWS:,} rows, {MOST_CELLS:,} cells or 50 MB of text, which "
        "no plan has. Copy the plan's table into a new file and load that. Nothing was read.",
    )


def is_too_wide(texts: Sequence[str]) -> bool:
    """True of a row in which more cells say something than any plan has columns."""
    return len(texts) > MOST_COLUMNS and sum(map(bool, texts)) > MOST_COLUMNS


def too_wide(where: str, number: int) -> PlanRefused:
    """The refusal of a row that is wider than any plan's: each heading is looked up."""
    return refused(
        "unsafe_file",
        f"{where} has more than {MOST_COLUMNS} columns (row {number}), which no plan has. Copy the "
        "plan's own columns into a new file and load that. Nothing was read.",
    )


def bounded(
    grid: Iterable[tuple[int, Sequence[str]]], where: str
) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of a grid, as long as they are a plan's: one text may stand in very many cells."""
    cells = letters = 0
    for number, texts in grid:
        cells += len(texts)
        letters += sum(map(len, texts))
        if cells > MOST_CELLS or letters > LARGEST_FILE:
            raise too_many(where)
        if is_too_wide(texts):
            raise too_wide(where, number)
        yield number, texts


def check_cells(sheets: tuple[Sheet, ...]) -> None:
    """Nothing, where every cell is at most 1 MB long; else `cell_too_long` with its place.

    A file whose cells together hold more than a file may is unsafe: one text may stand often.
    """
    row_number = whole = 0
    for sheet in sheets:
        for row in sheet.rows:
            row_number += 1
            lengths = [len(text) for text in row.cells]
            whole += sum(lengths)
            if whole > LARGEST_FILE and max(lengths) <= LONGEST_CELL:
                raise refused("unsafe_file", "The plan's tables hold more than 50 MB of text.")
            if lengths and max(lengths) > LONGEST_CELL:
                place = next(at for at, text in enumerate(row.cells) if len(text) > LONGEST_CELL)
                heading = sheet.header[place] if place < len(sheet.header) else f"{place + 1}"
                size = len(row.cells[place]) / MEGABYTE
                raise refused(
                    "cell_too_long",
                    f"Row {row_number} ({row.stands('the file')}), {heading}: the cell holds "
                    f"{size:.1f} MB of text; the limit is 1 MB. Shorten it and load the file "
                    "again. Nothing was read.",
                    row=row_number,
                    column=heading,
                )
