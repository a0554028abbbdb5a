"""The rows of a table without lines whose cells stand in the middle of their row, or at its foot.

Such a row has no line on which its cells begin. So the lines are parted where the rows that come of
it look most like rows: their texts have one middle, or one end; few of their cells are empty, none
has a hole, and no row has two numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tasks.plan_pdf_page import Line

Parts = Sequence[Line | None]
BESIDE = 0.75  # of the usual distance of lines: so near stand those of cells of other heights
LEAST = 1  # lines so near, of which one page's table is taken to be set in the middle
HOLE = 1.12  # of the usual distance: so much room parts two texts of a column
LONGEST = 45  # lines of a row
EMPTY, HOLED, NUMBERED, ROW = 0.5, 1.5, 4.0, 0.4  # what speaks against a row
BETTER = 0.7  # of what speaks against rows that begin at their top
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Columns:
    """The lines of a table, each as its parts in the columns, and how it is read.

    `usual` is the distance of two lines of one text; `ends` are the places before which a row ends.
    """

    parts: Sequence[Parts]
    usual: float
    ends: frozenset[int]
    is_numbered: Callable[[Line | None], bool]


def row_starts(columns: Columns) -> list[int]:
    """The places of the lines with which rows begin; [] where cells stand at the top of theirs."""
    if columns.usual <= 0:
        return []
    gaps = [_base(below) - _base(above) for above, below in pairwise(columns.parts)]
    near = sum(gap < BESIDE * columns.usual for gap in gaps)
    others = [_off_middle] * (near >= LEAST) + [_off_foot] * _ends_fuller(columns, gaps)
    if not others:
        return []
    found, against = min((_best(columns, off) for off in others), key=lambda one: one[1])
    return found if against < BETTER * _best(columns, _off_top)[1] else []


def _base(parts: Parts) -> float:
    return next(part.base for part in parts if part)


def _ends_fuller(columns: Columns, gaps: Sequence[float]) -> bool:
    """True where more texts end above room in all columns than begin below it."""
    filled = [sum(part is not None for part in parts) for parts in columns.parts]
    set_off = [at for at, gap in enumerate(gaps) if gap > HOLE * columns.usual]
    return sum(filled[at] - filled[at + 1] for at in set_off) > len(set_off)


def _best(columns: Columns, off: Callable[[Sequence[Span]], float]) -> tuple[list[int], float]:
    """Where the rows begin of which least speaks against, and how much that is."""
    count = len(columns.parts)
    least, begins = [0.0] + [float("inf")] * count, [0] * (count + 1)
    for first in range(count):
        row = _Row(columns, off)
        for last in range(first, min(first + LONGEST, count)):
            if last > first and last in columns.ends:
                break
            against = least[first] + row.with_line(columns.parts[last])
            if against < least[last + 1]:
                least[last + 1], begins[last + 1] = against, first
    found, at = [], count
    while at:
        at = begins[at]
        found.append(at)
    return found[::-1], least[count]


class _Row:
    """A row that grows line by line, and what speaks against it."""

    def __init__(self, columns: Columns, off: Callable[[Sequence[Span]], float]) -> None:
        self.columns, self.off = columns, off
        self.spans: dict[int, Span] = {}
        self.holes = self.numbers = 0

    def with_line(self, parts: Parts) -> float:
        """What speaks against the row once this line belongs to it too."""
        usual = self.columns.usual
        for at, part in enumerate(parts):
            if part is None:
                continue
            top, bottom = self.spans.get(at, (part.base, part.base))
            self.holes += part.base - bottom > HOLE * usual
            self.spans[at] = (top, part.base)
        self.numbers += self.columns.is_numbered(parts[0])
        empty = len(parts) - len(self.spans)
        off = self.off(tuple(self.spans.values())) / usual
        several = max(0, self.numbers - 1)
        return ROW + off + EMPTY * empty + HOLED * self.holes + NUMBERED * several


def _off_middle(spans: Sequence[Span]) -> float:
    """How far the middles of texts are from that of the longest."""
    top, bottom = max(spans, key=lambda span: span[1] - span[0])
    return sum(abs(one + other - top - bottom) / 2 for one, other in spans)


def _off_foot(spans: Sequence[Span]) -> float:
    """How far texts end above the last of them."""
    last = max(bottom for _, bottom in spans)
    return sum(last - bottom for _, bottom in spans)


def _off_top(spans: Sequence[Span]) -> float:
    """How far texts begin below the first of them."""
    first = min(top for top, _ in spans)
    return sum(top - first for top, _ in spans)
