"""The columns of one table of a plan: which holds which field, and what stands in none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.rules.plan_column_cells import told_by_cells
from models.rules.plan_headings import also_told, column_fields
from models.rules.plan_tables import Sheet, SheetRow

_SHOWN_TOO = frozenset({"priority"})  # read, and shown with the columns that the JSON has not
_TELL_COLOUR = ("rag", "status", "progress")


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's columns: the fields by place, their headings, and those known by their cells."""

    header: Sequence[str]
    fields: Mapping[int, str]
    also: Mapping[str, int]
    headings: Mapping[str, str]
    colour_at: int
    by_cells: Mapping[int, str]

    @classmethod
    def of(cls, sheet: Sheet, own: Mapping[str, Sequence[str]] | None) -> Columns:
        """The columns of a table under a board's own headings."""
        fields = column_fields(sheet.header, own)
        by_cells = told_by_cells(sheet, fields)
        fields |= by_cells
        also = also_told(sheet.header, fields)
        headings = {name: sheet.header[at] for at, name in fields.items()}
        headings |= {name: sheet.header[at] for name, at in also.items()}
        places = {name: at for at, name in fields.items()} | also
        colour = next((places[name] for name in _TELL_COLOUR if name in places), -1)
        return cls(sheet.header, fields, also, headings, colour, by_cells)

    def by_field(self, cells: Sequence[str]) -> dict[str, str]:
        """The texts of a row by field; a field told beside another has that one's text."""
        size = len(cells)
        said = {name: cells[at] for at, name in self.fields.items() if at < size}
        for name, at in self.also.items():
            said[name] = cells[at] if at < size else ""
        return said

    def verbatim(self, row: SheetRow) -> tuple[dict[str, str], dict[str, str]]:
        """The cells of a row as written, by heading, and those whose column has no field.

        An empty cell that tells by its colour is kept as the word for it.
        """
        cells: dict[str, str] = {}
        extra: dict[str, str] = {}
        for at, text in enumerate(row.cells):
            if text:
                heading = _heading(self.header, at, cells)
                cells[heading] = text
                if self.fields.get(at, "priority") in _SHOWN_TOO and not text.isspace():
                    extra[heading] = text
        if self.colour_at in row.fills:
            cells.setdefault(self.header[self.colour_at], row.fills[self.colour_at])
        return cells, extra


def _heading(header: Sequence[str], at: int, taken: Mapping[str, str]) -> str:
    """A column's heading, made different where there is none or another of the same name."""
    said = header[at] if at < len(header) else ""
    return said if said and said not in taken else f"{said} (column {at + 1})".strip()
