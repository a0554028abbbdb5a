"""The cells of a PDF that name leads: where the ends of their lines may part two posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from models.rules.plan_headings import column_fields
from models.rules.plan_lead_doubts import are_two, may_be_run_together
from models.rules.plan_offices import office_words
from models.rules.policy import Offices
from tasks.plan_pdf_grid import Cell
from tasks.plan_pdf_habits import Boxed
from tasks.plan_pdf_page import Line

_OFFICES = office_words(Offices())


def lead_places(
    header: Sequence[Sequence[str]], headings: Mapping[str, Sequence[str]] | None
) -> set[int]:
    """The columns under a heading that names leads; `header` are the rows down to the headings."""
    fields = column_fields(header[-1], headings) if header else {}
    return {at for at, name in fields.items() if name == "lead"}


def lead_cells(places: Sequence[set[int]], tables: Sequence[Sequence[Sequence[Boxed]]]) -> set[int]:
    """The cells of several tables that stand in such columns, each by its id."""
    pairs = zip(places, tables, strict=True)
    return {id(row[at][0]) for columns, rows in pairs for row in rows for at in columns}


def parted(cell: Sequence[Line], text: str) -> str:
    """The text that a cell was read as, with a line for each post that a printed line's end parts.

    Where the first word of a line had no room on the one above, only the words tell.
    """
    return "\n".join(one for post in text.split("\n") for one in _posts(post, cell))


def _posts(post: str, cell: Sequence[Line]) -> Iterator[str]:
    for left, right in _at_ends(post, cell):
        if are_two(left, right, _OFFICES):
            yield left
            yield from _posts(right, cell)
            return
    yield post


def run_together(cells: Iterable[tuple[Cell, str]]) -> Iterator[str]:
    """What was read as one post, though a printed line ends between what may be two whole ones.

    Each cell comes with the text that it was read as.
    """
    for cell, text in cells:
        yield from (post for post in text.split("\n") if _may_be_two(post, cell))


def _may_be_two(post: str, cell: Cell) -> bool:
    return any(may_be_run_together(*sides, _OFFICES) for sides in _at_ends(post, cell))


def _at_ends(post: str, cell: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Both sides of each printed line's end within a post."""
    for above, line in pairwise(cell):
        left, both, right = post.partition(f"{above.text} {line.text}")
        if both:
            yield f"{left}{above.text}", f"{line.text}{right}"
