"""A column that no heading tells, known by its cells: dates are dates, and posts are posts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from models.rules.plan_headings import is_none_of_ours
from models.rules.plan_line import clean
from models.rules.plan_offices import office_words
from models.rules.plan_sheets import Sheet
from models.rules.plan_spans import spans
from models.rules.policy import Offices, Terms

FIRST_ROWS = 40
MOST = 0.6
LONGEST_DATE, LONGEST_LEAD = 40, 90
_UNNAMED_DAY = re.compile(r"(?:immediate|ongoing|on-going|tbc|tba|asap|to be (?:agreed|confirmed))")


def told_by_cells(sheet: Sheet, fields: Mapping[int, str]) -> dict[int, str]:
    """The columns for the date and the lead of a plan whose headings name none, by their cells.

    Most of a column's cells are then dates, or name an office; and its heading is unknown.
    """
    told: dict[int, str] = {}
    for name, fits in (("date", _is_date), ("lead", _is_post)):
        if name not in fields.values():
            places = (at for at in range(len(sheet.header)) if at not in fields and at not in told)
            found = next((at for at in places if _mostly(sheet, at, fits)), None)
            if found is not None:
                told[found] = name
    return told


def _mostly(sheet: Sheet, at: int, fits: Callable[[str], bool]) -> bool:
    """True of a column with a heading that we do not know and with cells of one kind."""
    if not sheet.header[at] or is_none_of_ours(sheet.header[at]):
        return False
    texts = [row.cells[at] for row in sheet.rows[:FIRST_ROWS] if at < len(row.cells)]
    said = [text for text in texts if text.strip()]
    return bool(said) and sum(map(fits, said)) >= MOST * len(said)


def _is_date(text: str) -> bool:
    line = clean(text)
    named = _UNNAMED_DAY.match(line) or any(span.last for span in spans(line, Terms()))
    return len(line) <= LONGEST_DATE and bool(named)


def _is_post(text: str) -> bool:
    return len(text) <= LONGEST_LEAD and office_words(Offices()).is_post(text)
