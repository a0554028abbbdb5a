"""Which reminders and lists of an action nobody was told, or nobody will be, and what took each.

Source: procedure.md, rules 2, 10 and 11. The ladder asks only whether a step is passed over; who
asks why wants what took its place first, of every date that the action has had.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.rules.calendar import ONE_DAY
from models.rules.coming import played
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, BoardFacts, Version
from models.rules.months import in_window, month_cause, month_first, next_month_first
from models.rules.questions import Question, StepView, Verdict, ask
from models.rules.rehearsal import RehearsedDay
from models.rules.reminders import reminder_views
from models.rules.stops import covering, stop_clause, stop_words
from models.rules.words import REMINDERS, DecisionKind, Priority, Step, StopKind

# The clause of docs/procedure.md on what is passed over.
PASSED = "5.2"
UNTOLD = "has not been told of this date (step A)"
PRIORITIES = {
    DecisionKind.PRIORITY_HIGH: Priority.HIGH,
    DecisionKind.PRIORITY_NORMAL: Priority.NORMAL,
}
# A closed action has no list and no reminder; its closure is no reason of its own.
STOPPED = (StopKind.EVIDENCE, StopKind.HOLD, StopKind.SILENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTold:
    """A reminder or a list that was not told on its day: its due date, and what took it.

    `clause` is the one of docs/procedure.md that says so.
    """

    step: Step
    planned_on: date
    due_on: date | None
    reason: str
    clause: str


def passed_reminders(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[NotTold, ...]:
    """The reminders of every date so far that are passed over by a day, in their order."""
    found: list[NotTold] = []
    for version, last in ladders(action, as_of):
        if version.due_on is not None:
            priority = _priority(action, min(last, version.due_on))
            asked = replace(action, version=version, priority=priority)
            found += _passed(ask(asked, board, last), version.due_on)
    return tuple(found)


def _priority(action: ActionFacts, on: date) -> Priority:
    """The priority that an action had on a day: before the first that was decided, the other."""
    moved = [(one.on, PRIORITIES[one.kind]) for one in action.decisions if one.kind in PRIORITIES]
    had = [priority for since, priority in moved if since <= on]
    if had or not moved:
        return had[-1] if had else action.priority
    return Priority.NORMAL if moved[0][1] is Priority.HIGH else Priority.HIGH


def ladders(action: ActionFacts, as_of: date) -> Iterator[tuple[Version, date]]:
    """Each version that has held by a day, with the last day of its ladder."""
    begun, entered = action.versions or (action.version,), action.entered_on
    ends = [*(version.from_on for version in begun[1:]), as_of + ONE_DAY]
    closed = [stop.from_on for stop in action.stops if stop.kind is StopKind.CLOSURE]
    for version, end in zip(begun, ends, strict=True):
        last = min([end, *(on for on in closed if on >= version.from_on)]) - ONE_DAY
        # What its plan records as done before it was entered has none with that date.
        recorded = version.from_on <= entered and min(closed, default=entered) < entered
        if last >= version.from_on and not recorded:
            yield version, last


def _passed(q: Question, due: date) -> Iterator[NotTold]:
    views = _reminders(q, due)
    days = {view.step: view.planned_on or due for view in views}
    for view in views:
        if view.verdict is Verdict.PASSED_OVER:
            reason, clause = _taken_by(q, due, view.step, days)
            yield NotTold(
                step=view.step,
                planned_on=days[view.step],
                due_on=due,
                reason=reason,
                clause=clause,
            )


def _reminders(q: Question, due: date) -> list[StepView]:
    """The reminders of a date as of a day on which no list is made up."""
    return reminder_views(q, due, listed=False)


def _taken_by(q: Question, due: date, step: Step, days: dict[Step, date]) -> tuple[str, str]:
    """What took a reminder's place first, in the order of the days, and by which clause."""
    planned, heard = days[step], q.first_a_on
    if planned <= (heard or q.as_of):
        was = f"was told of this date (step A) only on {day_words(heard)}" if heard else UNTOLD
        said = f"the lead {was}, and nobody is reminded before"
        return said, PASSED
    after = [other for other in REMINDERS if days[other] > planned]
    until = min([days[other] for other in after], default=due + ONE_DAY)
    last = q.calendar.on_or_before(until - ONE_DAY)
    listed = _listed_on(q, planned, last) if step is Step.R20 else None
    if listed is not None:
        said = f"the month's list of {day_words(listed)} (step M) names it, and takes its place"
        return said, PASSED
    for stop in q.stops:
        if stop.kind in STOPPED and stop.covers(planned) and stop.covers(last):
            return stop_words(stop), stop_clause(stop)
    if after:
        said = f"{after[0]} came due before it was told, and of several only the latest is told"
        return said, PASSED
    said = f"it was not told by {day_words(due)}, and after the due date nobody is reminded"
    return said, PASSED


def _listed_on(q: Question, planned: date, last: date) -> date | None:
    """The day of the list that named the action, from 5 WD before R20 until another was due."""
    start = q.calendar.minus(planned, q.board.policy.reminders.list_covers_wd)
    lists = (e for e in q.action.standing_entries(Step.M) if e.first)
    days = (e.recorded_on for e in lists if start <= e.recorded_on <= last)
    return min(days, default=None)


def reminders_to_pass(
    action: ActionFacts, board: BoardFacts, as_of: date, days: Sequence[RehearsedDay]
) -> tuple[NotTold, ...]:
    """The reminders still ahead that none of the rehearsed days tells, and what will take them."""
    due = action.due_on
    if due is None:
        return ()
    told = {notice.step for day in days for notice in day.notices}
    views = _reminders(ask(action, board, as_of), due)
    ahead = {v.step for v in views if v.verdict is Verdict.LATER} - told
    then = played(action, board.calendar.on_or_after(as_of), days)
    over = passed_reminders(then, board, due + ONE_DAY)
    return tuple(one for one in over if one.due_on == due and one.step in ahead)


def stopped_lists(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[NotTold, ...]:
    """The leads' lists that would have named the action by a day but for a stop (rule 10)."""
    told = {e.cause for e in action.ledger if e.first}
    stops = ask(action, board, as_of).stops
    found: list[NotTold] = []
    for on in _list_days(action, board, as_of):
        stop, asked = covering(stops, on, *STOPPED), _dated(action, on)
        listed = in_window(asked, board, on)[0] is Verdict.DUE
        if stop is not None and listed and month_cause(on) not in told:
            found.append(
                NotTold(
                    step=Step.M,
                    planned_on=on,
                    due_on=asked.due_on,
                    reason=stop_words(stop),
                    clause=stop_clause(stop),
                )
            )
    return tuple(found)


def _list_days(action: ActionFacts, board: BoardFacts, as_of: date) -> Iterator[date]:
    """The first WD of each month after that of entry, up to a day, on which it was open."""
    on = next_month_first(board.calendar, month_first(board.calendar, action.counted_from))
    while on <= as_of:
        if not action.stopped(on, StopKind.CLOSURE):
            yield on
        on = next_month_first(board.calendar, on)


def _dated(action: ActionFacts, day: date) -> ActionFacts:
    """The action with the date that held on an earlier day."""
    begun = [version for version in action.versions if version.from_on <= day]
    return replace(action, version=begun[-1]) if begun else action


def held_clause(view: StepView, action: ActionFacts, board: BoardFacts, as_of: date) -> str:
    """The clause by which a step is held back on a day: a stop, a refusal, or for want of A."""
    q = ask(action, board, as_of)
    for stop in q.stops:
        if stop_words(stop) == view.reason:
            return stop_clause(stop)
    return "5.12" if (view.step, view.cause) in q.refused else "1.5"
