"""The rows of planned actions: recommendations, actions, leads, dates, what the plan closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert
from sqlmodel import Session, SQLModel, col, select

from models.answers import Stop
from models.plan import Action, ActionLead, DueVersion, Recommendation
from models.plan_places import Places
from models.plan_values import (
    CLOSED_BY_PLAN,
    anomalies_of,
    date_state,
    entry_progress,
    level_of,
    short_title,
)
from models.review_writing import NewReview
from models.rules.dates import DateReading
from models.rules.plan_actions import PlannedAction
from models.rules.plan_items import written_cells
from models.rules.words import StopKind, VersionCause


@dataclass(slots=True)
class Entry:
    """One import under way."""

    session: Session
    board_id: int
    review: NewReview
    review_id: int
    today: date
    at: datetime
    places: Places


def insert_planned(entry: Entry, planned: Sequence[PlannedAction]) -> list[int]:
    """The numbers of the actions, which have their leads, their dates and their closures."""
    actions = _insert_actions(entry, planned)
    _insert_leads(entry, planned, actions)
    _insert_versions(entry, planned, actions)
    _insert_closures(entry, planned, actions)
    return actions


def _insert_actions(entry: Entry, planned: Sequence[PlannedAction]) -> list[int]:
    recommendations = _recommendations(entry, planned)
    start = _many(entry.session, entry.review_id)
    rows = [
        _action(entry, one, recommendations[place], start + place)
        for place, one in enumerate(planned)
    ]
    return inserted(entry.session, Action, rows)


def _many(session: Session, review_id: int) -> int:
    """How many actions a review has."""
    query = select(func.count()).select_from(Action).where(col(Action.review_id) == review_id)
    return session.exec(query).one()


def inserted(session: Session, table: type[SQLModel], rows: list[dict[str, Any]]) -> list[int]:
    """Insert rows in one statement; their ids in the order given."""
    if not rows:
        return []
    key = table.__table__.c.id  # type: ignore[attr-defined]
    statement = insert(table).returning(key, sort_by_parameter_order=True)
    return list(session.scalars(statement, rows))


def _recommendations(entry: Entry, planned: Sequence[PlannedAction]) -> list[int]:
    """One recommendation a row of the plan; the actions of one row share it."""
    items = {one.item.row: one.item for one in planned}
    rows = [
        {
            "review_id": entry.review_id,
            "place": item.row,
            "number": item.number,
            "section": item.agency_group,
            "text": item.recommendation,
            "written": written_cells(item),
        }
        for item in items.values()
    ]
    by_row = dict(zip(items, inserted(entry.session, Recommendation, rows), strict=True))
    return [by_row[one.item.row] for one in planned]


def _action(entry: Entry, one: PlannedAction, recommendation_id: int, place: int) -> dict[str, Any]:
    item = one.item
    posts = [entry.places.post(name, item.agency_group) for name in one.leads]
    own = entry.places.is_own(item.agency_group)
    section_agency = entry.places.agency(item.agency_group)
    closed = item.status in CLOSED_BY_PLAN
    start = max(entry.today, entry.review.follow_from or entry.today)
    return {
        "board_id": entry.board_id,
        "review_id": entry.review_id,
        "recommendation_id": recommendation_id,
        "agency_id": (posts[0][1] if posts else None) or section_agency,
        "reference": f"{entry.review.reference}/{one.reference}",
        "place": place,
        "short_title": short_title(entry.review.title, item.number, item.agency_group),
        "level": level_of(posts, own=own),
        "board_own": own,
        "priority": item.priority,
        "key_actions": list(item.key_actions),
        "evidence_wanted": list(item.evidence),
        "outcomes": list(item.outcomes),
        "milestones": list(item.milestones),
        "lead_text": item.lead_text,
        "date_text": one.date.text,
        "extra": dict(item.extra),
        "anomalies": anomalies_of(one.current),
        "entered_on": entry.today,
        "follow_from": entry.review.follow_from,
        "entry_progress": entry_progress(one),
        "next_on": None if closed else start,
    }


def _insert_leads(entry: Entry, planned: Sequence[PlannedAction], actions: list[int]) -> None:
    rows = [
        {
            "action_id": action_id,
            "post_id": entry.places.post(name, one.item.agency_group)[0],
            "place": place,
            "as_written": name,
            "from_on": entry.today,
        }
        for action_id, one in zip(actions, planned, strict=True)
        for place, name in enumerate(one.leads)
    ]
    if rows:
        entry.session.execute(insert(ActionLead), rows)


def _insert_versions(entry: Entry, planned: Sequence[PlannedAction], actions: list[int]) -> None:
    rows = []
    for action_id, one in zip(actions, planned, strict=True):
        rows.append(_version(entry, action_id, 1, VersionCause.ENTERED, one.date))
        rows += [
            _version(entry, action_id, number, VersionCause.PLAN_REVISED, reading)
            for number, reading in enumerate(one.revisions, 2)
        ]
    if rows:
        entry.session.execute(insert(DueVersion), rows)


def _version(
    entry: Entry, action_id: int, number: int, cause: VersionCause, reading: DateReading
) -> dict[str, Any]:
    return {
        "action_id": action_id,
        "number": number,
        "from_on": entry.today,
        "recorded_at": entry.at,
        "cause": cause,
        "date_state": date_state(reading),
        "as_written": reading.text,
        "read_as": reading.why,
        "earliest_on": reading.earliest,
        "due_on": reading.scheduled,
        "proposed_due_on": reading.due if reading.needs_decision else None,
        "precision": reading.precision,
    }


def _insert_closures(entry: Entry, planned: Sequence[PlannedAction], actions: list[int]) -> None:
    """What the plan says is over stays as it says, until the committee adopts its record."""
    rows = [
        {
            "action_id": action_id,
            "kind": StopKind.CLOSURE,
            "from_on": one.item.completed_on or entry.today,
            "recorded_at": entry.at,
            "closed_as": CLOSED_BY_PLAN[one.item.status],
            "awaiting_adoption": True,
            "reason": "as the plan says",
        }
        for action_id, one in zip(actions, planned, strict=True)
        if one.item.status in CLOSED_BY_PLAN
    ]
    if rows:
        entry.session.execute(insert(Stop), rows)
