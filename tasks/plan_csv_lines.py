"""The lines of a text file that are not parted as its heading row is: read as written, and said."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from models.rules.plan_headings import is_header
from models.rules.plan_tables import Problem

SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "strokes"}
MOST_TOLD = 10  # lines of one kind that are told each in its row
FEWEST = 3  # cells that a line must have to be known by them
_WAY = (
    "Compare it with the plan; part the line as the others are, put a text that holds {sign} in "
    "quotation marks, or save the plan again from Excel as “CSV UTF-8”."
)


class Record(NamedTuple):
    """One record of a text: its number, the line on which it begins, how it is written, parted."""

    number: int
    line: int
    text: str
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Uneven:
    """A record with another number of cells than its heading row: what it is read as, and why.

    `cells` are [] where it is read as it was parted.
    """

    number: int
    cells: list[str]
    says: str


def uneven_records(
    below: Iterable[Record],
    delimiter: str,
    width: int,
    headings: Mapping[str, Sequence[str]] | None,
) -> Iterator[Uneven]:
    """The records below a heading row of `width` cells that are not parted as it is.

    A line that another sign parts into as many cells is read so: else it would be one cell, and
    lost as a heading. A heading row among them may have another width.
    """
    for record in below:
        filled = len(_trimmed(record.cells))
        if filled and len(record.cells) != width:
            if is_header(_trimmed(record.cells), headings, again=True):
                width = len(record.cells)
            elif found := _uneven(record, delimiter, width):
                yield found


def _uneven(record: Record, delimiter: str, width: int) -> Uneven | None:
    """A record as it is to be read; None where it only leaves out what is empty at its end."""
    alone = len(record.cells) == 1
    if alone and _fits(inside := _split(record.cells[0], delimiter), width, delimiter):
        says = "the whole line stands in quotation marks, as one cell; it was read without them"
        return Uneven(record.number, inside, says)
    for sign, called in SIGNS.items():
        cells = [] if sign == delimiter else _split(record.text, sign)
        if _fits(cells, width, sign) and (alone or delimiter not in cells[0]):
            says = f"{called} part the line where others have {SIGNS[delimiter]}; it was so read"
            return Uneven(record.number, cells, says)
    return _as_parted(record, width)


def _as_parted(record: Record, width: int) -> Uneven | None:
    filled = len(_trimmed(record.cells))
    if filled > width:
        says = (
            f"it has {filled} cells under {width} headings, so that what stands in them may belong "
            "one column to the left"
        )
        return Uneven(record.number, [], says)
    held = max(len(_split(record.text, sign)) for sign in SIGNS)
    if len(record.cells) == 1 and held >= max(width, FEWEST):
        says = f"the line is one cell where the heading row has {width}; it was not parted"
        return Uneven(record.number, [], says)
    return None


def _fits(cells: Sequence[str], width: int, sign: str) -> bool:
    """True of cells that are the heading row's in number; commas in prose have a space behind."""
    prose = sign == "," and any(text[:1] == " " for text in cells[1:])
    return len(cells) == width >= FEWEST and not prose


def _split(text: str, sign: str) -> list[str]:
    """The cells of one record under a sign; [] where that makes several records of it, or none.

    A cell longer than the module allows, or a quotation mark in the wrong place, makes none.
    """
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    except csv.Error:
        return []
    return found[0] if len(found) == 1 else []


def _trimmed(cells: Sequence[str]) -> list[str]:
    """The cells up to the last that says anything."""
    said = list(cells)
    while said and not said[-1].strip():
        said.pop()
    return said


def uneven_problems(
    found: Iterable[Uneven], delimiter: str, row_of: Callable[[int], int]
) -> Iterator[Problem]:
    """A warning in the row of each; one for them all where they are many of a kind."""
    kinds: dict[str, list[Uneven]] = defaultdict(list)
    for one in found:
        kinds[one.says].append(one)
    way = _WAY.format(sign=f"“{delimiter}”" if delimiter.strip() else "a tab")
    for says, alike in kinds.items():
        if len(alike) > MOST_TOLD:
            message = (
                f"Of {len(alike)} rows (the first is row {alike[0].number} of the file): {says}."
            )
            yield Problem(code="uneven_row", severity="warning", message=message, suggestion=way)
            continue
        for one in alike:
            row = row_of(one.number)
            message = f"Row {row} (row {one.number} of the file): {says}."
            yield Problem(
                code="uneven_row", severity="warning", message=message, suggestion=way, row=row
            )
