"""Whether a change has held, and when a review has come to its end.

Source: procedure.md, the table of steps (I6, I12); interface.md, DECISION: conclude.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.rules.calendar import plus_months
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, Stop
from models.rules.progress import NotAllowed
from models.rules.words import DecisionKind, Progress, Step, StopKind

MONTHS = {Step.I6: 6, Step.I12: 12}
FEW = 5


def closure_to_check(action: ActionFacts, on: date) -> Stop | None:
    """The closure after which it is asked whether the change has held; None where it is not asked.

    The evidence was accepted by a decision: of what a plan recorded as closed nothing is asked.
    """
    closure = action.stopped(on, StopKind.CLOSURE)
    if closure is None or closure.closed_as is not Progress.CLOSED_ACCEPTED:
        return None
    accepted = {d.on for d in action.decided(DecisionKind.ACCEPT)}
    return closure if closure.from_on in accepted else None


def check_on(closure: Stop, step: Step) -> date:
    """The day on which it is asked whether the change has held: 6 or 12 months after closure."""
    return plus_months(closure.from_on, MONTHS[step])


def check_answered_on(action: ActionFacts, closure: Stop, step: Step) -> date | None:
    """The day the committee answered a check since the closure; None while it has not.

    It confirmed on the check's day or later that the change held, or found at any time that it did
    not, and a linked action carries on.
    """
    days = [d.on for d in action.decided(DecisionKind.IMPACT_HELD)]
    held = [on for on in days if on >= check_on(closure, step)]
    linked = [d.on for d in action.decided(DecisionKind.IMPACT_NOT_HELD)]
    return min((on for on in (*held, *linked) if on >= closure.from_on), default=None)


def refuse_unfinished(reference: str, actions: Iterable[ActionFacts], on: date) -> None:
    """Raises NotAllowed with the list of what is missing before a review may be concluded."""
    missing = [said for action in actions if (said := _missing(action, on))]
    if missing:
        more = f" And {len(missing) - FEW} more." if len(missing) > FEW else ""
        raise NotAllowed(f"{reference} cannot be concluded yet. {' '.join(missing[:FEW])}{more}")


def _missing(action: ActionFacts, on: date) -> str:
    """What is missing of one action, in a sentence; empty where nothing is."""
    closure = action.stopped(on, StopKind.CLOSURE)
    if closure is None:
        return f"{action.reference} is open."
    if closure.awaits_adoption:
        return f"{action.reference}: the closure that its plan records waits to be adopted."
    asked = closure_to_check(action, on)
    if asked is None or check_answered_on(action, asked, Step.I12):
        return ""
    return (
        f"{action.reference}: whether the change held is asked on "
        f"{day_words(check_on(asked, Step.I12))} and not recorded."
    )
