"""Whether a change has held, as a pack reports it: asked, answered by the lead, confirmed, overdue.

Source: procedure.md, the table of steps (I6, I12): unanswered for 20 WD it is a decision in the
pack.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.rules.conclusion import check_answered_on, check_day
from models.rules.facts import ActionFacts, BoardFacts, Stop
from models.rules.packs import ImpactCheck
from models.rules.questions import told_on
from models.rules.words import Progress, Step, StopKind


def impact_checks(
    action: ActionFacts,
    board: BoardFacts,
    as_of: date,
    *,
    answer: str | None,
    answer_on: date | None,
) -> tuple[ImpactCheck, ...]:
    """The checks that were told since an action was closed, with what the lead last answered."""
    closure = action.stopped(as_of, StopKind.CLOSURE)
    if closure is None or closure.closed_as is not Progress.CLOSED_ACCEPTED:
        return ()
    found = []
    for step in (Step.I6, Step.I12):
        asked = told_on(e for e in action.standing_entries(step) if _is_of(e.cause, closure))
        if asked is not None:
            answered = answer_on is not None and answer_on >= asked
            check = ImpactCheck(
                step=step,
                asked_on=asked,
                answer=answer if answered else None,
                answered_on=answer_on if answered else None,
            )
            found.append(_decided(check, action, closure, board, as_of))
    return tuple(found)


def check_words(action: ActionFacts, board: BoardFacts, on: date) -> str:
    """What becomes of an answer while it is asked whether the change has held; empty where not."""
    checks = impact_checks(action, board, on, answer=None, answer_on=None)
    waits = any(one.confirmed_on is None for one in checks)
    return "The committee, or its chair, decides whether the change has held." if waits else ""


def _is_of(cause: str, closure: Stop) -> bool:
    """True of a check whose day comes after the closure: the day is its cause."""
    return cause > closure.from_on.isoformat()


def _decided(
    check: ImpactCheck, action: ActionFacts, closure: Stop, board: BoardFacts, as_of: date
) -> ImpactCheck:
    day = check_day(closure, check.step, board.policy)
    confirmed = check_answered_on(action, closure, day)
    waited = board.calendar.between(check.asked_on, as_of)
    late = confirmed is None and waited >= board.policy.reminders.impact_late_wd
    return replace(check, confirmed_on=confirmed, needs_decision=late)
