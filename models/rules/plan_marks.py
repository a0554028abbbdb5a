"""What the cells of a row show beside their texts, and how the row is then read.

Struck words do not count, and stay where they were written. Where they are all that a cell says of
what is to be done, by whom or when, the row is read as it stands and waits for a decision; where a
later day stands beside a struck one, that was the first date. A footnote is read with the date on
which it stands. Source: procedure, "Dates as plans write them" (keep the text for ever; a reading
that needs a decision is not scheduled), and "a revised date in a plan is the current due date".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.rules.date_words import day_words
from models.rules.dates import DateReading
from models.rules.plan_cell_reader import CellReader
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


def marked(item: PlanItem, row: SheetRow, columns: Columns, reader: CellReader) -> PlanItem:
    """The item with its marks; where what counts is struck through, its dates are not scheduled."""
    if not row.is_marked:
        return item
    marks = tuple(_marks(row, columns))
    was = next((mark for mark in marks if mark.of == "date" and not mark.is_footnote), None)
    if was and not item.numbered:
        item, is_first = _moved(item, reader.date_of(was.words))
        marks = tuple(mark._replace(is_first=mark is was and is_first) for mark in marks)
    gone = {mark.of: mark for mark in marks if mark.is_whole}
    if "date" in gone:
        item = _undated(item, gone["date"].words)
    if _is_all_struck(row):
        words = next(iter(row.struck.values())).words
        marks = (*(mark for mark in marks if mark.is_footnote), Mark("", "", words))
        item = _waiting(item, "its row is struck through in the file")
    elif held := [gone[name].column for name in _WAIT if name in gone]:
        are = "are" if len(held) > 1 else "is"
        item = _waiting(item, f"{' and '.join(held)} {are} struck through in the file")
    return replace(item, marks=marks)


def _moved(item: PlanItem, struck: DateReading) -> tuple[PlanItem, bool]:
    """The item with its struck date as the first one, and whether it has; an earlier day waits."""
    was, now = struck.scheduled, item.date.scheduled
    if not was or not now or was == now:
        return item, False
    if was < now:
        return replace(_dated(item, struck), revisions=(item.date, *item.revisions)), True
    why = f"the day struck through beside it, {day_words(was)}, is later"
    return _dated(item, proposed(item.date, why)), False


def _dated(item: PlanItem, reading: DateReading) -> PlanItem:
    """The item with this date, which each lead has that has none of its own."""
    leads = (lead if lead.has_own_date else replace(lead, date=reading) for lead in item.leads)
    return replace(item, date=reading, leads=tuple(leads))


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
    return _dated(item, replace(undecided(Precision.NONE, why), text=words))


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
