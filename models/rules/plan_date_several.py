"""Several spans in one Date cell: the same said twice, a range, or more dates than one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from models.rules.calendar import Quarter, month_end, quarter_of
from models.rules.date_words import day_words
from models.rules.plan_date_reading import (
    DateReading,
    dated,
    named,
    proposed,
    undated_span,
    undecided,
)
from models.rules.plan_date_words import BETWEEN, REVISED
from models.rules.plan_span import SOFT, Days, Span, days_of_year, part_of
from models.rules.words import Precision

QUARTER_OF_WHICH_YEAR = "quarter of which year"
TERM_OF_WHICH_YEAR = "term of which year"
_YEAR = re.compile(r"\d\d")
YEARS_THAT_DO_NOT_FOLLOW = "years that do not follow"


def term_with_months(found: tuple[Span, ...]) -> tuple[bool, tuple[Span, ...]]:
    """A term whose months are given, and no other term, has the months' days."""
    rest = tuple(s for s in found if s.fault != TERM_OF_WHICH_YEAR)
    is_term = len(rest) < len(found) and Precision.TERM not in {s.precision for s in rest}
    is_term = is_term and bool(rest)
    return is_term, rest if is_term else found


def with_years(found: tuple[Span, ...]) -> tuple[Span, ...]:
    """A month or day without a year before one with a year takes its year, or the year before.

    A day that its month has not stays without one, and is asked for.
    """
    dated_by = [(s.first, s.precision) for s in found if s.first]
    near, precision = dated_by[-1] if dated_by else (date.max, Precision.RANGE)
    if precision is Precision.RANGE:
        return found
    return tuple(_in_year(s, near) if s.month else s for s in found)


def _in_year(span: Span, near: date) -> Span:
    year = near.year - (span.month > near.month)
    if not span.day:
        first = date(year, span.month, 1)
        return replace(span, days=(first, month_end(year, span.month)))
    if span.day > month_end(year, span.month).day:
        return span
    first = date(year, span.month, span.day)
    return replace(span, days=(first, first))


def by_their_months(found: tuple[Span, ...]) -> tuple[Span, ...]:
    """A quarter of a calendar year whose months are named has them: "Q2 (Jul - Sep) 2024".

    January to March of a fourth quarter may lie in that year or in the next.
    """
    quarters = [s for s in found if s.fault == QUARTER_OF_WHICH_YEAR]
    months = [s for s in found if s.month]
    years = {s.year for s in quarters if s.year} | {
        s.first.year for s in found if s.first and s.days == days_of_year(s.first.year)
    }
    if len(found) - len(quarters) - len(months) > 1 or not len(quarters) == len(years) == 1:
        return found
    if [s.month for s in months] not in _months_of(quarters[0].quarter):
        return found
    return with_years((months[0], _in_year(months[1], date(years.pop(), 12, 31))))


def _months_of(quarter: int) -> tuple[list[int], ...]:
    """The first and last month of a quarter, by the calendar and financial: the fourth by one."""
    last = quarter * 3
    return [last - 2, last], [last + 1, last + 3]


def in_their_years(found: tuple[Span, ...]) -> tuple[Span, ...]:
    """Quarters whose years stand elsewhere in the cell: "Q3-Q4 2010/11", "Q4 (Jan-Mar) 2010/11".

    Nothing else may stand there but the months of the quarter.
    """
    bare = [s for s in found if s.fault == QUARTER_OF_WHICH_YEAR and not s.year]
    years = {quarter_of(s.first).financial_year for s in found if s.first}
    months = {(s.month - 4) % 12 // 3 + 1 for s in found if s.month}
    whole = len(years) == 1 and months <= {s.quarter for s in bare}
    if not bare or not whole or any(map(_is_other, found)):
        return found
    (year,) = years
    quarters = (s for s in found if s.precision is Precision.QUARTER)
    return tuple(s if s.first else _in_financial_year(s, year) for s in quarters)


def _is_other(span: Span) -> bool:
    """True of days of no quarter and no financial year, and of years that are in doubt."""
    if span.first is None:
        return span.fault == YEARS_THAT_DO_NOT_FOLLOW
    year = span.precision is Precision.RANGE and span.first != days_of_year(span.first.year)[0]
    return not year and span.precision is not Precision.QUARTER


def _in_financial_year(span: Span, year: int) -> Span:
    quarter = Quarter(year, span.quarter)
    return replace(span, days=(quarter.first, quarter.last), fault="")


def said_once(found: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans without those that say another again: "March 2011 (Q4)", "Q4 2010/11 (March 2011)".

    A quarter without its year goes where it is the other days' own, by either count; a span goes
    where it holds the others and ends with them.
    """
    days = [s.days for s in found if s.days]
    if not days:
        return found
    first, last = min(day for day, _ in days), max(day for _, day in days)
    kept = [s for s in found if not _is_their_quarter(s, first, last)]
    return tuple(s for s in kept if not any(_holds(s, other) for other in kept))


def _is_their_quarter(span: Span, first: date, last: date) -> bool:
    """True of a quarter without its years in which these days lie, by a count that it allows."""
    if span.fault != QUARTER_OF_WHICH_YEAR:
        return False
    financial = {quarter_of(first).number, quarter_of(last).number}
    calendar = {(first.month + 2) // 3, (last.month + 2) // 3}
    in_year = not span.year or first.year - span.year in ((0, 1) if span.quarter == 4 else (0,))  # noqa: PLR2004 - January to March
    return in_year and {span.quarter} in (financial, calendar)


def _holds(span: Span, other: Span) -> bool:
    if span.days is None or other.days is None:
        return False
    return span.days[0] < other.days[0] and span.days[1] == other.days[1]


def several(line: str, found: Sequence[Span]) -> DateReading:
    """A range where two spans are joined as one, else several dates where one is asked for."""
    first, last = found[0], found[-1]
    if first.days and len({s.days and part_of(s, s.days) for s in found}) == 1:
        why = f"It names {named(first, first.days)} twice."
        return _ended(last, dated(first.precision, *part_of(first, first.days), why))
    if first.days and last.days and (_is_joined(line, first, last) or _follow_on(line, found)):
        return _range(first.days[0], last, last.days)
    days = [s.days for s in found if s.days]
    doubtful = next((s for s in found if s.fault), None)
    if doubtful or not days:
        return undated_span(doubtful or first)
    return _one_of(line, found, days)


def _is_joined(line: str, first: Span, last: Span) -> bool:
    """True where nothing stands between two spans but what joins them: "to", "until", "-"."""
    between = line[first.end : last.start].strip(" ,()")
    listed = between == "and" and "between" not in line[: first.start]
    moved = REVISED.search(line[: first.start])
    return bool(BETWEEN.fullmatch(between)) and not listed and not moved


def _follow_on(line: str, found: Sequence[Span]) -> bool:
    """True of months or quarters that follow one another, with strokes between: "Nov/Dec 2010".

    Those that have each a year of their own are two dates.
    """
    pairs = list(pairwise(found))
    strokes = all(line[one.end : two.start].strip() == "/" for one, two in pairs)
    alike = {span.precision for span in found} in ({Precision.MONTH}, {Precision.QUARTER})
    of_one_year = not any(_YEAR.search(line[one.start : one.end]) for one in found[:-1])
    return (
        strokes
        and alike
        and of_one_year
        and all(one.last and one.last + timedelta(days=1) == two.first for one, two in pairs)
    )


def _range(start: date, last: Span, days: Days) -> DateReading:
    end = part_of(last, days)[1]
    if start > end:
        return undecided(Precision.RANGE, "The range ends before it begins.")
    why = f"It is a range, which ends on {day_words(end)}."
    return _ended(last, dated(Precision.RANGE, start, end, why))


def _ended(last: Span, reading: DateReading) -> DateReading:
    """The reading, proposed only where its end is a bare year or a part that has no agreed day."""
    is_year = last.precision is Precision.RANGE and last.part != "end"
    is_part = last.precision is not Precision.MONTH and last.part in SOFT
    return proposed(reading, "the day of its end is not agreed") if is_year or is_part else reading


def _one_of(line: str, found: Sequence[Span], days: Sequence[Days]) -> DateReading:
    why, suggestion = "Several dates stand where one is asked for.", ""
    if len(found) == 2 and REVISED.search(line):  # noqa: PLR2004 - first, revised
        why = "It gives a first date and a revised one."
        suggestion = day_words(max(last for _, last in days))
    return undecided(
        Precision.RANGE,
        why,
        earliest=min(days)[0],
        flags=("several dates",),
        suggestion=suggestion,
    )
