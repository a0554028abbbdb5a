"""What the cells of a row show beside their texts, and how the row is then read.

Struck words do not count, and stay where they were written. Where they are all that a cell says of
what is to be done, by whom or when, the row is read as it stands and waits for a decision. A
footnote is read with the date on which it stands. Source: procedure, "Dates as plans write them"
(keep the text for ever; a reading that needs a decision is not scheduled).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.rules.dates import DateReading
from models.rules.plan_columns import Columns, unnamed
from models.rules.plan_date_reading import proposed, undecided
from models.rules.plan_items import Mark, PlanItem
from models.rules.plan_sheets import SheetRow
from models.rules.words import Precision

WHAT = ("recommendation", "key_actions", "lead")
_STAY = frozenset(["number", "action_no", *WHAT])
_WAIT = (*WHAT, "revised")
_DATES = frozenset(["date", "revised", "completed"])


def as_it_counts(row: SheetRow, columns: Columns) -> SheetRow:
    """The row without its struck words, and with the footnotes of its dates."""
    cells = list(row.cells)
    for at, struck in row.struck.items():
        if struck.rest or columns.fields.get(at) not in _STAY:
            cells[at] = struck.rest
    for at, note in row.footnotes.items():
        if columns.fields.get(at) in _DATES and cells[at].strip():
            cells[at] = f"{cells[at]} ({note})"
    return replace(row, cells=tuple(cells))


def marked(item: PlanItem, row: SheetRow, columns: Columns) -> PlanItem:
    """The item with its marks; where what counts is struck through, its dates are not scheduled."""
    marks = tuple(_marks(row, columns))
    gone = {mark.of: mark for mark in marks if mark.is_whole}
    date = gone.get("date")
    if date and not item.numbered:
        item = _undated(item, date.words)
    if _is_all_struck(row):
        words = next(iter(row.struck.values())).words
        marks = (*(mark for mark in marks if mark.is_footnote), Mark("", "", words, is_whole=True))
        item = _waiting(item, "its row is struck through in the file")
    elif held := [gone[name].column for name in _WAIT if name in gone]:
        item = _waiting(item, f"{' and '.join(held)} is struck through in the file")
    return replace(item, marks=marks)


def _marks(row: SheetRow, columns: Columns) -> Iterator[Mark]:
    for at, struck in row.struck.items():
        yield Mark(*_column(at, columns), struck.words, is_whole=not struck.rest)
    for at, note in row.footnotes.items():
        yield Mark(*_column(at, columns), note, is_footnote=True)


def _column(at: int, columns: Columns) -> tuple[str, str]:
    heading = columns.header[at] if at < len(columns.header) else ""
    return heading or unnamed(at), columns.fields.get(at, "")


def _is_all_struck(row: SheetRow) -> bool:
    """True of a row of which nothing that is written stands, save perhaps its first cell."""
    said = [at for at, text in enumerate(row.cells) if text.strip()]
    gone = [at for at in said if at in row.struck and not row.struck[at].rest]
    return len(gone) > 1 and set(said[1:]) <= set(gone)


def _undated(item: PlanItem, words: str) -> PlanItem:
    """The item with no date: the one that was written is struck through."""
    why = f"“{words}” is struck through in the file, and no other day stands there."
    none = replace(undecided(Precision.NONE, why), text=words)
    leads = (lead if lead.has_own_date else replace(lead, date=none) for lead in item.leads)
    return replace(item, date=none, leads=tuple(leads))


def _waiting(item: PlanItem, why: str) -> PlanItem:
    """The item with each of its dates as a proposal only."""

    def held(reading: DateReading) -> DateReading:
        return reading if reading.needs_decision else proposed(reading, why)

    return replace(
        item,
        date=held(item.date),
        leads=tuple(replace(lead, date=held(lead.date)) for lead in item.leads),
        revisions=tuple(map(held, item.revisions)),
        numbered={label: held(reading) for label, reading in item.numbered.items()},
    )
