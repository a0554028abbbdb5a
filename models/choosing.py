"""Which of a board's actions a person asks for: a selection that grows with what is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, or_, select
from sqlmodel import Session, col

from models.action_reading import all_of
from models.asking import ASKED, KEPT, ask_of
from models.concerned_reading import ids
from models.people import Post
from models.plan import Action, ActionLead


@dataclass(frozen=True, slots=True, kw_only=True)
class Of:
    """The review, the lead post and the agency of which actions are asked for; None for any."""

    review_id: int | None = None
    post_id: int | None = None
    agency_id: int | None = None


def actions_of(session: Session, board_id: int, of: Of) -> Select[Any]:
    """The ids of the board's actions that are those, or were so on some day.

    A post's are found by the post: a database that knows nothing of either would look through the
    board's first.
    """
    if of.post_id is not None:
        ask_of(session, ids(session, _led_by(of.post_id)))
    if of == Of(post_id=of.post_id):
        return _THEIRS if of.post_id is not None else all_of(board_id)
    ask_of(session, ids(session, _narrowed(board_id, of)))
    return ASKED


_THEIRS: Select[Any] = select(col(Action.id)).where(
    col(Action.id).in_(ASKED), col(Action.struck_on).is_(None)
)


def _narrowed(board_id: int, of: Of) -> Select[Any]:
    query = _THEIRS if of.post_id is not None else all_of(board_id)
    if of.review_id is not None:
        query = query.where(col(Action.review_id) == of.review_id)
    if of.agency_id is not None:
        led = _led_for(of.agency_id)
        query = query.where(or_(col(Action.agency_id) == of.agency_id, col(Action.id).in_(led)))
    return query


def _led_by(post_id: int) -> Select[Any]:
    return select(col(ActionLead.action_id)).where(col(ActionLead.post_id) == post_id)


def _led_for(agency_id: int) -> Select[Any]:
    """The actions that a post of the agency leads, whatever section of the plan they stand in."""
    return (
        select(col(ActionLead.action_id))
        .join(Post, col(Post.id) == col(ActionLead.post_id))
        .where(col(Post.agency_id) == agency_id)
    )


@lru_cache(KEPT)
def leads_of(chosen: Select[Any]) -> Select[Any]:
    """The ids of the posts that lead the chosen actions, or did."""
    return select(col(ActionLead.post_id)).where(col(ActionLead.action_id).in_(chosen))
