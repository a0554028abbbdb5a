"""A reading as it is shown to people: each row of the plan as written beside how it was read.

Source: procedure, "Dates as plans write them" (keep the text for ever; one sentence why).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.rules.date_words import day_words
from models.rules.dates import DateReading
from models.rules.plan_actions import PlannedAction
from models.rules.plan_items import PlanItem, PlanReading
from models.rules.plan_suggestions import suggestion_of
from models.rules.plan_tables import Problem
from models.rules.words import Precision, Priority

_PLACE = re.compile(
    r"row \d+ \((?:row|line) \d+ of the file\)(?:, (?:[^:]|:(?! ))*)?: ", re.IGNORECASE
)
_BLANKS = re.compile(r"\s+")
PROSE = {
    "key_actions": "Key actions",
    "evidence": "Evidence",
    "outcomes": "Outcomes",
    "milestones": "Milestones",
}
KEPT = {"progress": "Progress", "rag": "Colour", "action_no": "Action number"}
OPEN, COMPLETE, STOPPED = "open", "complete", "not proceeding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One problem in its row's place: what it is of, what is the matter, and what to do."""

    severity: str
    column: str
    says: str
    suggestion: str

    @property
    def is_flag(self) -> bool:
        """True of what a person should look at; a note only says what was done."""
        return self.severity != "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadField:
    """One cell of a row as written, and what it was read as, a line each.

    No line where it was read as it is written.
    """

    name: str
    written: str
    read: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """One row of a plan: what it is known by, its cells, and what a person should know of it."""

    row: int
    file_row: int
    number: str
    section: str
    references: tuple[str, ...]
    recommendation: str
    fields: tuple[ReadField, ...]
    remarks: tuple[Remark, ...]
    needs_decision: bool
    is_over: bool

    @property
    def is_flagged(self) -> bool:
        """True of a row that a person should look at."""
        return self.needs_decision or any(remark.is_flag for remark in self.remarks)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPlan:
    """A reading to be shown: its rows in plan order, and what is said of the file as a whole."""

    file: str
    rows: tuple[ReadRow, ...]
    remarks: tuple[Remark, ...]
    accepted: bool


def read_plan_report(
    reading: PlanReading, file: str, planned: Sequence[PlannedAction], review: str = ""
) -> ReadPlan:
    """Every row of a reading beside its actions' references, with each problem in its place."""
    said: dict[int, list[Problem]] = defaultdict(list)
    for problem in reading.problems:
        said[problem.row].append(problem)
    actions: dict[int, list[PlannedAction]] = defaultdict(list)
    for one in planned:
        actions[one.item.row].append(one)
    rows = tuple(_row(item, actions[item.row], said[item.row], review) for item in reading.items)
    whole = tuple(_remark(problem, "ACTION", proposes=False) for problem in said[0])
    return ReadPlan(file=file, rows=rows, remarks=whole, accepted=reading.accepted)


def _remark(problem: Problem, reference: str, *, proposes: bool) -> Remark:
    says = _PLACE.sub("", problem.message, count=1)
    return Remark(
        severity=problem.severity,
        column=problem.column,
        says=says[:1].upper() + says[1:],
        suggestion=suggestion_of(problem, reference, proposes=proposes),
    )


def _row(
    item: PlanItem, actions: Sequence[PlannedAction], problems: Sequence[Problem], review: str
) -> ReadRow:
    is_over = item.status in (COMPLETE, STOPPED)
    undecided = [one for one in actions if one.current.needs_decision]
    references = tuple(f"{review}/{one.reference}" for one in actions if review)
    called = f"{review}/{undecided[0].reference}" if review and undecided else "ACTION"
    proposes = any(one.current.due for one in undecided)
    return ReadRow(
        row=item.row,
        file_row=item.file_row,
        number=item.number,
        section=item.agency_group,
        references=references,
        recommendation=item.recommendation,
        fields=tuple(_fields(item)),
        remarks=tuple(_remark(p, called, proposes=proposes) for p in problems),
        needs_decision=bool(undecided) and not is_over,
        is_over=is_over,
    )


def _fields(item: PlanItem) -> Iterator[ReadField]:
    written = _Written(item)
    yield _recommendation(item, written("recommendation"))
    for name, title in PROSE.items():
        read: tuple[str, ...] = getattr(item, name)
        if read:
            yield _prose(title, written(name), read)
    leads = tuple(_leads(item))
    yield ReadField(name="Lead", written=written("lead"), read=leads or ("No lead is named.",))
    yield _date("Date", written("date"), item.date)
    if item.revised is not None:
        yield _date("Revised date", written("revised"), item.revised)
    if written.status or item.status != OPEN:
        yield ReadField(name="Status", written=written.status, read=(_status(item),))
    yield from _kept(item, written)


def _kept(item: PlanItem, written: _Written) -> Iterator[ReadField]:
    """What is kept as it is written, the columns that no field has among them."""
    if item.priority is Priority.HIGH:
        yield ReadField(name="Priority", written=written("priority"), read=("High.",))
    for name, title in KEPT.items():
        if written(name).strip():
            yield ReadField(name=title, written=written(name))
    for heading, text in item.extra.items():
        if heading != item.columns.get("priority"):
            yield ReadField(name=heading, written=text)


class _Written:
    """The cells of a row by the field that they were read as."""

    def __init__(self, item: PlanItem) -> None:
        self._item = item

    def __call__(self, name: str) -> str:
        return self._item.cells.get(self._item.columns.get(name, ""), "")

    @property
    def status(self) -> str:
        """What the row says of its state, in its own words."""
        said = (self("status"), self("completed"))
        return "\n".join(text for text in said if text.strip())


def _recommendation(item: PlanItem, written: str) -> ReadField:
    if item.carried_forward and not written.strip():
        carried = f"{item.recommendation} (carried on from the row above)"
        return ReadField(name="Recommendation", written=written, read=(carried,))
    same = not item.recommendation or _alike(written, (item.recommendation,))
    read = () if same else (item.recommendation,)
    return ReadField(name="Recommendation", written=written, read=read)


def _prose(title: str, written: str, read: tuple[str, ...]) -> ReadField:
    return ReadField(name=title, written=written, read=() if _alike(written, read) else read)


def _alike(written: str, read: Sequence[str]) -> bool:
    """True where one entry was read that has the words of the cell."""
    return len(read) == 1 and _BLANKS.sub(" ", written).strip() == read[0]


def _leads(item: PlanItem) -> Iterator[str]:
    several = len(item.leads) > 1
    for place, lead in enumerate(item.leads):
        own = f": {date_said(lead.date)} {lead.date.why}" if lead.has_own_date else ""
        part = (" (accountable)" if place == 0 else " (contributes)") if several else ""
        yield f"{lead.name}{'' if lead.has_own_date else part}{own}"


def _date(name: str, written: str, reading: DateReading) -> ReadField:
    return ReadField(name=name, written=written, read=(date_said(reading),), why=reading.why)


def date_said(reading: DateReading) -> str:
    """ "31 December 2010.": a reading in few words; what needs a decision says so."""
    if reading.scheduled is not None:
        return f"{day_words(reading.scheduled)}."
    if reading.due is not None:
        return f"{day_words(reading.due)} is proposed; it needs a decision."
    what = "Recurring, with no due date" if reading.precision is Precision.RECURRING else "No date"
    return f"{what}; it needs a decision."


def _status(item: PlanItem) -> str:
    done = f", {day_words(item.completed_on)}" if item.completed_on else ""
    said = f"{item.status.capitalize()}{done}."
    return f"{said} {ADOPTION}" if item.status in (COMPLETE, STOPPED) else said


ADOPTION = "As the plan says, until the committee adopts it; nothing is told about it."


def counted(plan: ReadPlan) -> Mapping[str, int]:
    """How many rows there are of each kind: all, to be decided, flagged, over, with a status."""
    return {
        "rows": len(plan.rows),
        "decide": sum(row.needs_decision for row in plan.rows),
        "flagged": sum(row.is_flagged for row in plan.rows),
        "over": sum(row.is_over for row in plan.rows),
        "stated": sum(any(field.name == "Status" for field in row.fields) for row in plan.rows),
    }
