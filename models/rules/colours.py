"""An action's colour as of a day, with the sentence that says what made it fit.

Source: procedure.md, "BRAG, always printed with its word". It is never stored.
"""

from __future__ import annotations

from datetime import date

from models.rules.calendar import Calendar
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts
from models.rules.policy import Policy
from models.rules.words import Brag, NoticeState, Progress, Step, StopKind

CLOSED_AS = {
    Progress.CLOSED_ACCEPTED: "with its evidence accepted",
    Progress.CLOSED_NOT_IMPLEMENTED: "as not implemented",
    Progress.CLOSED_SUPERSEDED: "as superseded",
    Progress.CLOSED_OUTSIDE_CONTROL: "as outside the board's control",
}
ASKING = (Step.R20, Step.R5, Step.R0, Step.M)


def colour(
    action: ActionFacts, calendar: Calendar, policy: Policy, as_of: date, *, overdue: bool
) -> tuple[Brag, str]:
    """The first colour that fits, and what made it fit ("BRAG")."""
    closure = action.stopped(as_of, StopKind.CLOSURE)
    if closure is not None:
        return _closed(closure.closed_as)
    due = action.due_on
    if overdue:
        return Brag.RED, _overdue(action, as_of)
    if due is not None and action.forecast_on is not None and action.forecast_on > due:
        return Brag.RED, "Forecast by the lead to miss its date."
    if action.slips:
        times = "once" if action.slips == 1 else f"{action.slips} times"
        return Brag.AMBER, f"Its date has slipped: it was put off {times}."
    if due is None:
        return Brag.AMBER, "Without a date."
    soon = as_of <= due and calendar.ahead(as_of, due) <= policy.standing.due_soon_wd
    unanswered = _unanswered(action) if soon else ""
    if unanswered:
        return Brag.AMBER, unanswered
    return Brag.GREEN, _green(action, due, policy, as_of, soon=soon)


def _closed(how: Progress | None) -> tuple[Brag, str]:
    if how is Progress.CLOSED_ACCEPTED:
        return Brag.BLUE, "Closed, evidence accepted."
    return Brag.GREY, f"Closed {CLOSED_AS[how]}." if how else "Closed."


def _overdue(action: ActionFacts, as_of: date) -> str:
    """Overdue, though evidence is in: it came after the date."""
    evidence = action.stopped(as_of, StopKind.EVIDENCE)
    if evidence is None:
        return "Overdue."
    return f"Overdue: its evidence came after its date, on {day_words(evidence.from_on)}."


def _green(action: ActionFacts, due: date, policy: Policy, as_of: date, *, soon: bool) -> str:
    """What keeps an open action from red and amber."""
    if soon:
        return "Due soon, and answered since the last reminder or list."
    if as_of > due:
        held = action.stopped(as_of, StopKind.HOLD) is not None
        return f"Its date has passed, {'but it is held' if held else 'its evidence was in'}."
    days = policy.standing.due_soon_wd
    return f"Not late, never put off, and not due within {days} working days."


def _unanswered(action: ActionFacts) -> str:
    """That the lead has not answered since the last R or M, or none was told yet; else empty.

    The secretary's own list of the month asks the lead nothing.
    """
    asked = [
        e.told_on
        for e in action.ledger
        if e.step in ASKING and e.first and e.state is NoticeState.TOLD and e.told_on is not None
    ]
    if not asked:
        return "Due soon, and no reminder or list has gone out yet."
    answered = action.responded_on is not None and action.responded_on >= max(asked)
    return "" if answered else "Due soon, and nothing was answered since the last reminder or list."
