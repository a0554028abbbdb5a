"""What one span of the calendar means with the words around it ("Dates as plans write them")."""

from __future__ import annotations

import re
from datetime import date, timedelta

from models.rules.calendar import month_end
from models.rules.date_words import day_words
from models.rules.plan_date_reading import (
    DateReading,
    dated,
    flagged,
    named,
    proposed,
    undated_span,
    undecided,
)
from models.rules.plan_date_words import (
    BEFORE,
    BY,
    FIRST_DAY,
    NO_LIMIT,
    ON_OR_BEFORE,
    ONWARDS,
    OTHER_DAY,
    STARTS,
    UNENDED,
    WEEK_FROM,
    WEEKDAY,
    WEEKDAYS,
)
from models.rules.plan_span import SOFT, Days, Span, part_of
from models.rules.words import Precision

LEAP_YEAR = 2000
FRIDAY = 4
_OVERLONG = re.compile(r"[\s,]*((20\d\d)\d{1,2})\b")


def single(line: str, span: Span, agreed_on: date) -> DateReading:
    """The reading of a line that names one span."""
    if span.days is None:
        return _yearless(span, line[span.end :], agreed_on) if span.month else undated_span(span)
    first, last = span.days
    before, after = line[: span.start], line[span.end :]
    range_start = FIRST_DAY.search(before)
    if span.precision is Precision.DAY and range_start:
        return _days_of_month(int(range_start[1]), last)
    if OTHER_DAY.search(before):
        why = "Several dates stand where one is asked for."
        return undecided(Precision.RANGE, why, earliest=first, flags=("several dates",))
    if _opens(before, after, span):
        why = f"It gives a start, {day_words(first)}, and no end."
        return undecided(
            Precision.RANGE, why, earliest=first, suggestion=_end_of_week(before, first)
        )
    if UNENDED.search(after):
        why = f"It is a period from {day_words(first)} without an end."
        return undecided(Precision.RANGE, why, earliest=first)
    return _ended(before, after, span, span.days)


def _opens(before: str, after: str, span: Span) -> bool:
    """True where the words around a span make it a start and not an end."""
    if span.part == "start" and not (ON_OR_BEFORE.search(before) or BEFORE.search(before)):
        return not before.strip().endswith(("for", "in"))
    if ON_OR_BEFORE.search(before) and not ONWARDS.match(after):
        return False
    return bool(STARTS.search(before) or ONWARDS.match(after))


def _end_of_week(before: str, first: date) -> str:
    """The Friday of a week that is named by its first day."""
    if not re.search(rf"\b(?:(?:{WEEK_FROM})\b|(?:week|wk) ?$)", before):
        return ""
    return day_words(first + timedelta(days=(FRIDAY - first.weekday()) % 7))


def _ended(before: str, after: str, span: Span, whole: Days) -> DateReading:
    """The days of a span that ends, and the sentence that says how it was read."""
    days, said = part_of(span, whole), named(span, whole)
    strict = BEFORE.search(before) and "on or before" not in before and span.part != "end"
    if strict:
        due = days[0] - timedelta(days=1)
        why = f"It says before {said}, so it is read as the day before, {day_words(due)}."
        reading = dated(span.precision, None, due, why, "before")
        return _schools(reading) if span.precision is Precision.TERM else reading
    earliest = None if span.part or not NO_LIMIT.fullmatch(before) else days[0]
    if span.part in SOFT:
        return _soft(span, said, earliest, days[1])
    if span.part == "start":
        return _start(span, said, days[1])
    if span.precision is Precision.RANGE:
        return _year(before, span, earliest, days[1])
    if span.precision is Precision.DAY:
        return _day(before, after, span, earliest, days[1])
    return _last_day(before, span, earliest, days[1])


def _soft(span: Span, said: str, earliest: date | None, last: date) -> DateReading:
    """Early, mid and late of a month read as the 10th, the 20th and the last day, flagged."""
    if span.precision is not Precision.MONTH:
        why = f"No day is agreed for the {span.part} part of {said}."
        return undecided(span.precision, why)
    why = f"\u201c{span.part.capitalize()}\u201d {said} is read as {day_words(last)}."
    return dated(span.precision, earliest, last, why, span.part)


def _start(span: Span, said: str, first: date) -> DateReading:
    reading = dated(
        span.precision, None, first, f"It names the start of {said}, {day_words(first)}."
    )
    return _schools(reading) if span.precision is Precision.TERM else reading


def _schools(reading: DateReading) -> DateReading:
    return proposed(reading, "the day on which a term begins is the schools' to say")


def _day(before: str, after: str, span: Span, earliest: date | None, last: date) -> DateReading:
    reading = dated(span.precision, earliest, last, f"It names the day, {day_words(last)}.")
    said = [*reversed(WEEKDAY.findall(before)), *WEEKDAY.findall(after)]
    if not said or WEEKDAYS[last.weekday()] == said[0][:3]:
        return reading
    told = f"that is a {last:%A} and not a {said[0].capitalize()}"
    return flagged(reading, "another weekday", told)


def _last_day(before: str, span: Span, earliest: date | None, last: date) -> DateReading:
    """Source: procedure, "A month, quarter or term means its last day"."""
    if BY.search(before) and span.part != "end":
        why = f"\u201cBy\u201d a {span.precision.value} is read as its last day, {day_words(last)}."
        return dated(span.precision, earliest, last, why, "by")
    kind = "financial quarter" if span.precision is Precision.QUARTER else span.precision.value
    why = f"A {kind} means its last day, {day_words(last)}."
    return dated(span.precision, earliest, last, why)


def _year(before: str, span: Span, earliest: date | None, last: date) -> DateReading:
    """The end of a year is a day; a bare year is too wide to be taken for one."""
    if span.part == "end":
        why = f"The end of the year is {day_words(last)}."
        return dated(span.precision, None, last, why)
    if re.search(r"[a-z]{4,}|\bh[12]\b", before):
        why = "It names a year, and something in it that is not a date."
        return undecided(Precision.RANGE, why, flags=("a year beside other words",))
    why = f"It names a whole year, whose last day is {day_words(last)}."
    return proposed(dated(span.precision, earliest, last, why))


def _days_of_month(start_day: int, last: date) -> DateReading:
    if not 1 <= start_day <= last.day:
        return undecided(Precision.RANGE, "The range ends before it begins.")
    why = f"It is a range, which ends on {day_words(last)}."
    return dated(Precision.RANGE, last.replace(day=start_day), last, why)


def _yearless(span: Span, after: str, agreed_on: date) -> DateReading:
    """No year is guessed: the first such day after the plan was agreed is only suggested.

    So is the year that a number too long for one begins with: a footnote's mark may end it.
    """
    overlong = _OVERLONG.match(after)
    year = int(overlong[2]) if overlong else agreed_on.year + (span.month < agreed_on.month)
    near = month_end(year, span.month)
    if span.day > near.day:
        return _rare_day(span)
    day = near.replace(day=span.day) if span.day else near
    why = f"\u201c{overlong[1]}\u201d is no year." if overlong else "It gives no year."
    return undecided(span.precision, why, suggestion=day_words(day))


def _rare_day(span: Span) -> DateReading:
    """A day that the month has in no year, or (29 February) not in every year."""
    longest = month_end(LEAP_YEAR, span.month)
    if span.day <= longest.day:
        why = "It gives no year, and the day is not in every such month."
        return undecided(span.precision, why)
    why = f"\u201c{span.day} {longest:%B}\u201d does not exist in the calendar."
    suggestion = f"{longest.day} {longest:%B}"
    return undecided(span.precision, why, problem="impossible_date", suggestion=suggestion)
