"""The cells of one table of a Word document by row and column, as its reader sees them."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from models.rules.plan_sheets import Marks
from tasks.plan_colours import colour_word
from tasks.plan_docx_text import Words, cells, rows
from tasks.plan_marked import Parted, parted
from tasks.plan_refusal import MOST_ROWS, too_many

_VALUE = qn("w:val")
WIDEST = 200
_EMPTY = Parted("", None, "")
Grid = list[tuple[int, list[str]]]


def grid_of(table: Any, words: Words) -> tuple[Grid, Marks]:
    """Each row of a table with its place in it, and the marks of its cells.

    A cell merged downwards repeats its text. Columns are told by the table's own grid, save where
    all rows of several cells have as many: then rows of uneven width are only that.
    """
    above: dict[int, Parted] = {}
    made: Grid = []
    marks = Marks()
    parts = [(row, list(cells(row))) for row in rows(table)]
    even = len({len(row) for _, row in parts if len(row) > 1}) == 1
    for number, (row, row_cells) in enumerate(parts, 1):
        if number > MOST_ROWS:
            raise too_many("A table")
        texts = [""] * (0 if even else _number_in(row, "./w:trPr/w:gridBefore/@w:val"))
        for cell in row_cells:
            place = len(texts)
            goes_on = _goes_on(cell)
            said = above.get(place, _EMPTY) if goes_on else parted(words.cell(cell))
            above[place] = said
            said.keep(marks, number, place)
            word = colour_word(_fill(cell))
            if word:
                marks.fills[number, place] = word
            width = 1 if even else max(1, _number_in(cell, "./w:tcPr/w:gridSpan/@w:val"))
            texts.extend([said.text, *[""] * (width - 1)])
        made.append((number, texts))
    return made, marks


def _number_in(element: Any, path: str) -> int:
    said = element.xpath(path)
    return min(int(said[0]), WIDEST) if said and said[0].isdigit() else 0


def _goes_on(cell: Any) -> bool:
    """True of a cell that continues one above it."""
    merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merged is not None and merged.get(_VALUE, "continue") == "continue"


def _fill(cell: Any) -> str:
    shading = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    return "" if shading is None else str(shading.get(qn("w:fill"), ""))
