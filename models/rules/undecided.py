"""W10 and W30: evidence or a request for more time that nobody has decided on.

Source: procedure.md, the table of steps (W10, W30), rule 10.
"""

from __future__ import annotations

from datetime import date

from models.rules.date_words import day_words
from models.rules.facts import Stop
from models.rules.policy_change import eased
from models.rules.questions import Question, StepView, Verdict, already
from models.rules.words import Step, StopKind

WAITING = (StopKind.EVIDENCE, StopKind.EXTENSION_ASKED)
STEPS = (Step.W10, Step.W30)


def undecided(q: Question) -> tuple[Stop, ...]:
    """What came in and waits for a decision; a request goes on waiting when it stops no more."""
    return tuple(s for s in q.action.stops if s.kind in WAITING and s.covers(q.as_of))


def undecided_views(q: Question) -> list[StepView]:
    """W10 to the secretary and W30 to the chair, of each thing that waits."""
    return [_view(q, stop, step) for stop in undecided(q) for step in STEPS]


def _planned(q: Question, stop: Stop, step: Step) -> date:
    wait = q.board.policy.ladder.undecided[STEPS.index(step)]
    return q.calendar.plus(max(stop.from_on, q.action.counted_from), wait)


def _view(q: Question, stop: Stop, step: Step) -> StepView:
    planned = _planned(q, stop, step)
    planned = eased(q, planned, lambda old: _planned(old, stop, step))
    seen = already(q, step, planned, stop.key)
    if seen is not None:
        return seen
    verdict = Verdict.DUE if planned <= q.as_of else Verdict.LATER
    return StepView(step, stop.key, planned, verdict, waits_words(stop))


def waits_words(stop: Stop) -> str:
    """ "evidence came in on 4 November 2010": what waits, and since when."""
    what = "evidence came in" if stop.kind is StopKind.EVIDENCE else "more time was asked for"
    return f"{what} on {day_words(stop.from_on)}"


def undecided_is_over(q: Question, cause: str) -> str | None:
    """Why a W that waits must not leave, or None: it was decided on (rule 6)."""
    return None if any(s.key == cause for s in undecided(q)) else "it was decided on"
