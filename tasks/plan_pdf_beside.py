"""A wide sheet that was printed by its columns: pages that belong side by side, put so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from models.rules.plan_heading_offers import LONGEST_HEADING, added_wordings, is_known
from models.rules.plan_headings import column_fields, is_header
from tasks.plan_pdf_grid import Heading
from tasks.plan_pdf_heads import headings_of
from tasks.plan_pdf_page import NEAR, Area, Page, Rule, Word, printed_lines
from tasks.plan_pdf_rules import joined

Headings = Mapping[str, Sequence[str]] | None
Shape = TypeVar("Shape", Rule, Area)
Placed = TypeVar("Placed", Word, Rule, Area)
SHARED = 0.7  # of the lines or rules of a page that its neighbour has at the same height
FEWEST = 2  # headings that are plainly a plan's, on the first of the pages
TALLEST = 5  # lines of a heading row
TITLES = 12  # lines that may stand above it
MOST_DOWN = 20  # pages of a sheet, before its next columns begin


def side_by_side(pages: Sequence[Page], headings: Headings) -> list[Page]:
    """The pages, those that hold other columns of the same rows put on the right of the first.

    A program prints a sheet that is wider than its paper down and then over, or over and then
    down: the heading row goes on, as high as on the first page, with headings not yet seen.
    """
    looked_at = [_Sheet(page) for page in pages]
    made: list[Page] = []
    while looked_at:
        order = _order(looked_at, headings)
        rows = [[looked_at[at] for at in row] for row in order]
        for row in rows:
            for sheet, first in zip(row, rows[0], strict=True):
                sheet.cut = first.cut
        made.extend(map(_as_one, rows))
        del looked_at[: sum(map(len, order))]
    return [replace(page, number=number) for number, page in enumerate(made, 1)]


class _Sheet:
    """A page with its printed lines, and how high its rules stand, or else its lines."""

    def __init__(self, page: Page, cut: float = 0.0) -> None:
        self.page, self.cut = page, cut
        self.lines = printed_lines(page.words, page.number)
        level, self.upright = joined(page.rules)
        ruled = bool(self.upright) and len(level) > len(self.lines) / 10
        self.heights = [rule.top for rule in level] if ruled else [one.base for one in self.lines]

    def as_high(self, other: _Sheet) -> bool:
        """True where most of what the other page holds is as high as something here."""
        shared = sum(any(abs(at - own) <= NEAR for own in self.heights) for at in other.heights)
        return bool(other.heights) and shared >= SHARED * len(other.heights)

    def between(self, top: float, bottom: float) -> list[Heading]:
        """The texts between two heights as those of a heading row."""
        return headings_of([one for one in self.lines if top - NEAR <= one.base <= bottom + NEAR])


def _order(pages: Sequence[_Sheet], headings: Headings) -> list[list[int]]:
    """Which of the first pages stand side by side, row by row: [[0]] where none does."""
    first = pages[0]
    near = range(1, min(len(pages), MOST_DOWN + 1))
    down = next((at for at in near if _goes_on(first, pages[at], headings)), 0)
    if not down:
        return [[0]]
    if down > 1:
        return _transposed(_runs(pages, down, headings))
    over = 2
    while over < len(pages) and _goes_on(first, pages[over], headings, plainly=False):
        over += 1
    rows = [list(range(at, at + over)) for at in range(0, len(pages) - over + 1, over)]
    level = (all(pages[row[0]].as_high(pages[at]) for at in row[1:]) for row in rows)
    return [row for row, fits in zip(rows, level, strict=True) if fits]


def _runs(pages: Sequence[_Sheet], down: int, headings: Headings) -> list[list[int]]:
    """The pages down the sheet, for each of its groups of columns."""
    runs = [list(range(down))]
    for start in range(down, len(pages) - down + 1, down):
        if not _goes_on(pages[0], pages[start], headings, plainly=start == down):
            break
        runs.append(list(range(start, start + down)))
    return runs


def _transposed(runs: list[list[int]]) -> list[list[int]]:
    return [list(row) for row in zip(*runs, strict=True)]


def _goes_on(page: _Sheet, other: _Sheet, headings: Headings, *, plainly: bool = True) -> bool:
    """True where the other page's heading row goes on with this one's: other columns of a plan.

    One of its headings is `plainly` a plan's, unless pages before it went on already. Columns that
    are printed again on each page stand first, and are cut off.
    """
    if not page.as_high(other):
        return False
    for at, top in enumerate(page.lines[:TITLES]):
        for bottom in page.lines[at : at + TALLEST]:
            more = other.between(top.base, bottom.base)
            own = page.between(top.base, bottom.base)
            again = _again(own, more, headings, fewest=1 if plainly else 0)
            if again is not None:
                other.cut = more[again].left - NEAR if again else 0.0
                return True
    return False


def _again(
    own: Sequence[Heading], more: Sequence[Heading], headings: Headings, *, fewest: int
) -> int | None:
    """How many of another page's headings stand here too; None where it is no more of the row."""
    texts, others = [one.text for one in own], [one.text for one in more]
    again = 0
    while again < len(others) and others[again] in texts:
        again += 1
    new = others[again:]
    if not new or set(new) & set(texts) or max(map(len, [*texts, *new])) > LONGEST_HEADING:
        return None
    known = column_fields([*texts, *new], headings)
    beside = sum(place >= len(texts) for place in known)
    enough = beside and 2 * beside >= len(new) and 2 * (len(known) - beside) >= len(texts)
    added = added_wordings(headings or {})
    first, further = (sum(is_known(text, added) for text in side) for side in (texts, new))
    plain = first >= min(FEWEST, len(texts)) and further >= fewest
    return again if enough and plain and is_header([*texts, *new], headings) else None


def _as_one(pages: Sequence[_Sheet]) -> Page:
    """Pages as one wide page: each begins where the one before it ends."""
    made = pages[0].page
    for sheet in pages[1:]:
        made = _beside(made, sheet)
    return made


def _beside(page: Page, sheet: _Sheet) -> Page:
    """The words and drawings of a page, cut at its left, behind the right end of another's."""
    other, cut = sheet.page, sheet.cut
    again = set(page.words) if cut else set()
    words = [word for word in other.words if word.left >= cut and word not in again]
    rules = [_from(rule, cut) for rule in other.rules if rule.right >= cut]
    areas = [_from(area, cut) for area in other.areas if area.right > cut]
    ruled = [rule.left for rule in page.rules if not rule.level]
    ends = ruled or [word.right + 2 * NEAR for word in page.words]
    starts = [rule.left for rule in rules if not rule.level] or [word.left for word in words]
    by = max(ends, default=0.0) - min(starts, default=0.0)
    return replace(
        page,
        width=page.width + other.width,
        words=(*page.words, *(_moved(word, by) for word in words)),
        rules=(*page.rules, *(_moved(rule, by) for rule in rules)),
        areas=(*page.areas, *(_moved(area, by) for area in areas)),
    )


def _from(one: Shape, cut: float) -> Shape:
    return replace(one, left=max(one.left, cut))


def _moved(one: Placed, by: float) -> Placed:
    return replace(one, left=round(one.left + by, 2), right=round(one.right + by, 2))
