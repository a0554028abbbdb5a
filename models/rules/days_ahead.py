"""The days that lie ahead of an action if nobody sends evidence and no date changes.

Source: the lead's answer, "Their plan at a glance"; procedure.md, the table of steps, rules 8 and
10: an answer alone stops no stage, evidence and decisions do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.coming import Coming, coming
from models.rules.facts import ActionFacts, BoardFacts, CommitteeFacts
from models.rules.rehearsal import Later
from models.rules.words import STAGES, Step

A_YEAR = timedelta(days=366)
LAST = STAGES[-1]
# So many of a committee are the committee.
MOST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A day that lies ahead, and what it is: a due date, a meeting, what happens if all is silent.

    `kind` is due, forecast, meeting, reminder or stage.
    """

    on: date
    kind: str
    reference: str
    words: str


def days_ahead(
    action: ActionFacts,
    board: BoardFacts,
    posts: frozenset[int],
    as_of: date,
    later: tuple[Later, ...],
) -> tuple[Ahead, ...]:
    """The days of one action that lie ahead of who holds these posts, the earliest first."""
    found = []
    if action.due_on is not None and action.due_on >= as_of:
        found.append(_day(action, action.due_on, "due", "Due"))
    if action.forecast_on is not None and action.forecast_on >= as_of:
        found.append(_day(action, action.forecast_on, "forecast", "Your own forecast"))
    for one in _steps_ahead(action, board, as_of, later):
        step = one.view.step
        if step.is_reminder or step.is_stage:
            kind = "reminder" if step.is_reminder else "stage"
            words = _told(one, action, board, posts)
            found.append(_day(action, one.on, kind, words))
    return tuple(sorted(found, key=lambda one: one.on))


def _steps_ahead(
    action: ActionFacts, board: BoardFacts, as_of: date, later: tuple[Later, ...]
) -> tuple[Coming, ...]:
    """What comes of itself, up to the end of the ladder: without a date there is none (rule 8)."""
    told = action.standing_entries(LAST)
    if action.due_on is None or any(e.cause == action.version.key for e in told):
        return ()
    return coming(action, board, as_of, as_of + A_YEAR, later, through=LAST)


def _day(action: ActionFacts, on: date, kind: str, words: str) -> Ahead:
    return Ahead(on=on, kind=kind, reference=action.reference, words=words)


def _told(one: Coming, action: ActionFacts, board: BoardFacts, posts: frozenset[int]) -> str:
    """Who hears of it on that day."""
    if one.view.step.is_reminder:
        return "You are reminded"
    if one.view.step is Step.E1:
        return "You are told that it is overdue"
    told = dict.fromkeys(n.post_id for n in one.notices if not n.copy)
    others = [post for post in told if post not in posts] or list(told)
    names = _names(others, board, board.committees[action.committee_id])
    return f"It goes to the {_listed(names)}"


def _names(posts: Sequence[int], board: BoardFacts, committee: CommitteeFacts) -> list[str]:
    """The names of posts; those of the committee as one, where they are several."""
    own = {committee.secretary_id, committee.chair_id, *committee.member_ids}
    rest = [post for post in posts if post not in own]
    whole = len(posts) - len(rest) >= MOST
    names = [board.posts[post].name for post in (rest if whole else posts)]
    return [committee.name, *names] if whole else names


def _listed(names: Sequence[str]) -> str:
    """ "A, B and C"."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
