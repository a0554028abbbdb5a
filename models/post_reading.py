"""The posts of a board: who holds each from when to when, and whom no message reaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from models.people import Address, Post, Tenure
from models.rules.facts import PostFacts
from models.rules.facts import Tenure as TenureFacts


def posts(session: Session, board_id: int) -> dict[int, PostFacts]:
    """Per id the posts of a board, each with all its tenures, the earliest first."""
    tenures = _tenures(session, board_id)
    rows: Any = session.connection().execute(_posts_of(board_id))
    return {
        i: PostFacts(
            post_id=i,
            name=name,
            agency_id=agency,
            kind=kind,
            deputy_id=deputy,
            channel=channel,
            teams_secret=secret,
            tenures=tuple(tenures.get(i, ())),
        )
        for i, name, agency, kind, deputy, channel, secret in rows
    }


# A day's run asks these of a board several times: writing one down costs more than asking it.
@cache
def _posts_of(board_id: int) -> Select[Any]:
    return (
        select(
            col(Post.id),
            col(Post.name),
            col(Post.agency_id),
            col(Post.kind),
            col(Post.deputy_post_id),
            col(Post.channel),
            col(Post.teams_secret),
        )
        .where(col(Post.board_id) == board_id)
        .order_by(col(Post.id))
    )


@cache
def _tenures_of(board_id: int) -> Select[Any]:
    return (
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


@cache
def _addresses_of(board_id: int) -> Select[Any]:
    return select(col(Address.person_id), col(Address.undeliverable_on)).where(
        col(Address.board_id) == board_id, col(Address.until_on).is_(None)
    )


def _tenures(session: Session, board_id: int) -> dict[int, list[TenureFacts]]:
    found: dict[int, list[TenureFacts]] = defaultdict(list)
    rows: Any = session.connection().execute(_tenures_of(board_id))
    for i, post, person, start, end in rows:
        found[post].append(TenureFacts(tenure_id=i, person_id=person, from_on=start, until_on=end))
    return found


def unreachable(
    session: Session, board_id: int, posts: Iterable[PostFacts]
) -> tuple[frozenset[int], frozenset[int]]:
    """Persons whose address was refused, and holders of the posts who have no address."""
    addressed: dict[int, bool] = {}
    for person, refused_on in session.connection().execute(_addresses_of(board_id)):
        addressed[person] = addressed.get(person, False) or refused_on is None
    holders = {tenure.person_id for post in posts for tenure in post.tenures}
    refused = frozenset(person for person, good in addressed.items() if not good)
    return refused, frozenset(holders - addressed.keys())
