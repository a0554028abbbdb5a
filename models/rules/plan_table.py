"""One table of a plan while its grid is read, and what is said of the lines that are no rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from textwrap import shorten

from models.rules.plan_heading_offers import LONGEST_HEADING
from models.rules.plan_sheets import Problem, SheetRow
from models.rules.plan_unnamed import WAY


@dataclass(slots=True)
class Table:
    """A table as far as it is read: its headings, its rows, and the lines alone among them.

    `left` are those below which no row stands yet, `notes` are no part of it, `doubtful` may name
    no agency, and `themes` are headings that name none, each with the section its rows stand under;
    `headed` is the line that names its section.
    """

    header: tuple[str, ...]
    fields: Mapping[int, str]
    titles: tuple[str, ...]
    section: str = ""
    recommendation: str = ""
    rows: list[SheetRow] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    is_headed_again: bool = False
    doubtful: list[tuple[int, str]] = field(default_factory=list)
    headed: str = ""
    themes: list[tuple[int, str, str]] = field(default_factory=list)

    def heads(self, row: int) -> bool:
        """True of a line below which a row of the table stands."""
        return bool(self.rows) and row < self.rows[-1].file_row


def left_over(table: Table, pages: Mapping[int, int]) -> Iterator[Problem]:
    """A note of a line that may be no agency's: no row stands below it, or others before it."""

    def place(row: int) -> str:
        return f"page {pages[row]}" if row in pages else f"row {row}"

    heading = [theme for theme in table.themes if table.heads(theme[0])]
    for row, text, section in heading:
        stand = f"stay under “{section}”" if section else "stand under none"
        message = f"“{text}” ({place(row)}) heads rows and names no agency: they {stand}."
        yield Problem(code="unnamed_section", severity="note", message=message, suggestion=WAY)
    for row, text in table.doubtful:
        if (row, text) not in table.left:
            message = f"“{text}” stands alone ({place(row)}): it was taken for an agency's name."
            way = "If it is a recommendation, number it or say in its row what is to be done."
            yield Problem(code="passed_over", severity="note", message=message, suggestion=way)
    below = [(row, text) for row, text, _ in table.themes if not table.heads(row)]
    for row, text in sorted([*table.left, *table.notes, *below]) if table.rows else ():
        said = shorten(text, LONGEST_HEADING, placeholder=" \u2026")
        where = "alone" if table.heads(row) else "alone below the table's last row"
        message = f"“{said}” stands {where} ({place(row)}): passed over."
        way = "If it is a recommendation, say in its row what is to be done."
        yield Problem(code="passed_over", severity="note", message=message, suggestion=way)
