"""What a plan's own words mean as a due date ("Dates as plans write them").

The text is kept for ever; a reading lies over it and says why. What needs a decision is proposed
and never scheduled; what cannot exist is listed with a suggestion and never corrected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.rules.calendar import Calendar
from models.rules.date_words import day_words
from models.rules.plan_date_anchors import of_period
from models.rules.plan_date_periods import period_in
from models.rules.plan_date_place import placed
from models.rules.plan_date_reading import (
    DateReading,
    dated,
    flagged,
    proposed,
    undecided,
    unreadable,
)
from models.rules.plan_date_spans import from_spans
from models.rules.plan_date_undated import undated
from models.rules.plan_date_words import (
    DONE,
    LATER,
    LIMITS,
    NONE,
    NOW,
    TO_BE_DONE,
    WAITS_FOR_NAMED,
)
from models.rules.plan_line import clean, mended, quoted_as_written
from models.rules.plan_span import Span
from models.rules.plan_spans import spans
from models.rules.policy import Terms
from models.rules.words import Precision

__all__ = ["DateReading", "read_date"]

LONGEST = 400
IMMEDIATE_WD = 5
NO_DATE = "No date is written."
EXCEL_EPOCH = date(1899, 12, 30)
SERIAL = re.compile(r"([34]\d{4})(?:\.\d+)?")  # 1982 to 2036
NAMES = frozenset({"season", "term of which year"})  # faults of what may be part of a name
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
    line, slips = mended(clean(text)[: LONGEST + 1])
    if len(line) > LONGEST:
        return replace(unreadable("It is too long to be a date."), text=text)
    reading = _read(line, facts)
    for slip in slips:
        reading = flagged(reading, "a month misspelt", slip)
    reading = placed(reading, agreed_on, commissioned_on)
    return replace(reading, text=text, why=quoted_as_written(reading.why, text))


def _read(line: str, facts: _Facts) -> DateReading:
    """The reading of a mended line: a period, the days it names, or the words it has for none."""
    if NONE.fullmatch(line):
        why = f"\u201c{line}\u201d gives no date." if line.strip("-.?*/_~ ") else NO_DATE
        return undecided(Precision.NONE, why, problem="missing_date")
    serial = SERIAL.fullmatch(line)
    if serial:
        return _serial(int(serial[1]))
    found = spans(line, facts.terms)
    period = period_in(line)
    if period is not None:
        return of_period(period, line, found, facts.agreed_on, facts.calendar)
    if found and not _names_an_event(line, found):
        reading = from_spans(line, found, facts.agreed_on)
        at_once = reading.due and NOW.search(line) and not LIMITS.search(line)
        return proposed(reading, "it asks for action at once as well") if at_once else reading
    return _without_days(line, facts)


def _names_an_event(line: str, found: Sequence[Span]) -> bool:
    """True of a season or term without a year that only names the event that is waited for."""
    if any(span.suggestion or span.fault not in NAMES for span in found):
        return False
    return bool(WAITS_FOR_NAMED.match(line) and re.search(r"\w", line[found[-1].end :]))


def _without_days(line: str, facts: _Facts) -> DateReading:
    """The reading of a text that names no day of the calendar."""
    if line.startswith("="):
        return unreadable("It is a formula, not a date.")
    plain = TO_BE_DONE.sub(" ", line)
    now = NOW.search(plain)
    if now and not LATER.search(plain) and not DONE.search(plain):
        return _immediate(now[0].strip(), facts)
    return undated(plain)


def _serial(number: int) -> DateReading:
    """The day that a spreadsheet keeps as this number, which a column of dates lost the form of."""
    due = EXCEL_EPOCH + timedelta(days=number)
    why = f"\u201c{number}\u201d is how a spreadsheet keeps {day_words(due)}."
    return dated(Precision.DAY, due, due, why, "a day kept as a number")


def _immediate(said: str, facts: _Facts) -> DateReading:
    """Source: procedure, "Immediately" proposes the agreed date + 5 WD and needs a decision."""
    try:
        due = facts.calendar.plus(facts.agreed_on, IMMEDIATE_WD)
    except ValueError:
        why = "It asks for action at once, and the calendar ends first."
        return undecided(Precision.IMMEDIATE, why)
    why = (
        f"\u201c{said.capitalize()}\u201d is proposed as {IMMEDIATE_WD} working days after the "
        f"plan was agreed, {day_words(due)}."
    )
    return proposed(dated(Precision.IMMEDIATE, facts.agreed_on, due, why))
