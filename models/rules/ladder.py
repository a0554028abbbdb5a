"""When each step of the ladder falls for one action, and why it is or is not due.

Source: procedure.md, the table of steps and rules 1 to 5, 8 to 11 and 13. Pure functions of an
action's facts, its board's facts and `as_of`; the scan, the rehearsal, `why` and the tests all
ask here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.rules.calendar import ONE_DAY, Calendar
from models.rules.facts import ActionFacts, BoardFacts, Entry, Stop
from models.rules.standing import day_words, working_days
from models.rules.words import (
    REMINDERS,
    STAGES,
    NoticeState,
    Step,
    StopKind,
    VersionCause,
)

LEADS_STOPS = (StopKind.EVIDENCE, StopKind.HOLD, StopKind.CLOSURE)
SILENCED = (Step.M, *REMINDERS, Step.E1, Step.E2, Step.E3)


class Verdict(StrEnum):
    """What the ladder says of a step on a day."""

    TOLD = "told"
    WAITING = "waiting"
    DUE = "due"
    LATER = "later"
    PASSED_OVER = "passed-over"
    HELD_BACK = "held-back"


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of an action as of a day: its planned day, the verdict and the reason."""

    step: Step
    cause: str
    planned_on: date | None
    verdict: Verdict
    reason: str


def told_on(entries: Iterable[Entry]) -> date | None:
    """The day a step was first told to its first-named person; None until then."""
    days = [e.told_on for e in entries if e.first and e.told_on is not None]
    return min(days) if days else None


def first_a_on(action: ActionFacts) -> date | None:
    """The day A was first told for the action's current version."""
    key = action.version.key
    return told_on(e for e in action.standing_entries(Step.A) if e.cause == key)


def view(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[StepView, ...]:
    """Every step of the action's current version, in order, with its verdict as of a day.

    A closed action has none. An action without an agreed date has A and M alone (rule 8).
    """
    if action.stopped(as_of, StopKind.CLOSURE):
        return ()
    month = month_view(action, board, as_of)
    views = [entry_view(action, as_of), month]
    if action.due_on is not None:
        listed = month.verdict is Verdict.DUE
        views += reminder_views(action, action.due_on, board, as_of, listed=listed)
        views += stage_views(action, action.due_on, board, as_of)
    return tuple(v for v in views if v.planned_on is not None or v.verdict is not Verdict.LATER)


def due_steps(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[StepView, ...]:
    """The steps due as of a day, in the order of the table; none on a day that is not a WD."""
    if not board.calendar.is_wd(as_of):
        return ()
    return tuple(v for v in view(action, board, as_of) if v.verdict is Verdict.DUE)


# --- A -------------------------------------------------------------------------------------


def entry_view(action: ActionFacts, as_of: date) -> StepView:
    """A: the first run after the action is entered or has a new date, to every lead of it.

    One view stands for all its posts; which of them have not heard yet is asked in `notices`.
    """
    start = max(action.version.from_on, action.counted_from)
    key = action.version.key
    told = first_a_on(action)
    if told is not None:
        return StepView(Step.A, key, start, Verdict.TOLD, f"told on {day_words(told)}")
    if any(e.cause == key for e in action.standing_entries(Step.A)):
        return StepView(Step.A, key, start, Verdict.WAITING, "on its way, not yet accepted")
    if as_of < start:
        return StepView(Step.A, key, start, Verdict.LATER, f"followed from {day_words(start)}")
    return StepView(Step.A, key, start, Verdict.DUE, _entry_reason(action))


def _entry_reason(action: ActionFacts) -> str:
    reasons = {
        VersionCause.ENTERED: "the action was entered",
        VersionCause.PLAN_REVISED: "the action was entered with a date the plan had revised",
        VersionCause.CONFIRMED: "the reading of its date was confirmed",
        VersionCause.EXTENDED: "its date was extended",
        VersionCause.SET: "its date was set",
        VersionCause.REOPENED: "it was reopened with a new date",
        VersionCause.CORRECTED: "the reading of its date was corrected",
        VersionCause.FOLLOWED: "following it began",
    }
    return f"{reasons[action.version.cause]} on {day_words(action.version.from_on)}"


# --- M -------------------------------------------------------------------------------------


def month_first(calendar: Calendar, day: date) -> date:
    """The first WD of the month in which `day` lies."""
    return calendar.on_or_after(day.replace(day=1))


def is_month_day(board: BoardFacts, as_of: date) -> bool:
    """True on the first WD of a month, or on the next WD with a run if missed by at most 5 WD."""
    first = month_first(board.calendar, as_of)
    missed = board.calendar.between(first, as_of)
    ran = board.previous_run_on is not None and first <= board.previous_run_on < as_of
    return first <= as_of and not ran and missed <= board.policy.reminders.month_late_wd


def month_cause(day: date) -> str:
    """ "2010-11": the cause of the M of a month."""
    return f"{day:%Y-%m}"


def month_view(action: ActionFacts, board: BoardFacts, as_of: date) -> StepView:
    """M: whether the month's list for the action's leads names it."""
    cause = month_cause(as_of)
    first = month_first(board.calendar, as_of)
    standing = [e for e in action.standing_entries(Step.M) if e.cause == cause]
    if any(e.first for e in standing):
        told = told_on(standing)
        verdict = Verdict.TOLD if told else Verdict.WAITING
        return StepView(Step.M, cause, first, verdict, f"listed on {day_words(told)}")
    if not is_month_day(board, as_of):
        later = _next_month_day(action, board, as_of)
        return StepView(Step.M, month_cause(later) if later else cause, later, Verdict.LATER, "")
    verdict, reason = _listed(action, board, as_of)
    return StepView(Step.M, cause, first, verdict, reason)


def _listed(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[Verdict, str]:
    first_a = first_a_on(action)
    stop = action.stopped(as_of, *LEADS_STOPS, StopKind.SILENCE)
    if (action.counted_from.year, action.counted_from.month) >= (as_of.year, as_of.month):
        return Verdict.PASSED_OVER, "not in the month in which the action was entered"
    if first_a is None or first_a >= as_of:
        return Verdict.HELD_BACK, "A has not been told yet"
    if stop is not None:
        return Verdict.HELD_BACK, _stop_reason(stop)
    return _in_window(action, board, as_of)


def _in_window(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[Verdict, str]:
    days = board.policy.reminders.month_days_ahead
    due = action.due_on
    if due is None:
        return Verdict.DUE, "it has no date"
    if due < as_of:
        return Verdict.DUE, f"it is overdue: due {day_words(due)}"
    if (due - as_of).days <= days:
        return Verdict.DUE, f"it is due within {days} days: {day_words(due)}"
    return Verdict.PASSED_OVER, f"it is due later than {days} days from now"


def _next_month_day(action: ActionFacts, board: BoardFacts, as_of: date) -> date | None:
    """The first WD of the first later month in which M would name the action, at the earliest."""
    days = board.policy.reminders.month_days_ahead
    day = max(as_of, action.counted_from)
    for _ in range(600):
        day = month_first(board.calendar, _next_month(day))
        if action.due_on is None or (action.due_on - day).days <= days:
            return day
    return None


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


# --- R -------------------------------------------------------------------------------------


def reminder_views(
    action: ActionFacts, due: date, board: BoardFacts, as_of: date, *, listed: bool
) -> list[StepView]:
    """R20, R5 and R0: of several that are due only the latest is told (rule 2).

    `listed` is true where this very run names the action in an M.
    """
    days = board.policy.reminder_days(action.priority)
    planned = {
        step: board.calendar.minus(due, n) if n else board.calendar.on_or_before(due)
        for step, n in days.items()
    }
    latest = max((s for s in REMINDERS if planned[s] <= as_of), key=REMINDERS.index, default=None)
    return [
        _reminder(action, due, board, as_of, step, planned[step], latest, listed=listed)
        for step in REMINDERS
    ]


def _reminder(
    action: ActionFacts,
    due: date,
    board: BoardFacts,
    as_of: date,
    step: Step,
    planned: date,
    latest: Step | None,
    *,
    listed: bool,
) -> StepView:
    key = action.version.key
    standing = [e for e in action.standing_entries(step) if e.cause == key]
    if any(e.first for e in standing):
        told = told_on(standing)
        verdict = Verdict.TOLD if told else Verdict.WAITING
        return StepView(step, key, planned, verdict, f"told on {day_words(told)}")
    passed = _passed_over(action, due, board, as_of, step, planned, latest, listed=listed)
    if passed:
        return StepView(step, key, planned, Verdict.PASSED_OVER, passed)
    if planned > as_of:
        return StepView(step, key, planned, Verdict.LATER, f"planned for {day_words(planned)}")
    return _unless_stopped(action, as_of, step, planned, _reminder_reason(due, board, step, as_of))


def _passed_over(
    action: ActionFacts,
    due: date,
    board: BoardFacts,
    as_of: date,
    step: Step,
    planned: date,
    latest: Step | None,
    *,
    listed: bool,
) -> str | None:
    """Why a reminder will never be told for this version, or None."""
    first_a = first_a_on(action)
    if first_a is not None and planned <= first_a:
        return f"planned for {day_words(planned)}, not after A was told"
    if first_a is None and planned <= as_of:
        return f"planned for {day_words(planned)}, before A was told"
    if as_of > due:
        return f"the due date of {day_words(due)} has passed"
    if latest is not None and REMINDERS.index(step) < REMINDERS.index(latest):
        return f"{latest} is due as well, and only the latest is told"
    if step is Step.R20 and planned <= as_of and (listed or _month_listed(action, board, planned)):
        return "the month's list named the action in those days"
    return None


def _month_listed(action: ActionFacts, board: BoardFacts, planned: date) -> bool:
    """True where an M queued from 5 WD before R20's planned day on listed the action (rule 2)."""
    start = board.calendar.minus(planned, board.policy.reminders.list_covers_wd)
    return any(e.first and e.recorded_on >= start for e in action.standing_entries(Step.M))


def _reminder_reason(due: date, board: BoardFacts, step: Step, as_of: date) -> str:
    left = board.calendar.between(as_of, due)
    if left == 0:
        return f"due today, {day_words(due)}" if due == as_of else f"due {day_words(due)}"
    return f"{step}: {working_days(left)} before {day_words(due)}"


# --- E -------------------------------------------------------------------------------------


def stage_views(
    action: ActionFacts, due: date, board: BoardFacts, as_of: date
) -> list[StepView]:
    """E1 to E5 in order, one a run: a stage is planned only after the one before it was told.

    The list ends with the first stage that has not been told (and E5 with E4, rule 3).
    """
    offsets = board.policy.stage_days(action.priority)
    first_a = first_a_on(action)
    if first_a is None:
        return [_waits_for_a(action, due, board, as_of)]
    views: list[StepView] = []
    before: date | None = None
    for place, stage in enumerate(STAGES):
        pause = offsets[place] - offsets[place - 1] if place else 0
        planned = _planned(action, due, board, stage, offsets[place], first_a, before, pause)
        one = _stage(action, due, board, as_of, stage, planned, before)
        views.append(one)
        told = _told_stage(action, stage)
        if told is None and not _goes_on(action, one, stage):
            break
        before = told or one.planned_on
    return views


def _waits_for_a(action: ActionFacts, due: date, board: BoardFacts, as_of: date) -> StepView:
    """E1 before A: a lower bound of its day, as if A were told today."""
    bound = max(
        board.calendar.plus(due, board.policy.stage_days(action.priority)[0]),
        board.calendar.plus(max(as_of, action.counted_from), board.policy.ladder.after_entry_wd),
    )
    return StepView(Step.E1, action.version.key, bound, Verdict.LATER, "A has not been told yet")


def _goes_on(action: ActionFacts, one: StepView, stage: Step) -> bool:
    """True where the next stage is looked at although this one was not told.

    E5 goes together with E4 where the date missed was an extension; a silenced stage counts, for
    later ones, as told on its planned day (rule 3).
    """
    if stage is Step.E4:
        return _extension_missed(action) and one.verdict in (Verdict.DUE, Verdict.LATER)
    return one.verdict is Verdict.HELD_BACK and one.reason.startswith("silenced")


def _extension_missed(action: ActionFacts) -> bool:
    return action.version.cause is VersionCause.EXTENDED


def _told_stage(action: ActionFacts, stage: Step) -> date | None:
    key = action.version.key
    return told_on(e for e in action.standing_entries(stage) if e.cause == key)


def _planned(  # noqa: PLR0913 - the terms of rule 3
    action: ActionFacts,
    due: date,
    board: BoardFacts,
    stage: Step,
    offset: int,
    first_a: date,
    before: date | None,
    pause: int,
) -> date | None:
    """The day rule 3 gives, before any cut-off; None while a stop has no known end."""
    if before is not None and stage is Step.E5 and _extension_missed(action):
        return before
    own = _advance(action, board.calendar, stage, due, offset)
    if before is None:
        pace: date | None = board.calendar.plus(first_a, board.policy.ladder.after_entry_wd)
    else:
        pace = _advance(action, board.calendar, stage, before, pause)
    if own is None or pace is None:
        return None
    return max(own, pace, *_after_stops(action, board, stage))


def stage_stops(action: ActionFacts, stage: Step) -> tuple[Stop, ...]:
    """The stops that count for a stage: an extension asked for stops E2 and above only."""
    kinds = (StopKind.EVIDENCE, StopKind.HOLD, StopKind.CLOSURE)
    asked = tuple(
        s
        for s in action.stops
        if s.kind is StopKind.EXTENSION_ASKED and stage is not Step.E1 and _asked_in_time(action, s)
    )
    return tuple(s for s in action.stops if s.kind in kinds) + asked


def _asked_in_time(action: ActionFacts, stop: Stop) -> bool:
    return action.due_on is not None and stop.from_on <= action.due_on


def _advance(
    action: ActionFacts, calendar: Calendar, stage: Step, start: date, n: int
) -> date | None:
    """The n-th WD strictly after `start` that no stop covers (rule 10); None under an open stop."""
    stops = sorted(stage_stops(action, stage), key=lambda s: s.from_on)
    day = calendar.plus(start, n)
    for stop in stops:
        if stop.from_on > day or (stop.until_on is not None and stop.until_on <= start):
            continue
        if stop.until_on is None:
            return None
        lost = calendar.between(max(stop.from_on - ONE_DAY, start), stop.until_on - ONE_DAY)
        day = calendar.plus(day, lost) if lost else day
    return day


def _after_stops(action: ActionFacts, board: BoardFacts, stage: Step) -> list[date]:
    """The 5th WD after each stop that ended: no stage is told before it (rule 10)."""
    n = board.policy.ladder.after_stop_wd
    return [
        board.calendar.plus(s.until_on, n)
        for s in stage_stops(action, stage)
        if s.until_on is not None
    ]


def _stage(
    action: ActionFacts,
    due: date,
    board: BoardFacts,
    as_of: date,
    stage: Step,
    planned: date | None,
    before: date | None,
) -> StepView:
    key = action.version.key
    standing = [e for e in action.standing_entries(stage) if e.cause == key]
    told = told_on(standing)
    if told is not None:
        return StepView(stage, key, planned, Verdict.TOLD, f"told on {day_words(told)}")
    if any(e.first for e in standing):
        return StepView(stage, key, planned, Verdict.WAITING, "on its way, not yet accepted")
    stop = next((s for s in stage_stops(action, stage) if s.covers(as_of)), None)
    if stop is not None or planned is None:
        reason = _stop_reason(stop) if stop else "stopped"
        return StepView(stage, key, planned, Verdict.HELD_BACK, reason)
    planned, at_cutoff = _at_cutoff(action, board, as_of, stage, planned, before)
    if planned > as_of:
        reason = f"planned for {day_words(planned)}"
        return StepView(stage, key, planned, Verdict.LATER, reason)
    reason = _stage_reason(due, board, stage, as_of, at_cutoff=at_cutoff)
    return _unless_stopped(action, as_of, stage, planned, reason)


def _at_cutoff(
    action: ActionFacts,
    board: BoardFacts,
    as_of: date,
    stage: Step,
    planned: date,
    before: date | None,
) -> tuple[date, bool]:
    """E4's day at the earliest paper cut-off that rule 4 allows, and whether it is at one."""
    if stage is not Step.E4 or before is None:
        return planned, False
    floor = board.calendar.plus(before, board.policy.ladder.cutoff_after_e3_wd)
    floor = max(floor, as_of, *_after_stops(action, board, stage))
    meetings = board.committees[action.committee_id].meetings
    days = [m.freeze_on for m in meetings if floor <= m.freeze_on < planned]
    return (min(days), True) if days else (planned, False)


def _stage_reason(
    due: date, board: BoardFacts, stage: Step, as_of: date, *, at_cutoff: bool
) -> str:
    late = board.calendar.between(due, as_of)
    said = f"{stage}: {working_days(late)} after {day_words(due)}"
    return f"{said}, at the cut-off for the committee's papers" if at_cutoff else said


def _unless_stopped(
    action: ActionFacts, as_of: date, step: Step, planned: date, reason: str
) -> StepView:
    """DUE, or held back by a stop of the leads' steps or by a silence."""
    key = action.version.key
    stop = action.stopped(as_of, *LEADS_STOPS)
    if stop is not None:
        return StepView(step, key, planned, Verdict.HELD_BACK, _stop_reason(stop))
    if step in SILENCED and action.stopped(as_of, StopKind.SILENCE):
        return StepView(step, key, planned, Verdict.HELD_BACK, "silenced by the secretary")
    return StepView(step, key, planned, Verdict.DUE, reason)


def _stop_reason(stop: Stop) -> str:
    words = {
        StopKind.EVIDENCE: "evidence was submitted",
        StopKind.HOLD: "held by the committee",
        StopKind.CLOSURE: "closed",
        StopKind.EXTENSION_ASKED: "an extension was asked for",
        StopKind.SILENCE: "silenced by the secretary",
    }
    until = f" until {day_words(stop.until_on - ONE_DAY)}" if stop.until_on else ""
    return f"{words[stop.kind]} on {day_words(stop.from_on)}{until}"
