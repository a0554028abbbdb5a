"""The month's lists and the reminders, where a run should have told them.

Source: procedure.md, the table of steps (M, R), rules 2, 8 and 10.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from models.rules.audit_facts import (
    Audited,
    Finding,
    RunDay,
    first_clear,
    missed,
    reachable,
    standing,
    stopped_on,
    taken_back,
)
from models.rules.calendar import ONE_DAY
from models.rules.facts import ActionFacts
from models.rules.words import DateState, NoticeState, Step, StopKind

# A silence or a closure that is over is known to a run only since it ended; one that is not keeps
# every run out, and a closed action is not asked about.
LEADS = (StopKind.EVIDENCE, StopKind.HOLD)


def lists_missed(a: Audited, action: ActionFacts) -> Iterator[Finding]:
    """The lists of the last months that did not name an action to a lead, or to the secretary."""
    secretary = a.board.committees[action.committee_id].secretary_id
    for first in month_firsts(a):
        run = next((run for run in a.runs if run.on >= first), None)
        if run is None or not _may_be_named(a, action, first, run):
            continue
        posts = action.leads if _is_listed(a, action, run) else ()
        if _is_looked_through(action, run.on):
            posts = (*posts, secretary)
        cause = f"{first:%Y-%m}"
        listed = standing(action, Step.M, cause)
        for post in posts:
            told = any(post in (e.post_id, e.for_post_id) for e in listed)
            if not told and reachable(a, post, run.on) is not None:
                yield missed(action, Step.M, cause, run.on, post)


def month_firsts(a: Audited) -> list[date]:
    """The first WDs of the months that began in the days looked back on."""
    days = a.board.calendar.working_days(a.since, a.as_of)
    return [day for day in days if a.board.calendar.first_of_month(day) == day]


def _may_be_named(a: Audited, action: ActionFacts, first: date, run: RunDay) -> bool:
    """True of an action that a list of the month names where it belongs, its run being in time."""
    calendar, days = a.board.calendar, a.board.policy.reminders
    if run.on <= a.known_on(action) or calendar.between(first, run.on) > days.month_late_wd:
        return False
    entered = action.counted_from
    if (entered.year, entered.month) >= (run.on.year, run.on.month):
        return False
    if _kept_from_a(a, action) or taken_back(action, Step.M, f"{first:%Y-%m}", a.since):
        return False
    return (action.action_id, Step.M) not in run.unreached


def _is_listed(a: Audited, action: ActionFacts, run: RunDay) -> bool:
    """True where the list of a lead must have named an action."""
    if stopped_on(action, run.on, LEADS):
        return False
    if action.due_on is None:
        return _is_undated(action)
    ahead = timedelta(days=a.board.policy.reminders.month_days_ahead)
    return action.due_on <= run.on + ahead


def _is_looked_through(action: ActionFacts, day: date) -> bool:
    """True where the secretary's list must have named it: undated, undecided or overdue."""
    if stopped_on(action, day, (StopKind.EVIDENCE,)):
        return True
    if action.due_on is None:
        return _is_undated(action)
    return action.due_on < day and not stopped_on(action, day, (StopKind.HOLD,))


def _is_undated(action: ActionFacts) -> bool:
    return action.version.state is not DateState.RECURRING


def _kept_from_a(a: Audited, action: ActionFacts) -> bool:
    """True where A was kept back or taken back of late, or is not in the ledger: A goes first."""
    lines = [e for e in action.ledger if e.step is Step.A]
    if not standing(action, Step.A, action.version.key):
        return True
    return any(
        e.refused or (e.state is NoticeState.WITHDRAWN and e.recorded_on >= a.since) for e in lines
    )


# --- Reminders -----------------------------------------------------------------------------------


def reminder_missed(a: Audited, action: ActionFacts) -> Iterator[Finding]:
    """Each reminder that a run could have told before the next one's day; the last to the due date.

    Only where A was told before its day: those of before are passed over.
    """
    due, key = action.due_on, action.version.key
    told = told_days(action, Step.A, key)
    if due is None or not told or a.board.change is not None:
        return
    days = _reminder_days(a, action, due)
    for (step, planned), (_, until) in pairwise([*days, (Step.E1, due + ONE_DAY)]):
        if max(told) >= planned or planned < a.since or standing(action, step, key):
            continue
        runs = (run for run in a.runs_from(planned, action) if run.on < until)
        run = first_clear(runs, action, step, LEADS)
        listed = step is Step.R20 and run is not None and _was_listed(a, action, planned, run.on)
        if run is not None and not listed and not taken_back(action, step, key, a.since):
            yield missed(action, step, key, run.on, action.leads[0] if action.leads else None)


def _reminder_days(a: Audited, action: ActionFacts, due: date) -> list[tuple[Step, date]]:
    """The planned day of each reminder, the earliest first."""
    calendar = a.board.calendar
    before = a.board.policy.reminder_days(action.priority)
    return [
        (step, calendar.minus(due, days) if days else calendar.on_or_before(due))
        for step, days in before.items()
    ]


def _was_listed(a: Audited, action: ActionFacts, planned: date, by: date) -> bool:
    """True where a list of the month named the action near the day of R20 (rule 2)."""
    first = a.board.calendar.minus(planned, a.board.policy.reminders.list_covers_wd)
    lists = (e for e in action.ledger if e.step is Step.M)
    return any(first <= e.recorded_on <= by for e in lists)


def told_days(action: ActionFacts, step: Step, cause: str) -> list[date]:
    """The days on which a step was told; none while one of its notices is on its way."""
    lines = standing(action, step, cause)
    days = [e.told_on for e in lines if e.told_on is not None]
    return days if len(days) == len(lines) else []
