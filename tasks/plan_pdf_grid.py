"""The ruled tables of a PDF's page: lines that cross are one table, its cells what they enclose."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from tasks.plan_pdf_fills import cell_fills
from tasks.plan_pdf_page import NEAR, Line, Page, Rule, Word, printed_lines
from tasks.plan_pdf_rules import joined

COVERED = 0.6  # of a cell's side: so much of it drawn is a border
LEAST_SIDE = 20.0  # points: a level line that sticks out so far ends at an open side
LEAST_OPEN = 8.0  # points: upright lines that go on so far hold a line of text
MOST_LINES = 2_000  # of one page, once those in one place are joined
MOST_FIELDS = 20_000  # between the lines of one table

Cell = list[Line]


@dataclass(slots=True)
class Row:
    """One row of a table: the lines of each cell; `spans` where a single cell fills it.

    `fills` are the colour words of its cells, by column; `open_below` the few columns that the
    table's last line leaves out; `in_doubt` where it begins a page in mid sentence, and it could
    not be told with what it goes on.
    """

    cells: list[Cell]
    spans: bool = False
    goes_on: frozenset[int] = frozenset()
    fills: dict[int, str] = field(default_factory=dict)
    in_doubt: bool = False
    open_below: frozenset[int] = frozenset()

    def texts(self) -> list[str]:
        """The words of each cell, for a comparison."""
        return [" ".join(line.text for line in cell) for cell in self.cells]


class Heading(NamedTuple):
    """One heading of a table: its text, and from where to where it stands."""

    text: str
    left: float
    right: float


@dataclass(slots=True)
class Grid:
    """A table on one page: the edges of its columns, its rows, and the words that stand in it.

    One without ruled lines has the headings that say where its columns are, be they on its page
    or on one before.
    """

    page: int
    edges: list[float]
    top: float
    bottom: float
    rows: list[Row] = field(default_factory=list)
    ruled: bool = True
    heads: tuple[Heading, ...] = ()


def grids(page: Page) -> list[Grid]:
    """The ruled tables of a page from top to bottom."""
    level, upright = joined(page.rules)
    if len(level) + len(upright) > MOST_LINES:
        return []
    found = []
    for across, down in _crossing(level, upright):
        table = _Borders(across, down)
        fields = (len(table.edges) - 1) * (len(table.floors) - 1)
        # A single column is a frame around something, perhaps around a table without lines.
        if len(table.edges) > 2 and 0 < fields <= MOST_FIELDS:  # noqa: PLR2004
            found.append(table.grid(page))
    return sorted((grid for grid in found if grid.rows), key=lambda grid: grid.top)


def _crossing(
    level: Sequence[Rule], upright: Sequence[Rule]
) -> list[tuple[list[Rule], list[Rule]]]:
    """Level and upright lines in groups of those that meet."""
    group = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for i, across in enumerate(level):
        for j, down in enumerate(upright, len(level)):
            if _meet(across, down):
                group[root(j)] = root(i)
    sets: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for at, rule in enumerate([*level, *upright]):
        sets[root(at)][at >= len(level)].append(rule)
    return [one for one in sets.values() if len(one[0]) > 1 and one[1]]


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across.left - NEAR <= down.left <= across.right + NEAR
        and down.top - NEAR <= across.top <= down.bottom + NEAR
    )


class _Borders:
    """The borders of one table, and the cells between them."""

    def __init__(self, across: list[Rule], down: list[Rule]) -> None:
        left, right = min(one.left for one in across), max(one.right for one in across)
        self.across: dict[float, list[tuple[float, float]]] = defaultdict(list)
        self.down: dict[float, list[tuple[float, float]]] = defaultdict(list)
        edges = _apart([one.left for one in down])
        self.edges = [
            *([left] if edges[0] - left > LEAST_SIDE else []),
            *edges,
            *([right] if right - edges[-1] > LEAST_SIDE else []),
        ]
        floors = _apart([one.top for one in across])
        self.floors = _apart([*floors, *_open_ends(down, floors[0], floors[-1])])
        for one in across:
            self.across[_nearest(self.floors, one.top)].append((one.left, one.right))
        for one in down:
            self.down[_nearest(self.edges, one.left)].append((one.top, one.bottom))

    def grid(self, page: Page) -> Grid:
        """The table's rows, each cell with its printed lines."""
        made = Grid(page.number, self.edges, self.floors[0], self.floors[-1])
        regions = self._regions()
        words: dict[int, list[Word]] = defaultdict(list)
        for word in page.words:
            place = self._place(word)
            if place is not None:
                words[regions[place]].append(word)
        cells = {at: printed_lines(held, page.number) for at, held in words.items()}
        width = len(self.edges) - 1
        fills = cell_fills(page.areas, self.edges, self.floors)
        for row in range(len(self.floors) - 1):
            made.rows.append(_row(regions[row * width : (row + 1) * width], row, cells))
            made.rows[-1].fills = fills[row]
        made.rows[-1].open_below = self._open_below()
        made.rows = [row for row in made.rows if any(row.cells)]
        return made

    def _open_below(self) -> frozenset[int]:
        """The columns without a border at the table's foot, though most have one."""
        drawn = self.across[self.floors[-1]]
        sides = enumerate(pairwise(self.edges))
        open_ = frozenset(at for at, side in sides if not is_covered(drawn, *side))
        return open_ if 2 * len(open_) < len(self.edges) - 1 else frozenset()

    def _place(self, word: Word) -> int | None:
        """The number of the field between borders in which a word stands."""
        across, down = word.middle
        column = bisect_right(self.edges, across) - 1
        row = bisect_right(self.floors, down) - 1
        if 0 <= column < len(self.edges) - 1 and 0 <= row < len(self.floors) - 1:
            return row * (len(self.edges) - 1) + column
        return None

    def _regions(self) -> list[int]:
        """For each field between borders the first of those with which it makes one cell."""
        width, height = len(self.edges) - 1, len(self.floors) - 1
        first = list(range(width * height))

        def root(at: int) -> int:
            while first[at] != at:
                at = first[at]
            return at

        for at in range(width * height):
            row, column = divmod(at, width)
            if column and not self._wall(column, row):
                one, other = sorted((root(at - 1), root(at)))
                first[other] = one
            if row and not self._floor(row, column):
                one, other = sorted((root(at - width), root(at)))
                first[other] = one
        return [root(at) for at in range(width * height)]

    def _wall(self, column: int, row: int) -> bool:
        """True where a border stands on the left of a field."""
        top, bottom = self.floors[row], self.floors[row + 1]
        return is_covered(self.down[self.edges[column]], top, bottom)

    def _floor(self, row: int, column: int) -> bool:
        """True where a border lies above a field."""
        left, right = self.edges[column], self.edges[column + 1]
        return is_covered(self.across[self.floors[row]], left, right)


def _open_ends(down: Sequence[Rule], top: float, bottom: float) -> Iterator[float]:
    """Where most upright lines end beyond the last level one: a row that a page's end parts."""
    above = [one for one in down if top - one.top > LEAST_OPEN]
    below = [one for one in down if one.bottom - bottom > LEAST_OPEN]
    columns = _columns(down)
    if 2 * _columns(above) > columns:
        yield min(one.top for one in above)
    if 2 * _columns(below) > columns:
        yield max(one.bottom for one in below)


def _columns(down: Iterable[Rule]) -> int:
    """At how many places upright lines stand, be they drawn in one piece or row by row."""
    return len(_apart(one.left for one in down))


def _row(regions: list[int], row: int, cells: dict[int, Cell]) -> Row:
    """A row's cells: one merged over columns stands in its first, one merged downwards in each."""
    width = len(regions)
    held: list[Cell] = []
    for column, region in enumerate(regions):
        begins = column == 0 or regions[column - 1] != region
        held.append(cells.get(region, []) if begins else [])
    above = frozenset(at for at, region in enumerate(regions) if region < row * width)
    return Row(held, spans=width > 1 and len(set(regions)) == 1, goes_on=above)


def _apart(places: Iterable[float]) -> list[float]:
    """Places in order, each further from the last than lines of one border are."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def _nearest(places: Sequence[float], place: float) -> float:
    return min(places, key=lambda one: abs(one - place))


def is_covered(drawn: Iterable[tuple[float, float]], start: float, end: float) -> bool:
    """True where most of a stretch is drawn."""
    length = sum(max(0.0, min(end, last) - max(start, first)) for first, last in drawn)
    return length >= COVERED * (end - start)
