"""The days and months that a plan's text names, in figures and in words; always day first."""

from __future__ import annotations

import re
from datetime import date

from models.rules.calendar import month_end
from models.rules.date_words import day_words
from models.rules.plan_moments import MONTHS
from models.rules.plan_span import Span, span_of, year_of
from models.rules.policy import Terms
from models.rules.words import Precision

LAST_MONTH = 12
LONGEST_MONTH = 31


def iso(match: re.Match[str], _terms: Terms) -> Span:
    """A day with its year first, 2011-02-01."""
    year, month, day = (int(part) for part in re.split(r"[./-]", match["iso"]))
    return _day(match, year, month, day)


def numeric(match: re.Match[str], _terms: Terms) -> Span:
    """A day in figures, 01/02/11: the day first, as in the UK."""
    day, month, year = re.findall(r"\d+", match["numeric"])
    return _day(match, year_of(year), int(month), int(day))


def month_first(match: re.Match[str], _terms: Terms) -> Span:
    """A day after its month, December 10th, 2010."""
    name, day, *rest = re.findall(r"[a-z]{3,}|\d+", match["month_first"].replace("the ", ""))
    year = year_of(rest[0]) if rest else 0
    return _day(match, year, MONTHS[name[:3]], int(day))


def day_month(match: re.Match[str], _terms: Terms) -> Span:
    """A day in figures whose year stands in the day after it: 31.03. - 30.06.2025."""
    day, number = (int(part) for part in re.split(r"[./]", match["day_month"]))
    if not 1 <= number <= LAST_MONTH:
        return span_of(match, Precision.DAY, fault="impossible")
    return _day(match, 0, number, day)


def month(match: re.Match[str], _terms: Terms) -> Span:
    """A month in words, with its day and its year where they are written."""
    number, said = MONTHS[match["month"][:3]], match["year"] or match["short"]
    year = year_of(said) if said else 0
    if match["day"]:
        return _day(match, year, number, int(match["day"]))
    if not year:
        return span_of(match, Precision.MONTH, month=number)
    return month_of(match, year, number)


def number_month(match: re.Match[str], _terms: Terms) -> Span:
    """A month in figures, 12/2010."""
    number, year = (int(part) for part in re.findall(r"\d+", match["number_month"]))
    return month_of(match, year, number)


def month_of(match: re.Match[str], year: int, month: int) -> Span:
    """The span of a month and its year."""
    return span_of(match, Precision.MONTH, (date(year, month, 1), month_end(year, month)))


def _day(match: re.Match[str], year: int, month: int, day: int) -> Span:
    if not year and 1 <= day <= LONGEST_MONTH:
        return span_of(match, Precision.DAY, month=month, day=day)
    try:
        that = date(year, month, day)
    except ValueError:
        nearest = _nearest(year, month, day)
        return span_of(match, Precision.DAY, fault="impossible", suggestion=nearest)
    return span_of(match, Precision.DAY, (that, that))


def _nearest(year: int, month: int, day: int) -> str:
    """The month's last day where the day is one too many, the month-first day; "" for neither."""
    for number, that in ((month, day), (day, month)) if month and day else ():
        if number <= LAST_MONTH and that <= LONGEST_MONTH:
            last = month_end(year, number)
            return day_words(last.replace(day=min(that, last.day)))
    return ""
