"""A stretch of a plan's text that names days of the calendar, and what is common to all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.words import Precision

CENTURY_TURNS_AT = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From `first` to `last`, as text[start:end] names it; both None where it names no such day.

    `part` is early, mid, late, end or start of it; `month`, `day` and `quarter` are kept where the
    year is missing; `fault` says why there are no days, `suggestion` which were perhaps meant.
    """

    start: int
    end: int
    precision: Precision
    first: date | None = None
    last: date | None = None
    part: str = ""
    month: int = 0
    day: int = 0
    quarter: int = 0
    fault: str = ""
    suggestion: str = ""


def span_of(
    match: re.Match[str], precision: Precision, first: date | None = None,
    last: date | None = None, **more: int | str,
) -> Span:  # fmt: skip
    """The span that a match of `MOMENT` names, with its part."""
    return Span(
        start=match.start(), end=match.end(), precision=precision, first=first, last=last,
        part=_part(match), month=int(more.get("month", 0)), day=int(more.get("day", 0)),
        quarter=int(more.get("quarter", 0)), fault=str(more.get("fault", "")),
        suggestion=str(more.get("suggestion", "")),
    )  # fmt: skip


def _part(match: re.Match[str]) -> str:
    if "end" in (match["said_year"] or ""):
        return "end"
    return (match["part"] or "").replace("middle", "mid").replace("beginning", "start")


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


def year_of(said: str) -> int:
    """The year in four figures: 00 to 69 are 2000 to 2069."""
    number = int(re.sub(r"\D", "", said))
    if number >= 100:  # noqa: PLR2004 - a year in full
        return number
    return number + (2000 if number < CENTURY_TURNS_AT else 1900)


def follows(first: str, second: str) -> bool:
    """True of two years as a financial or a school year has them: 2010/11, 2010-2011, 10/11."""
    return year_of(second) % 100 == (year_of(first) + 1) % 100
