"""Which stage of a ladder a stop took or keeps back, and the day on which it would have been told.

Source: procedure.md, rules 3, 4 and 10.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.rules.calendar import ONE_DAY
from models.rules.facts import ActionFacts, BoardFacts, Stop
from models.rules.passed_over import NotTold, ladders
from models.rules.questions import Question, Verdict, ask
from models.rules.stages import stage_views
from models.rules.standing import working_days
from models.rules.stops import covering, stage_stops, stop_clause, stop_words
from models.rules.words import Step, StopKind


def stages_taken(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[NotTold, ...]:
    """The stage of each ladder that ended before a day, where a stop took it on its own day."""
    found: list[NotTold] = []
    for version, last in ladders(action, as_of):
        one = _stopped(replace(action, version=version), board, last)
        if last < as_of and one is not None and one.planned_on <= last:
            found.append(one)
    return tuple(found)


def stage_kept_back(action: ActionFacts, board: BoardFacts, as_of: date) -> NotTold | None:
    """The stage that a stop keeps back on a day, and what follows if its evidence is returned."""
    one, q = _stopped(action, board, as_of), ask(action, board, as_of)
    if one is None or covering(q.stops, as_of, StopKind.EVIDENCE) is None:
        return one
    wait = working_days(board.policy.ladder.after_stop_wd)
    more = f"if it is returned, no stage is told sooner than {wait} after that day"
    return replace(one, reason=f"{one.reason}; {more}")


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
    if on is None:
        return None
    return NotTold(
        step=stage,
        planned_on=on,
        due_on=due,
        reason=stop_words(stop),
        clause=stop_clause(stop),
    )
