"""U40: an open action that has had no agreed date for forty working days.

Source: procedure.md, the table of steps (U40), rules 8 and 10.
"""

from __future__ import annotations

from datetime import date

from models.rules.date_words import day_words
from models.rules.policy_change import eased
from models.rules.questions import Question, StepView, Verdict, already
from models.rules.standing import working_days
from models.rules.stops import advance, covering, stop_words
from models.rules.words import DateState, Step, StopKind


def undated_cause(q: Question) -> str | None:
    """ "u2010-08-02": the day of entry or of losing its date; None where nothing is to be agreed.

    An action that awaits a trigger or recurs has no date to be agreed.
    """
    to_be_agreed = q.action.version.state is DateState.TO_BE_AGREED
    return f"u{_since(q).isoformat()}" if to_be_agreed else None


def _since(q: Question) -> date:
    return max(q.action.undated_since or q.action.version.from_on, q.action.counted_from)


def undated_view(q: Question) -> StepView | None:
    """U40 as of a day; None for an action to which it does not apply.

    A hold stops it, and its days do not count; evidence and a silence stop nothing here.
    """
    cause = undated_cause(q)
    if cause is None:
        return None
    wait = q.board.policy.ladder.no_date_wd
    planned = eased(q, _planned(q), _planned)
    hold = covering(q.stops, q.as_of, StopKind.HOLD)
    seen = already(q, Step.U40, planned, cause)
    if seen is not None:
        return seen
    if hold is not None:
        return StepView(Step.U40, cause, planned, Verdict.HELD_BACK, stop_words(hold))
    verdict = Verdict.DUE if planned is not None and planned <= q.as_of else Verdict.LATER
    reason = f"without an agreed date for {working_days(wait)} from {day_words(_since(q))}"
    return StepView(Step.U40, cause, planned, verdict, reason)


def _planned(q: Question) -> date | None:
    holds = [s for s in q.stops if s.kind is StopKind.HOLD]
    return advance(q.calendar, holds, _since(q), q.board.policy.ladder.no_date_wd)


def undated_is_over(q: Question, cause: str) -> str | None:
    """Why a U40 that waits must not leave, or None: a date, a hold (rule 6)."""
    if undated_cause(q) != cause:
        return "the action has a date, or needs none"
    hold = covering(q.stops, q.as_of, StopKind.HOLD)
    return stop_words(hold) if hold else None
