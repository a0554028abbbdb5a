"""The agencies, posts and own sections of a board as a plan is laid beside them."""

from __future__ import annotations

from sqlmodel import Session, col, select

from models.governance import Agency, BoardSection
from models.people import Post, Tenure
from models.rules.plan_agencies import KnownPlaces


def known_places(session: Session, board_id: int, board: str) -> KnownPlaces:
    """What the contacts and the committee's file name: of posts those that somebody holds or held.

    A post that only a plan named is none of them, nor is the agency made for it.
    """
    held = (
        select(Post.name, Agency.name)
        .join(Agency, col(Agency.id) == col(Post.agency_id))
        .where(col(Post.board_id) == board_id, col(Post.id).in_(select(Tenure.post_id)))
        .order_by(col(Post.id))
    )
    rows = session.execute(held).tuples().all()
    own = select(BoardSection.name).where(col(BoardSection.board_id) == board_id)
    return KnownPlaces(
        board=board,
        agencies=tuple(dict.fromkeys(agency for _, agency in rows)),
        posts=tuple(post for post, _ in rows),
        own_sections=tuple(session.exec(own)),
    )
