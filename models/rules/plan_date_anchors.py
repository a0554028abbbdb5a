"""The day beside a counted period: the day it counts from, or the day it is due.

"12 months from publication (published 4 November 2024)" is due a year after that day, and "within 3
months of publication (by 31 January 2025)" on it. Which of the two a day is, its words say; a day
that is not after the plan's agreement is none to be ready by; any other is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from models.rules.calendar import Calendar
from models.rules.plan_date_periods import AGREED, Period, from_period
from models.rules.plan_date_reading import DateReading, flagged, named, proposed, undecided
from models.rules.plan_date_spans import from_spans
from models.rules.plan_span import Days, Span
from models.rules.words import Precision

OTHERS = "other words beside the date"
BESIDE = "a period beside the date"
COUNTED = "counted from the day beside it"
_SMALL = r"(?:(?:on|in|at|of|by|the|end|date|is|was)\b\s*)*$"
# What stands before a day on which a thing is due.
_DUE = re.compile(
    r"(?:=|\b(?:by|before|until|till|i\.?e\.?|that is|namely|latest|deadline|target|later than)\b)"
    rf"[\s.,:=-]*{_SMALL}|[(,;:-]\s*due\s*{_SMALL}"
)
_EXPECTED = re.compile(
    r"\b(?:expect|plan|anticipat|schedul|provisional|intend|hope|advertis|estimat)\w*|\b(?:likely|due)\b"
)
_HAPPENED = (
    r"(?:publish|publication|issu|sign|agree|approv|adopt|launch|receiv|receipt|ratif|accept|present"
    r"|complet|appoint|start|commenc|began|held|met|dated?|live|off)\w*"
)
# What stands before a day on which a thing was: "published", "agreed on", "in".
_WAS = re.compile(
    rf"\b(?:{_HAPPENED}|on|in|at|of|from|since|was)\s*{_SMALL}"
    rf"|[(,;.-]\s*(?:the )?(?:date )?(?:of )?{_HAPPENED}[^(),;:]{{0,20}}:\s*$"
)
_COUNTS_FROM = re.compile(rf"\W*(?:(?:from|after|following|since|on)\b|{_HAPPENED})")


def of_period(
    period: Period, line: str, found: Sequence[Span], agreed_on: date, calendar: Calendar
) -> DateReading:
    """A period from the day that it names or that stands beside it; a day that is due governs."""
    from_when = len(line) - len(period.since)
    joined = next((span for span in found if span.start == from_when), None)
    days = [(span, span.days) for span in found if span.days]
    if joined or not days:
        on = joined.first if joined and joined.first == joined.last else None
        return from_period(period, agreed_on, calendar, on)
    due = [span for span, _ in days if _is_due(span, period, line)]
    if due or len(days) > 1:
        return flagged(from_spans(line, tuple(due or found), agreed_on), BESIDE)
    if AGREED.match(period.since):
        return flagged(from_period(period, agreed_on, calendar, None), OTHERS)
    return _counted(period, line, days[0], agreed_on, calendar)


def _is_due(span: Span, period: Period, line: str) -> bool:
    """True of a day that its own words make the last one, or that nothing makes another."""
    from_when = len(line) - len(period.since)
    if span.start < from_when:
        return not _COUNTS_FROM.match(line[: span.start])
    return not period.counts or bool(_DUE.search(line[from_when : span.start]))


def _counted(
    period: Period, line: str, day: tuple[Span, Days], agreed_on: date, calendar: Calendar
) -> DateReading:
    """The period from the one day beside it, where that is what the day is."""
    span, days = day
    first, last = days
    between = line[len(line) - len(period.since) : span.start]
    is_said = _WAS.search(between) or last <= agreed_on
    if not is_said and _fits(period, days, agreed_on, calendar):
        return flagged(from_spans(line, (span,), agreed_on), BESIDE)
    if not (is_said or _EXPECTED.search(between)):
        return _asked(period, named(span, days))
    reading = flagged(from_period(period, agreed_on, calendar, last), COUNTED)
    if _EXPECTED.search(between):
        return proposed(reading, "the day it counts from is only expected")
    return reading if first == last else proposed(reading, "no day of that month is named")


def _fits(period: Period, days: Days, agreed_on: date, calendar: Calendar) -> bool:
    """True of a day that is the period's end where it counts from the plan's agreement."""
    end = from_period(period, agreed_on, calendar, agreed_on).due
    return end is not None and days[0] <= end <= days[1]


def _asked(period: Period, said: str) -> DateReading:
    why = (
        f"\u201c{period.written}\u201d counts from a day: {said} may be that day, or the day it is "
        "due."
    )
    return undecided(Precision.RELATIVE, why)
