"""Tables that are set in columns without ruled lines: the heading row says where each column is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tasks.plan_pdf_bands import rows_of
from tasks.plan_pdf_fills import fills_beside
from tasks.plan_pdf_grid import Grid, Heading, Row
from tasks.plan_pdf_heads import Header, Headings, headers, texts_apart
from tasks.plan_pdf_merged import join_merged
from tasks.plan_pdf_page import Line, Page, Word
from tasks.plan_pdf_rules import joined, shades

PARTED = 1.6  # of a letter's size: a title stands so far below what is above it
TITLES = 3  # lines that may stand over a table
OUTSIDE = 10.0  # points: so far left of its columns a table may go on


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
        if len(texts_apart(lines[first])) > 1:
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
    return over > 1 and len(texts_apart(line)) == 1


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
