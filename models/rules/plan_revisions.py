"""The revised dates of a row, each in a column of its own or numbered in one cell.

Source: procedure, "Progress, standing, colour": a revised date in a plan is the current due date,
the first one is kept as original. Of several revised dates the last one given counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.rules.dates import DateReading
from models.rules.plan_cell_reader import CellReader
from models.rules.plan_columns import Columns, unnamed
from models.rules.plan_tables import SheetRow

_WHICH = re.compile(
    r"(?:(?:rev(?:ision|ised)?|ext(?:ension|ended)?)\.?(?: date)?(?: no\.?)? ?\d"
    r"|\d(?:st|nd|rd|th) (?:revis|exten)\w*(?: date)?)\s*(?:[:.)\u2013-]|to\b)?\s*",
    re.IGNORECASE,
)


def revisions_of(
    row: SheetRow, columns: Columns, reader: CellReader
) -> tuple[tuple[DateReading, ...], Mapping[str, str]]:
    """The revised dates that a row gives, the last one last, and its fields' headings with it."""
    headings, given = columns.headings, tuple[DateReading, ...]()
    for at in columns.revised:
        text = row.cells[at] if at < len(row.cells) else ""
        found = [reader.revised(part) for part in numbered_dates(text)] if text else []
        readings = tuple(filter(None, found))
        if readings:
            headings = {**columns.headings, "revised": columns.header[at] or unnamed(at)}
            given += readings
    return given, headings


def numbered_dates(text: str) -> list[str]:
    """ "Rev 1: March 2024; Rev 2: June 2024" as its dates in their order; any other as it is."""
    if not text.strip():
        return []
    first, *rest = _WHICH.split(text)
    said = [part.strip(" \n\t;,") for part in rest]
    return said if said and all(said) and not first.strip() else [text]
