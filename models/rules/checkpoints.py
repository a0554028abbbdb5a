"""C: each checkpoint of an action that recurs, and whether the last one was missed.

Source: procedure.md, the table of steps (C), rule 10. A checkpoint falls every so many months
from the day the action was entered as recurring, or from the day its interval was decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

from models.rules.calendar import plus_months
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.policy import Policy
from models.rules.questions import Question, StepView, Verdict, already, fifth_day
from models.rules.stops import LEADS_STOPS, covering, stop_words
from models.rules.words import DateState, DecisionKind, Step


def checkpoints(action: ActionFacts, policy: Policy, until: date) -> Iterator[date]:
    """The checkpoints up to and including the first one after `until`; none unless it recurs."""
    if action.version.state is not DateState.RECURRING:
        return
    spells = _spells(action, policy)
    ends = [*(start for start, _ in spells[1:]), date.max]
    for (start, months), end in zip(spells, ends, strict=True):
        for number in count(1):
            day = plus_months(start, months * number)
            if day >= end:
                break
            yield day
            if day > until:
                return


def _spells(action: ActionFacts, policy: Policy) -> list[tuple[date, int]]:
    """The days from which checkpoints are counted, each with the months between two of them.

    What fell before another interval was decided has fallen all the same.
    """
    start = max(action.version.from_on, action.counted_from)
    decided = action.decided(DecisionKind.INTERVAL)
    later = [(max(start, d.on), d.interval_months) for d in decided if d.interval_months]
    return [(start, policy.reminders.checkpoint_months), *later]


def checkpoint_views(q: Question) -> list[StepView]:
    """C for each checkpoint that has come, and the next one.

    A changed policy has none before the fifth WD after it, save those of the policy before: what
    would have fallen under the new one did not (rule 14).
    """
    days = checkpoints(q.action, q.board.policy, max(q.as_of, fifth_day(q.board)))
    return [_view(q, day) for day in days if _falls(q.action, q.board, day)]


def _falls(action: ActionFacts, board: BoardFacts, day: date) -> bool:
    change = board.change
    if change is None or day >= fifth_day(board):
        return True
    old = change.before
    return day in checkpoints(action, old.policy, day) and _falls(action, old, day)


def _view(q: Question, day: date) -> StepView:
    cause = day.isoformat()
    seen = already(q, Step.C, day, cause)
    if seen is not None:
        return seen
    if day > q.as_of:
        return StepView(Step.C, cause, day, Verdict.LATER, f"planned for {day_words(day)}")
    stop = covering(q.stops, q.as_of, *LEADS_STOPS)
    if stop is not None:
        return StepView(Step.C, cause, day, Verdict.HELD_BACK, stop_words(stop))
    return StepView(Step.C, cause, day, Verdict.DUE, f"the checkpoint of {day_words(day)}")


def checkpoint_is_over(q: Question, cause: str) -> str | None:
    """Why a C that waits must not leave, or None: a stop, or it does not recur any more."""
    stop = covering(q.stops, q.as_of, *LEADS_STOPS)
    if stop is not None:
        return stop_words(stop)
    days = checkpoints(q.action, q.board.policy, q.as_of)
    return None if cause in {day.isoformat() for day in days} else "its checkpoints have changed"


def missed_checkpoint(action: ActionFacts, board: BoardFacts, as_of: date) -> date | None:
    """The first checkpoint that nobody answered for too long, which shows as overdue; or None."""
    wait = board.policy.reminders.checkpoint_late_wd
    for day in _fallen(action, board, as_of):
        answered = action.responded_on is not None and action.responded_on >= day
        if not answered and board.calendar.plus(day, wait) <= as_of:
            return day
    return None


def next_checkpoint(action: ActionFacts, board: BoardFacts, as_of: date) -> date:
    """The first checkpoint after a day of an action that recurs."""
    days = _fallen(action, board, max(as_of, fifth_day(board)))
    return next(day for day in days if day > as_of)


def _fallen(action: ActionFacts, board: BoardFacts, until: date) -> Iterator[date]:
    """The checkpoints up to and including the first one after `until`.

    Until a policy was changed they fell under the one before it, and have fallen all the same.
    """
    since = date.min
    if board.change is not None:
        since = board.change.on
        days = _fallen(action, board.change.before, since)
        yield from (day for day in days if day <= since)
    for day in checkpoints(action, board.policy, until):
        if day > since and _falls(action, board, day):
            yield day
