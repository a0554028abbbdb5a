"""Whose actions are asked again where a post, its holder or an address is another (rule 7).

All in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import exists, or_, select, update
from sqlmodel import Session, col

from models.answers import Stop
from models.asking import these
from models.day_writing import ask_all
from models.people import Post, Tenure
from models.plan import Action, ActionLead
from models.rules.words import PostKind, StopKind

# Whoever holds one of these stands in for any lead of the agency or the board (rule 7), or hears
# of its vacancies.
STAND_INS = frozenset(
    {
        PostKind.SAFEGUARDING_LEAD,
        PostKind.BOARD_MEMBER,
        PostKind.SECRETARY,
        PostKind.CHAIR,
        PostKind.INDEPENDENT_CHAIR,
    }
)


def ask_leads_again(session: Session, post_ids: Iterable[int], today: date) -> None:
    """Have the open actions that posts lead or contribute to asked today at the latest.

    Those too for whose leads one of the posts may stand in: of an agency's safeguarding lead and
    of an officer they are any of the board's.
    """
    asked = _with_those_stood_in_for(session, post_ids)
    for board_id in {board for _, kind, board in asked if kind in STAND_INS}:
        ask_all(session, board_id)
    closed = exists().where(
        col(Stop.action_id) == col(Action.id),
        col(Stop.kind) == StopKind.CLOSURE,
        col(Stop.until_on).is_(None),
        col(Stop.struck_on).is_(None),
    )
    led = select(col(ActionLead.action_id)).where(
        col(ActionLead.post_id).in_(these(post for post, _, _ in asked)),
        col(ActionLead.until_on).is_(None),
        col(ActionLead.struck_on).is_(None),
    )
    session.execute(
        update(Action)
        .where(
            col(Action.id).in_(led),
            or_(col(Action.next_on).is_(None), col(Action.next_on) > today),
            ~closed,
        )
        .values(next_on=today)
        .execution_options(synchronize_session=False)
    )


def ask_leads_of(session: Session, person_id: int, today: date) -> None:
    """The same of the posts that a person holds: whether they can be told has changed."""
    held = select(col(Tenure.post_id)).where(
        col(Tenure.person_id) == person_id,
        or_(col(Tenure.until_on).is_(None), col(Tenure.until_on) > today),
    )
    ask_leads_again(session, session.execute(held).scalars(), today)


def _with_those_stood_in_for(
    session: Session, post_ids: Iterable[int]
) -> Sequence[tuple[int, PostKind, int]]:
    """The posts, and those whose deputies they are: each with its kind and its board."""
    ids = set(post_ids)
    theirs = or_(col(Post.id).in_(these(ids)), col(Post.deputy_post_id).in_(these(ids)))
    query = select(col(Post.id), col(Post.kind), col(Post.board_id)).where(theirs)
    return session.execute(query).tuples().all() if ids else ()
