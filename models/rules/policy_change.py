"""A changed policy or calendar: what it plans, nobody is told sooner than five WDs after it.

Source: procedure.md, rule 14.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from models.rules.questions import Question, fifth_day
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
    change, floor = q.board.change, fifth_day(q.board)
    if planned is None or change is None or planned >= floor:
        return planned
    old = replace(q, board=change.before, stops=stops_on(q.action, change.before, q.as_of))
    return max(planned, min(eased(old, plan(old), plan) or floor, floor))


def eased_words(q: Question, day: date) -> str:
    """Why a step keeps a day that a changed policy or calendar would not give it."""
    wait = q.board.policy.ladder.after_change_wd
    if day == fifth_day(q.board):
        return f"; at the earliest {working_days(wait)} after the policy or the calendar changed"
    return "; as it was planned before the policy or the calendar changed"
