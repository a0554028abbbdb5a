"""The findings of self-checks by the committee whose secretary and pack are told of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from models.audit_writing import AUDIT, check_of
from models.history import History
from models.plan import Action, Review
from models.rules.audit_facts import Finding


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding belongs: the reference of its action, and the committee that oversees it."""

    reference: str
    committee_id: int


def places(session: Session, found: Iterable[Finding]) -> dict[int, Place]:
    """Per action of the findings where it belongs."""
    ids = {one.action_id for one in found if one.action_id is not None}
    if not ids:
        return {}
    rows: Any = session.execute(
        select(col(Action.id), col(Action.reference), col(Review.committee_id))
        .join(Review, col(Review.id) == col(Action.review_id))
        .where(col(Action.id).in_(ids))
    )
    return {action: Place(reference, committee) for action, reference, committee in rows}


def of_committee(
    session: Session, committee_id: int, found: tuple[Finding, ...]
) -> Iterator[tuple[str, Finding]]:
    """The findings of a committee's actions, and those of no action, with their references."""
    known = places(session, found)
    for one in found:
        place = known.get(one.action_id) if one.action_id is not None else Place("", committee_id)
        if place is not None and place.committee_id == committee_id:
            yield place.reference, one


def found_between(
    session: Session, board_id: int, after: int, until: int | None
) -> tuple[Finding, ...]:
    """What self-checks found anew after a place of the history, up to and including another."""
    query = select(col(History.facts), col(History.holds_from)).where(
        col(History.board_id) == board_id, col(History.what) == AUDIT, col(History.seq) > after
    )
    if until is not None:
        query = query.where(col(History.seq) <= until)
    rows: Any = session.execute(query.order_by(col(History.seq)))
    return tuple(one for text, on in rows for one in check_of(text, on).new)
