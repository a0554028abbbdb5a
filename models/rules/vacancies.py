"""V: a post that nobody holds or whose address is refused, told once to the agency's board member.

Source: procedure.md, the table of steps (V), rule 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.rules.addressees import NO_LEAD, Addressee, agency_post, leads_of, post_of
from models.rules.date_words import day_words
from models.rules.entries import starts_on
from models.rules.facts import ActionFacts, BoardFacts, Entry, PostFacts
from models.rules.months import secretary_reason
from models.rules.owed import Unreached
from models.rules.questions import Question
from models.rules.recipients import Recipient, holder_of, resolve_in
from models.rules.words import NoticeState, PostKind, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacant:
    """A post that could not be told, found on a day with an action of a committee's.

    `cause` names the vacancy: the post and the day it began, the person and the day their address
    was refused, the action that has no lead, or the post that does not exist.
    """

    committee_id: int
    agency_id: int | None
    cause: str
    reason: str


def vacant(one: Addressee, action: ActionFacts, board: BoardFacts, as_of: date) -> Vacant:
    """The vacancy of a post that a step was meant for."""
    found = vacant_in(one, action.committee_id, board, as_of)
    if one.post_id is not None or one.words != NO_LEAD:
        return found
    reason = f"no lead is named for {action.reference}"
    return replace(found, cause=f"n{action.action_id}", reason=reason)


def vacant_in(one: Addressee, committee_id: int, board: BoardFacts, as_of: date) -> Vacant:
    """The same of what concerns a committee and no one action."""
    post = board.post(one.post_id)
    missing = (f"none: {one.words}", f"{one.words} is not among the contacts")
    cause, reason = _unheld(post, board, as_of) if post else missing
    return Vacant(committee_id=committee_id, agency_id=one.agency_id, cause=cause, reason=reason)


def _unheld(post: PostFacts, board: BoardFacts, as_of: date) -> tuple[str, str]:
    holder = post.holder(as_of)
    if holder is None:
        ended = [t.until_on for t in post.tenures if t.until_on and t.until_on <= as_of]
        if not ended:
            return f"p{post.post_id}", f"nobody holds the post of {post.name}"
        since = max(ended)
        return (
            f"p{post.post_id}-{since.isoformat()}",
            f"the post of {post.name} has been vacant since {day_words(since)}",
        )
    refused = board.refused_on.get(holder.person_id)
    if refused is None:
        return f"u{holder.person_id}", f"the {post.name} has no address"
    return (
        f"u{holder.person_id}-{refused.isoformat()}",
        f"the address of the {post.name} was refused on {day_words(refused)}",
    )


def vacant_leads(q: Question) -> Iterator[Vacant]:
    """The leads of an open action that cannot be told, whatever steps are due."""
    if q.as_of < starts_on(q) or q.is_over:
        return
    for one in leads_of(q.action, q.board):
        if holder_of(q.board.post(one.post_id), q.board, q.as_of) is None:
            yield vacant(one, q.action, q.board, q.as_of)


def vacant_for(q: Question, missed: Iterable[Unreached]) -> Iterator[Vacant]:
    """Whom the steps of the day were meant for and did not reach, the month's secretary too."""
    for one in missed:
        who = Addressee(post_id=one.post_id, words=one.words, agency_id=one.agency_id, first=False)
        yield vacant(who, q.action, q.board, q.as_of)
    secretary_id = q.board.committees[q.action.committee_id].secretary_id
    out = holder_of(q.board.posts[secretary_id], q.board, q.as_of) is None
    if out and secretary_reason(q):
        yield vacant(post_of(q.board, secretary_id), q.action, q.board, q.as_of)


def untold(found: Iterable[Vacant], board: BoardFacts) -> tuple[Vacant, ...]:
    """Each vacancy that was never told, once however many actions it concerns."""
    told = {e.cause for e in board.ledger if e.step is Step.V and counts(e)}
    return tuple({one.cause: one for one in found if one.cause not in told}.values())


def counts(entry: Entry) -> bool:
    """True of a line that stands, and of one that a person kept back (rules 1 and 12)."""
    return entry.state is not NoticeState.WITHDRAWN or entry.refused


def hearer(one: Vacant, board: BoardFacts) -> Addressee:
    """Whom a vacancy is told to: the agency's board member.

    A post of the board or its committee is of no agency: the secretary, who is the first to stand
    in for a board member that does not exist.
    """
    secretary_id = board.committees[one.committee_id].secretary_id
    if one.agency_id is not None:
        meant = agency_post(one.agency_id, board, PostKind.BOARD_MEMBER)
        # The contacts may name the board itself as its secretary's agency: it has no board member.
        if meant.post_id is not None or one.agency_id != board.posts[secretary_id].agency_id:
            return meant
    return post_of(board, secretary_id, first=True)


def who_hears(one: Vacant, board: BoardFacts, as_of: date) -> Recipient | None:
    """Whom a vacancy is told to in fact; None where nobody can be told."""
    return resolve_in(hearer(one, board), board.committees[one.committee_id], board, as_of)


def vacant_hearers(new: Iterable[Vacant], board: BoardFacts, as_of: date) -> Iterator[Vacant]:
    """The vacancies that telling of others finds: of those who should hear of them."""
    for one in new:
        meant = hearer(one, board)
        post = board.post(meant.post_id)
        if holder_of(post, board, as_of) is None:
            yield vacant_in(meant, one.committee_id, board, as_of)


def still_vacant(board: BoardFacts, as_of: date) -> Iterator[Vacant]:
    """The addresses that were refused, and the vacancies whose V was withdrawn (rule 1)."""
    posts = (
        [p for p in board.posts.values() if _is_out(p, board, as_of)] if board.refused_on else []
    )
    for e in board.ledger:
        if not counts(e) and vacancy_is_over(board, e.cause, as_of) is None:
            kind, number = told_apart(e.cause)
            posts += [board.posts[number]] if kind == "p" else []
    for post in posts:
        committee = _committee_of(post, board)
        yield vacant_in(post_of(board, post.post_id), committee, board, as_of)


def _is_out(post: PostFacts, board: BoardFacts, as_of: date) -> bool:
    holder = post.holder(as_of)
    return holder is not None and holder.person_id in board.refused_on


def _committee_of(post: PostFacts, board: BoardFacts) -> int:
    """The committee whose post it is; else the board's first."""
    for one in board.committees.values():
        if post.post_id in (one.secretary_id, one.chair_id, *one.member_ids):
            return one.committee_id
    return min(board.committees)


def vacancy_is_over(board: BoardFacts, cause: str, as_of: date) -> str | None:
    """Why a V that waits must not leave, or None: the post is held by one who can be told."""
    kind, number = told_apart(cause)
    filled = f"the vacancy is over on {day_words(as_of)}"
    if kind == "p":
        return filled if holder_of(board.posts.get(number), board, as_of) else None
    if kind == "u":
        return None if number in board.undeliverable | board.unaddressed else filled
    return None


def vacant_words(board: BoardFacts, cause: str, as_of: date) -> str:
    """The post that a V is about, or the words that stand for one."""
    kind, number = told_apart(cause)
    if kind == "p":
        return board.posts[number].name
    if kind == "u":
        held = (p for p in board.posts.values() if _held_by(p, number, as_of))
        return ", ".join(post.name for post in held) or "the post"
    return "lead" if kind == "n" else cause.removeprefix("none: ")


def told_apart(cause: str) -> tuple[str, int]:
    """ "p12-2010-11-01" is ("p", 12); a post that does not exist has no number: ("", 0)."""
    number = cause[1:].partition("-")[0]
    return (cause[0], int(number)) if number.isdecimal() else ("", 0)


def _held_by(post: PostFacts, person_id: int, as_of: date) -> bool:
    tenure = post.holder(as_of)
    return tenure is not None and tenure.person_id == person_id
