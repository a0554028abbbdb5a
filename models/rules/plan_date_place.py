"""What a day's place in time adds to its reading: before the review, or far after the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.rules.calendar import plus_months
from models.rules.date_words import day_words
from models.rules.plan_date_reading import DateReading
from models.rules.words import Precision

DECADE = 10


def placed(reading: DateReading, agreed_on: date, commissioned_on: date | None) -> DateReading:
    """The reading of a day before the review waits, and so does one that is very far ahead.

    From the commissioning to the day before the plan was agreed it is flagged only. Source:
    procedure, "A due date before the review was commissioned".
    """
    due = reading.due
    if due is None:
        return reading
    floor = commissioned_on or agreed_on
    if due < floor:
        event = "the review was commissioned" if commissioned_on else "the plan was agreed"
        why = _also(reading, f"before {event} on {day_words(floor)}")
        return replace(
            reading, why=why, needs_decision=True, problem="due_before_plan",
            suggestion=_slip(reading, due, agreed_on),
        )  # fmt: skip
    if due.year > agreed_on.year + DECADE:
        why = _also(reading, f"over {DECADE} years after the plan was agreed")
        return replace(reading, why=why, needs_decision=True, problem="needs_decision")
    if due < agreed_on:
        why = _also(reading, "before the plan was agreed")
        flags = (*reading.flags, "before the plan was agreed")
        return replace(reading, why=why, flags=flags, problem=reading.problem or "due_before_plan")
    return reading


def _also(reading: DateReading, where: str) -> str:
    """Its sentence with the day's place in time; what stands against it stands between them."""
    which = "and the day is" if ", but " in reading.why else "which is"
    return f"{reading.why[:-1]}, {which} {where}."


def _slip(reading: DateReading, due: date, agreed_on: date) -> str:
    """The same day or month in the first year that is not before the plan: perhaps a slip."""
    years = agreed_on.year - due.year
    later = plus_months(due, 12 * years)
    later = later if later >= agreed_on else plus_months(due, 12 * (years + 1))
    if reading.precision is Precision.MONTH and not reading.flags:
        return f"{later:%B} {later.year}"
    return day_words(later)
