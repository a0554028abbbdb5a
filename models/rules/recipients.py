"""Whom a step is told to in fact: each post once, and who is told as well.

Source: procedure.md, rule 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from models.rules.addressees import Addressee, addressees, lead_agency, leads_of, post_of
from models.rules.facts import ActionFacts, BoardFacts, Entry
from models.rules.firsts import firsts_of
from models.rules.stand_ins import (
    Recipient,
    first_named,
    holder_of,
    posts_for_leads,
    resolve,
    resolve_in,
    secretary_of,
)
from models.rules.words import STAGES, Step

__all__ = [
    "Addressee",
    "Recipient",
    "addressees",
    "first_named",
    "holder_of",
    "is_told_as_well",
    "lead_agency",
    "posts_for_leads",
    "recipients",
    "resolve",
    "resolve_in",
    "secretary_of",
]


def recipients(
    action: ActionFacts, board: BoardFacts, step: Step, as_of: date, posts: tuple[int, ...] = ()
) -> tuple[tuple[Recipient, ...], tuple[Addressee, ...]]:
    """Who is told a step, each post once, and the addressees who could not be reached.

    `posts` are told where the table of steps names none. An addressee for whom another stands in
    is among the unreached: the vacancy is told.
    """
    meant = _meant(action, board, step, posts)
    found = [(one, resolve(one, action, board, as_of)) for one in meant]
    told: dict[int, Recipient] = {}
    for _, who in found:
        if who is not None:
            told[who.post_id] = _merged(told.get(who.post_id), who)
    missing = [one for one, who in found if who is None or who.for_words]
    for one, who in _higher(action, board, step, as_of):
        as_well = replace(who, first=False, for_post_id=None, for_words="")
        # Who would have a copy in a lead's place has the stage itself: copies are the last.
        told[who.post_id] = replace(told.get(who.post_id, as_well), copy=False)
        missing += [one] if who.for_words else []
    return tuple(told.values()), tuple(missing)


def _meant(
    action: ActionFacts, board: BoardFacts, step: Step, posts: tuple[int, ...]
) -> tuple[Addressee, ...]:
    """The posts named, else those of the table; a correction is the leads' first, named or not."""
    if not posts:
        return addressees(action, board, step)
    if step is not Step.D:
        return tuple(post_of(board, i, first=not place) for place, i in enumerate(posts))
    others = (post_of(board, i) for i in posts if i not in action.leads)
    return (*leads_of(action, board), *others)


def _merged(one: Recipient | None, other: Recipient) -> Recipient:
    """One post is told a step once: in the role that comes first, and for a vacancy in either.

    The first-named is the first of all, and copies are the last.
    """
    if one is None:
        return other
    vacancy = one if one.for_words else other
    return replace(one, for_post_id=vacancy.for_post_id, for_words=vacancy.for_words)


def _higher(
    action: ActionFacts, board: BoardFacts, step: Step, as_of: date
) -> Iterator[tuple[Addressee, Recipient]]:
    """The first-named of the next stage who is neither a lead nor first-named before (rule 7).

    A stand-in is not escalated past as though the lapse were theirs, and telling the lead's own
    mailbox twice is not escalation. E1 is the leads' own. Nothing goes above the independent
    chair.
    """
    if not step.is_stage or step is Step.E1:
        return
    taken = _taken(action, board, step, as_of)
    who = first_named(action, board, step, as_of)
    if who is None or who.person_id not in taken:
        return
    for stage in STAGES[STAGES.index(step) + 1 :]:
        one = addressees(action, board, stage)[0]
        who = resolve(one, action, board, as_of)
        if who is not None and who.person_id not in taken:
            yield one, who
            return


def is_told_as_well(action: ActionFacts, board: BoardFacts, step: Step, post_id: int) -> bool:
    """True of a post that a stage is not meant for, and of which a later one is the first (rule 7).

    It is told with the stage, as whose turn it is leads the action or was first-named before.
    """
    if not step.is_stage or post_id in {one.post_id for one in addressees(action, board, step)}:
        return False
    later = STAGES[STAGES.index(step) + 1 :]
    return post_id in {addressees(action, board, stage)[0].post_id for stage in later}


def _taken(action: ActionFacts, board: BoardFacts, step: Step, as_of: date) -> set[int]:
    """The persons who lead the action or were first-named at an earlier stage of this ladder."""
    holders = (board.posts[lead].holder(as_of) for lead in action.leads)
    leads = {tenure.person_id for tenure in holders if tenure}
    before = STAGES[: STAGES.index(step)]
    lines = (e for stage in before for e in _firsts(action, board, stage, as_of))
    return leads | {e.person_id for e in lines}


def _firsts(action: ActionFacts, board: BoardFacts, stage: Step, as_of: date) -> tuple[Entry, ...]:
    """The lines of a stage's first-named, or of a stand-in who had it in a role of their own."""
    place = (stage, action.version.key)
    lines = tuple(e for e in action.standing_entries(stage) if e.cause == place[1])
    return firsts_of(action, board, as_of, {place: lines}, place)
