"""The day on which each stage of the ladder is planned, and from which the next keeps its pace.

Source: procedure.md, rules 3, 4, 9, 10 and 14 and the secretary's silence.
"""

from __future__ import annotations

from datetime import date

from models.rules.calendar import ONE_DAY
from models.rules.policy_change import eased
from models.rules.questions import Question, told_on
from models.rules.stops import SILENCED, advance, not_before, stage_stops
from models.rules.words import STAGES, Step, StopKind, VersionCause

UNSILENCED = tuple(stage for stage in STAGES if stage not in SILENCED)


def first_stage_on(q: Question, due: date) -> date:
    """The day of E1 where nothing has stopped the ladder."""
    own = q.calendar.plus(due, q.board.policy.stage_days(q.action.priority)[0])
    return max(own, _after_entry(q))


def planned_on(q: Question, due: date, stage: Step, basis: date | None) -> date | None:
    """The day rules 3, 10 and 14 give, before any cut-off; None under a stop without an end."""
    day = _after_stops(q, due, stage, basis)
    return eased(q, day, lambda old: _after_stops(old, due, stage, basis))


def stage_day(q: Question, due: date, stage: Step, basis: date | None) -> date | None:
    """The day of a stage by its pace and the cut-offs, before any easing."""
    planned = _after_stops(q, due, stage, basis)
    return planned and (cutoff_on(q, stage, planned, basis) or planned)


def _after_stops(q: Question, due: date, stage: Step, basis: date | None) -> date | None:
    """The day rule 3 gives, and none within 5 WD of a stop."""
    day = _by_pace(q, due, stage, basis)
    stops = stage_stops(q.stops, stage)
    return day and max([day, *not_before(q.calendar, stops, q.board.policy.ladder.after_stop_wd)])


def _by_pace(q: Question, due: date, stage: Step, basis: date | None) -> date | None:
    """The day rule 3 gives; None under a stop without an end."""
    if stage is Step.E5 and basis is not None and extension_missed(q):
        return basis
    stops, place = stage_stops(q.stops, stage), STAGES.index(stage)
    offsets = q.board.policy.stage_days(q.action.priority)
    own = advance(q.calendar, stops, due, offsets[place])
    if basis is None:
        pace: date | None = _after_entry(q)
    else:
        pace = advance(q.calendar, stops, basis, offsets[place] - offsets[place - 1])
    return max(own, pace) if own and pace else None


def cutoff_on(q: Question, stage: Step, planned: date, basis: date | None) -> date | None:
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


def silenced_on(q: Question, due: date, stage: Step, basis: date | None) -> date | None:
    """The day on which a stage that a silence kept back counts as told (rule 3), or None.

    It is the day on which the stage would have been told without the silence, so that a silence
    neither hastens nor delays those after it: its own, or the first that no stop keeps it from.
    """
    silences = [s for s in q.stops if s.kind is StopKind.SILENCE]
    if not silences or stage in UNSILENCED:
        return None
    day = eased(q, _free(q, due, stage, basis), lambda old: _free(old, due, stage, basis))
    end = stage_told_on(q, stage) or q.as_of + ONE_DAY
    kept = any(
        s.from_on < end and (s.until_on is None or day < s.until_on) for s in silences if day
    )
    return day if kept else None


def _free(q: Question, due: date, stage: Step, basis: date | None) -> date | None:
    """The day rule 3 gives, or the first after it that is no stop's, nor within 5 WD of one."""
    day = _by_pace(q, due, stage, basis)
    for stop in stage_stops(q.stops, stage):
        if day is None or stop.from_on > day:
            break
        free = not_before(q.calendar, [stop], q.board.policy.ladder.after_stop_wd)
        day = max(day, *free) if free else None  # one without an end lets nothing go
    return day


def stage_told_on(q: Question, stage: Step) -> date | None:
    """The day on which the first-named of a stage was told it; None until then."""
    return told_on(q.firsts(stage))


def next_stage_from(q: Question, told: Step) -> date | None:
    """A lower bound of the day of the stage after one that is told today; None after the last.

    It keeps its pace from the day that one is told (rule 3), or comes forward to a cut-off (rule
    4). Where a stage was silenced, and where E5 goes with E4, it may be the next day.
    """
    if told is STAGES[-1]:
        return None
    if extension_missed(q) or any(stop.kind is StopKind.SILENCE for stop in q.action.stops):
        return q.as_of + ONE_DAY
    place, policy = STAGES.index(told), q.board.policy
    offsets = policy.stage_days(q.action.priority)
    pace = offsets[place + 1] - offsets[place]
    if STAGES[place + 1] is Step.E4:
        pace = min(pace, policy.ladder.cutoff_after_e3_wd)
    return q.calendar.plus(q.as_of, max(pace, 1))


def extension_missed(q: Question) -> bool:
    """True where the date of the ladder is an extension granted: E5 goes with E4."""
    return q.action.version.cause is VersionCause.EXTENDED


def _after_entry(q: Question) -> date:
    """E1 is not before 5 WD after the first A for the version."""
    heard = q.first_a_on or q.as_of
    return q.calendar.plus(heard, q.board.policy.ladder.after_entry_wd)
