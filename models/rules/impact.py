"""I6 and I12: has the change held, six and twelve months after closure with evidence accepted?

Source: procedure.md, the table of steps (I6, I12).
"""

from __future__ import annotations

from datetime import date

from models.rules.calendar import plus_months
from models.rules.date_words import day_words
from models.rules.facts import Stop
from models.rules.policy_change import eased
from models.rules.questions import Question, StepView, Verdict, already
from models.rules.words import DecisionKind, Progress, Step, StopKind

STEPS = (Step.I6, Step.I12)


def accepted_closure(q: Question) -> Stop | None:
    """The closure with evidence accepted that holds, once the committee's record has it."""
    closure = q.action.stopped(q.as_of, StopKind.CLOSURE)
    accepted = closure is not None and closure.closed_as is Progress.CLOSED_ACCEPTED
    return closure if closure and accepted and not closure.awaits_adoption else None


def impact_views(q: Question) -> list[StepView]:
    """I6 and I12 of a closure; of one that a plan recorded, only those after its adoption."""
    closure = accepted_closure(q)
    if closure is None:
        return []
    days = ((step, _falls_on(q, place, closure)) for place, step in enumerate(STEPS))
    return [_view(q, step, day, closure) for step, day in days if day > _adopted_on(q, closure)]


def _falls_on(q: Question, place: int, closure: Stop) -> date:
    """Months after the closure, or later where the policy has just changed (rule 14)."""

    def plan(asked: Question) -> date:
        return plus_months(closure.from_on, asked.board.policy.reminders.impact_months[place])

    return eased(q, plan(q), plan)


def _adopted_on(q: Question, closure: Stop) -> date:
    """The day on which a plan's record was adopted; else that of the closure itself."""
    adopted = [d.on for d in q.action.decided(DecisionKind.ADOPT)]
    return max([closure.from_on, *adopted])


def _view(q: Question, step: Step, day: date, closure: Stop) -> StepView:
    causes = [day.isoformat(), *_asked_of(q, step, closure)]
    seen = already(q, step, day, causes[-1])
    if seen is not None:
        return seen
    verdict = Verdict.DUE if day <= q.as_of else Verdict.LATER
    reason = f"closed with its evidence accepted on {day_words(closure.from_on)}"
    return StepView(step, causes[0], day, verdict, reason)


def _asked_of(q: Question, step: Step, closure: Stop) -> list[str]:
    """The days for which it was asked of this closure already: one of an earlier policy, too."""
    since = closure.from_on.isoformat()
    return [cause for known, cause in q.lines if known is step and cause > since]


def impact_is_over(q: Question, step: Step, cause: str) -> str | None:
    """Why an impact check that waits must not leave, or None: the action was reopened (rule 6)."""
    stands = any(v.step is step and v.cause == cause for v in impact_views(q))
    return None if stands else "the action was reopened"
