"""A changed policy or calendar: what it plans, nobody is told sooner than five WDs after it.

Source: procedure.md, rule 14.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from models.rules.questions import Question
from models.rules.standing import working_days
from models.rules.stops import stops_on

# A step that always has a day has one under every policy.
Day = TypeVar("Day", date, date | None)


def eased(q: Question, planned: Day, plan: Callable[[Question], Day]) -> Day:
    """The day that a step is planned for, through every change of policy so far.

    `plan` says the step's day under whatever policy a question is put. A day before the fifth WD
    after the change stands only so far as the step was planned sooner already: by the policy
    before, whether or not the action was there by then.
    """
    change = q.board.change
    if planned is None or change is None:
        return planned
    floor = q.calendar.plus(change.on, q.board.policy.ladder.after_change_wd)
    if planned >= floor:
        return planned
    old = replace(q, board=change.before, stops=stops_on(q.action, change.before, q.as_of))
    return max(planned, min(eased(old, plan(old), plan) or floor, floor))


def eased_words(q: Question, day: date) -> str:
    """Why a step keeps a day that a changed policy or calendar would not give it."""
    change, wait = q.board.change, q.board.policy.ladder.after_change_wd
    if change is not None and day == q.calendar.plus(change.on, wait):
        return f"; at the earliest {working_days(wait)} after the policy or the calendar changed"
    return "; as it was planned before the policy or the calendar changed"
