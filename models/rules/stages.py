"""E1 to E5: the stages of the ladder, told in order, one a run.

Source: procedure.md, the table of steps (E), rules 3, 4, 9, 10 and the secretary's silence.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.rules.calendar import ONE_DAY
from models.rules.date_words import day_words
from models.rules.policy_change import eased
from models.rules.questions import Question, StepView, Verdict, already, told_on
from models.rules.standing import working_days
from models.rules.stops import SILENCED, advance, covering, not_before, stage_stops, stop_words
from models.rules.words import STAGES, Step, StopKind, VersionCause

UNSILENCED = tuple(stage for stage in STAGES if stage not in SILENCED)
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
        if one.planned_on is None or not _goes_on(q, one):
            break
        basis = _basis(q, one, one.planned_on)
    return _one_a_run(views)


def _to_come(q: Question, due: date) -> StepView:
    """E1 of an action that is not overdue yet: no stage can be told or due (most are asked so)."""
    first = _first_stage(q, due)
    day = eased(q, first, lambda old: _first_stage(old, due)) or first
    return StepView(Step.E1, q.key, day, Verdict.LATER, f"planned for {day_words(day)}")


def _first_stage(q: Question, due: date) -> date:
    own = q.calendar.plus(due, q.board.policy.stage_days(q.action.priority)[0])
    return max(own, _after_entry(q))


def _waits_for_a(q: Question, due: date) -> StepView:
    """E1 before A: a lower bound of its day, as if A were told today."""
    heard = max(q.as_of, q.action.counted_from)
    bound = max(
        q.calendar.plus(due, q.board.policy.stage_days(q.action.priority)[0]),
        q.calendar.plus(heard, q.board.policy.ladder.after_entry_wd),
    )
    return StepView(Step.E1, q.key, bound, Verdict.LATER, "A has not been told yet")


def _goes_on(q: Question, one: StepView) -> bool:
    """True where the next stage is looked at as well."""
    if one.verdict in DONE or (one.verdict is Verdict.HELD_BACK and _was_silenced(q, one)):
        return True
    return one.step is Step.E4 and _extension_missed(q) and one.verdict is not Verdict.HELD_BACK


def _extension_missed(q: Question) -> bool:
    return q.action.version.cause is VersionCause.EXTENDED


def _told(q: Question, stage: Step) -> date | None:
    return told_on(q.firsts(stage))


def _basis(q: Question, one: StepView, planned: date) -> date:
    """The day from which the next stage keeps its pace (rule 3)."""
    return planned if _was_silenced(q, one) else (_told(q, one.step) or planned)


def _was_silenced(q: Question, one: StepView) -> bool:
    """True of a stage that a silence kept back between its planned day and the day it was told."""
    if one.step in UNSILENCED or one.planned_on is None:
        return False
    end = _told(q, one.step) or q.as_of + ONE_DAY
    return any(
        s.kind is StopKind.SILENCE
        and s.from_on < end
        and (s.until_on is None or s.until_on > one.planned_on)
        for s in q.stops
    )


def _stage(q: Question, due: date, stage: Step, basis: date | None) -> StepView:
    planned = _planned(q, due, stage, basis)
    seen = already(q, stage, planned)
    if seen is not None:
        return seen
    return _not_yet(q, due, stage, planned, basis)


def stage_is_over(q: Question, stage: Step) -> str | None:
    """Why a stage that waits must not leave, or None: a stop, a silence (rule 6)."""
    stop = covering(stage_stops(q.stops, stage), q.as_of, *StopKind)
    silence = covering(q.stops, q.as_of, StopKind.SILENCE) if stage in SILENCED else None
    found = stop or silence
    return stop_words(found) if found is not None else None


def _not_yet(
    q: Question, due: date, stage: Step, planned: date | None, basis: date | None
) -> StepView:
    stop = covering(stage_stops(q.stops, stage), q.as_of, *StopKind)
    if stop is not None or planned is None:
        reason = stop_words(stop) if stop else "stopped"
        return StepView(stage, q.key, planned, Verdict.HELD_BACK, reason)
    cutoff = _cutoff(q, stage, planned, basis)
    day = eased(q, cutoff or planned, lambda old: _day(old, due, stage, basis)) or planned
    if day > q.as_of:
        return StepView(stage, q.key, day, Verdict.LATER, f"planned for {day_words(day)}")
    silence = covering(q.stops, q.as_of, StopKind.SILENCE)
    if silence is not None and stage in SILENCED:
        return StepView(stage, q.key, day, Verdict.HELD_BACK, stop_words(silence))
    reason = _reason(q, due, stage, at_cutoff=day == cutoff)
    return StepView(stage, q.key, day, Verdict.DUE, reason)


def _planned(q: Question, due: date, stage: Step, basis: date | None) -> date | None:
    """The day rules 3 and 14 give, before any cut-off; None under a stop without a known end."""
    by_pace = _by_pace(q, due, stage, basis)
    return eased(q, by_pace, lambda old: _by_pace(old, due, stage, basis))


def _by_pace(q: Question, due: date, stage: Step, basis: date | None) -> date | None:
    stops = stage_stops(q.stops, stage)
    floors = not_before(q.calendar, stops, q.board.policy.ladder.after_stop_wd)
    if stage is Step.E5 and basis is not None and _extension_missed(q):
        return max(basis, *floors) if floors else basis
    place = STAGES.index(stage)
    offsets = q.board.policy.stage_days(q.action.priority)
    own = advance(q.calendar, stops, due, offsets[place])
    if basis is None:
        pace: date | None = _after_entry(q)
    else:
        pace = advance(q.calendar, stops, basis, offsets[place] - offsets[place - 1])
    return max(own, pace, *floors) if own and pace else None


def _after_entry(q: Question) -> date:
    """E1 is not before 5 WD after the first A for the version."""
    heard = q.first_a_on or q.as_of
    return q.calendar.plus(heard, q.board.policy.ladder.after_entry_wd)


def _day(q: Question, due: date, stage: Step, basis: date | None) -> date | None:
    """The day of a stage by its pace and the cut-offs, before any easing."""
    planned = _by_pace(q, due, stage, basis)
    return planned and (_cutoff(q, stage, planned, basis) or planned)


def _cutoff(q: Question, stage: Step, planned: date, basis: date | None) -> date | None:
    """E4's day at the earliest paper cut-off that rule 4 allows, before it is planned anyway."""
    if stage is not Step.E4 or basis is None:
        return None
    ladder = q.board.policy.ladder
    stops = stage_stops(q.stops, stage)
    floor = max(
        q.calendar.plus(basis, ladder.cutoff_after_e3_wd),
        q.as_of,
        *not_before(q.calendar, stops, ladder.after_stop_wd),
    )
    meetings = q.board.committees[q.action.committee_id].meetings
    days = [m.freeze_on for m in meetings if floor <= m.freeze_on < planned]
    return min(days, default=None)


def _one_a_run(views: list[StepView]) -> list[StepView]:
    """The first stage due, and E5 together with E4; they wait for no stage that is silenced."""
    due = [v for v in views if v.verdict is Verdict.DUE]
    if not due:
        return views
    told = UNSILENCED if due[0].step in UNSILENCED else (due[0].step,)
    return [_next_run(v) if v in due and v.step not in told else v for v in views]


def _next_run(one: StepView) -> StepView:
    return replace(one, verdict=Verdict.LATER, reason="one stage a run, in order")


def _reason(q: Question, due: date, stage: Step, *, at_cutoff: bool) -> str:
    late = q.calendar.between(due, q.as_of)
    said = f"{stage}: {working_days(late)} after {day_words(due)}"
    return f"{said}, at the cut-off for the committee's papers" if at_cutoff else said
