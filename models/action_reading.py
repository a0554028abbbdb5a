"""Actions in bulk, as the frozen facts that rules take.

A fixed number of queries whatever the number of actions; no live row goes upward. As of a day
means: what holds from that day or before, with all that is recorded now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, or_, select
from sqlmodel import Session, col

from models.action_rows import Lines, lines
from models.asking import AS_OF, ASKED, KEPT, Question, ask_of, of, once
from models.asking import rows as asked
from models.plan import Action, Review
from models.prepared import Prepared
from models.rules.allocation import Led, before_any_answer
from models.rules.facts import ActionFacts
from models.rules.facts import Stop as StopFacts
from models.rules.records import Decided
from models.rules.responses import PROGRESS
from models.rules.words import (
    DecisionKind,
    Priority,
    Progress,
    ResponseKind,
    StopKind,
    VersionCause,
)

PRIORITIES = {
    DecisionKind.PRIORITY_HIGH: Priority.HIGH,
    DecisionKind.PRIORITY_NORMAL: Priority.NORMAL,
}


SLIPS = (VersionCause.EXTENDED, VersionCause.PLAN_REVISED)

# So many at once: what a run holds of its actions does not grow with all that it asks.
PAGE = 500


# A selection is one object for one board or review, so that what is asked of it is written once.
@lru_cache(KEPT)
def owed_by(board_id: int) -> Select[Any]:
    """The ids of the actions to be asked as of the day asked about: their `next_on` has come.

    One that was struck is among them until those who had been told of it have heard so.
    """
    return _every(board_id).where(col(Action.next_on) <= AS_OF)


@lru_cache(KEPT)
def _every(board_id: int) -> Select[Any]:
    return select(col(Action.id)).where(col(Action.board_id) == board_id)


@lru_cache(KEPT)
def all_asked(board_id: int) -> Select[Any]:
    """The ids of all the board's actions, and of what was struck and is to be told of."""
    there = or_(col(Action.struck_on).is_(None), col(Action.next_on).is_not(None))
    return _every(board_id).where(there)


@lru_cache(KEPT)
def all_of(board_id: int) -> Select[Any]:
    """The ids of all the board's actions."""
    return select(col(Action.id)).where(
        col(Action.board_id) == board_id, col(Action.struck_on).is_(None)
    )


@lru_cache(KEPT)
def of_review(review_id: int) -> Select[Any]:
    """The ids of a review's actions."""
    return select(col(Action.id)).where(
        col(Action.review_id) == review_id, col(Action.struck_on).is_(None)
    )


@lru_cache(KEPT)
def open_of(board_id: int) -> Select[Any]:
    """The ids of the board's actions that may still be owed a notice."""
    return _every(board_id).where(col(Action.next_on).is_not(None))


def some(ids: Iterable[int]) -> Select[Any]:
    """The ids given, as a selection; of one action alone always the same one."""
    given = list(ids)
    return _one(given[0]) if len(given) == 1 else _these(given)


@lru_cache(KEPT)
def _one(action_id: int) -> Select[Any]:
    return _these([action_id])


def _these(ids: list[int]) -> Select[Any]:
    return once(select(col(Action.id)).where(col(Action.id).in_(ids)))


def ids_of(session: Session, chosen: Select[Any], as_of: date) -> list[int]:
    """The ids of the chosen actions, in plan order: the one statement that finds what is owed."""
    found = _in_plan_order(chosen).run(session.connection(), {"as_of": as_of})
    return [row[0] for row in found.fetchall()]


@lru_cache(KEPT)
def _in_plan_order(chosen: Select[Any]) -> Prepared:
    return Prepared(chosen.order_by(col(Action.review_id), col(Action.place), col(Action.id)))


def paged_facts(session: Session, ids: Sequence[int], as_of: date) -> Iterator[ActionFacts]:
    """The facts of these actions in their order, read a page at a time as they are asked for."""
    for first in range(0, len(ids), PAGE):
        ask_of(session, ids[first : first + PAGE])
        yield from action_facts(session, ASKED, as_of)


def action_facts(session: Session, chosen: Select[Any], as_of: date) -> tuple[ActionFacts, ...]:
    """The facts of the chosen actions as of a day, in plan order; at most eight queries."""
    rows = asked(session, _actions(chosen), as_of)
    if not rows:
        return ()
    kept = lines(session, chosen, as_of)
    return tuple(_facts(row, kept, as_of) for row in rows if row[0] in kept.versions)


@lru_cache(KEPT)
def _actions(chosen: Select[Any]) -> Question:
    return of(
        chosen,
        select(
            col(Action.id),
            col(Action.reference),
            col(Action.review_id),
            col(Review.committee_id),
            col(Action.agency_id),
            col(Action.entered_on),
            col(Action.follow_from),
            col(Action.board_own),
            col(Action.priority),
            col(Action.entry_progress),
            col(Action.struck_on),
        )
        .join(Review, col(Review.id) == col(Action.review_id))
        .where(col(Action.id).in_(chosen))
        .order_by(col(Action.review_id), col(Action.place), col(Action.id)),
    )


def _facts(row: Any, kept: Lines, as_of: date) -> ActionFacts:
    i, reference, review, committee, agency, entered, follow, own, priority, progress, struck = row
    history = kept.versions[i]
    said = kept.answers.get(i, [])
    halted = tuple(kept.stops.get(i, ()))
    decided = kept.decisions.get(i, [])
    led = kept.leads.get(i, [])
    leads = tuple(post for post, _ in led)
    first = Led(post=led[0][0], since=led[0][1], entered_on=entered) if led else None
    return ActionFacts(
        action_id=i,
        reference=reference,
        review_id=review,
        committee_id=committee,
        agency_id=agency,
        entered_on=entered,
        leads=leads,
        version=history[-1],
        original_due_on=next((v.due_on for v in history if v.due_on is not None), None),
        slips=len([v for v in history if v.cause in SLIPS]),
        board_own=own,
        priority=_priority(decided, priority),
        progress=progress_of(
            before_any_answer(progress, first),
            _said(_standing(said, first), leads, 2) if said else [],
            halted,
            as_of,
        ),
        follow_from=follow,
        forecast_on=next(reversed(_said(said, leads, 3)), None) if said else None,
        responded_on=said[-1][1] if said else None,
        stops=halted,
        ledger=tuple(kept.ledger.get(i, ())),
        versions=tuple(history),
        decisions=tuple(decided),
        struck=tuple(kept.struck.get(i, ())),
        struck_on=struck,
    )


def _priority(decided: list[Decided], planned: Priority) -> Priority:
    """The priority that was decided last; else the plan's own."""
    kinds = [d.kind for d in decided if d.kind in PRIORITIES]
    return PRIORITIES[kinds[-1]] if kinds else planned


def progress_of(
    entered: Progress, said: list[ResponseKind], stops: tuple[StopFacts, ...], as_of: date
) -> Progress:
    """The progress of an action as of a day: closed, evidence in, or what the lead last said."""
    held = [stop for stop in stops if stop.covers(as_of)]
    for stop in held:
        if stop.kind is StopKind.CLOSURE and stop.closed_as:
            return stop.closed_as
    if StopKind.EVIDENCE in [stop.kind for stop in held]:
        return Progress.EVIDENCE_SUBMITTED
    return PROGRESS[said[-1]] if said else entered


def _standing(answers: list[Any], led: Led | None) -> list[Any]:
    """The answers without each "not mine" after which another lead was named."""
    return [
        a
        for a in answers
        if a[2] != ResponseKind.NOT_MINE or led is None or not led.named_after(a[1], a[4])
    ]


def _said(answers: list[Any], leads: tuple[int, ...], place: int) -> list[Any]:
    """What was said, in its order, in a place of the answers, without what is silent on it.

    The first lead named is accountable: while they (or the secretary for them) have said
    anything, what a contributor says is kept and does not count.
    """
    told = [(a[place], a[4]) for a in answers if a[place] is not None]
    own = [words for words, post in told if post not in leads[1:]]
    return own or [words for words, _ in told]
