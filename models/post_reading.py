"""The posts of a board: who holds each from when to when, and whom no message reaches."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from models.people import Address, Post, Tenure
from models.rules.facts import PostFacts
from models.rules.facts import Tenure as TenureFacts


def posts(session: Session, board_id: int) -> dict[int, PostFacts]:
    """Per id the posts of a board, each with all its tenures, the earliest first."""
    tenures = _tenures(session, board_id)
    query = (
        select(
            col(Post.id),
            col(Post.name),
            col(Post.agency_id),
            col(Post.kind),
            col(Post.deputy_post_id),
            col(Post.channel),
        )
        .where(col(Post.board_id) == board_id)
        .order_by(col(Post.id))
    )
    rows: Any = session.connection().execute(query)
    return {
        i: PostFacts(
            post_id=i,
            name=name,
            agency_id=agency,
            kind=kind,
            deputy_id=deputy,
            channel=channel,
            tenures=tuple(tenures.get(i, ())),
        )
        for i, name, agency, kind, deputy, channel in rows
    }


def _tenures(session: Session, board_id: int) -> dict[int, list[TenureFacts]]:
    found: dict[int, list[TenureFacts]] = defaultdict(list)
    query = (
        select(
            col(Tenure.id),
            col(Tenure.post_id),
            col(Tenure.person_id),
            col(Tenure.from_on),
            col(Tenure.until_on),
        )
        .join(Post, col(Post.id) == col(Tenure.post_id))
        .where(col(Post.board_id) == board_id)
        .order_by(col(Tenure.from_on), col(Tenure.id))
    )
    rows: Any = session.connection().execute(query)
    for i, post, person, start, end in rows:
        found[post].append(TenureFacts(tenure_id=i, person_id=person, from_on=start, until_on=end))
    return found


def unreachable(session: Session, board_id: int) -> tuple[frozenset[int], frozenset[int]]:
    """Persons whose address was refused, and persons who have no address."""
    query = select(col(Address.person_id), col(Address.undeliverable_on)).where(
        col(Address.board_id) == board_id, col(Address.until_on).is_(None)
    )
    addressed: dict[int, bool] = {}
    for person, refused_on in session.connection().execute(query):
        addressed[person] = addressed.get(person, False) or refused_on is None
    held = (
        select(col(Tenure.person_id))
        .join(Post, col(Post.id) == col(Tenure.post_id))
        .where(col(Post.board_id) == board_id)
        .distinct()
    )
    holders = set(session.connection().scalars(held))
    refused = frozenset(person for person, good in addressed.items() if not good)
    return refused, frozenset(holders - addressed.keys())
