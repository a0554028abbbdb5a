"""The quarters, terms and years that a plan's text names; seasons and feasts name no day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from models.rules.calendar import Quarter, month_end
from models.rules.date_words import day_words
from models.rules.plan_moments import COUNT, QUARTER
from models.rules.plan_span import Span, days_of_year, follows, span_of, year_of
from models.rules.plan_span_days import LAST_MONTH, month_of
from models.rules.policy import Terms
from models.rules.words import Precision

_TERM_STARTS = {"spring": 1, "summer": 4, "autumn": 9}  # the month in which each begins
_TERM_OF_MONTH = ("spring", "summer", "autumn")  # in which of them a term of the board's ends
_MONTHS_OF_A_TERM = 4


def quarter(match: re.Match[str], _terms: Terms) -> Span:
    """A quarter whose year is written after it or before; financial where two years are."""
    whole = match["quarter"] or match["year_quarter"]
    named = re.findall(QUARTER, whole)[0]
    years = match["quarter_year"] or whole.removesuffix(named)
    number = _quarter_number(named)
    first, *second = re.findall(r"\d+", years) or [""]
    if not second:
        return span_of(
            match, Precision.QUARTER, quarter=number, year=year_of(first) if first else None,
            fault="quarter of which year", suggestion=_two_quarters(number, first),
        )  # fmt: skip
    if not follows(first, second[0]):
        return span_of(match, Precision.QUARTER, fault="years that do not follow")
    quarter = Quarter(year_of(first), number)
    return span_of(match, Precision.QUARTER, (quarter.first, quarter.last))


def _quarter_number(said: str) -> int:
    word = next((word for word in re.split(r"[\s.]+", said) if word in COUNT), "")
    return COUNT.get(word) or int(re.sub(r"\D", "", said))


def _two_quarters(number: int, said: str) -> str:
    if not said:
        return ""
    year = year_of(said)
    financial, calendar = Quarter(year, number).last, month_end(year, number * 3)
    return f"{day_words(financial)} (financial) or {day_words(calendar)} (calendar)"


def term(match: re.Match[str], terms: Terms) -> Span:
    """A school term, which ends on its last day; without its year it has none."""
    name, said, second = match["term"], match["term_year"], match["term_end"]
    if match["half"]:
        return span_of(match, Precision.TERM, fault="half term is not one day")
    if not said:
        return span_of(match, Precision.TERM, fault="term of which year")
    if second and not follows(said, second):
        return span_of(match, Precision.TERM, fault="years that do not follow")
    year = year_of(said) + bool(second and name != "autumn")  # a school year begins in autumn
    last = _last_of(name, year, terms)
    first = date(year, _TERM_STARTS[name], 1)
    return span_of(match, Precision.TERM, (min(first, last), last))


def _last_of(name: str, year: int, terms: Terms) -> date:
    """The last day of a term: the board's own of that year, else its month and day of any year.

    Source: procedure, "Autumn term 2010 ends 31 December".
    """
    own = [day for day in map(date.fromisoformat, terms.ends) if day.year == year]
    in_term = [day for day in own if _TERM_OF_MONTH[(day.month - 1) // _MONTHS_OF_A_TERM] == name]
    if in_term:
        return max(in_term)
    ends = {"autumn": terms.autumn, "spring": terms.spring, "summer": terms.summer}
    month, day = (int(part) for part in ends[name].split("-"))
    return date(year, month, min(day, monthrange(year, month)[1]))


def season(match: re.Match[str], terms: Terms) -> Span:
    """A season, which is no term: the term that may be meant is suggested."""
    name, said = match["season"], match["season_year"]
    suggestion = ""
    if said and name != "winter":
        last = day_words(_last_of(name, year_of(said), terms))
        suggestion = f"{name} term {year_of(said)}, ending {last}"
    return span_of(match, Precision.TERM, fault="season", suggestion=suggestion)


def feast(match: re.Match[str], _terms: Terms) -> Span:
    """A feast, which is no date: its day is suggested."""
    said = match["feast_year"]
    suggestion = day_words(_feast_day(match["feast"], year_of(said))) if said else ""
    return span_of(match, Precision.EVENT, fault="feast", suggestion=suggestion)


def _feast_day(name: str, year: int) -> date:
    """The day of a feast in a year: Christmas, Easter Sunday or New Year's Day."""
    if name == "easter":
        return _easter(year)
    return date(year, 1, 1) if name.startswith("new") else date(year, 12, 25)


def _easter(year: int) -> date:
    """Easter Sunday from 1900 to 2199: the Sunday after the full moon of spring."""
    days = (19 * (year % 19) + 24) % 30
    full_moon = date(year, 3, 21) + timedelta(days=days - (days > 27))  # noqa: PLR2004 - of the moon
    return full_moon + timedelta(days=7 - full_moon.isoweekday() % 7)


def whole_year(match: re.Match[str], _terms: Terms) -> Span:
    """A calendar year, a financial one (two years, from April), or a month in figures."""
    first, *second = re.findall(r"\d+", match["whole_year"])
    year, financial = year_of(first), _is_financial(match)
    if second and follows(first, second[0]):
        return span_of(match, Precision.RANGE, (date(year, 4, 1), date(year + 1, 3, 31)))
    if second and _is_month(match, year, second[0]):
        return month_of(match, year, int(second[0]))
    if second or financial:
        fault = "years that do not follow" if second else "financial year of which years"
        return span_of(match, Precision.RANGE, fault=fault)
    return span_of(match, Precision.RANGE, days_of_year(year))


def _is_financial(match: re.Match[str]) -> bool:
    """True where the words before a year say that two years are meant."""
    return bool(re.search(r"\bf|\bend", match["said_year"] or ""))


def _is_month(match: re.Match[str], year: int, said: str) -> bool:
    """True of an ISO month (2011-03); where it could be a later year (2010-12) it is none."""
    in_figures = "-" in match["whole_year"] and len(said) == len("03")
    return in_figures and 1 <= int(said) <= LAST_MONTH and int(said) < year % 100
