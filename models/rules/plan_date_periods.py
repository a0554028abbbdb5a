"""A period for a date: "within 3 months of ..." ("Dates as plans write them")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.calendar import Calendar, plus_months
from models.rules.date_words import day_words
from models.rules.plan_date_reading import DateReading, dated, undecided
from models.rules.plan_date_words import OF_THE_PLAN
from models.rules.words import Precision

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a": 1, "an": 1, "eighteen": 18,
}  # fmt: skip
_SHORT = {"wd": "working day", "wk": "week", "mth": "month", "yr": "year"}
ONE = frozenset({"1", "one", "a", "an"})
DAYS = {"day": 1, "week": 7, "fortnight": 14}
_NUMBER = rf"\d{{1,3}}|{'|'.join(NUMBERS)}"
_LENGTH = (
    rf"(?:(?:{_NUMBER})\s?(?:-|to|or)\s?)?(?P<n>{_NUMBER})[ -]?(?:calendar )?"
    r"(?P<unit>working days?|wds?|days?|weeks?|wks?|fortnights?|months?|mths?|years?|yrs?)\b'?"
    r"(?: (?:time|period))?"
)
_OF = r"(?P<of>[ -](?:of|from|after|following|post|since|on from)[ -])"
_UP_TO = (
    r"(?:(?:to be |must be )?(?:due|complet(?:e|ed|ion)|done|deliver(?:ed|y)|implement(?:ed|ation)"
    r"|by|no later than|not later than|up to|target|deadline|timescale)\W+)*"
)
_NEXT = r"(?:next|first|coming|following)"
WITHIN = re.compile(
    rf"\b(?:(?:with)?in (?:the )?(?:{_NEXT} )?|(?:over|during|for) the {_NEXT} ){_LENGTH}{_OF}?"
)
PERIOD = re.compile(rf"(?:in )?{_LENGTH}(?:{_OF}|$|(?= ?[(,;]))")
COUNTED = re.compile(rf"{_UP_TO}(?P<said>{_LENGTH}{_OF})")
# What a period is of that counts from it; "3 days of training" count from nothing.
_EVENT = re.compile(
    r"(?:(?:the|this|its|their) )?(?:date of )?(?:the )?(?:publi|sign|agree|approv|adopt|launch"
    r"|recei|meeting|decision|referral|appoint|report|complet|accept|issu|start|panel|board|review|notif|commenc)"
)
_CLAUSE = re.compile(r"[.;,()](?:\s|$)|\s?\(")
AGREED = re.compile(OF_THE_PLAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A number of days, weeks, months or years, and the words after it that say from when.

    `said` is the number and its unit in words, `written` the whole as it stands in the cell;
    it `counts` where it says from what.
    """

    said: str
    written: str
    number: int
    unit: str
    since: str
    counts: bool


def period_in(line: str) -> Period | None:
    """The period that a cleaned line asks for; None where it has none."""
    match = WITHIN.search(line) or PERIOD.match(line) or COUNTED.match(line)
    if match is None:
        return None
    number, unit = match["n"], match["unit"].removesuffix("s")
    unit = _SHORT.get(unit, unit)
    return Period(
        said=f"{number} {unit}{'' if number in ONE else 's'}",
        written=_CLAUSE.split(line[match.start() :])[0].strip(),
        number=NUMBERS.get(number, 0) or int(number),
        unit=unit,
        since=line[match.end() :],
        counts=_counts(match, line[match.end() :]),
    )


def _counts(match: re.Match[str], since: str) -> bool:
    """True of a period that says from what it counts."""
    said = (match["of"] or "").strip(" -")
    return bool(said) and (said != "of" or "within" in match[0] or bool(_EVENT.match(since)))


def from_period(
    period: Period, agreed_on: date, calendar: Calendar, named: date | None
) -> DateReading:
    """The period from the day it names, or from the plan's agreement; undecided from any other."""
    agreed = AGREED.match(period.since)
    start = agreed_on if agreed else named
    if start is None:
        why = f"\u201c{period.written}\u201d counts from a day that the plan does not give."
        return undecided(Precision.RELATIVE, why)
    try:
        due = _later(start, period, calendar)
    except (ValueError, OverflowError):
        why = f"\u201c{period.written}\u201d ends after the calendar does."
        return undecided(Precision.RELATIVE, why)
    why = f"Within {period.said} of {day_words(start)} ends on {day_words(due)}."
    return dated(Precision.RELATIVE, start, due, why)


def _later(start: date, period: Period, calendar: Calendar) -> date:
    if period.unit == "working day":
        return calendar.plus(start, period.number)
    if period.unit in DAYS:
        return start + timedelta(days=period.number * DAYS[period.unit])
    return plus_months(start, period.number * (12 if period.unit == "year" else 1))
