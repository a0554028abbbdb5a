"""M: the month's list, for each lead and for the secretary.

Source: procedure.md, the table of steps (M), "Told", rules 8 and 10.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from models.rules.calendar import ONE_DAY, Calendar
from models.rules.date_words import day_words
from models.rules.entries import entry_view
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.questions import BEFORE_A, Question, StepView, Verdict, already
from models.rules.standing import is_overdue
from models.rules.stops import LEADS_STOPS, covering, stop_words
from models.rules.words import Step, StopKind


def month_first(calendar: Calendar, day: date) -> date:
    """The first WD of the month in which `day` lies."""
    return calendar.first_of_month(day)


def next_month_first(calendar: Calendar, day: date) -> date:
    """The first WD of a month that is after `day`."""
    return calendar.first_of_a_month_after(day)


@lru_cache(maxsize=256)
def month_cause(day: date) -> str:
    """ "2010-11": the cause of the M of a month."""
    return f"{day.year}-{day.month:02d}"


def month_runs(before: tuple[date, ...], on: date) -> tuple[date, ...]:
    """The runs of the month as the day after a run knows them."""
    first = on.replace(day=1)
    return (*(ran for ran in before if ran >= first), on)


def is_month_day(board: BoardFacts, as_of: date, starts_on: date | None = None) -> bool:
    """True on the first WD of a month, or on the next WD with a run if missed by at most 5 WD.

    `starts_on` is a later start, where a silence kept the list of one action back. A run on an
    earlier day has told the month's lists; an earlier run on the same day changes nothing.
    """
    start = starts_on or month_first(board.calendar, as_of)
    asked = start, as_of
    if asked not in board.list_days:
        board.list_days[asked] = _is_made(board, as_of, start)
    return board.list_days[asked]


def _is_made(board: BoardFacts, as_of: date, start: date) -> bool:
    if start > as_of or any(start <= day < as_of for day in board.month_runs):
        return False
    return _missed_by_few(board, as_of, start)


def _missed_by_few(board: BoardFacts, as_of: date, start: date) -> bool:
    missed = board.calendar.between(start, as_of)
    return missed <= board.policy.reminders.month_late_wd


def month_view(q: Question) -> StepView:
    """M as of a day: whether the month's list for the action's leads names it."""
    cause = month_cause(q.as_of)
    first = month_first(q.calendar, q.as_of)
    seen = already(q, Step.M, first, cause)
    if seen is not None:
        return seen
    silence = covering(q.stops, q.as_of, StopKind.SILENCE)
    start = _list_from(q)
    if silence and first <= q.as_of and (q.as_of < start or _is_day(q, start, leads=True)):
        return StepView(Step.M, cause, first, Verdict.HELD_BACK, stop_words(silence))
    if not _is_day(q, start, leads=True):
        later = _next_list_on(q)
        return StepView(Step.M, month_cause(later), later, Verdict.LATER, _list_words(later))
    if start != first and not _named_leads(q):
        reason = "the list that was silenced would not have named it"
        return StepView(Step.M, cause, first, Verdict.PASSED_OVER, reason)
    verdict, reason = _listed(q)
    return StepView(Step.M, cause, first, verdict, reason)


@lru_cache(maxsize=256)
def _list_words(on: date) -> str:
    return f"the list of {on:%B %Y}"


def _list_from(q: Question) -> date:
    """The day from which the month's list may name the action: its first WD.

    A silenced step waits: where the action was silenced on the day of the run that makes the
    list, it is the day on which the silence ended, and the first run from then on makes it.
    """
    start = month_first(q.calendar, q.as_of)
    while q.stops and start <= q.as_of:
        made_on = _run_since(q, start)
        silence = covering(q.stops, made_on, StopKind.SILENCE)
        if silence is None or not _missed_by_few(q.board, made_on, start):
            break
        start = q.calendar.on_or_after(silence.until_on) if silence.until_on else date.max
    return start


def _run_since(q: Question, start: date) -> date:
    """The first run from a day on; today where there was none before."""
    return next((day for day in q.board.month_runs if start <= day < q.as_of), q.as_of)


def _made_on(q: Question) -> date:
    """The day on which the month's lists were made, or would have been but for a silence."""
    return _run_since(q, month_first(q.calendar, q.as_of))


def _is_day(q: Question, start: date, *, leads: bool) -> bool:
    # A list that named the action and was withdrawn was not told (rule 1).
    again = (Step.M, month_cause(q.as_of), leads) in q.withdrawn
    return is_month_day(q.board, q.as_of, start) or (
        again and _missed_by_few(q.board, q.as_of, start)
    )


def _named_leads(q: Question) -> bool:
    """True where the list of the month's first run would have named the action but for a silence.

    Only a step that was silenced waits; what belongs on a list since then is on the next one.
    """
    made_on = _made_on(q)
    if q.action.stopped(made_on, *LEADS_STOPS):
        return False
    verdict, _ = in_window(_as_of(q.action, made_on), q.board, made_on)
    return verdict is Verdict.DUE


def _as_of(action: ActionFacts, day: date) -> ActionFacts:
    """The action with the date that held on an earlier day."""
    begun = [version for version in action.versions if version.from_on <= day]
    return replace(action, version=begun[-1]) if begun else action


def _listed(q: Question) -> tuple[Verdict, str]:
    stop = covering(q.stops, q.as_of, *LEADS_STOPS)
    if _entered_this_month(q):
        return Verdict.PASSED_OVER, "not in the month in which the action was entered"
    if not _after_a(q):
        return Verdict.HELD_BACK, BEFORE_A
    if stop is not None:
        return Verdict.HELD_BACK, stop_words(stop)
    return in_window(q.action, q.board, q.as_of)


def _entered_this_month(q: Question) -> bool:
    entered = q.action.counted_from
    return (entered.year, entered.month) >= (q.as_of.year, q.as_of.month)


def _after_a(q: Question) -> bool:
    """True where A was told, waits, or goes with the list: one message a person, A before M."""
    return entry_view(q).verdict in (Verdict.TOLD, Verdict.WAITING, Verdict.DUE)


def in_window(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[Verdict, str]:
    """DUE where an open action belongs on a list of the day, PASSED_OVER where not, and why."""
    days = board.policy.reminders.month_days_ahead
    due = action.due_on
    if due is None:
        return Verdict.DUE, "it has no date"
    if due < as_of:
        return Verdict.DUE, f"it is overdue: due {day_words(due)}"
    if (due - as_of).days <= days:
        return Verdict.DUE, f"it is due within {days} days: {day_words(due)}"
    return Verdict.PASSED_OVER, f"it is due later than {days} days from now"


def _next_list_on(q: Question) -> date:
    """The first WD of the first later month whose list would name the action."""
    due = q.action.due_on
    if due is None:
        return next_month_first(q.calendar, q.as_of)
    asked = q.as_of, due
    if asked not in q.board.next_lists:
        q.board.next_lists[asked] = _names(q, due)
    return q.board.next_lists[asked]


def _names(q: Question, due: date) -> date:
    """The first WD of the first later month whose list names what is due on a day."""
    opens = due - timedelta(days=q.board.policy.reminders.month_days_ahead)
    soonest = next_month_first(q.calendar, q.as_of)
    return max(soonest, next_month_first(q.calendar, opens - ONE_DAY))


def secretary_reason(q: Question) -> str | None:
    """Why the secretary's list of the day names an action; None where it does not.

    One list of all overdue, undated and undecided actions. A silence is of the whole step.
    """
    start = _list_from(q)
    if (Step.M, month_cause(q.as_of)) in q.refused or covering(q.stops, q.as_of, StopKind.SILENCE):
        return None
    if not _is_day(q, start, leads=False) or _entered_this_month(q) or not _after_a(q):
        return None
    if q.is_over:
        return None
    anew = is_month_day(q.board, q.as_of) or _named_secretary(q)
    return for_secretary(q.action, q.as_of) if anew else None


def _named_secretary(q: Question) -> bool:
    """True where the secretary's list of the month's first run would have named the action."""
    made_on = _made_on(q)
    if q.action.stopped(made_on, StopKind.CLOSURE):
        return False
    return for_secretary(_as_of(q.action, made_on), made_on) is not None


def for_secretary(action: ActionFacts, as_of: date) -> str | None:
    """Why an open action is overdue, undated or undecided; None where it is none of them."""
    if action.stopped(as_of, StopKind.EVIDENCE):
        return "its evidence awaits a decision"
    if action.stopped(as_of, StopKind.EXTENSION_ASKED):
        return "an extension has been asked for"
    if action.due_on is None:
        return "it has no date"
    return "it is overdue" if is_overdue(action, as_of) else None
