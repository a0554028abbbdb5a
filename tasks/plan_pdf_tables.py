"""The tables of a PDF over its pages: what a page's end parts is one table, and one row, again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from textwrap import shorten

from models.rules.plan_headings import is_header
from models.rules.plan_keys import Key, keys_beside, keys_of_lines
from models.rules.plan_passed_over import below_tables, passed_over
from models.rules.plan_sections import is_footnote
from models.rules.plan_sheets import Problem
from models.rules.plan_tables import Sheet, tables
from models.rules.plan_titles import Titled, sectioned, titled
from tasks.plan_pdf_cells import cell_text
from tasks.plan_pdf_columns import set_tables
from tasks.plan_pdf_cut import over_the_page
from tasks.plan_pdf_doubts import with_doubts
from tasks.plan_pdf_grid import Grid, grids
from tasks.plan_pdf_habits import habits
from tasks.plan_pdf_hanging import take_hanging
from tasks.plan_pdf_leads import lead_cells, lead_places, parted, run_together
from tasks.plan_pdf_left import Paged, beside, heads_nothing, left_out, paged
from tasks.plan_pdf_outside import outside_of, paragraphs
from tasks.plan_pdf_page import NEAR, Line, Page
from tasks.plan_pdf_placed import placed
from tasks.plan_pdf_running import without_running
from tasks.plan_pdf_table import Table, boxed_of, marks_of, pages_of
from tasks.plan_refusal import bounded

Headings = Mapping[str, Sequence[str]] | None
Texts = Sequence[Sequence[str]]
Other = tuple[Table, Texts]
LONGEST = 60  # of a table's first words, by which it is named
TITLES = 3  # rows that may stand above a heading row


def pdf_tables(pages: Sequence[Page], headings: Headings) -> tuple[Sheet, ...]:
    """The plan's tables of a document; where it has several, a line above names its section."""
    reader = _Reader(headings)
    ruled = [grids(page) for page in pages]
    outside = [outside_of(page, own) for page, own in zip(pages, ruled, strict=True)]
    before: Grid | None = None
    for page, own, lines in zip(pages, ruled, without_running(outside, headings), strict=True):
        laid = sorted([*own, *set_tables(page, lines, before, headings)], key=lambda one: one.top)
        if laid:
            lines = take_hanging(laid[-1], lines)  # noqa: PLW2901
        down = -1.0
        for grid in laid:
            reader.trail += [line for line in lines if down < line.base <= grid.top + NEAR]
            reader.read(grid)
            reader.unread += paged(beside(grid, lines), grid.edges[-1])
            down = grid.bottom
        reader.trail += [line for line in lines if line.base > down]
        before = laid[-1] if laid and not laid[-1].ruled else None
    reader.finish()
    sheets, others = _sheets(reader.found, headings)
    if not sheets:
        return ()
    passed = (passed_over(_called(table, texts), texts) for table, texts in others)
    notes = (*sheets[0].problems, *passed, *reader.notes())
    keyed = chain.from_iterable(_key_of(table, texts) for table, texts in others)
    keys = (*keyed, *keys_of_lines(reader.lines))
    return (replace(sheets[0], problems=notes, keys_beside=keys), *sheets[1:])


@dataclass(slots=True)
class _Reader:
    """What has been read of a document so far: its tables, and the lines since the last."""

    headings: Headings
    found: list[Table] = field(default_factory=list)
    trail: list[Line] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    unread: list[Paged] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)

    def read(self, grid: Grid) -> None:
        """One more table of a page: a new one, or more of the last."""
        self.end()
        self.pages.add(grid.page)
        above = paged(self.trail, grid.edges[-1])
        self.lines += [said for _, said in above]
        header = self._header(grid)
        last = self.found[-1] if self.found else None
        if last and self._is_more(last, grid, header):
            rows = placed(last.edges, grid.edges, grid.rows[len(header) :])
            body = last.rows[len(last.header) :]
            if rows and body and grid.page > last.page:
                rows = over_the_page(body, rows)
            last.rows += rows
            last.page = grid.page
            self.unread += above
        else:
            self.unread += heads_nothing(above)
            titles = paragraphs(self.trail, grid.edges[-1])
            if last and not self.trail and last.rows and last.rows[-1].spans:
                titles = last.rows.pop().texts()[:1]  # a heading that its page left behind
            self.found.append(_table(grid, titles, header))
        self.trail = []

    def end(self) -> None:
        """Keep the lines since the last table, if there is one, as what stands below it."""
        if self.found:
            self.below += paragraphs(self.trail, self.found[-1].edges[-1])

    def finish(self) -> None:
        """Keep what stands below the last table."""
        self.end()
        right = self.found[-1].edges[-1] if self.found else 0.0
        self.unread += paged(self.trail, right)
        self.lines += [said for _, said in self.unread]

    def notes(self) -> tuple[Problem, ...]:
        """What was not read: footnotes, and what stands in no table, heads none and is no key."""
        others = (
            one for one in self.unread if not is_footnote(one[1]) and not keys_of_lines([one[1]])
        )
        return (*below_tables(self.below), *left_out(others, self.pages))

    def _header(self, grid: Grid) -> list[list[str]]:
        """The rows down to the one that heads the table; none where it has no such row."""
        texts = [row.texts() for row in grid.rows[: TITLES + 1]]
        for at, row in enumerate(texts):
            if is_header([text for text in row if text], self.headings):
                return texts[: at + 1]
        return []

    def _is_more(self, last: Table, grid: Grid, header: list[list[str]]) -> bool:
        """True of a table that goes on with the last one: its heading again, or none."""
        if not header:
            if _is_key(grid):
                return False
            level = abs(grid.edges[0] - last.edges[0]) + abs(grid.edges[-1] - last.edges[-1])
            turned = grid.page == last.page + 1 and level < 8 * NEAR
            own = bool(grid.heads) and grid.heads == last.heads
            return bool(last.header) and (own or turned or _within(grid.edges, last.edges))
        same = header[-1] == (last.header or [[]])[-1]
        return same and grid.page == last.page + 1 and not self.trail


def _table(grid: Grid, titles: list[str], header: list[list[str]]) -> Table:
    return Table(grid.edges, titles, header, grid.page, grid.rows, grid.ruled, grid.heads)


def _is_key(grid: Grid) -> bool:
    """True of a table that is nothing but a key of states, be it as wide as the plan's."""
    keys = keys_beside(enumerate(row.texts() for row in grid.rows), {}, "")
    return any(len(key.words) >= len(grid.rows) - 1 for key in keys)


def _within(edges: Sequence[float], others: Sequence[float]) -> bool:
    return all(any(abs(edge - other) <= NEAR for other in others) for edge in edges)


def _sheets(found: Sequence[Table], headings: Headings) -> tuple[tuple[Sheet, ...], list[Other]]:
    """The plan's tables, and all others with their texts."""
    boxed = [list(boxed_of(table)) for table in found]
    once = {id(box[0]): box for rows in boxed for row in rows for box in row}
    usual = habits(list(once.values()))
    leads = [lead_places(table.header, headings) for table in found]
    lead = lead_cells(leads, boxed)
    # A cell merged downwards stands in each of its rows, and is read once.
    said = {at: cell_text(*box, usual, names_leads=at in lead) for at, box in once.items()}
    said |= {at: parted(once[at][0], said[at]) for at in lead}
    made: list[Titled] = []
    others: list[Other] = []
    above, doubtful, joined = 1, set[int](), dict[int, list[str]]()
    for table, rows, places in zip(found, boxed, leads, strict=True):
        texts = [[said[id(cell)] for cell, *_ in row] for row in rows]
        grid = bounded(enumerate(texts, above), "A table")
        found_in = tables(
            "", grid, headings=headings, marks=marks_of(table, above), pages=pages_of(table, above)
        )
        made.extend(titled(found_in, table.titles))
        others += [] if found_in else [(table, texts)]
        for number, row in enumerate(table.rows, above):
            doubtful |= {number} if row.in_doubt else set()
            cells = ((row.cells[at], said[id(row.cells[at])]) for at in places)
            joined[number] = [*run_together(cells)]
        above += len(rows)
    return (tuple(with_doubts(sectioned(made), doubtful, joined)) if made else ()), others


def _called(table: Table, texts: Texts) -> str:
    first = next(" ".join(text.split()) for row in texts for text in row if text.strip())
    begins = shorten(first, LONGEST, placeholder=" …")
    return f"A table on page {min(pages_of(table, 0).values())} that begins “{begins}”"


def _key_of(table: Table, texts: Texts) -> tuple[Key, ...]:
    """The key of states that a table is which is none of the plan's."""
    called = _called(table, texts)
    return keys_beside(enumerate(texts), marks_of(table, 0).fills, f"a{called[1:]}")
