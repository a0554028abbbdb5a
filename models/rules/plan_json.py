"""A reading as `matters read --json` prints it (interface, "JSON shapes")."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.rules.dates import DateReading
from models.rules.plan_items import PlanItem, PlanLead, PlanReading
from models.rules.plan_suggestions import usual_way
from models.rules.plan_tables import Problem


def to_json(reading: PlanReading, file: str) -> dict[str, Any]:
    """The whole reading as plain values: `file`, `accepted`, `items`, `problems`."""
    return {
        "file": file,
        "accepted": reading.accepted,
        "items": [_item(item) for item in reading.items],
        "problems": [_problem(problem) for problem in reading.problems],
    }


def _item(item: PlanItem) -> dict[str, Any]:
    revised = item.revised
    counts = revised or item.date
    return {
        "number": item.number,
        "action_no": item.action_no or None,
        "agency_group": item.agency_group,
        "recommendation": item.recommendation,
        "key_actions": list(item.key_actions),
        "evidence": list(item.evidence),
        "outcomes": list(item.outcomes),
        "milestones": list(item.milestones),
        "lead_text": item.lead_text,
        "leads": [_lead(lead, item) for lead in item.leads],
        **_date(item.date),
        "needs_decision": _waits(item, counts),
        "date_reason": item.date.why,
        "status": item.status,
        "status_text": item.cells.get(item.columns.get("status", "")),
        "rag_text": item.cells.get(item.columns.get("rag", "")),
        "progress": item.progress or None,
        "completed_date": _iso(item.completed_on),
        "revised_date_text": revised.text if revised else None,
        "revised_due": _iso(revised.due) if revised else None,
        "revisions": [_date(one) for one in item.revisions],
        "rag": item.rag or None,
        "extra": dict(item.extra),
        "carried_forward": item.carried_forward,
    }


def _waits(item: PlanItem, counts: DateReading) -> bool:
    """True where a decision is wanted of the date that counts; of its leads' where these stand."""
    if item.is_dated_by_leads:
        return any(lead.date.needs_decision for lead in item.leads)
    return counts.needs_decision


def _lead(lead: PlanLead, item: PlanItem) -> dict[str, Any]:
    """A lead with its date; one without its own is scheduled by the date that counts.

    That of its number is its own, until a revised date takes the place of all.
    """
    counts = lead.date if lead.has_own_date else item.revised or lead.date
    return {"name": lead.name, **_date(lead.date), "needs_decision": counts.needs_decision}


def _date(reading: DateReading) -> dict[str, Any]:
    return {
        "date_text": reading.text,
        "earliest": _iso(reading.earliest),
        "due": _iso(reading.due),
        "precision": reading.precision.value,
        "needs_decision": reading.needs_decision,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "row": problem.row or None,
        "column": problem.column or None,
        "message": problem.message,
        "suggestion": problem.suggestion or usual_way(problem) or None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
