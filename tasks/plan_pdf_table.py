"""A table of a PDF over its pages, with its cells, their colours and their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from models.rules.plan_sheets import Marks
from tasks.plan_pdf_grid import Cell, Heading, Row
from tasks.plan_pdf_habits import Boxed


@dataclass(slots=True)
class Table:
    """A table over its pages, and the lines above it."""

    edges: list[float]
    titles: list[str]
    header: list[list[str]]
    page: int
    rows: list[Row] = field(default_factory=list)
    ruled: bool = True
    heads: tuple[Heading, ...] = ()


def marks_of(table: Table, first: int) -> Marks:
    """The colours of a table's cells, of which the first row has this number."""
    rows = enumerate(table.rows, first)
    return Marks({(number, at): word for number, row in rows for at, word in row.fills.items()})


def pages_of(table: Table, first: int) -> dict[int, int]:
    """The page on which each row of a table begins, of which the first has this number."""
    return {
        number: min((line.page for cell in row.cells for line in cell), default=table.page)
        for number, row in enumerate(table.rows, first)
    }


def boxed_of(table: Table) -> Iterator[list[Boxed]]:
    """The rows of a table, each cell with the edges between which its text stands."""
    sides = list(pairwise(table.edges))
    if not table.ruled:
        sides = [
            _reach(row.cells[at] for row in table.rows if not row.spans) for at in range(len(sides))
        ]
    for row in table.rows:
        own = [(table.edges[0], table.edges[-1])] * len(sides) if row.spans else sides
        yield [(cell, *side) for cell, side in zip(row.cells, own, strict=True)]


def _reach(cells: Iterable[Cell]) -> tuple[float, float]:
    """How far to the left and right the lines of a column go."""
    lines = [line for cell in cells for line in cell]
    ends = [(line.left, line.right) for line in lines] or [(0.0, 0.0)]
    return min(left for left, _ in ends), max(right for _, right in ends)
