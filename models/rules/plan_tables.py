"""A grid of cells as its tables: header, rows, and the lines that head a part of the rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from models.rules.plan_furniture import is_running
from models.rules.plan_heading_rows import (
    agency_orders,
    heads_rows,
    is_agency_among,
    is_missing,
    is_parent,
    is_peer,
    is_subject_among,
)
from models.rules.plan_headings import (
    column_fields,
    header_of_two,
    is_header,
    may_head,
)
from models.rules.plan_keys import key_of_grid
from models.rules.plan_offices import office_words
from models.rules.plan_section_labels import bare_section
from models.rules.plan_sections import (
    agency_named,
    is_footnote,
    is_labelled,
    is_note,
    is_numbered,
    is_section,
    title_agency,
    title_recommendation,
    told_apart,
    without_label,
)
from models.rules.plan_shared_sections import ends_section
from models.rules.plan_sheets import (
    Marks,
    Problem,
    Sheet,
    SheetRow,
    in_section,
    under_recommendation,
    with_key,
)
from models.rules.plan_table import Table, left_over
from models.rules.plan_unnamed import with_unnamed
from models.rules.policy import Offices

__all__ = ["Marks", "Problem", "Sheet", "SheetRow", "in_section", "tables", "under_recommendation"]


Cells = Sequence[str]
Headings = Mapping[str, Sequence[str]] | None
Pages = Mapping[int, int]
_BETWEEN_CELLS = tuple(re.compile(rf"{sign}(?=\S)") for sign in (",", ";", "\t", r"\|"))
_PARTED = re.compile(r"(?<=[a-z])-[^\S\n]*\n\s*(?=[a-z])")  # "Time-" and "scale" below it
_OFFICES = office_words(Offices())
LONGEST_USUAL = 50  # a heading on the average of its row: most rows of data are told by it


def tables(
    name: str,
    grid: Iterable[tuple[int, Cells]],
    *,
    headings: Headings = None,
    hidden: frozenset[int] = frozenset(),
    problems: tuple[Problem, ...] = (),
    marks: Marks | None = None,
    pages: Pages | None = None,
) -> tuple[Sheet, ...]:
    """Every table of a grid of (file row, cells); () where no row heads a plan's table.

    Rows above a header are titles. Where a grid holds several tables, the last title above each
    names its section until a line inside it does. A header may take two rows; one that is repeated
    (a page break) is not a row. Blank rows are left out. `marks` may be filled with the grid;
    `pages` are those of a PDF's rows.
    """
    rows = [(row, cells, filled) for row, cells in grid if (filled := _filled(cells))]
    for loosely in (False, True):
        reader = _Reader(headings, marks or Marks(), pages or {}, loosely=loosely)
        reader.read(rows)
        if reader.found:
            break
    made = tuple(_sheet(name, table, hidden, pages or {}) for table in reader.found)
    named = told_apart([sheet.title for sheet in made])
    labelled = [_labelled(table) for table in reader.found]
    made = tuple(
        in_section(sheet, one or label)
        for sheet, one, label in zip(made, named, labelled, strict=True)
    )
    if not made:
        return ()
    made = tuple(with_unnamed(made, [table.titles for table in reader.found]))
    cells = ((row, texts) for row, texts, _ in rows)
    key = key_of_grid(name, cells, marks.fills if marks else {}, pages or {})
    made = tuple(with_key(sheet, key) for sheet in made)
    return (replace(made[0], problems=(*problems, *made[0].problems)), *made[1:])


def _filled(cells: Cells) -> list[int]:
    return [place for place, text in enumerate(cells) if text and not text.isspace()]


def _labelled(table: Table) -> str:
    """The agency of a table by a line above it that says itself that it names one.

    Where its headings stand again below a line that names one, so does the line above the first.
    """
    labelled = (without_label(text) for text in reversed(table.titles) if is_labelled(text))
    return next(labelled, title_agency(table.titles) if table.is_headed_again else "")


def _sheet(name: str, table: Table, hidden: frozenset[int], pages: Pages) -> Sheet:
    unseen = tuple(text for at, text in enumerate(table.header) if at in hidden and text)
    return Sheet(
        name=name,
        header=table.header,
        rows=tuple(table.rows),
        title=title_agency(table.titles),
        hidden=unseen,
        problems=tuple(left_over(table, pages)),
    )


_Row = tuple[int, Cells, list[int]]
_Mark = TypeVar("_Mark")
_NONE: dict[int, Any] = {}


class _Reader:
    """One reading of a grid, from its first row that says anything to its last."""

    def __init__(self, headings: Headings, marks: Marks, pages: Pages, *, loosely: bool) -> None:
        self.headings = headings
        self.pages = pages
        self.loosely = loosely
        self.fills = _by_row(marks.fills)
        self.struck = _by_row(marks.struck)
        self.footnotes = _by_row(marks.footnotes)
        self.found: list[Table] = []
        self.titles: list[str] = []

    def read(self, rows: Sequence[_Row]) -> None:
        """Tell each row for what it is: a header, a line alone, or a row of the table."""
        skip: int | None = None
        after = _next_that_say_more(rows)
        self.orders = agency_orders(filter(None, (_alone(*row[1:]) for row in rows)))
        for at, (file_row, cells, filled) in enumerate(rows):
            if at == skip:
                continue
            below = rows[at + 1] if at + 1 < len(rows) else None
            header = self._header(cells, filled, below)
            if header:
                skip = at + 1 if header[1] else None
                self._begin(header[0])
            elif text := _alone(cells, filled):
                if self._is_closing(text, rows[at]) and self._ends(rows, after[at]):
                    self.found[-1].notes.append((file_row, text))
                else:
                    more = rows[after[at]][1] if after[at] < len(rows) else ()
                    self._line(text, rows[at], below, more)
            elif self.found:
                self._add(file_row, cells)
            else:
                self._label(cells, filled)

    def _header(
        self, cells: Cells, filled: list[int], below: _Row | None
    ) -> tuple[tuple[str, ...], bool] | None:
        """The headings of a row, and whether the row below it belongs to them."""
        again = bool(self.found)
        if len(filled) < 2 or (again and sum(map(len, cells)) > LONGEST_USUAL * len(filled)):  # noqa: PLR2004
            return None
        heads = is_header([cells[place] for place in filled], self.headings, again=again)
        if below and (heads or not again):
            both = header_of_two(cells, below[1], self.headings, heads=heads)
            if both:
                return both, True
        if self.loosely and not again and may_head(cells, self.headings):
            return tuple(cells), False
        return (tuple(cells), False) if heads else None

    def _begin(self, header: Cells) -> None:
        """A new table, unless the header only repeats the one above."""
        if self.found:
            self.found[-1].is_headed_again |= bool(self.found[-1].left)
            self.found[-1].left = []
        words = tuple(" ".join(_PARTED.sub("-", text).split()) for text in header)
        while not words[-1]:
            words = words[:-1]
        if not self.found or self.found[-1].header != words:
            self._take_headings()
            fields = column_fields(words, self.headings)
            table = Table(words, fields, tuple(self.titles))
            if "recommendation" not in fields.values():
                table.recommendation = title_recommendation(self.titles)
            self.found.append(table)
        self.titles = []

    def _take_headings(self) -> None:
        """What heads no row of the tables before is the next one's, and said there."""
        for table in self.found:
            table.themes = [theme for theme in table.themes if table.heads(theme[0])]

    def _label(self, cells: Cells, filled: list[int]) -> None:
        """Keep "Agency" and its name in two cells above a header as one line."""
        if len(filled) == 2:  # noqa: PLR2004 - a label and what it labels
            label, said = (cells[place].strip() for place in filled)
            self.titles.append(f"{label.rstrip(':')}: {said}")

    def _line(self, text: str, row: _Row, below: _Row | None, more: Cells) -> None:
        file_row, cells, filled = row
        if not self.found:
            self.titles.append(text)
            return
        if is_running(text):
            self._add(file_row, cells)
            return
        table = self.found[-1]
        at_start = filled[0] <= min(table.fields) or (
            table.fields.get(filled[0]) == "recommendation"
        )
        above = table.rows[-1].cells if table.rows else ()
        if _is_unparted(cells[filled[0]], table.header) or is_missing(text, above, more):
            self._add(file_row, cells)
        elif at_start and is_section(text) and not self._is_theme(text):
            self._section(table, file_row, text, is_sure=filled[0] <= min(table.fields))
        elif at_start and below and self._carries_on(table, text, below):
            if is_peer(text, table.headed):
                self._heading(table, file_row, text)
            table.recommendation = text
            self.titles.append(text)
        elif at_start and (is_section(text) or heads_rows(text, table.fields, filled, more)):
            self._heading(table, file_row, text)
        else:
            self._add(file_row, cells)

    def _is_theme(self, text: str) -> bool:
        return not agency_named(text) or is_subject_among(text, self.orders)

    def _section(self, table: Table, file_row: int, text: str, *, is_sure: bool) -> None:
        """The agency of the rows below, said where the line may be none's name."""
        table.section, table.recommendation = bare_section(without_label(text)), ""
        table.headed = text
        table.left.append((file_row, text))
        if not is_sure and not _OFFICES.is_service(table.section):
            table.doubtful.append((file_row, text))
        self.titles.append(text)

    def _heading(self, table: Table, file_row: int, text: str) -> None:
        """A heading of the rows below: one labelled as the agency above it is ends that section."""
        if is_agency_among(text, self.orders):
            self._section(table, file_row, text, is_sure=False)
            return
        table.recommendation = ""
        if is_peer(text, table.headed) or ends_section(text):
            table.section = ""
        table.themes.append((file_row, text, table.section))
        self.titles.append(text)

    def _ends(self, rows: Sequence[_Row], after: int) -> bool:
        """True where no row is left that says more than a line, or the next one is a header."""
        return after == len(rows) or bool(self._header(*rows[after][1:], None))

    def _is_closing(self, text: str, row: _Row) -> bool:
        """True of a sentence without a number, below the last row of a table that is numbered.

        Where a recommendation could stand, a blank row parts it from the table. A footnote is told
        by its sign.
        """
        file_row, cells, filled = row
        table = self.found[-1] if self.found else None
        if not table or not table.rows or filled[0] > min(table.fields):
            return False
        if is_footnote(text):
            return True
        is_apart = bool(table.notes) or file_row > table.rows[-1].file_row + 1
        return (
            is_note(cells[filled[0]])
            and (table.fields.get(filled[0]) == "number" or is_apart)
            and any(is_numbered(next(filter(None, one.cells), "")) for one in table.rows)
        )

    def _carries_on(self, table: Table, text: str, below: _Row) -> bool:
        """True where the row below has actions and leaves the recommendation to the line above.

        A number of its own is a part of the line's, as 4.1 is of 4.
        """
        said = {table.fields.get(place) for place in below[2]}
        has_own = "recommendation" in table.fields.values()
        is_other = has_own and "number" in said and not is_parent(text, below[1])
        return "key_actions" in said and "recommendation" not in said and not is_other

    def _add(self, file_row: int, cells: Cells) -> None:
        table = self.found[-1]
        table.left = []
        if table.recommendation and _says(table, cells, "recommendation"):
            table.recommendation = ""
        table.rows.append(
            SheetRow(
                file_row=file_row,
                page=self.pages.get(file_row, 0),
                cells=tuple(cells),
                section=table.section,
                recommendation=table.recommendation,
                fills=self.fills.get(file_row, _NONE),
                struck=self.struck.get(file_row, _NONE),
                footnotes=self.footnotes.get(file_row, _NONE),
            )
        )


def _next_that_say_more(rows: Sequence[_Row]) -> list[int]:
    """For each row, the next one that is no line alone; behind the last there is none."""
    after, below = list[int](), len(rows)
    for at, (_, cells, filled) in reversed([*enumerate(rows)]):
        after.append(below)
        below = below if _alone(cells, filled) else at
    return after[::-1]


def _by_row(marks: Mapping[tuple[int, int], _Mark]) -> dict[int, dict[int, _Mark]]:
    """The marks of cells by row, and in it by place."""
    found: dict[int, dict[int, _Mark]] = {}
    for (row, place), mark in marks.items():
        found.setdefault(row, {})[place] = mark
    return found


def _says(table: Table, cells: Cells, name: str) -> bool:
    return any(table.fields.get(place) == name and text.strip() for place, text in enumerate(cells))


def _is_unparted(text: str, header: Sequence[str]) -> bool:
    """True of a row that was never parted into its cells: it holds the signs between them."""
    most = max(len(sign.findall(text)) for sign in _BETWEEN_CELLS)
    return most >= max(2, sum(map(bool, header)) - 1)


def _alone(cells: Cells, filled: Sequence[int]) -> str:
    """The one text of a row that says nothing else, be it merged over its cells or in the first."""
    text = cells[filled[0]]
    merged = len(filled) > 2 and all(cells[place] == text for place in filled)  # noqa: PLR2004
    return " ".join(text.split()) if merged or len(filled) == 1 else ""
