"""The posts of a board: who holds each from when to when, and whom no message reaches."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.asking import Question, firsts, of, said
from models.people import Address, Post, Tenure
from models.rules.facts import PostFacts
from models.rules.facts import Tenure as TenureFacts


def posts(
    session: Session, board_id: int, chosen: Select[Any] | None = None
) -> dict[int, PostFacts]:
    """Per id the posts of a board, each with all its tenures, the earliest first.

    Only those whose ids are chosen, where that is given.
    """
    tenures = _tenures(session, board_id, chosen)
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
        for i, name, agency, kind, deputy, channel, secret in said(
            session, _posts_of(board_id, chosen)
        )
    }


# A day's run asks these of a board several times: writing one down costs more than asking it.
@cache
def _posts_of(board_id: int, chosen: Select[Any] | None) -> Question:
    query = (
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
    return of(chosen, query if chosen is None else query.where(col(Post.id).in_(chosen)))


@cache
def _tenures_of(board_id: int, chosen: Select[Any] | None) -> Question:
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
    return of(chosen, query if chosen is None else query.where(col(Tenure.post_id).in_(chosen)))


@cache
def _refused_of(board_id: int) -> Question:
    """Persons of whose addresses that hold none takes messages."""
    good = aliased(Address)
    query = (
        select(col(Address.person_id))
        .where(
            col(Address.board_id) == board_id,
            col(Address.until_on).is_(None),
            col(Address.undeliverable_on).is_not(None),
            ~exists().where(
                col(good.person_id) == col(Address.person_id),
                col(good.board_id) == board_id,
                col(good.until_on).is_(None),
                col(good.undeliverable_on).is_(None),
            ),
        )
        .distinct()
    )
    return of(None, query)


@cache
def _unaddressed_of(board_id: int, chosen: Select[Any] | None) -> Question:
    addressed = exists().where(
        col(Address.person_id) == col(Tenure.person_id), col(Address.until_on).is_(None)
    )
    query = (
        select(col(Tenure.person_id))
        .join(Post, col(Post.id) == col(Tenure.post_id))
        .where(col(Post.board_id) == board_id, ~addressed)
        .distinct()
    )
    return of(chosen, query if chosen is None else query.where(col(Tenure.post_id).in_(chosen)))


def _tenures(
    session: Session, board_id: int, chosen: Select[Any] | None
) -> dict[int, list[TenureFacts]]:
    found: dict[int, list[TenureFacts]] = defaultdict(list)
    for i, post, person, start, end in said(session, _tenures_of(board_id, chosen)):
        found[post].append(TenureFacts(tenure_id=i, person_id=person, from_on=start, until_on=end))
    return found


def refused(session: Session, board_id: int) -> frozenset[int]:
    """Persons whose address was refused."""
    return frozenset(firsts(session, _refused_of(board_id)))


def unaddressed(
    session: Session, board_id: int, chosen: Select[Any] | None = None
) -> frozenset[int]:
    """Persons who have no address, of all or of those who hold the chosen posts."""
    return frozenset(firsts(session, _unaddressed_of(board_id, chosen)))
