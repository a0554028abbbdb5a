"""Spans that name no day of the calendar, or one that it does not have; and spans in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.rules.date_words import day_words
from models.rules.plan_date_reading import DateReading, undecided
from models.rules.plan_span import Days, Span
from models.rules.words import Precision

FAULTS = {
    "season": "A season is not a term and not a date.",
    "feast": "A feast is not a date, and seldom a working day.",
    "quarter of which year": "It does not say which year's quarter, financial or calendar.",
    "term of which year": "It does not say which year's term.",
    "half term is not one day": "Half a term has no last day that the procedure knows.",
    "financial year of which years": "A financial year lies in two years, and it names one.",
    "": "It gives no year.",
}


def undated_span(span: Span) -> DateReading:
    """The reading of a span that names no days, with the reason."""
    why = FAULTS.get(span.fault, "Its years do not follow one another.")
    return undecided(span.precision, why, suggestion=span.suggestion)


def impossible(line: str, found: Sequence[Span]) -> DateReading:
    """The reading of a day that does not exist: never moved, with the nearest as a suggestion."""
    said = line[found[0].start : found[0].end]
    printed = re.sub(r"[a-z]{3,}", lambda word: word[0].capitalize(), said)
    return undecided(
        Precision.DAY,
        f"\u201c{printed}\u201d does not exist in the calendar.",
        problem="impossible_date",
        suggestion=next((s.suggestion for s in found if s.suggestion), ""),
    )


def named(span: Span, days: Days) -> str:
    """A span in words: its day, its month and year, or its first and last day."""
    first, last = days
    if first == last:
        return day_words(first)
    if span.precision is Precision.MONTH:
        return f"{first:%B} {first.year}"
    return f"{day_words(first)} to {day_words(last)}"
