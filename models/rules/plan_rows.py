"""One row of a plan's table as an item: each column read by its field, the rest kept as written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from models.rules.calendar import Calendar
from models.rules.dates import DateReading, read_date
from models.rules.plan_columns import Columns
from models.rules.plan_date_words import NONE
from models.rules.plan_items import PlanItem, PlanLead
from models.rules.plan_leads import split_leads
from models.rules.plan_line import clean
from models.rules.plan_numbered import dated_by_number
from models.rules.plan_spans import spans
from models.rules.plan_states import COMPLETE, priority_of, rag_of, status_of
from models.rules.plan_tables import SheetRow
from models.rules.plan_text import (
    bare_number,
    entries,
    inner_dates,
    may_hold_date,
    one_line,
    without_number,
)
from models.rules.policy import Offices, Terms
from models.rules.words import Precision

_BESIDE_A_LEAD = frozenset(Precision) - {Precision.EVENT, Precision.NONE}
_UNCHANGED = re.compile(r"(?:no change|unchanged|as original|as before|same|none|n/?a)\.?")
_WITHOUT_WORDS = re.compile(
    r"(?:date )?(?:completed?|closed|done|achieved|signed off)?(?: on)?[\W_]*"
)
LONGEST_NUMBER = 30
_PROSE = ("key_actions", "evidence", "outcomes")


@dataclass(slots=True)
class RowReader:
    """What one reading of a plan knows: its dates, and each date and lead cell read once."""

    agreed_on: date
    commissioned_on: date | None
    calendar: Calendar
    terms: Terms
    offices: Offices
    dates: dict[str, DateReading] = field(default_factory=dict)
    done: dict[str, date | None] = field(default_factory=dict)
    lead_cells: dict[tuple[str, str], tuple[PlanLead, ...]] = field(default_factory=dict)

    def date_of(self, text: str) -> DateReading:
        """The reading of a date's text."""
        if text not in self.dates:
            self.dates[text] = read_date(
                text, agreed_on=self.agreed_on, commissioned_on=self.commissioned_on,
                calendar=self.calendar, terms=self.terms,
            )  # fmt: skip
        return self.dates[text]

    def _is_date(self, text: str) -> bool:
        """True of a text beside a lead's name that is a date and nothing else."""
        reading = self.date_of(text)
        exact = "other words beside the date" not in reading.flags
        return reading.precision in _BESIDE_A_LEAD and exact

    def leads(self, text: str, row_date: str) -> tuple[PlanLead, ...]:
        """The posts of a lead cell, each with its own date or the row's."""
        key = (text, row_date)
        if key not in self.lead_cells:
            self.lead_cells[key] = tuple(
                PlanLead(
                    name=lead.name,
                    date=self.date_of(lead.date_text or row_date),
                    has_own_date=bool(lead.date_text),
                    is_unsure=lead.is_unsure,
                    label=lead.label,
                )
                for lead in split_leads(text, self._is_date, self.offices)
            )
        return self.lead_cells[key]

    def revised(self, text: str) -> DateReading | None:
        """The reading of a revised date; None where the cell says that there is none."""
        said = clean(text)
        return None if NONE.fullmatch(said) or _UNCHANGED.fullmatch(said) else self.date_of(text)

    def completed(self, text: str) -> tuple[date | None, bool]:
        """The last day that a completion cell names, and whether the cell says more than that."""
        line = clean(text)
        found = [span for span in spans(line, self.terms) if span.last] if line else []
        if not found:
            return None, bool(line)
        beside = line[: found[0].start] + line[found[0].end :]
        return found[0].last, not _WITHOUT_WORDS.fullmatch(beside)

    def done_on(self, due: str) -> date | None:
        """The day of a Date cell that says when the action was completed."""
        if due not in self.done:
            done = status_of({"date": due}) == COMPLETE
            self.done[due] = self.completed(due)[0] if done else None
        return self.done[due]


def read_row(row: SheetRow, columns: Columns, reader: RowReader, count: int) -> PlanItem:
    """One row as an item; what the row above says of it is added by `carried`."""
    by_field = columns.by_field(row.cells)
    text = by_field.get
    number, recommendation = _numbered(by_field, row.recommendation)
    recommendation = one_line(recommendation)
    cells, extra = columns.verbatim(row)
    prose = {name: entries(text(name, "")) for name in _PROSE}
    inner = _inner({"recommendation": (recommendation,), **prose}, by_field, reader.terms)
    completed_on = _completion(by_field, reader)
    lead, due, revised = text("lead", ""), text("date", ""), text("revised", "")
    rag = rag_of(text("rag") or text("status", "")) or row.fills.get(columns.colour_at, "").lower()
    item = PlanItem(
        row=count,
        file_row=row.file_row,
        number=number,
        action_no=bare_number(text("action_no", "")),
        agency_group=one_line(text("agency", "")) or row.section,
        recommendation=recommendation,
        key_actions=prose["key_actions"],
        evidence=prose["evidence"],
        outcomes=prose["outcomes"],
        milestones=(*entries(text("milestones", "")), *chain.from_iterable(inner.values())),
        lead_text=lead.strip(),
        leads=reader.leads(lead, due),
        date=reader.date_of(due),
        status=status_of(by_field | {"rag": rag} if rag and not text("rag") else by_field),
        progress=text("progress", "").strip(),
        completed_on=completed_on,
        revised=reader.revised(revised) if revised.strip() else None,
        rag=rag,
        priority=priority_of(text("priority", "")),
        extra=extra,
        carried_forward=bool(row.recommendation) and not text("recommendation", "").strip(),
        cells=cells,
        inner=inner,
        columns=columns.headings,
    )
    return dated_by_number(item, reader.date_of)


def _inner(
    prose: Mapping[str, Sequence[str]], cells: Mapping[str, str], terms: Terms
) -> dict[str, tuple[str, ...]]:
    """The dates inside the cells of prose of a row, by field."""
    inner = {}
    for name, texts in prose.items():
        if name == "recommendation" or may_hold_date(cells.get(name, "")):
            said = tuple(chain.from_iterable(inner_dates(text, terms) for text in texts))
            if said:
                inner[name] = said
    return inner


def _numbered(by_field: Mapping[str, str], above: str) -> tuple[str, str]:
    """The number of its own column, else the one at the start of the recommendation.

    A plan without recommendations has its actions numbered; a cell may hold the number alone.
    """
    own = bare_number(by_field.get("number", ""))
    said = by_field.get("recommendation", "")
    recommendation = said if said.strip() else above
    if "recommendation" not in by_field and not above:
        actions = by_field.get("key_actions", "").strip()
        return own or ("" if "\n" in actions else without_number(actions)[0]), ""
    number, rest = without_number(recommendation)
    if not own and not number and (alone := _only_number(recommendation)):
        return alone, ""
    if own and number != own and said.strip():
        return own, recommendation
    return own or number, rest


def _only_number(text: str) -> str:
    bare = bare_number(text) if len(text) <= LONGEST_NUMBER else ""
    return bare if re.fullmatch(r"[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?", bare) else ""


def _completion(by_field: dict[str, str], reader: RowReader) -> date | None:
    """The day on which a row was completed, by a column for it or by what its date says.

    What such a column says beside its date ("and outcome") is progress, where that has none.
    """
    said = by_field.get("completed", "")
    if not said.strip():
        return reader.done_on(by_field.get("date", ""))
    on, more = reader.completed(said)
    if more and "progress" not in by_field:
        by_field["progress"] = said
    return on
