"""R20, R5 and R0: the reminders before a due date.

Source: procedure.md, the table of steps (R), rules 2, 9 and 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.rules.calendar import no_working_day
from models.rules.date_words import day_words
from models.rules.policy_change import eased
from models.rules.questions import Question, StepView, Verdict, already
from models.rules.quick import quickly_made
from models.rules.standing import working_days
from models.rules.stops import LEADS_STOPS, covering, stop_words
from models.rules.words import REMINDERS, Step, StopKind


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """The planned days of one version's reminders, and whether this run's list names it."""

    due: date
    days: dict[Step, date]
    listed: bool

    def overtaken_by(self, step: Step, as_of: date) -> Step | None:
        """The latest later reminder that is planned by a day, or None."""
        later = REMINDERS[REMINDERS.index(step) + 1 :]
        return next((s for s in reversed(later) if self.days[s] <= as_of), None)


def _plan(q: Question, due: date, *, listed: bool) -> _Plan:
    days = _days(q, due)
    if q.board.change is not None:
        days = {step: _eased(q, due, step, on) for step, on in days.items()}
    return _Plan(due=due, days=days, listed=listed)


def _eased(q: Question, due: date, step: Step, on: date) -> date:
    """The day of a reminder where the policy has changed since it was planned (rule 14)."""
    return eased(q, on, lambda old: _days(old, due)[step])


def _days(q: Question, due: date) -> dict[Step, date]:
    """The planned days for a due date, worked out once for all the actions of a board with it."""
    known, asked = q.board.reminder_days, (q.action.priority, due)
    if asked not in known:
        known[asked] = _worked_out(q, due)
    return known[asked]


def _worked_out(q: Question, due: date) -> dict[Step, date]:
    offsets = q.board.policy.reminder_days(q.action.priority)
    return {
        step: q.calendar.minus(due, n) if n else q.calendar.on_or_before(due)
        for step, n in offsets.items()
    }


def reminder_views(q: Question, due: date, *, listed: bool) -> list[StepView]:
    """R20, R5 and R0: of several that are due only the latest is told (rule 2).

    `listed` is true where this very run names the action in an M.
    """
    plan = _plan(q, due, listed=listed)
    return [_reminder(q, plan, step) for step in REMINDERS]


def reminder_is_over(q: Question, due: date, step: Step) -> str | None:
    """Why a reminder that waits would be passed over were it told on the day, or None (rule 6)."""
    return _passed_over(q, _plan(q, due, listed=False), step)


def _reminder(q: Question, plan: _Plan, step: Step) -> StepView:
    planned = plan.days[step]
    seen = already(q, step, planned)
    if seen is not None:
        return seen
    passed = _passed_over(q, plan, step)
    if passed:
        return StepView(step, q.key, planned, Verdict.PASSED_OVER, passed)
    if planned > q.as_of:
        return StepView(step, q.key, planned, Verdict.LATER, f"planned for {day_words(planned)}")
    stop = covering(q.stops, q.as_of, *LEADS_STOPS, StopKind.SILENCE)
    if stop is not None:
        return StepView(step, q.key, planned, Verdict.HELD_BACK, stop_words(stop))
    return StepView(step, q.key, planned, Verdict.DUE, _reason(q, plan.due, step))


def _passed_over(q: Question, plan: _Plan, step: Step) -> str | None:
    """Why a reminder will never be told for this version, or None."""
    planned = plan.days[step]
    if planned <= (q.first_a_on or q.as_of):
        return "it fell on or before the day on which A was told"
    if q.as_of > plan.due:
        return f"the due date of {day_words(plan.due)} has passed"
    later = plan.overtaken_by(step, q.as_of)
    if later is not None:
        return f"{later} is due as well, and only the latest is told"
    if step is Step.R20 and planned <= q.as_of and (plan.listed or _was_listed(q, planned)):
        return "the month's list named the action in those days"
    return None


def _was_listed(q: Question, planned: date) -> bool:
    """True where an M queued from 5 WD before R20's planned day on listed the action (rule 2)."""
    start = q.calendar.minus(planned, q.board.policy.reminders.list_covers_wd)
    lists = q.action.standing_entries(Step.M)
    return any(e.first and start <= e.recorded_on <= q.as_of for e in lists)


def _reason(q: Question, due: date, step: Step) -> str:
    if q.as_of >= q.calendar.on_or_before(due):
        said = f"due today, {day_words(due)}" if due == q.as_of else f"due {day_words(due)}"
        if q.calendar.is_wd(due):
            return said
        return f"{said}, {no_working_day(due, q.board.policy.calendar.closed)}"
    return f"{step}: {working_days(q.calendar.ahead(q.as_of, due))} before {day_words(due)}"
