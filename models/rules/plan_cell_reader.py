"""The cells of a plan by their field: prose, dates, leads, completions; each text is read once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from itertools import chain
from typing import NamedTuple

from models.rules.calendar import Calendar
from models.rules.dates import DateReading, read_date
from models.rules.plan_completions import Completion, completion_of, day_said
from models.rules.plan_date_words import NONE
from models.rules.plan_items import PlanLead
from models.rules.plan_leads import split_leads
from models.rules.plan_line import clean
from models.rules.plan_revised import revised_in
from models.rules.plan_states import COMPLETE, STATE_FIELDS, status_of, ticked
from models.rules.plan_text import entries, inner_dates, may_hold_date
from models.rules.policy import Offices, Terms
from models.rules.words import Precision

_BESIDE_A_LEAD = frozenset(Precision) - {Precision.EVENT, Precision.NONE}
_UNSAID = ("",) * len(STATE_FIELDS)
_MORE = frozenset({"other words beside the date", "several dates"})
_SHALL_BE = re.compile(r"\W*complete\s", re.IGNORECASE)
_UNCHANGED = re.compile(r"(?:no change|unchanged|as original|as before|same|none|n/?a)\.?")


class Prose(NamedTuple):
    """A cell of prose: its entries, and the dates inside them as they are written."""

    entries: tuple[str, ...]
    dates: tuple[str, ...]


@dataclass(slots=True)
class CellReader:
    """What one reading of a plan knows: how a cell's text is read, each text once.

    `date_of` reads a date's text; `prose` the entries of a cell and the dates inside them, which
    `dates_within` finds in a text alone; `leads` the posts of a lead cell, each with its own date
    or the row's; `done_on` the day of a Date cell that says when the action was completed,
    `day_said` that of a status or of progress.
    """

    agreed_on: date
    commissioned_on: date | None
    calendar: Calendar
    terms: Terms
    offices: Offices
    as_of: date | None = None
    date_of: Callable[[str], DateReading] = field(init=False)
    dates_in: Callable[[str], tuple[DateReading, ...]] = field(init=False)
    prose: Callable[[str], Prose] = field(init=False)
    dates_within: Callable[[str], tuple[str, ...]] = field(init=False)
    leads: Callable[[str, str], tuple[PlanLead, ...]] = field(init=False)
    done_on: Callable[[str], date | None] = field(init=False)
    day_said: Callable[[str], date | None] = field(init=False)
    _said: Callable[[str], Completion] = field(init=False)
    _state: Callable[[tuple[str, ...]], str] = field(init=False)

    def __post_init__(self) -> None:
        """Each text is read when it is first asked for."""
        self.date_of = cache(self._read_date)
        self.dates_in = cache(partial(revised_in, read=self.date_of))
        self.prose = cache(self._read_prose)
        self.dates_within = cache(inner_dates)
        self.leads = cache(self._read_leads)
        self.done_on = cache(self._read_done_on)
        self.day_said = cache(self._read_day_said)
        self._said = cache(partial(completion_of, terms=self.terms))
        self._state = cache(self._read_state)

    def _read_date(self, text: str) -> DateReading:
        return read_date(
            text, agreed_on=self.agreed_on, commissioned_on=self.commissioned_on,
            calendar=self.calendar, terms=self.terms,
        )  # fmt: skip

    def _read_prose(self, text: str) -> Prose:
        said = entries(text)
        if not may_hold_date(text):
            return Prose(said, ())
        dates = chain.from_iterable(map(inner_dates, said))
        return Prose(said, tuple(dates))

    def _is_date(self, text: str) -> bool:
        """True of a text beside a lead's name that is a date and nothing else."""
        reading = self.date_of(text)
        return reading.precision in _BESIDE_A_LEAD and _MORE.isdisjoint(reading.flags)

    def _read_leads(self, text: str, row_date: str) -> tuple[PlanLead, ...]:
        row_dates = self.dates_in(row_date)
        return tuple(
            PlanLead(
                name=lead.name,
                date=self.date_of(lead.date_text) if lead.date_text else row_dates[0],
                has_own_date=bool(lead.date_text),
                is_unsure=lead.is_unsure,
                label=lead.label,
            )
            for lead in split_leads(text, self._is_date, self.offices)
        )

    def revised(self, text: str) -> DateReading | None:
        """The reading of a revised date; None where the cell says that there is none."""
        said = clean(text)
        return None if NONE.fullmatch(said) or _UNCHANGED.fullmatch(said) else self.date_of(text)

    def completed(self, text: str) -> Completion:
        """What a completion cell says, though nothing was completed on a day still to come."""
        said = self._said(text)
        return said._replace(on=None) if self._is_to_come(said) else said

    def _is_to_come(self, said: Completion) -> bool:
        return said.on is not None and said.on > (self.as_of or said.on)

    def _completion_said(self, text: str) -> str:
        """What a completion cell may say of a state: nothing where its day is still to come."""
        return "" if self._is_to_come(self._said(text)) else text

    def status(self, cells: Mapping[str, str], rag: str) -> str:
        """The status of a row by its texts; `rag` is the colour that it was filled with."""
        *texts, colour = map(cells.get, STATE_FIELDS, _UNSAID)
        return self._state((*texts, colour or rag))

    def _read_state(self, texts: tuple[str, ...]) -> str:
        said = dict(zip(STATE_FIELDS, texts, strict=True))
        said["completed"] = self._completion_said(said["completed"])
        return status_of({**said, "date": self._done_said(said["date"])})

    def _done_said(self, due: str) -> str:
        """What a Date cell may say of a state: "Complete 30 August" may ask for it by then."""
        return "" if _SHALL_BE.match(due) and self.date_of(due).due else due

    def _read_done_on(self, due: str) -> date | None:
        done = status_of({"date": self._done_said(due)}) == COMPLETE
        return self.completed(due).on if done else None

    def _read_day_said(self, text: str) -> date | None:
        day = day_said(ticked(text), self.terms)
        return None if day and day > (self.as_of or day) else day
