"""E1 to E5: the stages of the ladder, told in order, one a run.

Source: procedure.md, the table of steps (E), rules 3, 4, 9, 10 and the secretary's silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.rules.calendar import ONE_DAY
from models.rules.date_words import day_words
from models.rules.facts import Stop
from models.rules.pace import (
    cutoff_on,
    extension_missed,
    first_stage_on,
    planned_on,
    silenced_on,
    stage_day,
    stage_told_on,
)
from models.rules.policy_change import eased, eased_words
from models.rules.questions import BEFORE_A, Question, StepView, Verdict, already
from models.rules.standing import working_days
from models.rules.stops import SILENCED, advance, covering, not_before, stage_stops, stop_words
from models.rules.words import STAGES, Step, StopKind

DONE = (Verdict.TOLD, Verdict.PASSED_OVER)


def stage_views(q: Question, due: date) -> list[StepView]:
    """The stages as of a day, up to the first that has not been told.

    A stage is planned only after the one before it was told. The list goes on past a silenced
    stage, which counts as told on its planned day, and from E4 to an E5 that goes with it.
    """
    if q.first_a_on is None:
        return [_waits_for_a(q, due)]
    if q.as_of <= due and not q.stops:
        return [_to_come(q, due)]
    views: list[StepView] = []
    basis: date | None = None
    for stage in STAGES:
        one = _stage(q, due, stage, basis)
        views.append(one)
        silenced = silenced_on(q, due, stage, basis)
        if one.planned_on is None or not _goes_on(q, one, silenced):
            break
        basis = silenced or stage_told_on(q, stage) or one.planned_on
    return views


def _to_come(q: Question, due: date) -> StepView:
    """E1 of an action that is not overdue yet: no stage can be told or due (most are asked so)."""
    first = first_stage_on(q, due)
    day = eased(q, first, lambda old: first_stage_on(old, due))
    return StepView(Step.E1, q.key, day, Verdict.LATER, f"planned for {day_words(day)}")


def _waits_for_a(q: Question, due: date) -> StepView:
    """E1 before A: a lower bound of its day, as if A were told today."""
    heard = max(q.as_of, q.action.counted_from)
    bound = max(
        q.calendar.plus(due, q.board.policy.stage_days(q.action.priority)[0]),
        q.calendar.plus(heard, q.board.policy.ladder.after_entry_wd),
    )
    return StepView(
        Step.E1,
        q.key,
        bound,
        Verdict.LATER,
        BEFORE_A,
    )


def _goes_on(q: Question, one: StepView, silenced: date | None) -> bool:
    """True where the next stage is looked at as well."""
    if one.verdict in DONE or (one.verdict is Verdict.HELD_BACK and silenced is not None):
        return True
    return one.step is Step.E4 and extension_missed(q) and one.verdict is not Verdict.HELD_BACK


def _stage(q: Question, due: date, stage: Step, basis: date | None) -> StepView:
    planned = planned_on(q, due, stage, basis)
    seen = already(q, stage, planned)
    if seen is not None:
        return seen
    return _not_yet(q, due, stage, planned, basis)


def stage_is_over(q: Question, stage: Step) -> str | None:
    """Why a stage that waits must not leave, or None: a stop or the WDs after it, a silence."""
    stops = stage_stops(q.stops, stage)
    stop = covering(stops, q.as_of, *StopKind)
    silence = covering(q.stops, q.as_of, StopKind.SILENCE) if stage in SILENCED else None
    found = stop or silence
    return stop_words(found) if found is not None else _too_soon(q, stops)


def _too_soon(q: Question, stops: Iterable[Stop]) -> str | None:
    """Why a stage must wait though its stop has ended, or None (rule 10)."""
    days = q.board.policy.ladder.after_stop_wd
    free = max(not_before(q.calendar, stops, days), default=q.as_of)
    if free <= q.as_of:
        return None
    return f"the ladder was stopped: no stage is told before {day_words(free)}"


def _not_yet(
    q: Question, due: date, stage: Step, planned: date | None, basis: date | None
) -> StepView:
    stop = covering(stage_stops(q.stops, stage), q.as_of, *StopKind)
    if stop is not None or planned is None:
        reason = stop_words(stop) if stop else "stopped"
        return StepView(stage, q.key, planned, Verdict.HELD_BACK, reason)
    cutoff = cutoff_on(q, stage, planned, basis)
    first: date | None = cutoff or planned
    day = eased(q, first, lambda old: stage_day(old, due, stage, basis)) or planned
    if day > q.as_of:
        return StepView(stage, q.key, day, Verdict.LATER, f"planned for {day_words(day)}")
    silence = covering(q.stops, q.as_of, StopKind.SILENCE)
    if silence is not None and stage in SILENCED:
        return StepView(stage, q.key, day, Verdict.HELD_BACK, stop_words(silence))
    reason = _reason(q, due, stage)
    if day == cutoff:
        reason += _at_cutoff(q, day)
    else:
        reason += _paced(q, due, stage, day, basis) + _late(q, stage, day)
    return StepView(stage, q.key, day, Verdict.DUE, reason)


def _at_cutoff(q: Question, cutoff: date) -> str:
    """Which meeting's papers a stage comes forward for."""
    meetings = q.board.committees[q.action.committee_id].meetings
    on = next(m.on for m in meetings if m.freeze_on == cutoff)
    return f", at the cut-off for the papers of the committee's meeting of {day_words(on)}"


def _reason(q: Question, due: date, stage: Step) -> str:
    late = q.calendar.between(due, q.as_of)
    said = f"{stage}: {working_days(late)} after {day_words(due)}"
    stopped = _stopped_days(q, due, stage)
    if stopped:
        said += f", {stopped} of them stopped"
    if stage is Step.E5 and extension_missed(q):
        said += ", with E4: the date missed was an extension"
    return said


def _paced(q: Question, due: date, stage: Step, day: date, basis: date | None) -> str:
    """Why a stage comes later than its own days say: a change, a stop, the one before, a late A."""
    ladder, stops = q.board.policy.ladder, stage_stops(q.stops, stage)
    if stage_day(q, due, stage, basis) != day:
        return eased_words(q, day)
    place, offsets = STAGES.index(stage), q.board.policy.stage_days(q.action.priority)
    if q.calendar.between(due, day) - _stopped_days(q, due, stage) <= offsets[place]:
        return ""
    if day in not_before(q.calendar, stops, ladder.after_stop_wd):
        return f"; at the earliest {working_days(ladder.after_stop_wd)} after a stop"
    pace = offsets[place] - offsets[place - 1] if place else ladder.after_entry_wd
    if advance(q.calendar, stops, basis or q.first_a_on or day, pace) != day:
        return ""
    before = f"{STAGES[place - 1]} was told" if place else "the lead was told of it (step A)"
    return f"; {working_days(pace)} after {before}"


def _late(q: Question, stage: Step, day: date) -> str:
    """Why a stage comes after the day for which it was planned: a silence kept it, or no run."""
    if day == q.as_of:
        return ""
    said = f"; planned for {day_words(day)}"
    silence = covering(q.stops, day, StopKind.SILENCE) if stage in SILENCED else None
    return f"{said}, {stop_words(silence)}" if silence else said


def _stopped_days(q: Question, due: date, stage: Step) -> int:
    """The WDs since the due date that do not count (rule 10)."""
    stops = stage_stops(q.stops, stage)
    days = q.calendar.working_days(due + ONE_DAY, q.as_of)
    return sum(any(stop.covers(day) for stop in stops) for day in days)
