"""The calendar days that a stretch of a plan's text names: a day, a month, a quarter, a term.

Nothing is decided here: `models.rules.dates` says what the spans of a Date cell mean together.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import month_name, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.calendar import Quarter, month_end
from models.rules.policy import Terms
from models.rules.words import Precision

MONTHS = {month_name[n][:3].lower(): n for n in range(1, 13)}
CENTURY_TURNS_AT = 70
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_YEAR = r"(?:(?:19|20|21)\d\d|['\u2019]\d\d)"
_PART = r"(?:early|mid(?:dle)?|late|end|start|beginning)"
_ORDINAL = r"(?:\s*(?:st|nd|rd|th)(?![a-z]))?"
_COUNT = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_MOMENT = re.compile(
    rf"""(?<![\w/])(?:
    (?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})(?:[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?![\w-])
  | (?P<numeric>\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:\d{{4}}|\d{{2}}))(?![\w/])
  | (?P<month_first>{_MONTH}\s+(?:the\s+)?\d{{1,2}}(?:(?:st|nd|rd|th)\b,?\s*(?:{_YEAR})?
        |,?\s+{_YEAR}))(?!\w)
  | (?:(?P<part>{_PART})[\s-]+(?:of\s+)?(?:the\s+)?)?
    (?:(?P<quarter>(?:q\s?[1-4]|qtr\.?\s?[1-4]|quarter\s+[1-4]
        |(?:first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:quarter|qtr)))\b
        (?:[\s,-]*(?:of\s+)?(?:the\s+)?(?:fy\s?)?(?P<quarter_year>{_YEAR}(?:\s?[/-]\s?\d{{2,4}})?))?
      |(?P<term>autumn|spring|summer)(?P<half>\s+half)?[\s-]+term\b
        (?:[\s,(]*(?:in\s+|of\s+)?(?P<term_year>{_YEAR})(?:/(?P<term_end>\d{{2,4}}))?)?
      |(?P<season>autumn|spring|summer|winter)\b(?:[\s,]*(?:of\s+)?(?P<season_year>{_YEAR}))?
      |(?:(?P<day>\d{{1,2}}){_ORDINAL}[\s-]*(?:day\s+)?(?:of\s+)?)?(?P<month>{_MONTH})
        (?:(?:[\s,./-]*(?P<year>{_YEAR})
            |(?:[\s,.]{{0,2}}|[/-])(?P<short>\d\d)(?!\d|(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}
              |\s*(?:st|nd|rd|th)\b))(?!\w))?
      |(?P<number_month>(?:0?[1-9]|1[0-2])/(?:19|20)\d\d)(?![\w/])
      |(?P<whole_year>(?:financial\s+year\s+|fy\s?)?{_YEAR}(?:\s?[/-]\s?(?:\d{{4}}|\d{{2}}))?)(?![\w/])
    ))""",
    re.VERBOSE,
)
_SPACE = re.compile(r"\s+")
_BROKEN_ORDINAL = re.compile(r"(?<=\d)\s+(st|nd|rd|th)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From `first` to `last`, as text[start:end] names it; both None where it names no such day.

    `part` is early, mid, late, end or start of it; `month` and `day` are kept where the year is
    missing; `fault` says why there are no days, `suggestion` which were perhaps meant.
    """

    start: int
    end: int
    precision: Precision
    first: date | None = None
    last: date | None = None
    part: str = ""
    month: int = 0
    day: int = 0
    fault: str = ""
    suggestion: str = ""


def clean(text: str) -> str:
    """The text in one line of lower-case words, without what the eye does not see.

    Ordinals broken over lines are joined ("1 / st / December"), digits of other scripts become
    0 to 9, every dash becomes a hyphen.
    """
    folded = text if text.isascii() else _fold(text)
    line = _SPACE.sub(" ", folded).strip().lower()
    return _BROKEN_ORDINAL.sub(r"\1", line)


def _fold(text: str) -> str:
    out = []
    for char in unicodedata.normalize("NFKC", text):
        kind = unicodedata.category(char)
        if kind == "Nd":
            out.append(str(unicodedata.digit(char)))
        elif kind == "Pd" or char == "\u2212":
            out.append("-")
        elif kind != "Cf":
            out.append(char)
    return "".join(out)


def words_of(day: date) -> str:
    """A day in words, "1 December 2010"."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def spans(line: str, terms: Terms) -> tuple[Span, ...]:
    """Every span that a cleaned line names, in order; a line without one gives ()."""
    return tuple(_each(line, terms))


def _each(line: str, terms: Terms) -> Iterator[Span]:
    for match in _MOMENT.finditer(line):
        for kind in (
            "iso",
            "numeric",
            "month_first",
            "quarter",
            "term",
            "season",
            "month",
            "number_month",
            "whole_year",
        ):
            if match.group(kind):
                yield _READ[kind](match, terms)
                break


def _iso(match: re.Match[str], _terms: Terms) -> Span:
    year, month, day = (int(part) for part in match["iso"].split("-"))
    return _day(match, year, month, day)


def _numeric(match: re.Match[str], _terms: Terms) -> Span:
    day, month, year = (part.strip() for part in re.split(r"[./-]", match["numeric"]))
    return _day(match, _year(year), int(month), int(day))


def _month_first(match: re.Match[str], _terms: Terms) -> Span:
    name, day, *rest = re.findall(r"[a-z]{3,}|\d+", match["month_first"].replace("the ", ""))
    year = _year(rest[-1]) if rest and rest[-1].isdigit() else 0
    return _day(match, year, MONTHS[name[:3]], int(day))


def _month(match: re.Match[str], _terms: Terms) -> Span:
    month, day = MONTHS[match["month"][:3]], int(match["day"] or 0)
    said = match["year"] or match["short"]
    year = _year(said) if said else 0
    if match["day"]:
        return _day(match, year, month, day)
    if not year:
        return _span(match, Precision.MONTH, None, None, month=month)
    return _span(match, Precision.MONTH, date(year, month, 1), month_end(year, month))


def _number_month(match: re.Match[str], _terms: Terms) -> Span:
    month, year = (int(part) for part in match["number_month"].split("/"))
    return _span(match, Precision.MONTH, date(year, month, 1), month_end(year, month))


def _quarter(match: re.Match[str], _terms: Terms) -> Span:
    said = match["quarter"]
    number = _COUNT.get(said.split()[0]) or int(re.sub(r"\D", "", said))
    years = match["quarter_year"] or ""
    if not re.search(r"[/-]", years):
        return _span(
            match,
            Precision.QUARTER,
            None,
            None,
            fault="quarter of which year",
            suggestion=_two_quarters(number, years),
        )
    quarter = Quarter(_year(re.split(r"\s?[/-]", years)[0]), number)
    return _span(match, Precision.QUARTER, quarter.first, quarter.last)


def _two_quarters(number: int, years: str) -> str:
    if not years:
        return ""
    year = _year(years)
    calendar_end = month_end(year, number * 3)
    return (
        f"{words_of(Quarter(year, number).last)} (financial) or {words_of(calendar_end)} (calendar)"
    )


def _term(match: re.Match[str], terms: Terms) -> Span:
    term, year = match["term"], _year(match["term_year"]) if match["term_year"] else 0
    if match["half"]:
        return _span(match, Precision.TERM, None, None, fault="half term is not one day")
    if not year:
        return _span(match, Precision.TERM, None, None, fault="term of which year")
    if match["term_end"]:
        if _year(match["term_end"]) % 100 != (year + 1) % 100:
            return _span(match, Precision.TERM, None, None, fault="years that do not follow")
        year += term != "autumn"  # a school year begins in autumn
    starts = {"autumn": 9, "spring": 1, "summer": 4}[term]
    last = _last_of(term, year, terms)
    return _span(match, Precision.TERM, min(date(year, starts, 1), last), last)


def _last_of(term: str, year: int, terms: Terms) -> date:
    """The last day of a term: what the board configured, or its month's end in a short year."""
    ends = {"autumn": terms.autumn, "spring": terms.spring, "summer": terms.summer}
    month, day = (int(part) for part in ends[term].split("-"))
    return date(year, month, min(day, monthrange(year, month)[1]))


def _season(match: re.Match[str], terms: Terms) -> Span:
    season, year = match["season"], _year(match["season_year"]) if match["season_year"] else 0
    suggestion = ""
    if year and season != "winter":
        suggestion = f"{season} term {year}, ending {words_of(_last_of(season, year, terms))}"
    return _span(match, Precision.TERM, None, None, fault="season", suggestion=suggestion)


def _whole_year(match: re.Match[str], _terms: Terms) -> Span:
    said = re.sub(r"[a-z\s]", "", match["whole_year"])
    first, *second = re.split(r"[/-]", said)
    year = _year(first)
    if not second:
        return _span(match, Precision.RANGE, date(year, 1, 1), date(year, 12, 31))
    if _year(second[0]) % 100 != (year + 1) % 100:
        if "-" in said and 1 <= int(second[0]) <= 12:  # noqa: PLR2004 - an ISO month, 2011-03
            month = int(second[0])
            return _span(match, Precision.MONTH, date(year, month, 1), month_end(year, month))
        return _span(match, Precision.RANGE, None, None, fault="years that do not follow")
    return _span(match, Precision.RANGE, date(year, 4, 1), date(year + 1, 3, 31))


_READ = {
    "iso": _iso, "numeric": _numeric, "month_first": _month_first, "month": _month,
    "number_month": _number_month, "quarter": _quarter, "term": _term, "season": _season,
    "whole_year": _whole_year,
}  # fmt: skip


def _year(said: str) -> int:
    number = int(re.sub(r"\D", "", said))
    if number >= 100:  # noqa: PLR2004 - a year in full
        return number
    return number + (2000 if number < CENTURY_TURNS_AT else 1900)


def _day(match: re.Match[str], year: int, month: int, day: int) -> Span:
    if not year and 1 <= day <= 31:  # noqa: PLR2004 - a day of some month
        return _span(match, Precision.DAY, None, None, month=month, day=day)
    try:
        that = date(year, month, day)
    except ValueError:
        return _span(
            match,
            Precision.DAY,
            None,
            None,
            fault="impossible",
            suggestion=_nearest(year, month, day),
        )
    return _span(match, Precision.DAY, that, that)


def _nearest(year: int, month: int, day: int) -> str:
    """The last day of the month where the day is one too many; "" where nothing is near."""
    if not (date.min.year <= year <= date.max.year and 1 <= month <= 12 and 28 < day <= 31):  # noqa: PLR2004
        return ""
    return words_of(date(year, month, monthrange(year, month)[1]))


def _span(
    match: re.Match[str], precision: Precision, first: date | None, last: date | None,
    **more: int | str,
) -> Span:  # fmt: skip
    part = (match["part"] or "").replace("middle", "mid").replace("beginning", "start")
    return Span(
        start=match.start(), end=match.end(), precision=precision, first=first, last=last,
        part=part, month=int(more.get("month", 0)), day=int(more.get("day", 0)),
        fault=str(more.get("fault", "")), suggestion=str(more.get("suggestion", "")),
    )  # fmt: skip


def part_of(span: Span) -> tuple[date, date] | None:
    """The days of a span after its part: early to the 10th, mid to the 20th, start the first day.

    None where the span has no days. Source: "Dates as plans write them".
    """
    if span.first is None or span.last is None:
        return None
    if span.part == "start":
        return span.first, span.first
    if span.precision is Precision.MONTH and span.part in {"early", "mid"}:
        return span.first, span.first + timedelta(days=9 if span.part == "early" else 19)
    return span.first, span.last
