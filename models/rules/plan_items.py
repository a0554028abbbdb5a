"""What a row of a plan says, as it was read and as it was written: the facts of a reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from models.rules.dates import DateReading
from models.rules.plan_tables import Problem
from models.rules.words import Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLead:
    """A post that a row names, with the reading of its own date or else of the row's.

    `is_unsure` where its name may be two posts' and was read as one; `label` is its number in a
    numbered cell, or the number of the action whose date it has.
    """

    name: str
    date: DateReading
    has_own_date: bool
    is_unsure: bool
    label: str


class Mark(NamedTuple):
    """What a cell shows beside its text: a footnote, or words struck through.

    `of` is the field that its column holds; one that `is_whole` leaves nothing of its cell, and
    one without a column is the row's. What `is_first` was read as the first date of its cell.
    """

    column: str
    of: str
    words: str
    is_footnote: bool = False
    is_whole: bool = False
    is_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItem:
    """One row of a plan. Where `date` and a lead's date differ, the lead's governs.

    `row` counts data rows from 1; `page` is a PDF's, else 0; `table` is what its table is called
    where several tables have rows of the same number; `cells` are the row as written, by heading,
    kept for ever; `columns` says under which heading of its table a field was read.
    `numbered` are the dates of a Date cell that has one for each number of its leads or actions.
    `revisions` are its revised dates in their order, of its Date cell too: the last one is due.
    `inner` are the dates inside its prose, by field, which are among its milestones too.
    `marks` are the footnotes and struck words of its cells.
    `status` is open, in progress, complete or not proceeding; `rag` red, amber, green, blue or "";
    `keyed` is the letter or colour of which the plan's own key says the status, where it does.
    """

    row: int
    file_row: int
    page: int
    table: str = ""
    number: str
    action_no: str
    agency_group: str
    recommendation: str
    key_actions: tuple[str, ...]
    evidence: tuple[str, ...]
    outcomes: tuple[str, ...]
    milestones: tuple[str, ...]
    lead_text: str
    leads: tuple[PlanLead, ...]
    date: DateReading
    status: str
    progress: str = ""
    completed_on: dt.date | None = None
    revisions: tuple[DateReading, ...] = ()
    rag: str = ""
    keyed: str = ""
    priority: Priority = Priority.NORMAL
    extra: Mapping[str, str] = field(default_factory=dict)
    carried_forward: bool
    cells: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    inner: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbered: Mapping[str, DateReading] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()

    @property
    def row_called(self) -> int:
        """By which number a person calls its row: the file's, where the file numbers its rows.

        A PDF has none, and several sheets have the same: there it is the report's own.
        """
        return self.row if self.page or self.table else self.file_row

    @property
    def is_dated_by_leads(self) -> bool:
        """True where each lead has a date of its own, and no cell of dates says another.

        "Who and by when" in one column is the leads' own.
        """
        said = self.date.text.strip()
        has_own = bool(self.leads) and all(lead.has_own_date for lead in self.leads)
        return has_own and said in ("", self.lead_text)

    @property
    def revised(self) -> DateReading | None:
        """The revised date that counts: the last one given."""
        return self.revisions[-1] if self.revisions else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReading:
    """How a plan was read: its items in plan order and every problem, in one go."""

    items: tuple[PlanItem, ...]
    problems: tuple[Problem, ...]
    accepted: bool


def written_cells(item: PlanItem) -> dict[str, str]:
    """The texts of a row that says anything, under "recommendation", "lead" and so on.

    A column that nothing was read from stands under its own heading.
    """
    fields = {heading: name for name, heading in item.columns.items()}
    return {fields.get(heading, heading): text for heading, text in item.cells.items()}


def cell(written: Mapping[str, str] | None, name: str) -> str:
    """The text of a cell; "" where the row has none, or is not known as it was written."""
    return (written or {}).get(name, "")
