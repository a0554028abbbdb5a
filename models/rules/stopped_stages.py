"""Which stages of a ladder a stop took or keeps back, and the days on which they would have been.

Source: procedure.md, rules 3, 4 and 10, and the secretary's silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from models.rules.calendar import ONE_DAY
from models.rules.facts import ActionFacts, BoardFacts, Stop
from models.rules.passed_over import NotTold, ladders
from models.rules.questions import Question, StepView, Verdict, ask
from models.rules.stages import stage_views
from models.rules.standing import working_days
from models.rules.stops import SILENCED, covering, stage_stops, stop_clause, stop_words
from models.rules.words import Step, StopKind


def stages_taken(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[NotTold, ...]:
    """The stages of each ladder that ended before a day, where a stop or a silence took them."""
    found: list[NotTold] = []
    for version, last in ladders(action, as_of):
        if last < as_of:
            found += _untold(replace(action, version=version), board, last)
    return tuple(found)


def stage_kept_back(action: ActionFacts, board: BoardFacts, as_of: date) -> NotTold | None:
    """The stage that a stop keeps back on a day, and what follows if its evidence is returned."""
    one, q = _stopped(action, board, as_of), ask(action, board, as_of)
    if one is None or covering(q.stops, as_of, StopKind.EVIDENCE) is None:
        return one
    wait = working_days(board.policy.ladder.after_stop_wd)
    more = f"if it is returned, no stage is told sooner than {wait} after that day"
    return replace(one, reason=f"{one.reason}; {more}")


def _untold(action: ActionFacts, board: BoardFacts, last: date) -> Iterator[NotTold]:
    """The stages that had a day by the last of a ladder and were not told, and what took each."""
    due, q = action.due_on, ask(action, board, last)
    if due is None:
        return
    for view in stage_views(q, due):
        one = _silenced(q, due, view) or _put_off(q, due, view)
        if one is not None:
            yield one


def _silenced(q: Question, due: date, view: StepView) -> NotTold | None:
    """A stage that a silence keeps back, with its own day."""
    silence = covering(q.stops, q.as_of, StopKind.SILENCE)
    if silence is None or view.planned_on is None or view.reason != stop_words(silence):
        return None
    return _not_told(view.step, view.planned_on, due, silence)


def _put_off(q: Question, due: date, view: StepView) -> NotTold | None:
    """A stage that a stop put off from a day that has come, whether or not that has ended."""
    if view.verdict not in (Verdict.HELD_BACK, Verdict.LATER):
        return None
    for stop in reversed(stage_stops(q.stops, view.step)):
        one = _taken(q, due, stop, view.step)
        if one is not None and one.planned_on <= q.as_of:
            return _silenced_first(q, due, one, stop) or one
    return None


def _silenced_first(q: Question, due: date, one: NotTold, stop: Stop) -> NotTold | None:
    """The same stage, where a silence kept it on its day and the stop came later."""
    silence = covering(q.stops, one.planned_on, StopKind.SILENCE)
    if silence is None or one.step not in SILENCED or stop.from_on < one.planned_on:
        return None
    return _not_told(one.step, one.planned_on, due, silence)


def _stopped(action: ActionFacts, board: BoardFacts, day: date) -> NotTold | None:
    """The stage that is held back by a stop on a day, planned as if that had never begun."""
    due, q = action.due_on, ask(action, board, day)
    if due is None:
        return None
    for view in stage_views(q, due):
        stop = covering(stage_stops(q.stops, view.step), day, *StopKind)
        if view.verdict is Verdict.HELD_BACK and stop is not None:
            return _taken(q, due, stop, view.step)
    return None


def _taken(q: Question, due: date, stop: Stop, stage: Step) -> NotTold | None:
    """The stage with the day on which it was planned when the stop began; no ladder goes before."""
    before = tuple(one for one in q.stops if one.from_on < stop.from_on)
    begun = replace(q, as_of=max(stop.from_on, due + ONE_DAY), stops=before)
    days = {one.step: one.planned_on for one in stage_views(begun, due)}
    on = days.get(stage)
    return None if on is None else _not_told(stage, on, due, stop)


def _not_told(stage: Step, on: date, due: date, stop: Stop) -> NotTold:
    return NotTold(
        step=stage,
        planned_on=on,
        due_on=due,
        reason=stop_words(stop),
        clause=stop_clause(stop),
    )
