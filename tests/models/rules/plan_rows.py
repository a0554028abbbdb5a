"""Rows of a plan in the six columns, and how a table of them is read."""

from __future__ import annotations

from datetime import date

from models.rules.calendar import Calendar
from models.rules.plan_tables import tables
from models.rules.plans import PlanReading, read_plan

CALENDAR = Calendar(first=date(2008, 1, 1), last=date(2030, 12, 31))
HEADER = ["Recommendation", "Key Actions", "Evidence", "Key Outcome(s)", "Lead Officer", "Date"]


def read(
    *rows: list[str], header: list[str] | None = None, headings: dict[str, list[str]] | None = None
) -> PlanReading:
    """The reading of a table of these rows under this header, and a board's own headings."""
    grid = list(enumerate([header or HEADER, *rows], 1))
    return read_plan(
        tables("", grid, headings=headings),
        headings=headings,
        agreed_on=date(2010, 10, 20),
        commissioned_on=date(2010, 4, 20),
        calendar=CALENDAR,
    )


def row(
    recommendation: str = "1. Share records",
    actions: str = "Write a protocol",
    lead: str = "Matron",
    due: str = "March 2011",
    evidence: str = "Protocol",
) -> list[str]:
    """A row of the six columns, sound unless a test says otherwise."""
    return [recommendation, actions, evidence, "Safer children", lead, due]
