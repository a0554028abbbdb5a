"""A plan's tables as its items and its problems: nothing is corrected, nothing is left out.

The six columns of the published form, and any other headings that mean them, are read by the same
rules; what has no meaning here is kept under `extra`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from models.rules.calendar import Calendar
from models.rules.dates import DateReading, read_date
from models.rules.plan_checks import absent_columns, duplicates, item_problems
from models.rules.plan_headings import column_fields, heading_key
from models.rules.plan_items import PlanItem, PlanLead, PlanReading
from models.rules.plan_leads import split_leads
from models.rules.plan_spans import clean, spans
from models.rules.plan_states import priority_of, rag_of, status_of
from models.rules.plan_tables import Problem, Sheet, SheetRow
from models.rules.plan_text import bare_number, entries, inner_dates, one_line, without_number
from models.rules.policy import Terms
from models.rules.words import Precision

__all__ = ["PlanItem", "PlanLead", "PlanReading", "Problem", "Sheet", "SheetRow", "read_plan"]

_BESIDE_A_LEAD = frozenset(Precision) - {Precision.EVENT, Precision.NONE}
USUAL_TERMS = Terms()
_EXTRA = "priority"  # read, and shown with the columns that the JSON has no field for


@dataclass(slots=True)
class _Reader:
    """What one reading of a plan knows: its dates, and each date and lead cell read once."""

    agreed_on: date
    commissioned_on: date | None
    calendar: Calendar
    terms: Terms
    dates: dict[str, DateReading] = field(default_factory=dict)
    lead_cells: dict[tuple[str, str], tuple[PlanLead, ...]] = field(default_factory=dict)

    def date(self, text: str) -> DateReading:
        if text not in self.dates:
            self.dates[text] = read_date(
                text, agreed_on=self.agreed_on, commissioned_on=self.commissioned_on,
                calendar=self.calendar, terms=self.terms,
            )  # fmt: skip
        return self.dates[text]

    def is_date(self, text: str) -> bool:
        """True of a text beside a lead's name that is a date and nothing else."""
        reading = self.date(text)
        exact = "other words beside the date" not in reading.flags
        return reading.precision in _BESIDE_A_LEAD and exact

    def leads(self, text: str, row_date: str) -> tuple[PlanLead, ...]:
        key = (text, row_date)
        if key not in self.lead_cells:
            self.lead_cells[key] = tuple(
                PlanLead(
                    name=lead.name,
                    date=self.date(lead.date_text or row_date),
                    has_own_date=bool(lead.date_text),
                )
                for lead in split_leads(text, self.is_date)
            )
        return self.lead_cells[key]


def read_plan(
    sheets: Sequence[Sheet],
    *,
    agreed_on: date,
    commissioned_on: date | None,
    calendar: Calendar,
    headings: Mapping[str, Sequence[str]] | None = None,
    terms: Terms | None = None,
) -> PlanReading:
    """Every item of a plan's tables, in order, and every problem; accepted where an item stands.

    `headings` are a board's own, by field. Source: procedure, "Dates as plans write them";
    interface, `matters read --json`.
    """
    reader = _Reader(agreed_on, commissioned_on, calendar, terms or USUAL_TERMS)
    items: list[PlanItem] = []
    problems = [problem for sheet in sheets for problem in _of_sheet(sheet)]
    seen: Counter[str] = Counter()
    number_column = ""
    for sheet in sheets:
        fields = column_fields(sheet.header, headings)
        columns = {name: sheet.header[at] for at, name in fields.items()}
        seen.update(list(columns))
        number_column = number_column or columns.get("number") or columns.get("recommendation", "")
        for item in _items(sheet, fields, columns, reader, len(items)):
            items.append(item)
            problems.extend(item_problems(item, columns, dated="date" in columns))
    problems.extend(duplicates(items, number_column))
    problems.extend(absent_columns(seen, len(sheets)))
    if not items:
        problems.append(_empty())
    return PlanReading(items=tuple(items), problems=tuple(problems), accepted=bool(items))


def _empty() -> Problem:
    message = "The plan's table has a heading row and nothing below it. Nothing was read."
    return Problem(code="empty_document", severity="error", message=message)


def _of_sheet(sheet: Sheet) -> Iterator[Problem]:
    yield from sheet.problems
    for heading in sheet.hidden:
        message = (
            f"The column “{heading}” is hidden in the file; it is kept with the columns that the "
            f"plan's form does not have."
        )
        yield Problem(code="hidden_column", severity="note", message=message, column=heading)


def _items(
    sheet: Sheet,
    fields: Mapping[int, str],
    columns: Mapping[str, str],
    reader: _Reader,
    before: int,
) -> Iterator[PlanItem]:
    above: PlanItem | None = None
    progress = columns.get("progress", "")
    tells_rag = "rag" not in columns and "rag" in heading_key(progress).split()
    for count, row in enumerate(sheet.rows, before + 1):
        by_field = {name: row.cells[at] for at, name in fields.items() if at < len(row.cells)}
        if tells_rag:
            by_field["rag"] = by_field.get("progress", "")
        cells, extra = _verbatim(sheet, row, fields)
        verbatim = {"cells": cells, "extra": extra, "columns": columns}
        above = _carried(_item(row, by_field, verbatim, reader, count), above)
        yield above


def _inner(prose: Mapping[str, Sequence[str]], terms: Terms) -> dict[str, tuple[str, ...]]:
    """The dates inside the cells of prose of a row, by field."""
    found = {
        name: tuple(said for text in texts for said in inner_dates(text, terms))
        for name, texts in prose.items()
    }
    return {name: said for name, said in found.items() if said}


def _item(
    row: SheetRow,
    by_field: Mapping[str, str],
    verbatim: Mapping[str, Mapping[str, str]],
    reader: _Reader,
    count: int,
) -> PlanItem:
    """One row as an item; what the row above says of it is added by `_carried`."""
    text = defaultdict(str, by_field).__getitem__
    number, recommendation = _numbered(text("number"), text("recommendation"))
    recommendation = one_line(recommendation)
    prose = {name: entries(text(name)) for name in ("key_actions", "evidence", "outcomes")}
    inner = _inner({"recommendation": (recommendation,), **prose}, reader.terms)
    return PlanItem(
        row=count,
        file_row=row.file_row,
        number=number,
        action_no=bare_number(text("action_no")),
        agency_group=one_line(text("agency")) or row.section,
        recommendation=recommendation,
        key_actions=prose["key_actions"],
        evidence=prose["evidence"],
        outcomes=prose["outcomes"],
        milestones=(*entries(text("milestones")), *chain.from_iterable(inner.values())),
        lead_text=text("lead").strip(),
        leads=reader.leads(text("lead"), text("date")),
        date=reader.date(text("date")),
        status=status_of(by_field),
        progress=text("progress").strip(),
        completed_on=_completed(text("completed"), reader.terms),
        revised=reader.date(text("revised")) if text("revised").strip() else None,
        rag=rag_of(text("rag")),
        priority=priority_of(text("priority")),
        extra=verbatim["extra"],
        cells=verbatim["cells"],
        columns=verbatim["columns"],
        inner=inner,
    )


def _numbered(number: str, recommendation: str) -> tuple[str, str]:
    """The number of its own column, else the one at the start of the recommendation."""
    own = bare_number(number)
    said, rest = without_number(recommendation)
    if own and said != own:
        return own, recommendation
    return own or said, rest


def _completed(text: str, terms: Terms) -> date | None:
    """The last day that a completion cell names, where it names one."""
    if not text.strip():
        return None
    return next((span.last for span in spans(clean(text), terms) if span.last), None)


def _verbatim(
    sheet: Sheet, row: SheetRow, fields: Mapping[int, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The cells of a row as written, by heading, and those whose column has no field."""
    cells: dict[str, str] = {}
    extra: dict[str, str] = {}
    for at, text in enumerate(row.cells):
        if text:
            heading = _heading(sheet.header, at, cells)
            cells[heading] = text
            if fields.get(at, _EXTRA) == _EXTRA and not text.isspace():
                extra[heading] = text
    return cells, extra


def _heading(header: Sequence[str], at: int, taken: Mapping[str, str]) -> str:
    """A column's heading, made different where there is none or another of the same name."""
    said = header[at] if at < len(header) else ""
    return said if said and said not in taken else f"{said} (column {at + 1})".strip()


def _carried(item: PlanItem, above: PlanItem | None) -> PlanItem:
    """The item with the recommendation of the row above, where it carries on over this row.

    It does where the cell is empty under the same number or none, or repeats number and text.
    """
    if above is None:
        return item
    if item.recommendation:
        same = (item.number, item.recommendation) == (above.number, above.recommendation)
        return replace(item, carried_forward=True) if same and item.number else item
    if not above.recommendation or not _under(item.number, above.number):
        return item
    return replace(
        item,
        number=item.number or above.number,
        recommendation=above.recommendation,
        agency_group=item.agency_group or above.agency_group,
        carried_forward=True,
    )


def _under(number: str, above: str) -> bool:
    """True of no number, the same number and its parts: "4.2" and "4b" stand under "4" or "4.1"."""
    stem = re.match(r"[A-Za-z]*\d+", above)
    return not number or (
        stem is not None and re.match(rf"{re.escape(stem[0])}(?:$|[.a-z-])", number) is not None
    )
