"""Rows found by the words people use: a reference, a post, a person, a committee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, or_
from sqlmodel import Session, col, select

from models.answers import Stop
from models.asking import said
from models.governance import Agency, Board, Committee, Meeting
from models.people import Address, Person, Post, Tenure
from models.plan import Action, DueVersion, Review
from models.prepared import Prepared
from models.rules.contacts import match_key
from models.rules.mail_address import address_key
from models.rules.words import Division


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """A board's own particulars."""

    board_id: int
    name: str
    division: Division
    marking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """Where an action stands in the register."""

    action_id: int
    board_id: int
    review_id: int
    reference: str
    struck_on: date | None = None


# Most commands ask these: writing one down costs more than asking it.
_BOARDS = Prepared(
    select(col(Board.id), col(Board.name), col(Board.division), col(Board.marking)).order_by(
        col(Board.id)
    )
)
_WHERE_IT_STANDS: tuple[Any, ...] = (
    *(col(Action.id), col(Action.board_id), col(Action.review_id)),
    *(col(Action.reference), col(Action.struck_on)),
)
_ACTION = Prepared(
    select(*_WHERE_IT_STANDS).where(
        # By board, as the index has it.
        col(Action.board_id).in_(select(col(Board.id))),
        col(Action.reference) == bindparam("reference"),
    )
)


def board_rows(session: Session) -> tuple[BoardRow, ...]:
    """The boards of the register, in the order in which they were entered."""
    session.flush()  # what was added just now is known as well
    return tuple(
        BoardRow(board_id=board_id, name=name, division=division, marking=marking)
        for board_id, name, division, marking in said(session, _BOARDS)
    )


def find_action(session: Session, reference: str) -> ActionRow | None:
    """The action of that reference, in any board, or None."""
    session.flush()  # as above
    rows = said(session, _ACTION, reference=reference)
    if not rows:
        return None
    names = ActionRow.__slots__
    return ActionRow(**dict(zip(names, rows[0], strict=True)))


def reference_of(session: Session, action_id: int) -> str:
    """The reference of the action of that id."""
    return session.exec(select(Action.reference).where(col(Action.id) == action_id)).one()


def review_of(session: Session, action_id: int) -> int:
    """The id of the review that an action belongs to."""
    return session.exec(select(Action.review_id).where(col(Action.id) == action_id)).one()


def committees_over(session: Session, action_id: int | None) -> tuple[int, ...]:
    """The committee that oversees an action's review; empty for none."""
    query = (
        select(Review.committee_id)
        .join(Action, col(Action.review_id) == col(Review.id))
        .where(col(Action.id) == action_id)
    )
    return tuple(session.exec(query))


def review_board(session: Session, reference: str) -> tuple[int, int] | None:
    """The id of the review of that reference and its board's, or None."""
    row = session.execute(
        select(Review.id, Review.board_id).where(col(Review.reference) == reference)
    ).first()
    return (row[0], row[1]) if row is not None else None


def concluded_on(session: Session, review_id: int) -> date | None:
    """The day on which a review was concluded; None while it is followed."""
    query = select(col(Review.concluded_on)).where(col(Review.id) == review_id)
    return session.exec(query).first()


def closures_to_adopt(session: Session, review_id: int) -> tuple[int, ...]:
    """The actions of a review that its plan recorded as closed, awaiting the committee's word."""
    query = (
        select(col(Action.id))
        .join(Stop, col(Stop.action_id) == col(Action.id))
        .where(
            col(Action.review_id) == review_id,
            col(Stop.awaiting_adoption).is_(True),
            col(Stop.until_on).is_(None),
            col(Stop.struck_on).is_(None),
        )
        .order_by(col(Action.place), col(Action.id))
    )
    return tuple(i for i in session.exec(query) if i is not None)


def review_alike(session: Session, reference: str) -> str | None:
    """The reference of a review, in any board, that reads the same but for case; else None."""
    query = select(Review.reference).where(func.lower(col(Review.reference)) == reference.lower())
    return session.exec(query).first()


def committees_of(session: Session, board_id: int) -> dict[str, int]:
    """Per name of a committee of the board its id."""
    query = select(Committee.name, Committee.id).where(col(Committee.board_id) == board_id)
    return {name: i for name, i in session.execute(query) if i is not None}


def meeting_id(session: Session, committee_id: int, held_on: date) -> int | None:
    """The committee's meeting on a day, unless it was cancelled."""
    query = select(Meeting.id).where(
        col(Meeting.committee_id) == committee_id,
        col(Meeting.held_on) == held_on,
        col(Meeting.cancelled_on).is_(None),
    )
    return session.exec(query).first()


def proposed_due_on(session: Session, action_id: int) -> date | None:
    """The day that the current reading of an action's date proposes, awaiting a person's word."""
    query = (
        select(col(DueVersion.proposed_due_on))
        .where(col(DueVersion.action_id) == action_id, col(DueVersion.struck_on).is_(None))
        .order_by(col(DueVersion.number).desc())
        .limit(1)
    )
    return session.exec(query).first()


def persons_named(session: Session, board_id: int, by: str, day: date) -> dict[int, list[int]]:
    """Per person that `by` may mean (a post they hold, a name, an address) the posts they hold.

    Empty where nobody is meant; more than one where the words are ambiguous.
    """
    wanted = _meant(session, board_id, by, day)
    held = (
        select(Tenure.person_id, Tenure.post_id)
        .join(Post, col(Post.id) == col(Tenure.post_id))
        .where(
            col(Post.board_id) == board_id,
            col(Tenure.person_id).in_(wanted),
            col(Tenure.from_on) <= day,
            or_(col(Tenure.until_on).is_(None), col(Tenure.until_on) > day),
        )
        .order_by(col(Tenure.id))
    )
    found: dict[int, list[int]] = {person: [] for person in wanted}
    for person, post in session.execute(held):
        found[person].append(post)
    return found


def _meant(session: Session, board_id: int, by: str, day: date) -> list[int]:
    """The holder of the post so named; else the persons of that name or address."""
    holders = (
        select(Tenure.person_id)
        .join(Post, col(Post.id) == col(Tenure.post_id))
        .where(
            col(Post.board_id) == board_id,
            col(Post.match_key) == match_key(by),
            col(Tenure.from_on) <= day,
            or_(col(Tenure.until_on).is_(None), col(Tenure.until_on) > day),
        )
    )
    found = list(session.exec(holders))
    if found:
        return found
    people = (
        select(Person.id)
        .outerjoin(Address, col(Address.person_id) == col(Person.id))
        .where(
            col(Person.board_id) == board_id,
            or_(col(Person.name) == by.strip(), col(Address.match_key) == address_key(by)),
        )
        .distinct()
    )
    return [i for i in session.exec(people) if i is not None]


def last_holder(session: Session, board_id: int, post: str, day: date) -> int | None:
    """Who left a post of that name last, by a day; None where nobody has."""
    query = (
        select(Tenure.person_id)
        .join(Post, col(Post.id) == col(Tenure.post_id))
        .where(
            col(Post.board_id) == board_id,
            col(Post.match_key) == match_key(post),
            col(Tenure.until_on) <= day,
        )
        .order_by(col(Tenure.until_on).desc(), col(Tenure.id).desc())
    )
    return session.exec(query).first()


def post_named(session: Session, board_id: int, name: str) -> int | None:
    """The id of the board's post of that name, or None."""
    query = select(Post.id).where(
        col(Post.board_id) == board_id, col(Post.match_key) == match_key(name)
    )
    return session.exec(query).first()


def agency_named(session: Session, board_id: int, name: str) -> int | None:
    """The id of the board's agency of that name, or None."""
    query = select(Agency.id, Agency.name).where(col(Agency.board_id) == board_id)
    key = match_key(name)
    return next((i for i, known in session.exec(query) if match_key(known) == key), None)
