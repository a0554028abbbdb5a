"""Whole plans as boards write them, row by row, and what a careful secretary sees in each."""

from __future__ import annotations

from collections.abc import Iterator

from models.rules.plan_items import PlanItem, PlanLead, PlanReading
from models.rules.words import Priority
from tests.models.rules.plan_rows import read
from tests.readings import wanted


def read_case(case: str) -> PlanReading:
    """The reading of a plan that is written in a line: its rows parted by //, its cells by |."""
    header, *rows = [
        [cell.strip(" ").replace("\\n", "\n") for cell in row.split("|")]
        for row in case.split(" // ")
    ]
    return read(*rows, header=header)


def said(case: str) -> list[str]:
    """Each item of a plan by what it says, then what a person should know of it."""
    return lines(read_case(case))


def lines(reading: PlanReading) -> list[str]:
    """Each item by what it says, then what a person should know."""
    return [
        *("; ".join(_item(item)) for item in reading.items),
        *(f"{one.severity}, {one.code}: {one.message}" for one in reading.problems),
    ]


def _item(item: PlanItem) -> Iterator[str]:
    texts = {
        "number": item.number,
        "action number": item.action_no,
        "agency": item.agency_group,
        "for, as above" if item.carried_forward else "for": item.recommendation,
        "do": " / ".join(item.key_actions),
        "evidence": " / ".join(item.evidence),
        "outcomes": " / ".join(item.outcomes),
        "milestones": " / ".join(item.milestones),
        "leads": ", ".join(map(_lead, item.leads)),
        "date": _day(item.date.due) if item.date.text else "",
        "revised": ", ".join(_day(one.due) for one in item.revisions),
        "status": "" if item.status == "open" else item.status,
        "on": _day(item.completed_on) if item.completed_on else "",
        "progress": item.progress,
        "colour": item.rag,
        "priority": "" if item.priority is Priority.NORMAL else item.priority,
    } | {f"({heading})": text for heading, text in item.extra.items()}
    yield f"row {item.file_row}"
    yield from (f"{name}: {text}" for name, text in texts.items() if text)


def _lead(lead: PlanLead) -> str:
    number = f"{lead.label}. " if lead.label else ""
    own = f" by {_day(lead.date.due)}" if lead.has_own_date or lead.label else ""
    return f"{number}{lead.name}{own}{' (one?)' if lead.is_unsure else ''}"


def _day(day: object) -> str:
    return str(day or "no day")


def test_what_a_plan_says() -> None:
    """Every row and cell has its meaning, and what a person should know is said."""
    plans = wanted("plans")
    assert {plan: said(plan) for plan in plans} == plans
