"""Whether a change has held, and when a review has come to its end.

Source: procedure.md, the table of steps (I6, I12); interface.md, DECISION: conclude.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.rules.calendar import plus_months
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, Stop
from models.rules.policy import Policy
from models.rules.progress import Deciding, NotAllowed
from models.rules.words import DecisionKind, Progress, Step, StopKind

IMPACT = (DecisionKind.IMPACT_HELD, DecisionKind.IMPACT_NOT_HELD)
FEW = 5


def check_day(closure: Stop, step: Step, policy: Policy) -> date:
    """The day on which it is asked whether the change has held: 6 or 12 months after closure."""
    six, twelve = policy.reminders.impact_months
    return plus_months(closure.from_on, six if step is Step.I6 else twelve)


def check_answered_on(action: ActionFacts, closure: Stop, day: date) -> date | None:
    """The day the committee answered the check of a day since the closure; None while it has not.

    It confirmed on the check's day or later that the change held, or found at any time that it did
    not, and a linked action carries on.
    """
    days = [d.on for d in action.decided(DecisionKind.IMPACT_HELD)]
    held = [on for on in days if on >= day]
    linked = [d.on for d in action.decided(DecisionKind.IMPACT_NOT_HELD)]
    return min((on for on in (*held, *linked) if on >= closure.from_on), default=None)


def refuse_early_check(action: ActionFacts, what: Deciding, policy: Policy) -> None:
    """Raises NotAllowed where it is said whether a change held before it is asked."""
    closure = action.stopped(what.on, StopKind.CLOSURE)
    if what.kind not in IMPACT or closure is None:
        return
    first = check_day(closure, Step.I6, policy)
    if what.on < first:
        raise NotAllowed(
            f"{action.reference}: whether the change held is asked from {day_words(first)}, "
            f"{policy.reminders.impact_months[0]} months after it was closed."
        )


def refuse_unfinished(
    reference: str, actions: Iterable[ActionFacts], on: date, policy: Policy
) -> None:
    """Raises NotAllowed with the list of what is missing before a review may be concluded."""
    missing = [said for action in actions if (said := _missing(action, on, policy))]
    if missing:
        more = f" And {len(missing) - FEW} more." if len(missing) > FEW else ""
        raise NotAllowed(f"{reference} cannot be concluded yet. {' '.join(missing[:FEW])}{more}")


def _missing(action: ActionFacts, on: date, policy: Policy) -> str:
    """What is missing of one action, in a sentence; empty where nothing is."""
    closure = action.stopped(on, StopKind.CLOSURE)
    if closure is None:
        return f"{action.reference} is open."
    if closure.awaits_adoption:
        return f"{action.reference}: the closure that its plan records waits to be adopted."
    last = check_day(closure, Step.I12, policy)
    if closure.closed_as is not Progress.CLOSED_ACCEPTED or last <= _adopted_on(action):
        return ""
    if check_answered_on(action, closure, last):
        return ""
    if on < last:
        return f"{action.reference}: whether the change held is asked on {day_words(last)}."
    return f"{action.reference}: nobody has confirmed since {day_words(last)} that the change held."


def _adopted_on(action: ActionFacts) -> date:
    """The day a plan's record was adopted: no check is asked of a day before it."""
    return max((d.on for d in action.decided(DecisionKind.ADOPT)), default=date.min)
