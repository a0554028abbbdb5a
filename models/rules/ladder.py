"""Every step of one action as of a day: when it falls, and why it is or is not due.

Source: procedure.md, the table of steps and rules 1 to 5, 8 to 11 and 13. Pure functions of an
action's facts, its board's facts and `as_of`; the scan, the rehearsal, `why` and the tests all
ask here. Each step has a file of its own.
"""

from __future__ import annotations

from datetime import date

from models.rules.checkpoints import checkpoint_views
from models.rules.decided import decided_views
from models.rules.entries import entry_view
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.impact import impact_views
from models.rules.months import is_month_day, month_cause, month_first, month_view
from models.rules.questions import Question, StepView, Verdict, ask, first_a_on
from models.rules.reminders import reminder_views
from models.rules.stages import stage_views
from models.rules.stood_down import stood_down_views
from models.rules.undated import undated_view
from models.rules.undecided import undecided_views
from models.rules.words import DateState, StopKind

__all__ = [
    "StepView",
    "Verdict",
    "due_steps",
    "first_a_on",
    "is_month_day",
    "month_cause",
    "month_first",
    "view",
    "views_of",
]


def view(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[StepView, ...]:
    """Every step of the action's current version, in order, with its verdict as of a day.

    A closed action has Z, D, I6 and I12 (rule 10), and one that was struck the D that says so.
    An action without an agreed date has no R and no E step, and U40 while one is to be agreed
    (rule 8).
    """
    return views_of(ask(action, board, as_of))


def views_of(q: Question) -> tuple[StepView, ...]:
    """The same, for a question that has been put already."""
    action = q.action
    answers = [*decided_views(q), *stood_down_views(q)] if _has_answers(action) else []
    if action.struck_on is not None:
        return tuple(decided_views(q))
    if action.stopped(q.as_of, StopKind.CLOSURE):
        return (*answers, *impact_views(q))
    views = _running(q)
    if action.version.state is DateState.RECURRING:
        views += checkpoint_views(q)
    if action.stops:
        views += undecided_views(q)
    return (*views, *answers)


def _has_answers(action: ActionFacts) -> bool:
    """False of an action of which nothing was decided, stopped or dated anew: most are such."""
    return bool(action.decisions or action.struck or action.stops or len(action.versions) > 1)


def _running(q: Question) -> list[StepView]:
    """A, M, U40, and the reminders and stages of a dated action."""
    month = month_view(q)
    views = [entry_view(q), month]
    undated = undated_view(q)
    if undated is not None:
        views.append(undated)
    due = q.action.due_on
    if due is not None:
        views += reminder_views(q, due, listed=month.verdict is Verdict.DUE)
        views += stage_views(q, due)
    return views


def due_steps(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[StepView, ...]:
    """The steps due as of a day, in the order of the table; none on a day that is not a WD."""
    if not board.calendar.is_wd(as_of):
        return ()
    return tuple(v for v in view(action, board, as_of) if v.verdict is Verdict.DUE)
