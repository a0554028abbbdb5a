"""Whom a step is meant for: the posts of the table of steps.

Source: procedure.md, the table of steps, rules 7 and 13.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from models.rules.facts import ActionFacts, BoardFacts
from models.rules.quick import quickly_made
from models.rules.words import PostKind, Step

NO_LEAD = "the lead"


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A post that a step is meant for; `post_id` is None where the post does not exist."""

    post_id: int | None
    words: str
    agency_id: int | None = None
    first: bool
    copy: bool = False


def addressees(action: ActionFacts, board: BoardFacts, step: Step) -> tuple[Addressee, ...]:
    """The posts a step of an action is meant for, the first-named first, each once."""
    committee = board.committees[action.committee_id]
    if step in (Step.U40, Step.W30):
        return (post_of(board, committee.chair_id, first=True),)
    if step is Step.W10:
        return (post_of(board, committee.secretary_id, first=True),)
    leads = leads_of(action, board)
    if step in (Step.I6, Step.I12):
        return leads[:1]
    if not step.is_stage or step is Step.E1:
        return leads
    told = _board_stage(action, board, step) if action.board_own else _stage(action, board, step)
    copies = tuple(replace(one, first=False, copy=True) for one in leads)
    return _each_once((*told, *copies))


def leads_of(action: ActionFacts, board: BoardFacts) -> tuple[Addressee, ...]:
    """The accountable lead first; no lead named is a vacant lead (rule 7)."""
    if not action.leads:
        return (Addressee(post_id=None, words=NO_LEAD, agency_id=action.agency_id, first=True),)
    return tuple([_lead(action, board, place) for place in range(len(action.leads))])


def _lead(action: ActionFacts, board: BoardFacts, place: int) -> Addressee:
    """A lead; one whose post is of no agency is of the agency of the action's section."""
    post = board.posts[action.leads[place]]
    return _meant(post.post_id, post.name, post.agency_id or action.agency_id, place == 0)


@lru_cache(maxsize=1024)
def _meant(post_id: int, words: str, agency_id: int | None, first: bool) -> Addressee:  # noqa: FBT001 - by place, since a name costs as much as the answer
    """One object for the same post and role: it is asked for several times with each action."""
    return Addressee(post_id=post_id, words=words, agency_id=agency_id, first=first)


def post_of(board: BoardFacts, post_id: int, *, first: bool = False) -> Addressee:
    """A post of the board or of an agency as the one that is meant."""
    post = board.posts[post_id]
    return _meant(post_id, post.name, post.agency_id, first)


def lead_agency(action: ActionFacts, board: BoardFacts) -> int:
    """The accountable lead's agency, which is the one escalated to."""
    if action.leads:
        return board.posts[action.leads[0]].agency_id or action.agency_id
    return action.agency_id


def agency_post(agency_id: int, board: BoardFacts, kind: PostKind) -> Addressee:
    """An agency's post of a kind as the first that is meant, whether it has one or not."""
    post = board.post_of(agency_id, kind)
    if post is None:
        words = f"the {kind} of {board.agencies.get(agency_id, 'the agency')}"
        return Addressee(post_id=None, words=words, agency_id=agency_id, first=True)
    return Addressee(post_id=post.post_id, words=post.name, agency_id=agency_id, first=True)


def _independent_chair(board: BoardFacts, *, first: bool) -> Addressee:
    post_id = board.independent_chair_id
    if post_id is None:
        return Addressee(post_id=None, words="the independent chair", first=first)
    return post_of(board, post_id, first=first)


def _committee(action: ActionFacts, board: BoardFacts) -> tuple[Addressee, ...]:
    committee = board.committees[action.committee_id]
    posts = (committee.secretary_id, committee.chair_id, *committee.member_ids)
    return tuple(post_of(board, post, first=place == 0) for place, post in enumerate(posts))


def _stage(action: ActionFacts, board: BoardFacts, step: Step) -> tuple[Addressee, ...]:
    committee = board.committees[action.committee_id]
    if step is Step.E2:
        return (agency_post(lead_agency(action, board), board, PostKind.SAFEGUARDING_LEAD),)
    if step is Step.E3:
        member = agency_post(lead_agency(action, board), board, PostKind.BOARD_MEMBER)
        return (member, post_of(board, committee.secretary_id))
    if step is Step.E4:
        return _committee(action, board)
    return (_independent_chair(board, first=True),)


def _board_stage(action: ActionFacts, board: BoardFacts, step: Step) -> tuple[Addressee, ...]:
    """The board's own actions go by their own ladder (rule 13)."""
    committee = board.committees[action.committee_id]
    if step is Step.E2:
        return (post_of(board, committee.secretary_id, first=True),)
    if step is Step.E3:
        return (post_of(board, committee.chair_id, first=True),)
    if step is Step.E4:
        return (*_committee(action, board), _independent_chair(board, first=False))
    return (_independent_chair(board, first=True),)


def _each_once(some: tuple[Addressee, ...]) -> tuple[Addressee, ...]:
    seen: dict[int | str, Addressee] = {}
    for one in some:
        seen.setdefault(one.post_id if one.post_id is not None else one.words, one)
    return tuple(seen.values())
