"""A reading as it is shown to people: each row of the plan as written beside how it was read.

Source: procedure, "Dates as plans write them" (keep the text for ever; one sentence why).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.rules.plan_actions import PlannedAction
from models.rules.plan_fields import COMPLETE, STOPPED, UNSAID, ReadField, fields_of
from models.rules.plan_items import PlanItem, PlanReading
from models.rules.plan_suggestions import DATES, suggestion_of
from models.rules.plan_tables import Problem

_PLACE = re.compile(
    r"row \d+ \("
    r"(?:page \d+|(?:row|line) \d+ of (?:the file|the plan's table \d+|the sheet “[^”]*”))\)"
    r"(?:, (?:[^:]|:(?! ))*)?: ",
    re.IGNORECASE,
)


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
class ReadRow:
    """One row of a plan: what it is known by, its cells, and what a person should know of it."""

    row: int
    file_row: int
    page: int
    table: str
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
    reading: PlanReading,
    file: str,
    planned: Sequence[PlannedAction],
    review: str = "",
    known: Collection[str] = (),
) -> ReadPlan:
    """Every row of a reading beside its actions' references, with each problem in its place.

    `known` are the references that the register has already: of these no date is to be decided.
    """
    said: dict[int, list[Problem]] = defaultdict(list)
    for problem in reading.problems:
        said[problem.row].append(problem)
    actions: dict[int, list[PlannedAction]] = defaultdict(list)
    for one in planned:
        actions[one.item.row].append(one)
    rows = []
    for item in reading.items:
        whose = _Whose(item, tuple(actions[item.row]), review, known)
        rows.append(_row(item, whose, said[item.row]))
    known_rows = {item.row for item in reading.items}
    whole = tuple(_of_file(one) for one in reading.problems if one.row not in known_rows)
    return ReadPlan(file=file, rows=tuple(rows), remarks=whole, accepted=reading.accepted)


@dataclass(frozen=True, slots=True)
class Way:
    """How a row's date is settled: by which reference, whether a day is proposed, or why it is.

    `passed_over` is the column of a date that a revised one has taken the place of; "-" for none.
    """

    reference: str
    proposed: date | None
    settled: str
    passed_over: str = "-"


ACTION = "ACTION"  # where no action has a reference yet


class _Whose:
    """The actions of a row: their references, and what is left to decide of their dates."""

    def __init__(
        self,
        item: PlanItem,
        actions: Sequence[PlannedAction],
        review: str,
        known: Collection[str],
    ) -> None:
        self.is_over = item.status in (COMPLETE, STOPPED)
        self.references = tuple(f"{review}/{one.reference}" for one in actions if review)
        new = [one for one in actions if one.reference not in known]
        undecided = [one for one in new if one.current.needs_decision]
        self.needs_decision = bool(undecided) and not self.is_over
        settled = STANDS if actions and not new else NO_DATE_WANTED if self.is_over else ""
        first = next((one for one in undecided if one.current.due), None)
        asked = first or next(iter(undecided), None)
        self.way = Way(
            reference=f"{review}/{asked.reference}" if review and asked else ACTION,
            proposed=first.current.due if first else None,
            settled=settled,
            passed_over=_passed_over(item) if actions and not undecided else "-",
        )


def _passed_over(item: PlanItem) -> str:
    """The heading of a date that a revised date in another column has taken the place of."""
    date, revised = item.columns.get("date", "-"), item.columns.get("revised", "-")
    return date if item.revisions and revised not in (date, "-") else "-"


STANDS = "It is in the register already; what counts is the date that stands there."
REVISED = "The revised date is what counts."
NO_DATE_WANTED = "It is over, as the plan says; no date is wanted."


def _remark(problem: Problem, way: Way) -> Remark:
    says = _PLACE.sub("", problem.message, count=1)
    instead = REVISED if problem.column == way.passed_over else ""
    settled = way.settled or instead if problem.code in {*DATES, "missing_date"} else ""
    return Remark(
        severity="note" if settled else problem.severity,
        column=problem.column,
        says=says[:1].upper() + says[1:],
        suggestion=settled or suggestion_of(problem, way.reference, way.proposed),
    )


def _of_file(problem: Problem) -> Remark:
    """A problem of the file, or of a row that was not read: with its place."""
    says, way = problem.message, suggestion_of(problem, ACTION, None)
    column = "" if problem.row else problem.column
    return Remark(severity=problem.severity, column=column, says=says, suggestion=way)


def _row(item: PlanItem, whose: _Whose, problems: Sequence[Problem]) -> ReadRow:
    return ReadRow(
        row=item.row,
        file_row=item.file_row,
        page=item.page,
        table=item.table,
        number=item.number,
        section=item.agency_group,
        references=whose.references,
        recommendation=item.recommendation,
        fields=tuple(fields_of(item)),
        remarks=tuple(_remark(problem, whose.way) for problem in problems),
        needs_decision=whose.needs_decision,
        is_over=whose.is_over,
    )


def counted(plan: ReadPlan) -> Mapping[str, int]:
    """How many rows there are of each kind: all, to be decided, flagged, over, with a status."""
    return {
        "rows": len(plan.rows),
        "decide": sum(row.needs_decision for row in plan.rows),
        "flagged": sum(row.is_flagged for row in plan.rows),
        "over": sum(row.is_over for row in plan.rows),
        "stated": sum(all(field.why != UNSAID for field in row.fields) for row in plan.rows),
    }
