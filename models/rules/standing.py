"""An action's standing and colour as of a day, each with the sentence that explains it.

Source: procedure.md, "Progress, standing, colour". Nothing here is ever stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.rules.calendar import Calendar, no_working_day
from models.rules.checkpoints import missed_checkpoint, next_checkpoint
from models.rules.colours import CLOSED_AS, colour
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, BoardFacts, Stop
from models.rules.policy import Policy
from models.rules.words import Brag, DateState, DecisionKind, Progress, Standing, StopKind

CLOSING = (
    DecisionKind.ACCEPT,
    DecisionKind.NOT_IMPLEMENTED,
    DecisionKind.SUPERSEDED,
    DecisionKind.OUTSIDE_CONTROL,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How an action stands on a day, its colour, and a sentence for each that says why."""

    standing: Standing
    brag: Brag
    why: str
    brag_why: str


def working_days(n: int) -> str:
    """ "1 working day", "12 working days"."""
    return f"{n} working day" if n == 1 else f"{n} working days"


def stands(action: ActionFacts, board: BoardFacts, as_of: date) -> Reading:
    """The first standing that fits, with the colour that fits and the reason in one sentence."""
    standing, why = standing_of(action, board, as_of)
    overdue = standing is Standing.OVERDUE or is_overdue(action, as_of)
    brag, brag_why = colour(action, board.calendar, board.policy, as_of, overdue=overdue)
    return Reading(standing, brag, why, brag_why)


def brief(action: ActionFacts, board: BoardFacts, as_of: date) -> str:
    """The standing in a few words, for a place where the due date stands already.

    Never the plan's own words for a date: they may tell of the case ("What a message may say").
    """
    due, calendar = action.due_on, board.calendar
    standing, why = standing_of(action, board, as_of)
    if standing is Standing.NO_DATE:
        return "No date has been agreed: a decision is needed."
    if standing is Standing.OVERDUE and due is not None:
        return f"Overdue by {working_days(calendar.between(due, as_of))}."
    held = action.stopped(as_of, StopKind.HOLD)
    coming = standing in (Standing.DUE_SOON, Standing.ON_TRACK)
    if coming and held is not None:
        return f"Held since {day_words(held.from_on)}."
    if not coming or due is None or as_of > due:
        return why
    if as_of >= calendar.on_or_before(due):
        return "Due today." if due == as_of else "Due now."
    return f"In {working_days(calendar.ahead(as_of, due))}."


def is_overdue(action: ActionFacts, as_of: date) -> bool:
    """True from the day after the due date while the action is open, not held, and nothing waits.

    Evidence submitted on or before the due date keeps an action from being overdue while it
    waits; so does a hold until it ends.
    """
    due = action.due_on
    if due is None or as_of <= due or action.stopped(as_of, StopKind.CLOSURE, StopKind.HOLD):
        return False
    evidence = action.stopped(as_of, StopKind.EVIDENCE)
    return evidence is None or evidence.from_on > due


def closed_late(action: ActionFacts, as_of: date) -> bool:
    """True where an action was closed after its due date and was overdue until then.

    Evidence that was in by the due date and waited for the decision is not late, nor is a hold
    that began by then and lasted until the decision, nor what a plan records without a day.
    """
    closure = action.stopped(as_of, StopKind.CLOSURE)
    due = action.due_on
    if closure is None or due is None or closure.from_on <= due or _undated_record(action, closure):
        return False
    return not any(s.from_on <= due for s in _lasting(action, closure))


def _lasting(action: ActionFacts, closure: Stop) -> list[Stop]:
    """The evidence that waited, and the holds that lasted, until an action was closed."""
    return [
        s
        for s in action.stops
        if s.kind in (StopKind.EVIDENCE, StopKind.HOLD)
        and s.from_on <= closure.from_on
        and (s.until_on is None or s.until_on >= closure.from_on)
    ]


def _undated_record(action: ActionFacts, closure: Stop) -> bool:
    """True of a closure that a plan recorded and gives no day for: it holds from the entry."""
    return closure.from_on == action.entered_on and not action.decided(*CLOSING)


def standing_of(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[Standing, str]:
    """The first standing that fits, and the reason in one sentence."""
    closure = action.stopped(as_of, StopKind.CLOSURE)
    if closure is not None:
        return _closed(action, closure, as_of)
    evidence = action.stopped(as_of, StopKind.EVIDENCE)
    if evidence is not None:
        return Standing.AWAITING_DECISION, _undecided(action, evidence)
    if action.version.state is DateState.RECURRING:
        return _recurring(action, board, as_of)
    if action.due_on is None:
        return Standing.NO_DATE, _undated(action)
    return _dated(action, action.due_on, board.calendar, board.policy, as_of)


def _undecided(action: ActionFacts, evidence: Stop) -> str:
    on, due = day_words(evidence.from_on), action.due_on
    late = f", after its due date of {day_words(due)}," if due and evidence.from_on > due else ""
    return f"Evidence was submitted on {on}{late} and nobody has decided yet."


def _closed(action: ActionFacts, closure: Stop, as_of: date) -> tuple[Standing, str]:
    on, way = day_words(closure.from_on), CLOSED_AS[closure.closed_as or Progress.CLOSED_ACCEPTED]
    if _undated_record(action, closure):
        said = f"Closed {way} in the plan entered on {on}, which does not say when."
        return Standing.CLOSED, said
    whose = ", as its plan says" if closure.from_on < action.entered_on else ""
    said = f"Closed on {on} {way}{_in_time(action, closure)}{whose}."
    return (Standing.CLOSED_LATE if closed_late(action, as_of) else Standing.CLOSED), said


def _in_time(action: ActionFacts, closure: Stop) -> str:
    """What made a closure after the due date late or not: the evidence, a hold, or its own day."""
    due = action.due_on
    if due is None or closure.from_on <= due:
        return ""
    stops = sorted(_lasting(action, closure), key=lambda s: s.from_on)
    evidence = [s for s in stops if s.kind is StopKind.EVIDENCE]
    if not stops or (stops[0].from_on > due and not evidence):
        return f", after its due date of {day_words(due)}"
    one = stops[0] if stops[0].from_on <= due else evidence[0]
    came = "its evidence came in on" if one.kind is StopKind.EVIDENCE else "it was held from"
    when = "by" if one.from_on <= due else "after"
    return f"; {came} {day_words(one.from_on)}, {when} its due date of {day_words(due)}"


def _undated(action: ActionFacts) -> str:
    """Why there is no date; what waits for an event that a decision named has none to be agreed."""
    if action.version.state is DateState.AWAITING_TRIGGER:
        return f"{(action.version.read_as or 'It awaits an event').rstrip('.')}."
    written = f' (the plan says "{action.version.as_written}")' if action.version.as_written else ""
    return f"No date has been agreed{written}: a decision is needed."


def _recurring(action: ActionFacts, board: BoardFacts, as_of: date) -> tuple[Standing, str]:
    """An action that recurs has no date, and shows a checkpoint that was missed as overdue."""
    missed = missed_checkpoint(action, board, as_of)
    if missed is not None and action.stopped(as_of, StopKind.HOLD) is None:
        return Standing.OVERDUE, f"Overdue: nobody answered its checkpoint of {day_words(missed)}."
    ahead = next_checkpoint(action, board, as_of)
    return Standing.NO_DATE, f"It recurs: its next checkpoint is {day_words(ahead)}."


def _quiet_for(action: ActionFacts, as_of: date) -> int:
    """The calendar days since entry or the last answer."""
    heard = max(action.responded_on or action.counted_from, action.counted_from)
    return (as_of - heard).days


def _unheard(action: ActionFacts, policy: Policy, quiet: int) -> str:
    """Since when nobody answered, how long ago that is, and how long is allowed."""
    since, answered = action.counted_from, action.responded_on
    if answered is not None and answered >= since:
        said = f"Not answered since {day_words(answered)}"
    elif since == action.entered_on:
        said = f"Never answered since it was entered on {day_words(since)}"
    else:
        said = f"Not answered since it was followed from {day_words(since)} on"
    return f"{said}, {quiet} days ago (the limit is {policy.standing.update_days})."


def _dated(
    action: ActionFacts, due: date, calendar: Calendar, policy: Policy, as_of: date
) -> tuple[Standing, str]:
    if is_overdue(action, as_of):
        late = calendar.between(due, as_of)
        return Standing.OVERDUE, f"Overdue by {working_days(late)}: due {day_words(due)}."
    if action.forecast_on is not None and action.forecast_on > due:
        return Standing.AT_RISK, (
            f"The lead forecasts {day_words(action.forecast_on)}, after {day_words(due)}."
        )
    left = calendar.ahead(as_of, due)
    if due >= as_of and left <= policy.standing.due_soon_wd:
        return Standing.DUE_SOON, _left(calendar, policy, as_of, due)
    quiet = _quiet_for(action, as_of)
    if quiet >= policy.standing.update_days:
        return Standing.UPDATE_OVERDUE, _unheard(action, policy, quiet)
    held = action.stopped(as_of, StopKind.HOLD)
    if held is not None:
        return Standing.ON_TRACK, f"Held since {day_words(held.from_on)}; due {day_words(due)}."
    return Standing.ON_TRACK, _left(calendar, policy, as_of, due)


def _left(calendar: Calendar, policy: Policy, as_of: date, due: date) -> str:
    """How many WDs lie before the due date, as for a step; where it is none, which day it is."""
    if as_of == due:
        return f"Due today, {day_words(due)}."
    left = working_days(calendar.ahead(as_of, due))
    off = "" if calendar.is_wd(due) else f", {no_working_day(due, policy.calendar.closed)}"
    counted = ", today included" if calendar.is_wd(as_of) else ""
    return f"Due {day_words(due)}{off}: {left} before it{counted}."
