"""The heading rows among the printed lines of a page, and the headings that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from models.rules.plan_heading_offers import LONGEST_HEADING, added_wordings, is_known
from models.rules.plan_headings import column_fields, is_header
from tasks.plan_pdf_grid import Heading
from tasks.plan_pdf_page import Line, Word

Headings = Mapping[str, Sequence[str]] | None
APART = 0.7  # of a letter's size: a gap so wide parts two headings
TIGHT = 0.4  # of a letter's size: a gap that may part two headings, and no two words
TALLEST = 7  # lines of a heading row
MORE = 1.3  # of the usual distance of lines: so much room ends a row
LEAST = 3  # columns
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
        cells = _joined(cells, texts_apart(lines[header.at + height]))
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
        cells = _joined(cells, texts_apart(line, apart))
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


def texts_apart(line: Line, apart: float = APART) -> list[Heading]:
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
        cells = _joined(cells, texts_apart(line))
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
