"""A plan entered into the register: its review, its actions, and what the history has of both.

All in the caller's transaction; every action has its history entry. References are given once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from models.chain import Change, append, text_hash
from models.plan_places import Places
from models.planned_rows import Entry, insert_planned
from models.review_writing import NewReview, find_review, review_entered
from models.rules.plan_actions import PlannedAction
from models.rules.progress import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What an import made: references and ids only."""

    review_id: int
    references: tuple[str, ...]
    action_ids: tuple[int, ...]


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
    review_id = review_entered(session, board_id, review, today)
    entry = Entry(
        session=session,
        board_id=board_id,
        review=review,
        review_id=review_id,
        today=today,
        at=at,
        places=Places(session, board_id, board_name, today),
    )
    actions = insert_planned(entry, planned)
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


def _changes(
    entry: Entry, planned: Sequence[PlannedAction], actions: list[int], *, is_new: bool
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


def _entered(entry: Entry, action_id: int, one: PlannedAction) -> Change:
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
