"""The columns of one table of a plan: which holds which field, and what stands in none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.rules.plan_column_cells import (
    as_its_cells_say,
    may_be_dates,
    said_in,
    told_by_cells,
    without_misread,
)
from models.rules.plan_heading_offers import added_wordings, is_guess, offer_of, stands_in
from models.rules.plan_headings import also_told, column_fields
from models.rules.plan_tables import Sheet, SheetRow

_SHOWN_TOO = frozenset({"priority"})  # read, and shown with the columns that the JSON has not
_TELL_COLOUR = ("rag", "status", "progress")
_ORDINAL = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's columns: the fields by place, their headings, and those known by their cells.

    `revised` are the places of its revised dates, the last one last; `unread` the headings of
    columns that say something and hold no field; `told` the places of columns that hold one and
    are not shown beside it; `own_names` are the headings that no other column has.
    """

    header: Sequence[str]
    fields: Mapping[int, str]
    also: Mapping[str, int]
    headings: Mapping[str, str]
    colour_at: int
    by_cells: Mapping[int, str]
    by_sign: frozenset[int]
    revised: tuple[int, ...]
    unread: tuple[str, ...]
    told: frozenset[int]
    own_names: Mapping[int, str]

    @classmethod
    def of(cls, sheet: Sheet, own: Mapping[str, Sequence[str]] | None) -> Columns:
        """The columns of a table under a board's own headings."""
        added = added_wordings(own or {})
        header = as_its_cells_say(sheet, added)
        fields = _numbered(without_misread(sheet, column_fields(header, own), added))
        by_cells = told_by_cells(sheet, fields, added)
        fields |= by_cells
        revised = _revised(sheet, fields, added)
        also = also_told(sheet.header, fields)
        places = {name: at for at, name in fields.items()} | also
        fields |= dict.fromkeys(revised, "revised")
        unread = _unread(sheet, fields, added)
        return cls(
            header=sheet.header,
            fields=fields,
            also=also,
            headings={name: sheet.header[at] or unnamed(at) for name, at in places.items()},
            colour_at=next((places[name] for name in _TELL_COLOUR if name in places), -1),
            by_cells=by_cells,
            by_sign=frozenset(
                at
                for at in fields
                if is_guess(sheet.header[at], added)
                or (unread and stands_in(sheet.header[at], added))
            ),
            revised=revised,
            unread=unread,
            told=frozenset(at for at, name in fields.items() if name not in _SHOWN_TOO),
            own_names={
                at: said for at, said in enumerate(sheet.header) if sheet.header.count(said) == 1
            },
        )

    def by_field(self, cells: Sequence[str]) -> dict[str, str]:
        """The texts of a row by field; a field told beside another has that one's text."""
        size = len(cells)
        said = {name: cells[at] for at, name in self.fields.items() if at < size}
        for name, at in self.also.items():
            said[name] = cells[at] if at < size else ""
        return said

    def is_either(self, at: int) -> bool:
        """True of a heading that means the date due as well as the date done."""
        return set(offer_of(self.header[at], {})[1]) == {"date", "completed"}

    def is_stand_in(self, at: int) -> bool:
        """True of a heading that is the recommendation only for want of another."""
        return stands_in(self.header[at], {})

    def verbatim(self, row: SheetRow) -> tuple[dict[str, str], dict[str, str]]:
        """The cells of a row as written, by heading, and those whose column has no field.

        An empty cell that tells by its colour is kept as the word for it.
        """
        cells: dict[str, str] = {}
        extra: dict[str, str] = {}
        for at, text in enumerate(row.kept()):
            if text:
                heading = self.own_names.get(at) or _heading(self.header, at, cells)
                cells[heading] = text
                if at not in self.told and not text.isspace():
                    extra[heading] = text
        if self.colour_at in row.fills:
            cells.setdefault(self.header[self.colour_at], row.fills[self.colour_at])
        return cells, extra


def _heading(header: Sequence[str], at: int, taken: Mapping[str, str]) -> str:
    """A column's heading, made different where there is none or another of the same name."""
    said = header[at] if at < len(header) else ""
    return said if said and said not in taken else f"{said} {unnamed(at)}".strip()


def unnamed(at: int) -> str:
    """How a column without a heading of its own is called."""
    return f"(column {at + 1})"


def _numbered(fields: Mapping[int, str]) -> dict[int, str]:
    """The fields; the numbers of actions are the plan's own where nothing else is numbered."""
    alone = not {"number", "recommendation"} & set(fields.values())
    return {at: "number" if alone and name == "action_no" else name for at, name in fields.items()}


def _revised(sheet: Sheet, fields: Mapping[int, str], added: Mapping[str, str]) -> tuple[int, ...]:
    """The columns of revised dates: by the numbers in their headings, else from left to right."""
    header = sheet.header
    more = (
        at
        for at in range(len(header))
        if at not in fields
        and offer_of(header[at], added)[1] == ("revised",)
        and may_be_dates(sheet, at)
    )
    places = sorted([*(at for at, name in fields.items() if name == "revised"), *more])
    ordinals = [_ORDINAL.search(header[at]) for at in places]
    if all(ordinals):
        places.sort(key=lambda at: int(next(iter(_ORDINAL.findall(header[at])))))
    return tuple(places)


def _unread(sheet: Sheet, fields: Mapping[int, str], added: Mapping[str, str]) -> tuple[str, ...]:
    """The headings of columns that are kept as they are; not those that a board knows."""
    return tuple(
        text
        for at, text in enumerate(sheet.header)
        if text and at not in fields and offer_of(text, added)[0] and said_in(sheet, at)
    )
