"""Tables that are set in columns without ruled lines: the heading row says where each column is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from models.rules.plan_heading_offers import LONGEST_HEADING, added_wordings, is_known
from models.rules.plan_headings import column_fields, is_header
from tasks.plan_pdf_bands import rows_of
from tasks.plan_pdf_fills import fills_beside
from tasks.plan_pdf_grid import Grid, Heading, Row
from tasks.plan_pdf_merged import join_merged
from tasks.plan_pdf_page import Line, Page, Word
from tasks.plan_pdf_rules import joined, shades

Headings = Mapping[str, Sequence[str]] | None
APART = 0.7  # of a letter's size: a gap so wide parts two headings
TIGHT = 0.4  # of a letter's size: a gap that may part two headings, and no two words
TALLEST = 7  # lines of a heading row
MORE = 1.3  # of the usual distance of lines: so much room ends a row
LEAST = 3  # columns
PARTED = 1.6  # of a letter's size: a title stands so far below what is above it
TITLES = 3  # lines that may stand over a table
OUTSIDE = 10.0  # points: so far left of its columns a table may go on
CLOSE = 2.0  # of a letter's size: lines of one heading row stand no further apart


@dataclass(frozen=True, slots=True)
class Header:
    """A heading row: its first line, how many it has, its headings, how many have a meaning."""

    at: int
    height: int
    cells: tuple[Heading, ...]
    known: int


def headers(
    lines: Sequence[Line], headings: Headings, floors: Sequence[float] = ()
) -> list[Header]:
    """The heading rows among the lines of a page; none goes over one of its level lines."""
    found: list[Header] = []
    at = 0
    ends = _row_ends(lines, floors)
    while at < len(lines):
        best = _header_at(lines, at, headings, ends)
        if best is None:
            at += 1
            continue
        # A title close above would spoil the first heading: a later line may make more known.
        others = [
            _header_at(lines, at + more, headings, ends)
            for more in range(1, best.height)
            if not _is_beside(lines, at + more)
        ]
        best = max([best, *filter(None, others)], key=lambda one: (one.known, -one.height))
        best = _whole(best, lines)
        found.append(best)
        at = best.at + best.height
    return found


def _is_beside(lines: Sequence[Line], at: int) -> bool:
    """True of a line so near to the one above that they are of one row, set in its middle."""
    return 0 < at < len(lines) and lines[at].base - lines[at - 1].base < lines[at].size


def _whole(header: Header, lines: Sequence[Line]) -> Header:
    """The heading row with the lines that stand beside its last one."""
    height, cells = header.height, list(header.cells)
    while _is_beside(lines, header.at + height):
        cells = _joined(cells, _parts(lines[header.at + height]))
        height += 1
    return replace(header, height=height, cells=tuple(cells))


def _header_at(
    lines: Sequence[Line], at: int, headings: Headings, ends: Mapping[int, bool]
) -> Header | None:
    """The heading row that begins with a line, its headings parted where more are then known."""
    plain, tight = (_parted_at(lines, at, headings, ends, apart) for apart in (APART, TIGHT))
    return tight if tight and tight.known > (plain.known if plain else 0) else plain


def _parted_at(
    lines: Sequence[Line], at: int, headings: Headings, ends: Mapping[int, bool], apart: float
) -> Header | None:
    """The heading row that begins with a line: with as many lines as make most columns known.

    Where it plainly ends, by a level line or by more room, all lines down to that belong to it.
    """
    best: Header | None = None
    cells: list[Heading] = []
    for height in range(1, min(TALLEST, len(lines) - at) + 1):
        line = lines[at + height - 1]
        far = height > 1 and line.base - lines[at + height - 2].base > CLOSE * line.size
        if far or (height > 1 and at + height - 1 in ends):
            by_rule = not far and ends[at + height - 1]
            whole = best and (by_rule or _is_whole(cells, best, headings))
            return replace(best, height=height - 1, cells=tuple(cells)) if best and whole else best
        cells = _joined(cells, _parts(line, apart))
        texts = [cell.text for cell in cells]
        if len(texts) < LEAST or max(map(len, texts)) > LONGEST_HEADING:
            continue
        known = len(column_fields(texts, headings)) if is_header(texts, headings) else 0
        if known > (best.known if best else 0):
            best = Header(at, height, tuple(cells), known)
    return best


def _is_whole(cells: Sequence[Heading], best: Header, headings: Headings) -> bool:
    """True where the lines down to much room make no longer or stranger headings than the best."""
    texts = [cell.text for cell in cells]
    if len(cells) > len(best.cells) or max(map(len, texts)) > LONGEST_HEADING:
        return False
    added = added_wordings(headings or {})
    plain = (sum(is_known(cell.text, added) for cell in some) for some in (best.cells, cells))
    return next(plain) <= next(plain) and len(column_fields(texts, headings)) >= best.known


def _row_ends(lines: Sequence[Line], floors: Sequence[float]) -> dict[int, bool]:
    """The lines above which a row ends, by a level line (True) or by more than the usual room."""
    gaps = Counter(round(below.base - above.base, 1) for above, below in pairwise(lines))
    usual = min(gaps, key=lambda gap: (-gaps[gap], gap), default=0.0)
    ruled = {
        at: any(above.base < floor < below.base for floor in floors)
        for at, (above, below) in enumerate(pairwise(lines), 1)
    }
    return {
        at: ruled[at]
        for at, (above, below) in enumerate(pairwise(lines), 1)
        if ruled[at] or below.base - above.base > MORE * usual
    }


def _parts(line: Line, apart: float = APART) -> list[Heading]:
    """The texts of a line that stand apart from each other."""
    groups: list[list[Word]] = []
    for word in line.words:
        if groups and word.left - groups[-1][-1].right < apart * line.size:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Heading(" ".join(w.text for w in group), group[0].left, group[-1].right)
            for group in groups]  # fmt: skip


def headings_of(lines: Iterable[Line]) -> list[Heading]:
    """The headings that some printed lines make, each with all that stands below it."""
    cells: list[Heading] = []
    for line in lines:
        cells = _joined(cells, _parts(line))
    return cells


def _joined(cells: Sequence[Heading], more: Sequence[Heading]) -> list[Heading]:
    """Headings of several lines: what stands below a heading belongs to it."""
    made = list(cells)
    for part in more:
        place = next((at for at, c in enumerate(made) if _overlap(c, part)), None)
        if place is None:
            made.append(part)
        else:
            above = made[place]
            made[place] = Heading(
                f"{above.text} {part.text}",
                min(above.left, part.left),
                max(above.right, part.right),
            )
    return sorted(made, key=lambda cell: cell.left)


def _overlap(one: Heading, other: Heading) -> bool:
    return one.left < other.right and other.left < one.right


def column_edges(cells: Sequence[Heading], body: Sequence[Line]) -> list[float]:
    """The edges of the columns: between two headings, where the fewest words below stand across."""
    words = [word for line in body for word in line.words]
    between = [_gap(one.right, other.left, words) for one, other in pairwise(cells)]
    left = min([cells[0].left, *(word.left for word in words)])
    right = max([cells[-1].right, *(word.right for word in words)])
    return [left - 1, *between, right + 1]


def _gap(left: float, right: float, words: Sequence[Word]) -> float:
    """The middle of the widest place from left to right over which the fewest words stand."""
    places = [left + (right - left) * step / 24 for step in range(25)]
    crossed = [sum(word.left < place < word.right for word in words) for place in places]
    fewest = min(crossed)
    runs: list[list[float]] = [[]]
    for place, count in zip(places, crossed, strict=True):
        if count == fewest:
            runs[-1].append(place)
        else:
            runs.append([])
    best = max(runs, key=len)
    return best[len(best) // 2]


def set_tables(
    page: Page, lines: Sequence[Line], before: Grid | None, headings: Headings
) -> list[Grid]:
    """The tables of a page that have no lines around their cells, from top to bottom.

    What stands above the first heading row goes on with the table `before`, if it keeps within
    its columns.
    """
    found = headers(lines, headings, _floors(page, lines))
    grids: list[Grid] = []
    ends = [*(_without_title(lines, one.at) for one in found), len(lines)]
    if before and ends[0]:
        edges = column_edges(before.heads, lines[: ends[0]])
        if _keeps(lines[: ends[0]], edges):
            grids.append(_grid(page, before.heads, lines[: ends[0]], 0))
    for header, until in zip(found, ends[1:], strict=True):
        part = _table_lines(lines[header.at : until], header)
        grids.append(_grid(page, header.cells, part, header.height))
    return [grid for grid in grids if grid.rows]


def _floors(page: Page, lines: Sequence[Line]) -> list[float]:
    """Where level lines lie that go over most of what is written on a page."""
    width = max((line.right for line in lines), default=0.0) - min(
        (line.left for line in lines), default=0.0
    )
    level = [*joined(page.rules)[0], *shades(page)]
    return [one.top for one in level if one.right - one.left > width / 2]


def _without_title(lines: Sequence[Line], at: int) -> int:
    """Where the lines above a heading row end that belong to another table: before its titles.

    A title may have a sentence below it; the topmost that is set off is the first of them.
    """
    end = at
    for first in range(at - 1, max(at - 1 - TITLES, -1), -1):
        if len(_parts(lines[first])) > 1:
            break
        if not first or lines[first].base - lines[first - 1].base > PARTED * lines[first].size:
            end = first
    return end


def _keeps(lines: Sequence[Line], edges: Sequence[float]) -> bool:
    """True where most lines keep within the columns and some use more than one."""
    whole = sum(not _crosses(line, edges) for line in lines)
    inside = all(edges[0] - OUTSIDE <= line.left < edges[-1] for line in lines)
    return inside and whole * 2 > len(lines)


def _crosses(line: Line, edges: Sequence[float]) -> bool:
    return any(word.left < edge < word.right for word in line.words for edge in edges[1:-1])


def _table_lines(lines: Sequence[Line], header: Header) -> list[Line]:
    """The lines down to where prose begins: two in a row that stand across the columns' gaps."""
    body = lines[header.height :]
    edges = column_edges(header.cells, body)
    for at, (line, below) in enumerate(pairwise(body)):
        if _is_prose(line, edges) and _is_prose(below, edges):
            return list(lines[: header.height + at])
    return list(lines)


def _is_prose(line: Line, edges: Sequence[float]) -> bool:
    """True of a line without a gap that goes over more than one column's end."""
    over = sum(line.left < edge < line.right for edge in edges[1:-1])
    return over > 1 and len(_parts(line)) == 1


def _grid(page: Page, heads: Sequence[Heading], lines: Sequence[Line], height: int) -> Grid:
    edges = column_edges(heads, lines[height:])
    top = min((line.base - line.size for line in lines), default=0.0)
    bottom = max((line.base for line in lines), default=0.0)
    left = min((line.left for line in lines), default=0.0) - 1
    right = max((line.right for line in lines), default=0.0) + 1
    level = [rule for rule in joined(page.rules)[0] if top < rule.top < bottom]
    shaded = [rule for rule in shades(page) if top < rule.top < bottom]
    wide = (edges[-1] - edges[0]) / 2
    floors, ends = (
        [rule.top for rule in rules if rule.right - rule.left > wide] for rules in (level, shaded)
    )
    edges = [min(left, edges[0]), *edges[1:-1], max(right, edges[-1])]
    rows = rows_of(lines, edges, floors, ends, height)
    join_merged(rows[1 if height else 0 :], edges, level)
    _colour(rows[1 if height else 0 :], page, heads)
    return Grid(page.number, edges, top, bottom, rows, ruled=False, heads=tuple(heads))


def _colour(rows: Sequence[Row], page: Page, heads: Sequence[Heading]) -> None:
    """Give each row the colours that lie beside its texts, under the headings."""
    told = [row for row in rows if not row.spans and any(row.cells)]
    lines = [[line for cell in row.cells for line in cell] for row in told]
    reach = [(min(n.base - n.size for n in own), max(n.base for n in own)) for own in lines]
    fills = fills_beside(page.areas, [(head.left, head.right) for head in heads], reach)
    for row, found in zip(told, fills, strict=True):
        row.fills = found
