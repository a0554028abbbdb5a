"""A review as its plan is entered: found by its reference, or made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.plan import Review
from models.recording import number


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


def find_review(session: Session, board_id: int, reference: str) -> Review | None:
    """The board's review of that reference, or None."""
    query = select(Review).where(
        col(Review.board_id) == board_id, col(Review.reference) == reference
    )
    return session.exec(query).first()


def review_entered(session: Session, board_id: int, review: NewReview, today: date) -> int:
    """The number of the review of that reference, which is made where it is not there yet."""
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
