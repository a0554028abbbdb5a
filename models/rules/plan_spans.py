"""Every stretch of a line that names days of the calendar, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from models.rules import plan_span_days as days
from models.rules import plan_span_periods as periods
from models.rules.plan_moments import MOMENT
from models.rules.plan_span import Span
from models.rules.policy import Terms

# Which reader says the days of a group of MOMENT; the first that matched is the kind.
READERS: Mapping[str, Callable[[re.Match[str], Terms], Span]] = {
    "iso": days.iso,
    "numeric": days.numeric,
    "month_first": days.month_first,
    "day_month": days.day_month,
    "quarter": periods.quarter,
    "year_quarter": periods.quarter,
    "term": periods.term,
    "season": periods.season,
    "feast": periods.feast,
    "month": days.month,
    "number_month": days.number_month,
    "whole_year": periods.whole_year,
}


def spans(line: str, terms: Terms) -> tuple[Span, ...]:
    """Every span that a cleaned line names, in order; a line without one gives ()."""
    return tuple(_each(line, terms))


def _each(line: str, terms: Terms) -> Iterator[Span]:
    for match in MOMENT.finditer(line):
        kind = next(kind for kind in READERS if match[kind])
        yield READERS[kind](match, terms)
