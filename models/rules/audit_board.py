"""What belongs to a board and to no one action, where it was missed: V, P and S.

Source: procedure.md, the table of steps (V, P, S), rule 7. Expected only of a run after the day
on which people, posts or the pack were last changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.rules.audit_facts import Audited, Fault, Finding, RunDay, reachable
from models.rules.calendar import ONE_DAY
from models.rules.facts import ActionFacts, PackFacts, PostFacts
from models.rules.words import Step, StopKind


def board_missed(a: Audited) -> Iterator[Finding]:
    """A finding for each of the board's own steps that is missed."""
    yield from _vacancies(a)
    yield from _packs(a)
    yield from _news(a)


def _missed(step: Step, cause: str, run: RunDay, post_id: int) -> Finding:
    return Finding(fault=Fault.NOT_TOLD, on=run.on, step=step, cause=cause, post_id=post_id)


# --- V -------------------------------------------------------------------------------------------


def _vacancies(a: Audited) -> Iterator[Finding]:
    """V of each post that leads an open action and cannot be told, once a post."""
    asked: set[int] = set()
    for action in a.actions:
        if action.stopped(a.as_of, StopKind.CLOSURE):
            continue
        for lead in action.leads:
            post = a.board.posts.get(lead)
            if post is None or post.agency_id is None or lead in asked:
                continue
            run = _could_tell(a, action, post)
            cause = _vacancy(a, post)
            if run is not None and cause and not _knows(a, Step.V, cause):
                asked.add(lead)
                yield _missed(Step.V, cause, run, lead)


def _vacancy(a: Audited, post: PostFacts) -> str:
    """How the causes of a vacancy of the post begin; empty where somebody can be told."""
    holder = post.holder(a.as_of)
    if holder is None:
        return f"p{post.post_id}"
    refused = a.board.undeliverable | a.board.unaddressed
    return f"u{holder.person_id}" if holder.person_id in refused else ""


def _could_tell(a: Audited, action: ActionFacts, post: PostFacts) -> RunDay | None:
    """The first run that knew the vacancy and had a secretary to tell, who stands in last."""
    begun = max((t.until_on for t in post.tenures if t.until_on), default=date.min)
    holder = post.holder(a.as_of)
    if holder is not None:
        begun = max(holder.from_on, a.board.refused_on.get(holder.person_id, date.min))
    start = max(action.counted_from, begun + ONE_DAY)
    secretary = a.board.committees[action.committee_id].secretary_id
    runs = a.runs_from(start, action)
    return next((run for run in runs if reachable(a, secretary, run.on) is not None), None)


def _knows(a: Audited, step: Step, cause: str) -> bool:
    return any(
        e.step is step and (e.cause == cause or e.cause.startswith(f"{cause}-"))
        for e in a.board.ledger
    )


# --- P -------------------------------------------------------------------------------------------


def _packs(a: Audited) -> Iterator[Finding]:
    """P to each who should read a pack: its members once issued, else those who must approve it."""
    for pack in a.board.packs:
        for cause, since, posts in _told_of(a, pack):
            known = max(since, a.settled_on, a.packs_made.get(pack.pack_id, date.max))
            run = next((run for run in a.runs if run.on > known), None)
            if run is not None:
                yield from _not_told(a, cause, run, posts)


def _not_told(a: Audited, cause: str, run: RunDay, posts: tuple[int, ...]) -> Iterator[Finding]:
    for post_id in dict.fromkeys(posts):
        lines = (e for e in a.board.ledger if (e.step, e.cause) == (Step.P, cause))
        told = any(post_id in (e.post_id, e.for_post_id) for e in lines)
        if not told and reachable(a, post_id, run.on) is not None:
            yield _missed(Step.P, cause, run, post_id)


def _told_of(a: Audited, pack: PackFacts) -> Iterator[tuple[str, date, tuple[int, ...]]]:
    """What P answers, the day it came to be, and whom it is for."""
    committee = a.board.committees[pack.committee_id]
    if pack.issued_on is not None:
        yield f"k{pack.pack_id}-issued", pack.issued_on, committee.member_ids
        for number, on in enumerate(pack.addenda, start=1):
            yield f"k{pack.pack_id}-addendum-{number}", on, committee.member_ids
    elif pack.approved_on is None:
        both = (committee.secretary_id, committee.chair_id)
        yield f"k{pack.pack_id}-draft", pack.issue_by, both


# --- S -------------------------------------------------------------------------------------------


def _news(a: Audited) -> Iterator[Finding]:
    """S after a lead's last answer: on its day, or on that of the first run that knew of it."""
    seen: set[tuple[int, date]] = set()
    for action in a.actions:
        heard = action.responded_on
        secretary = a.board.committees[action.committee_id].secretary_id
        if heard is None or heard < a.since or (secretary, heard) in seen:
            continue
        run = next(a.runs_from(heard + ONE_DAY, action), None)
        if run is None or reachable(a, secretary, run.on) is None:
            continue
        if not any(secretary == post and heard <= on <= run.on for post, on in a.secretary_told):
            seen.add((secretary, heard))
            yield _missed(Step.S, heard.isoformat(), run, secretary)
