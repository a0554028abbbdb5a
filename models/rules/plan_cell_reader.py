"""The cells of a plan by their field: prose, dates, leads, completions; each text is read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import NamedTuple

from models.rules.calendar import Calendar
from models.rules.dates import DateReading, read_date
from models.rules.plan_completions import Completion, completion_of
from models.rules.plan_date_words import NONE
from models.rules.plan_items import PlanLead
from models.rules.plan_leads import split_leads
from models.rules.plan_line import clean
from models.rules.plan_states import COMPLETE, STATE_FIELDS, status_of
from models.rules.plan_text import entries, inner_dates, may_hold_date
from models.rules.policy import Offices, Terms
from models.rules.words import Precision

_BESIDE_A_LEAD = frozenset(Precision) - {Precision.EVENT, Precision.NONE}
_MORE = frozenset({"other words beside the date", "several dates"})
_SHALL_BE = re.compile(r"\W*complete\s", re.IGNORECASE)
_UNCHANGED = re.compile(r"(?:no change|unchanged|as original|as before|same|none|n/?a)\.?")


class Prose(NamedTuple):
    """A cell of prose: its entries, and the dates inside them as they are written."""

    entries: tuple[str, ...]
    dates: tuple[str, ...]


@dataclass(slots=True)
class CellReader:
    """What one reading of a plan knows: how a cell's text was read, each text once."""

    agreed_on: date
    commissioned_on: date | None
    calendar: Calendar
    terms: Terms
    offices: Offices
    as_of: date | None = None
    dates: dict[str, DateReading] = field(default_factory=dict)
    texts: dict[str, Prose] = field(default_factory=dict)
    done: dict[str, date | None] = field(default_factory=dict)
    completions: dict[str, Completion] = field(default_factory=dict)
    states: dict[tuple[str, ...], str] = field(default_factory=dict)
    lead_cells: dict[tuple[str, str], tuple[PlanLead, ...]] = field(default_factory=dict)

    def date_of(self, text: str) -> DateReading:
        """The reading of a date's text."""
        if text not in self.dates:
            self.dates[text] = read_date(
                text, agreed_on=self.agreed_on, commissioned_on=self.commissioned_on,
                calendar=self.calendar, terms=self.terms,
            )  # fmt: skip
        return self.dates[text]

    def prose(self, text: str) -> Prose:
        """The entries of a cell, and the dates that stand inside them."""
        if text not in self.texts:
            said = entries(text)
            dates: tuple[str, ...] = ()
            if said and may_hold_date(text):
                dates = tuple(chain.from_iterable(inner_dates(one, self.terms) for one in said))
            self.texts[text] = Prose(said, dates)
        return self.texts[text]

    def _is_date(self, text: str) -> bool:
        """True of a text beside a lead's name that is a date and nothing else."""
        reading = self.date_of(text)
        return reading.precision in _BESIDE_A_LEAD and _MORE.isdisjoint(reading.flags)

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

    def completed(self, text: str) -> Completion:
        """What a completion cell says: whether the action is done, and on which day.

        Nothing was completed on a day that is still to come.
        """
        if text not in self.completions:
            said = completion_of(text, self.terms)
            is_to_come = said.on is not None and said.on > (self.as_of or said.on)
            self.completions[text] = said._replace(is_done=False, on=None) if is_to_come else said
        return self.completions[text]

    def _completion_said(self, text: str) -> str:
        """What a completion cell may say of a state: nothing where its day is still to come."""
        is_done = not text or not self.as_of or self.completed(text).is_done
        return text if is_done or not completion_of(text, self.terms).is_done else ""

    def status(self, cells: Mapping[str, str], rag: str) -> str:
        """The status of a row by its texts; `rag` is the colour that it was filled with."""
        key = tuple(cells.get(name, "") for name in STATE_FIELDS)
        if rag and not cells.get("rag"):
            key = (*key[:-1], rag)
        if key not in self.states:
            said = dict(zip(STATE_FIELDS, key, strict=True))
            said["completed"] = self._completion_said(said["completed"])
            self.states[key] = status_of({**said, "date": self._done_said(said["date"])})
        return self.states[key]

    def _done_said(self, due: str) -> str:
        """What a Date cell may say of a state: "Complete 30 August" may ask for it by then."""
        return "" if _SHALL_BE.match(due) and self.date_of(due).due else due

    def done_on(self, due: str) -> date | None:
        """The day of a Date cell that says when the action was completed."""
        if due not in self.done:
            done = status_of({"date": self._done_said(due)}) == COMPLETE
            self.done[due] = self.completed(due).on if done else None
        return self.done[due]
