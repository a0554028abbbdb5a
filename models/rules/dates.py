"""What a plan's own words mean as a due date ("Dates as plans write them").

The text is kept for ever; a reading lies over it and says why. What needs a decision is proposed
and never scheduled; what cannot exist is listed with a suggestion and never corrected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.rules.calendar import Calendar, plus_months
from models.rules.plan_date_spans import from_spans
from models.rules.plan_date_words import (
    AGAIN,
    AGREED,
    DONE,
    EVENT,
    LATER,
    NO_YEAR,
    NONE,
    NOW,
    NUMBERS,
    PERIOD,
    SERIAL,
    TO_BE_DONE,
    WITHIN,
    DateReading,
    undecided,
    unreadable,
)
from models.rules.plan_spans import Span, clean, spans, words_of
from models.rules.policy import Terms
from models.rules.words import Precision

__all__ = ["DateReading", "read_date"]

DECADE = 10
LONGEST = 400
IMMEDIATE_WD = 5
EXCEL_EPOCH = date(1899, 12, 30)
USUAL_TERMS = Terms()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    agreed_on: date
    commissioned_on: date | None
    calendar: Calendar
    terms: Terms


def read_date(
    text: str,
    *,
    agreed_on: date,
    commissioned_on: date | None,
    calendar: Calendar,
    terms: Terms | None = None,
) -> DateReading:
    """A reading for any text, never an error; `calendar` counts the WDs of "immediately".

    Source: procedure, "Dates as plans write them".
    """
    facts = _Facts(
        agreed_on=agreed_on,
        commissioned_on=commissioned_on,
        calendar=calendar,
        terms=terms or USUAL_TERMS,
    )
    line = clean(text)
    if len(line) > LONGEST:
        reading = unreadable("It is too long to be a date.")
    else:
        reading = _checked(_read(line, facts), facts)
    return replace(reading, text=text)


def _read(line: str, facts: _Facts) -> DateReading:
    if NONE.fullmatch(line):
        return undecided(Precision.NONE, "No date is written.", problem="missing_date")
    serial = SERIAL.fullmatch(line)
    if serial:
        return _serial(int(serial[1]))
    found = spans(line, facts.terms)
    within = WITHIN.search(line) or PERIOD.match(line)
    if within and not any(s.precision is Precision.DAY and s.first for s in found):
        return _or_day(_relative(line, within, facts, None), found, line, facts)
    if within and within["of"]:
        return _relative(line, within, facts, found[0].first)
    if found:
        return from_spans(line, found, facts.agreed_on)
    return _without_days(line, facts)


def _without_days(line: str, facts: _Facts) -> DateReading:
    """The reading of a text that names no day of the calendar, the first that fits."""
    if line.startswith("="):
        return unreadable("It is a formula, not a date.")
    if LATER.search(line):
        return undecided(Precision.NONE, "The plan leaves the date to be agreed.")
    if DONE.search(TO_BE_DONE.sub(" ", line)):
        return undecided(Precision.NONE, "It says that the action is done, which is not a date.")
    if NOW.search(line):
        return _immediate(facts)
    if AGAIN.search(line):
        return undecided(
            Precision.RECURRING,
            "It recurs or goes on without an end; checkpoints are kept until a date is decided.",
        )
    if NO_YEAR.fullmatch(line):
        return undecided(Precision.DAY, "It gives no year.")
    if EVENT.search(line):
        return undecided(
            Precision.EVENT, "It waits for an event, which gives no day until it is named."
        )
    return unreadable("No date could be read in it.")


def _serial(number: int) -> DateReading:
    """The day that a spreadsheet keeps as this number: proposed, since the plan shows no date."""
    due = EXCEL_EPOCH + timedelta(days=number)
    why = f"“{number}” is how a spreadsheet keeps {words_of(due)}; the plan shows no date."
    return replace(undecided(Precision.DAY, why, earliest=due), due=due)


def _immediate(facts: _Facts) -> DateReading:
    try:
        due = facts.calendar.plus(facts.agreed_on, IMMEDIATE_WD)
    except ValueError:
        return undecided(
            Precision.IMMEDIATE, "It asks for action at once, and the calendar ends first."
        )
    why = (
        f"“Immediately” is proposed as {IMMEDIATE_WD} working days after the plan was agreed, "
        f"{words_of(due)}."
    )
    return replace(undecided(Precision.IMMEDIATE, why, earliest=facts.agreed_on), due=due)


def _relative(line: str, within: re.Match[str], facts: _Facts, anchor: date | None) -> DateReading:
    said = f"{within['n']} {within['unit']}"
    anchored = within["of"] and AGREED.match(line[within.end() :])
    start = facts.agreed_on if anchored else anchor
    if start is None:
        return undecided(Precision.RELATIVE, f"“Within {said}” does not say from which day.")
    number = int(NUMBERS.get(within["n"], 0) or within["n"])
    try:
        due = _later(start, number, within["unit"].rstrip("s"), facts.calendar)
    except (ValueError, OverflowError):
        return undecided(Precision.RELATIVE, f"“Within {said}” ends after the calendar does.")
    why = f"Within {said} of {words_of(start)} ends on {words_of(due)}."
    return DateReading(text="", earliest=start, due=due, precision=Precision.RELATIVE, why=why)


def _later(start: date, number: int, unit: str, calendar: Calendar) -> date:
    if unit == "working day":
        return calendar.plus(start, number)
    if unit in {"day", "week"}:
        return start + timedelta(days=number * (7 if unit == "week" else 1))
    return plus_months(start, number * (12 if unit == "year" else 1))


def _or_day(relative: DateReading, found: Sequence[Span], line: str, facts: _Facts) -> DateReading:
    """A month or term beside an unanchored period governs, and the period is a flag."""
    if relative.due or not any(s.first for s in found):
        return relative
    reading = from_spans(line, tuple(found), facts.agreed_on)
    return replace(reading, flags=(*reading.flags, "a period beside the date"))


def _checked(reading: DateReading, facts: _Facts) -> DateReading:
    """The reading with what its day's place in time adds: before the review, or far after it."""
    due = reading.due
    if due is None or reading.precision is Precision.IMMEDIATE:
        return reading
    floor = facts.commissioned_on or facts.agreed_on
    if due < floor:
        event = "the review was commissioned" if facts.commissioned_on else "the plan was agreed"
        why = f"{reading.why[:-1]}, which is before {event} on {words_of(floor)}."
        return replace(
            reading, why=why, needs_decision=True, problem="due_before_plan",
            suggestion=_slip(reading, facts.agreed_on),
        )  # fmt: skip
    if due.year > facts.agreed_on.year + DECADE:
        why = f"{reading.why[:-1]}, which is over {DECADE} years after the plan was agreed."
        return replace(reading, why=why, needs_decision=True, problem="needs_decision")
    if due < facts.agreed_on:
        why = f"{reading.why[:-1]}, which is before the plan was agreed."
        flags = (*reading.flags, "before the plan was agreed")
        return replace(reading, why=why, flags=flags, problem=reading.problem or "due_before_plan")
    return reading


def _slip(reading: DateReading, agreed_on: date) -> str:
    """The same day or month in the first year that is not before the plan: perhaps a slip."""
    due = reading.due
    if due is None:
        return ""
    years = agreed_on.year - due.year
    later = plus_months(due, 12 * years)
    later = later if later >= agreed_on else plus_months(due, 12 * (years + 1))
    if reading.precision is Precision.MONTH and not reading.flags:
        return f"{later:%B} {later.year}"
    return words_of(later)
