"""A stretch of a plan's text that names days of the calendar, and what is common to all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypedDict, Unpack

from models.rules.words import Precision

CENTURY_TURNS_AT = 70
SOFT = ("early", "mid", "late")
Days = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """`days` from the first to the last, as text[start:end] names it; None where it names none.

    `part` is early, mid, late, end or start of it; `month`, `day` and `quarter` are kept where the
    year is missing, and `year` where it may be a quarter's by two counts; `fault` says why there
    are no days, `suggestion` which were perhaps meant.
    """

    start: int
    end: int
    precision: Precision
    days: Days | None = None
    part: str = ""
    month: int = 0
    day: int = 0
    quarter: int = 0
    year: int | None = None
    fault: str = ""
    suggestion: str = ""

    @property
    def first(self) -> date | None:
        """The first of its days."""
        return self.days and self.days[0]

    @property
    def last(self) -> date | None:
        """The last of its days."""
        return self.days and self.days[1]


class _Known(TypedDict, total=False):
    """What is known of a span that names no days."""

    month: int
    day: int
    quarter: int
    year: int | None
    fault: str
    suggestion: str


def span_of(
    match: re.Match[str],
    precision: Precision,
    days: Days | None = None,
    **more: Unpack[_Known],
) -> Span:
    """The span that a match of `MOMENT` names, with its part."""
    return Span(
        start=match.start(), end=match.end(), precision=precision, days=days,
        part=_part(match), **more,
    )  # fmt: skip


def _part(match: re.Match[str]) -> str:
    if "end" in (match["said_year"] or ""):
        return "end"
    return (match["part"] or "").replace("middle", "mid").replace("beginning", "start")


def days_of_year(year: int) -> Days:
    """The days of a calendar year."""
    return date(year, 1, 1), date(year, 12, 31)


def part_of(span: Span, days: Days) -> Days:
    """The days of a span after its part: early to the 10th, mid to the 20th, start the first day.

    Source: "Dates as plans write them".
    """
    first, last = days
    if span.part == "start":
        return first, first
    if span.precision is Precision.MONTH and span.part in {"early", "mid"}:
        return first, first + timedelta(days=9 if span.part == "early" else 19)
    return first, last


def year_of(said: str) -> int:
    """The year in four figures: 00 to 69 are 2000 to 2069."""
    number = int(re.sub(r"\D", "", said))
    if number >= 100:  # noqa: PLR2004 - a year in full
        return number
    return number + (2000 if number < CENTURY_TURNS_AT else 1900)


def follows(first: str, second: str) -> bool:
    """True of two years as a financial or a school year has them: 2010/11, 2010-2011, 10/11."""
    return year_of(second) % 100 == (year_of(first) + 1) % 100
