"""Who is told in fact: the holder of a post, or who stands in for it.

Source: procedure.md, rule 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.rules.addressees import Addressee, addressees, leads_of, post_of
from models.rules.facts import ActionFacts, BoardFacts, CommitteeFacts, PostFacts, Tenure
from models.rules.quick import quickly_made
from models.rules.words import PostKind, Step


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """The post and person that are told, and the vacant post they stand in for, if any."""

    post_id: int
    person_id: int
    tenure_id: int
    first: bool
    copy: bool
    for_post_id: int | None = None
    for_words: str = ""


def holder_of(post: PostFacts | None, board: BoardFacts, as_of: date) -> Tenure | None:
    """Who holds a post on a day and has an address that takes messages; None where nobody does."""
    tenure = post.holder(as_of) if post else None
    if tenure is None or tenure.person_id in board.undeliverable:
        return None
    return None if tenure.person_id in board.unaddressed else tenure


def resolve(
    one: Addressee, action: ActionFacts, board: BoardFacts, as_of: date
) -> Recipient | None:
    """Who is told in fact: the holder, or the first stand-in of rule 7; None where nobody is."""
    return resolve_in(one, board.committees[action.committee_id], board, as_of)


def resolve_in(
    one: Addressee, committee: CommitteeFacts, board: BoardFacts, as_of: date
) -> Recipient | None:
    """The same for what concerns a committee and no one action of its reviews."""
    post = board.post(one.post_id)
    tenure = holder_of(post, board, as_of)
    if post is not None and tenure is not None:
        return _recipient(one, post, tenure)
    for stand_in in _stand_ins(one, post, committee, board):
        found = holder_of(stand_in, board, as_of)
        if found is not None:
            who = _recipient(one, stand_in, found)
            return replace(who, for_post_id=one.post_id, for_words=one.words)
    return None


def _recipient(one: Addressee, post: PostFacts, tenure: Tenure) -> Recipient:
    return Recipient(
        post_id=post.post_id,
        person_id=tenure.person_id,
        tenure_id=tenure.tenure_id,
        first=one.first,
        copy=one.copy,
    )


def _stand_ins(
    one: Addressee, post: PostFacts | None, committee: CommitteeFacts, board: BoardFacts
) -> Iterator[PostFacts]:
    """The deputy, the agency's safeguarding lead, the secretary, the chair, the independent chair.

    One that does not exist is skipped: the board's own posts are of no agency.
    """
    agency = one.agency_id
    safeguarding = board.post_of(agency, PostKind.SAFEGUARDING_LEAD) if agency else None
    ids = (
        post.deputy_id if post else None,
        safeguarding.post_id if safeguarding else None,
        committee.secretary_id,
        committee.chair_id,
        board.independent_chair_id,
    )
    return (board.posts[i] for i in ids if i is not None)


def posts_for_leads(action: ActionFacts, board: BoardFacts, as_of: date) -> Iterator[PostFacts]:
    """The posts whose change of holder may change who is told A: the leads', and the stand-ins'.

    A stand-in's counts while a lead post is vacant.
    """
    committee = board.committees[action.committee_id]
    for one in leads_of(action, board):
        post = board.post(one.post_id)
        if post is not None:
            yield post
        if holder_of(post, board, as_of) is None:
            yield from _stand_ins(one, post, committee, board)


def secretary_of(action: ActionFacts, board: BoardFacts, as_of: date) -> Recipient | None:
    """The secretary of the overseeing committee, or who stands in; not first-named of a list."""
    meant = post_of(board, board.committees[action.committee_id].secretary_id)
    return resolve(meant, action, board, as_of)


def first_named(
    action: ActionFacts, board: BoardFacts, step: Step, as_of: date
) -> Recipient | None:
    """The first-named of a step, or who stands in."""
    return resolve(addressees(action, board, step)[0], action, board, as_of)
