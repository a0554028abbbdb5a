"""The rows of a table without lines around its cells: where several columns begin anew at once."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tasks.plan_pdf_across import in_columns, is_across, labelled, may_head, row_of
from tasks.plan_pdf_cells import begins_with_bullet
from tasks.plan_pdf_centred import Columns, row_starts
from tasks.plan_pdf_grid import Row
from tasks.plan_pdf_page import Line

APART = 1.12  # of the usual distance of lines: what stands so far below begins anew
SET_OFF = 1.3  # of the usual distance: so much room in all columns ends a numbered row too
LARGER = 1.05
LEAST_NUMBERED = 2


def rows_of(
    lines: Sequence[Line],
    edges: Sequence[float],
    floors: Sequence[float],
    shades: Sequence[float],
    height: int,
) -> list[Row]:
    """The rows of a table from its lines; the first `height` lines are its heading row.

    A row ends at a ruled line, or where the shade behind it ends. Where there is none, a row begins
    where half of the columns have a text and most of those begin anew: below more room, or below a
    line that had room for more.
    """
    head = [list(lines[:height])] if height else []
    body = lines[height:]
    looked_at = _Body(body, edges)
    parted = looked_at.are_parted(floors)
    groups = (
        looked_at.between(floors) if parted else looked_at.not_at_top() or looked_at.groups(shades)
    )
    rows: list[Row] = []
    for group in filter(None, [*head, *groups]):
        row = row_of(group, edges, looked_at.headings)
        for at in looked_at.flowing.get(id(group[0]), ()):
            rows[-1].cells[at].extend(row.cells[at])
            row.cells[at] = rows[-1].cells[at]
            row.goes_on |= {at}
        rows.append(row)
    return rows


class _Body:
    """The lines of a table below its heading row, looked at column by column."""

    def __init__(self, lines: Sequence[Line], edges: Sequence[float]) -> None:
        self.lines, self.edges = lines, edges
        self.parts = [in_columns(line, edges) for line in lines]
        width = len(edges) - 1
        own = [[part[at] for part in self.parts if part[at]] for at in range(width)]
        gaps = Counter(
            round(below.base - above.base, 1)
            for column in own
            for above, below in pairwise(one for one in column if one)
        )
        self.usual = min(gaps, key=lambda gap: (-gaps[gap], gap), default=0.0)
        self.reach = [max((one.right for one in column if one), default=0.0) for column in own]
        self.whole = self._of_numbered()
        self.headings: set[int] = set()  # by identity: two may read alike
        self.flowing: dict[int, list[int]] = {}  # columns that go on from the row above a line
        self.size = Counter(line.size for line in lines).most_common(1)[0][0] if lines else 0.0

    def are_parted(self, floors: Sequence[float]) -> bool:
        """True where ruled lines stand between the rows, and not only around them all."""
        if not self.lines:
            return False
        first, last = self.lines[0].base, self.lines[-1].base
        inside = sorted(floor for floor in floors if first < floor < last)
        if not inside:
            return False
        numbered = (
            bisect_right(inside, line.base)
            for line, parts in zip(self.lines, self.parts, strict=True)
            if labelled(parts[0])
        )
        several = max(Counter(numbered).values(), default=1) > 1
        return not several and len(self.groups()) <= 2 * len(self.between(inside))

    def between(self, floors: Sequence[float]) -> list[list[Line]]:
        """The lines of each row, where ruled lines part them."""
        made: dict[int, list[Line]] = {}
        self.headings, self.flowing = set(), {}
        for line, parts in zip(self.lines, self.parts, strict=True):
            own = made.setdefault(bisect_right(sorted(floors), line.base), [])
            own.append(line)
            if len(own) == 1 and self._is_heading(line, parts, None):
                self.headings.add(id(line))
        return list(made.values())

    def not_at_top(self) -> list[list[Line]]:
        """The lines of each row where cells stand in its middle or at its foot; [] elsewhere."""
        across = {at for at, line in enumerate(self.lines) if is_across(line, self.edges)}
        ends = frozenset(across | {at + 1 for at in across})
        begins = row_starts(Columns(self.parts, self.usual, ends, labelled))
        rows = (
            [list(self.lines[a:b]) for a, b in pairwise([*begins, len(self.lines)])]
            if begins
            else []
        )
        if rows:
            alone = {at for at, row in zip(begins, rows, strict=True) if len(row) == 1}
            named = {at for at in alone if may_head(self.lines[at], self.parts[at])}
            self.headings, self.flowing = {id(self.lines[at]) for at in across | named}, {}
        return rows

    def groups(self, shades: Sequence[float] = ()) -> list[list[Line]]:
        """The lines of each row; a heading over the rows below it stands by itself."""
        above: list[Line | None] = [None] * (len(self.edges) - 1)
        made: list[list[Line]] = [[]]
        self.headings, self.flowing = set(), {}
        alone = shaded = False
        for line, parts in zip(self.lines, self.parts, strict=True):
            heading = self._is_heading(line, parts, above[0])
            last = made[-1][-1] if made[-1] else line
            set_off = line.base - last.base > SET_OFF * self.usual
            shaded = shaded or any(last.base < end < line.base - line.size / 2 for end in shades)
            begins = self._begins(line, parts, above, set_off=set_off)
            if shaded:
                begins = self._begins_beside(line, parts, above) or begins
            if alone or heading or begins:
                shaded = False
                made.append([])
            made[-1].append(line)
            alone = heading
            self.headings |= {id(line)} if heading else set()
            above = [part or before for part, before in zip(parts, above, strict=True)]
        return made

    def _is_heading(self, line: Line, parts: Sequence[Line | None], above: Line | None) -> bool:
        """True of a line across the columns, or a set off one in the first column alone."""
        if is_across(line, self.edges):
            return True
        if not may_head(line, parts):
            return False
        return line.size > LARGER * self.size or self._far(above, line)

    def _begins(
        self,
        line: Line,
        parts: Sequence[Line | None],
        above: Sequence[Line | None],
        *,
        set_off: bool,
    ) -> bool:
        """True of the first line of a row; `set_off` where all columns leave room above it."""
        filled = [at for at, part in enumerate(parts) if part]
        if len(filled) * 2 < len(parts):
            return set_off and self._sets_out(parts)
        if self.whole and (labelled(parts[0]) or not self.whole <= {0, *filled}):
            return labelled(parts[0]) or set_off or self._goes_deeper(line, parts, above)
        anew = sum(self._anew(at, parts[at], above[at]) for at in filled)
        return anew * 3 >= len(filled) * 2

    def _sets_out(self, parts: Sequence[Line | None]) -> bool:
        """True of several texts that begin side by side, below room in all columns.

        Points of lists side by side are no new row.
        """
        own = [part for part in parts if part]
        listed = [part for part in own if labelled(part) or begins_with_bullet(part)]
        return len(own) > 1 and len(listed) * 2 <= len(own)

    def _goes_deeper(
        self, line: Line, parts: Sequence[Line | None], above: Sequence[Line | None]
    ) -> bool:
        """True of a row without a number, beside a text that goes on from the row above.

        Most other columns have room above it, or nothing.
        """
        own = [at for at, part in enumerate(parts) if part]
        below_room = [at for at in own if self._far(above[at], parts[at])]
        if len(below_room) * 2 < len(parts) - 1:
            return False
        return self._begins_beside(line, parts, above, most=1)

    def _begins_beside(
        self,
        line: Line,
        parts: Sequence[Line | None],
        above: Sequence[Line | None],
        *,
        most: int | None = None,
    ) -> bool:
        """True of a row that begins beside texts, at most so many, that go on from the one above.

        Those are cells merged downwards.
        """
        own = [at for at, part in enumerate(parts) if part]
        going = [at for at in own if not self._anew(at, parts[at], above[at])]
        flowing = [at for at in going if most is not None or _is_small(parts[at])]
        if len(flowing) == len(own) or (most is not None and len(flowing) > most):
            return False
        self.flowing[id(line)] = flowing
        return True

    def _of_numbered(self) -> set[int]:
        """The columns that nearly every numbered line fills; none where rows have no numbers."""
        numbered = [parts for parts in self.parts if labelled(parts[0])]
        counts = Counter(at for parts in numbered for at, part in enumerate(parts) if part)
        few = len(numbered) < LEAST_NUMBERED
        return set() if few else {at for at in counts if counts[at] > 0.8 * len(numbered)}

    def _anew(self, at: int, line: Line | None, above: Line | None) -> bool:
        if line is None or above is None or self._far(above, line):
            return True
        first = line.words[0]
        room = self.reach[at] - above.right - 0.28 * line.size
        return first.right - first.left < room or labelled(line)

    def _far(self, above: Line | None, line: Line | None) -> bool:
        return (
            above is None
            or line is None
            or line.base - above.base > APART * max(self.usual, line.size)
        )


def _is_small(line: Line | None) -> bool:
    return line is not None and line.text[0].islower()
