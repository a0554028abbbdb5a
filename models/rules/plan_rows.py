"""One row of a plan's table as an item: each column read by its field, the rest kept as written.

Source: procedure, "Progress, standing, colour": a revised date in a plan is the current due date,
the first one is kept as original. Of several revised dates the last one given counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import chain
from typing import Any

from models.rules.dates import DateReading
from models.rules.plan_cell_reader import CellReader, Prose
from models.rules.plan_columns import Columns
from models.rules.plan_items import PlanItem
from models.rules.plan_keyed import state_by_key
from models.rules.plan_keys import Key, mark_of
from models.rules.plan_marks import as_it_counts, marked
from models.rules.plan_numbered import dated_by_number
from models.rules.plan_section_labels import agency_in_cell
from models.rules.plan_states import COMPLETE, answered, opening_colour, priority_of, rag_of
from models.rules.plan_tables import SheetRow
from models.rules.plan_text import (
    bare_number,
    one_line,
    without_number,
)

LONGEST_NUMBER = 30
_NUMBER_ALONE = re.compile(r"(?:[A-Z]{1,3}[./-]?)?\d{1,3}(?:\.\d{1,3})*[a-z]?")
_WORDS = re.compile(r"[^\W\d_]{3}")
_PROSE = ("key_actions", "evidence", "outcomes", "milestones")
_SAY_THE_DAY = ("status", "progress", "rag")
_TOLD = ("recommendation", "key_actions", "evidence", "outcomes")
_WHICH_REVISION = re.compile(
    r"(?:(?:rev(?:ision|ised)?|ext(?:ension|ended)?)\.?(?: date)?(?: no\.?)? ?\d"
    r"|\d(?:st|nd|rd|th) (?:revis|exten)\w*(?: date)?)\s*(?:[:.)\u2013-]|to\b)?\s*",
    re.IGNORECASE,
)


def read_row(
    written: SheetRow, columns: Columns, reader: CellReader, count: int, key: Key | None = None
) -> PlanItem:
    """One row as an item, by its plan's own key of states; what the row above says is `carried`."""
    row = as_it_counts(written, columns) if written.is_marked else written
    by_field = columns.by_field(row.cells)
    text = by_field.get
    number, recommendation = _numbered(by_field, row.recommendation)
    cells, extra = columns.verbatim(written)
    actions, evidence, outcomes, milestones = [reader.prose(text(name, "")) for name in _PROSE]
    inner = _inner(reader.dates_within(recommendation), actions, evidence, outcomes)
    state = _state(row, columns, by_field, reader, key)
    due, *moved = reader.dates_in(text("date", ""))
    revisions, headings = revisions_of(row, columns, reader)
    item = PlanItem(
        row=count,
        file_row=row.file_row,
        page=row.page,
        number=number,
        action_no=bare_number(text("action_no", "")),
        agency_group=agency_in_cell(text("agency", "")) or row.section,
        recommendation=recommendation,
        key_actions=actions.entries,
        evidence=evidence.entries,
        outcomes=outcomes.entries,
        milestones=(*milestones.entries, *chain.from_iterable(inner.values())),
        lead_text=text("lead", "").strip(),
        leads=reader.leads(text("lead", ""), text("date", "")),
        date=due,
        revisions=(*moved, *revisions),
        **state,
        priority=priority_of(text("priority", "")),
        extra=extra,
        carried_forward=bool(row.recommendation),
        cells=cells,
        inner=inner,
        columns=headings,
    )
    return marked(dated_by_number(item, reader.date_of), written, columns, reader)


def _inner(of_recommendation: tuple[str, ...], *told: Prose) -> dict[str, tuple[str, ...]]:
    """The dates inside the recommendation and the other prose of a row, by field."""
    dates = (of_recommendation, *[one.dates for one in told])
    return {name: one for name, one in zip(_TOLD, dates, strict=True) if one}


def _numbered(by_field: Mapping[str, str], above: str) -> tuple[str, str]:
    """The number of its own column, else the one at the start of the recommendation.

    A plan without recommendations has its actions numbered; a cell may hold the number alone.
    """
    own = bare_number(by_field.get("number", ""))
    said = by_field.get("recommendation", "")
    recommendation = said if said.strip() else above
    if "recommendation" not in by_field and not above:
        actions = by_field.get("key_actions", "").strip()
        own, said = _told_apart(own)
        return own or ("" if "\n" in actions else without_number(actions)[0]), said
    if not recommendation.strip():
        return _told_apart(own)
    number, rest = without_number(recommendation)
    if not own and (alone := _only_number(recommendation)):
        return alone, ""
    if own and number != own and said.strip():
        return own, one_line(recommendation)
    return own or number, one_line(rest)


def _told_apart(own: str) -> tuple[str, str]:
    """The number and the words of a number's cell that holds both: "4: Meet" of a row without."""
    number, rest = without_number(own)
    return (number, one_line(rest)) if _WORDS.search(rest) and number else (own, "")


def _only_number(text: str) -> str:
    bare = bare_number(text) if len(text) <= LONGEST_NUMBER else ""
    return bare if _NUMBER_ALONE.fullmatch(bare) else ""


def _state(
    row: SheetRow,
    columns: Columns,
    by_field: Mapping[str, str],
    reader: CellReader,
    key: Key | None,
) -> dict[str, Any]:
    """Of an item its colour, its plan's mark of a state, status, completion and progress.

    Its status or progress may say the day.
    """
    rag = _colour(row, columns, by_field)
    said = by_field.get("status", "")
    if mark_of(said) not in (key.words if key else ()):
        by_field = {**by_field, "status": answered(columns.headings.get("status", ""), said)}
    keyed = state_by_key(key, by_field, rag)
    completed_on, progress = _completion(by_field, reader)
    status = keyed.state or reader.status(by_field, rag)
    if status == COMPLETE and completed_on is None:
        texts = (by_field.get(name, "") for name in _SAY_THE_DAY)
        completed_on = next(filter(None, map(reader.day_said, texts)), None)
    return {
        "rag": rag,
        "keyed": keyed.mark,
        "status": status,
        "completed_on": completed_on,
        "progress": progress.strip(),
    }


def _colour(row: SheetRow, columns: Columns, by_field: Mapping[str, str]) -> str:
    """The colour that a row names, or is filled with; one that opens its progress counts too."""
    own = by_field.get("rag") or by_field.get("status", "")
    named = rag_of(own) if own else opening_colour(by_field.get("progress", ""))
    return named or row.fills.get(columns.colour_at, "").lower()


def _completion(by_field: Mapping[str, str], reader: CellReader) -> tuple[date | None, str]:
    """The day on which a row was completed, by a column for it or by its date, and its progress.

    What such a column says beside its date ("and outcome") is progress, where that has none.
    """
    said = by_field.get("completed", "")
    if not said.strip():
        return reader.done_on(by_field.get("date", "")), by_field.get("progress", "")
    cell = reader.completed(said)
    return cell.on, by_field.get("progress", said if cell.says_more else "")


def revisions_of(
    row: SheetRow, columns: Columns, reader: CellReader
) -> tuple[tuple[DateReading, ...], Mapping[str, str]]:
    """The revised dates that a row gives, the last one last, and its fields' headings with it."""
    headings = columns.headings
    given: tuple[DateReading, ...] = ()
    for at in columns.revised:
        text = row.cells[at] if at < len(row.cells) else ""
        readings = tuple(filter(None, map(reader.revised, numbered_dates(text))))
        if readings:
            headings = {**columns.headings, "revised": columns.header[at]}
            given += readings
    return given, headings


def numbered_dates(text: str) -> list[str]:
    """ "Rev 1: March 2024; Rev 2: June 2024" as its dates in their order; any other as it is."""
    first, *rest = _WHICH_REVISION.split(text)
    said = [part.strip(" \n\t;,") for part in rest]
    return said if all(said) and not first.strip() else [text]
