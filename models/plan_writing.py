"""A plan entered into the register: its review, recommendations, actions, leads and dates.

All in the caller's transaction; every action has its history entry. References are given once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert
from sqlmodel import Session, SQLModel, col, select

from models.answers import Stop
from models.chain import Change, append, text_hash
from models.plan import Action, ActionLead, DueVersion, Recommendation, Review
from models.plan_places import Places
from models.plan_values import (
    CLOSED_BY_PLAN,
    anomalies_of,
    date_state,
    entry_progress,
    level_of,
)
from models.recording import number
from models.rules.dates import DateReading
from models.rules.plan_actions import PlannedAction
from models.rules.plan_items import written_cells
from models.rules.progress import Actor
from models.rules.words import (
    StopKind,
    VersionCause,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReview:
    """What is said of a review when its plan is entered."""

    reference: str
    title: str
    committee_id: int
    agreed_on: date
    commissioned_on: date | None = None
    follow_from: date | None = None
    source_name: str = ""
    source_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What an import made: references and ids only."""

    review_id: int
    references: tuple[str, ...]
    action_ids: tuple[int, ...]


@dataclass(slots=True)
class _Entry:
    """One import under way."""

    session: Session
    board_id: int
    review: NewReview
    review_id: int
    today: date
    at: datetime
    places: Places


def find_review(session: Session, board_id: int, reference: str) -> Review | None:
    """The board's review of that reference, or None."""
    query = select(Review).where(
        col(Review.board_id) == board_id, col(Review.reference) == reference
    )
    return session.exec(query).first()


def enter_plan(
    session: Session,
    board: tuple[int, str],
    review: NewReview,
    planned: Sequence[PlannedAction],
    *,
    today: date,
    at: datetime,
    by: Actor | None = None,
) -> Entered:
    """Enter planned actions under a review, which is made where it is not there yet.

    `by` is who enters them, where that is known: the first plan may come before any contacts.
    """
    board_id, board_name = board
    is_new = find_review(session, board_id, review.reference) is None
    review_id = _review(session, board_id, review, today)
    entry = _Entry(
        session=session,
        board_id=board_id,
        review=review,
        review_id=review_id,
        today=today,
        at=at,
        places=Places(session, board_id, board_name, today),
    )
    actions = _insert_actions(entry, planned)
    _insert_leads(entry, planned, actions)
    _insert_versions(entry, planned, actions)
    _insert_closures(entry, planned, actions)
    changes = (*entry.places.recording.changes, *_changes(entry, planned, actions, is_new=is_new))
    append(session, board_id, signed(changes, by), at)
    return Entered(
        review_id=review_id,
        references=tuple(f"{review.reference}/{one.reference}" for one in planned),
        action_ids=tuple(actions),
    )


def signed(changes: Iterable[Change], by: Actor | None) -> list[Change]:
    """The changes with the person who made them and the post in which; without one, as they are."""
    if by is None:
        return list(changes)
    return [
        replace(one, person_id=by.person_id, facts={**one.facts, "post": by.post_id})
        for one in changes
    ]


def _review(session: Session, board_id: int, review: NewReview, today: date) -> int:
    found = find_review(session, board_id, review.reference)
    if found is not None and found.id is not None:
        return found.id
    row = Review(
        board_id=board_id,
        committee_id=review.committee_id,
        reference=review.reference,
        title=review.title,
        agreed_on=review.agreed_on,
        commissioned_on=review.commissioned_on,
        entered_on=today,
        follow_from=review.follow_from,
        source_name=review.source_name,
        source_sha256=review.source_sha256,
    )
    session.add(row)
    session.flush()
    return number(row)


def _insert_actions(entry: _Entry, planned: Sequence[PlannedAction]) -> list[int]:
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


def _recommendations(entry: _Entry, planned: Sequence[PlannedAction]) -> list[int]:
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


def _action(
    entry: _Entry, one: PlannedAction, recommendation_id: int, place: int
) -> dict[str, Any]:
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


def short_title(review: str, number: str, section: str) -> str:
    """How an action is named in messages until the secretary sets a title of its own."""
    named = f"{review}, recommendation {number}" if number else f"{review}, recommendation"
    return f"{named}, {section}" if section else named


def _insert_leads(entry: _Entry, planned: Sequence[PlannedAction], actions: list[int]) -> None:
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


def _insert_versions(entry: _Entry, planned: Sequence[PlannedAction], actions: list[int]) -> None:
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
    entry: _Entry, action_id: int, number: int, cause: VersionCause, reading: DateReading
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


def _insert_closures(entry: _Entry, planned: Sequence[PlannedAction], actions: list[int]) -> None:
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


def _changes(
    entry: _Entry, planned: Sequence[PlannedAction], actions: list[int], *, is_new: bool
) -> list[Change]:
    review = Change(
        what="plan entered" if is_new else "plan updated",
        subject="review",
        subject_id=entry.review_id,
        holds_from=entry.today,
        facts={
            "reference": entry.review.reference,
            "agreed_on": entry.review.agreed_on,
            "commissioned_on": entry.review.commissioned_on,
            "follow_from": entry.review.follow_from,
            "source": entry.review.source_sha256,
            "actions": len(actions),
        },
    )
    pairs = zip(actions, planned, strict=True)
    return [review, *(_entered(entry, action_id, one) for action_id, one in pairs)]


def _entered(entry: _Entry, action_id: int, one: PlannedAction) -> Change:
    facts: Mapping[str, Any] = {
        "reference": f"{entry.review.reference}/{one.reference}",
        "recommendation": text_hash(one.item.recommendation),
        "leads": [entry.places.post(name, one.item.agency_group)[0] for name in one.leads],
        "date_text": text_hash(one.date.text),
        "read_as": text_hash(one.current.why),
        "precision": one.current.precision,
        "due_on": one.current.scheduled,
        "needs_decision": one.current.needs_decision,
        "status": one.item.status,
    }
    return Change(
        what="action entered",
        subject="action",
        subject_id=action_id,
        action_id=action_id,
        holds_from=entry.today,
        facts=dict(facts),
    )
