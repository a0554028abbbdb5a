"""What the spans of the calendar in a Date cell mean together ("Dates as plans write them")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from models.rules.calendar import month_end
from models.rules.plan_date_words import (
    AGAIN,
    BEFORE,
    BETWEEN,
    DAY_BEFORE,
    DONE,
    FILLER,
    LATER,
    ON_OR_BEFORE,
    STARTS,
    TO_BE_DONE,
    UNSURE,
    DateReading,
    dated,
    undecided,
)
from models.rules.plan_spans import Span, part_of, words_of
from models.rules.words import Precision

LEAP_YEAR = 2000


def from_spans(line: str, found: tuple[Span, ...], agreed_on: date) -> DateReading:
    """The reading of a cleaned line that names at least one span; no place in time is checked.

    `agreed_on` only serves a suggestion where the year is missing.
    """
    impossible = [s for s in found if s.fault == "impossible"]
    if impossible:
        return _impossible(line, impossible)
    if DONE.search(TO_BE_DONE.sub(" ", line)):
        return undecided(
            found[0].precision, "It says when the action was done, which is not a due date."
        )
    if AGAIN.search(_outside(line, found)):
        return undecided(
            Precision.RECURRING,
            "It recurs or goes on without an end; the day beside that is not its due date.",
            earliest=found[0].first,
        )
    term, found = _term_with_months(line, found)
    found = _with_years(found)
    reading = _several(line, found) if len(found) > 1 else _single(line, found[0], agreed_on)
    return replace(reading, precision=Precision.TERM) if term else reading


def _term_with_months(line: str, found: tuple[Span, ...]) -> tuple[bool, tuple[Span, ...]]:
    """A term whose months are given has the months' days."""
    rest = tuple(s for s in found if s.fault != "term of which year")
    named = len(rest) < len(found) and bool(rest) and "term" in line
    return named, rest if named else found


def _with_years(found: tuple[Span, ...]) -> tuple[Span, ...]:
    """A month or day without a year before one with a year takes its year, or the year before."""
    last = found[-1]
    if (
        last.first is None
        or last.precision is Precision.RANGE
        or not any(s.month and s.first is None for s in found)
    ):
        return found
    return tuple(_in_year(s, last.first) if s.month and not s.first else s for s in found)


def _in_year(span: Span, near: date) -> Span:
    year = near.year - (span.month > near.month)
    if not span.day:
        first = date(year, span.month, 1)
        return replace(span, first=first, last=month_end(year, span.month))
    day = min(span.day, month_end(year, span.month).day)
    first = date(year, span.month, day)
    return replace(span, first=first, last=first)


def _several(line: str, found: tuple[Span, ...]) -> DateReading:
    """A range where two spans are joined as one, else several dates where one is asked for."""
    first, last = found[0], found[-1]
    between = line[first.end : last.start].strip(" ,()")
    if len({(s.first, s.last) for s in found if s.first}) == 1 and all(s.first for s in found):
        return dated(first, first.first, first.last, f"It names {_named(first)} twice.")
    listed = re.fullmatch(r"and", between) and "between" not in line[: first.start]
    joined = BETWEEN.fullmatch(between) and not listed
    if len(found) == 2 and joined and first.first and last.last:  # noqa: PLR2004 - from, to
        if first.first > last.last:
            return undecided(Precision.RANGE, "The range ends before it begins.")
        due = (part_of(last) or (first.first, last.last))[1]
        why = f"It is a range, which ends on {words_of(due)}."
        return DateReading(
            text="", earliest=first.first, due=due, precision=Precision.RANGE, why=why
        )
    days = [s.first for s in found if s.first]
    doubtful = next((s for s in found if s.fault), None)
    if doubtful or not days:
        return _undated(doubtful or found[0])
    return undecided(
        Precision.RANGE,
        "Several dates stand where one is asked for.",
        earliest=min(days),
        flags=("several dates",),
    )


def _single(line: str, span: Span, agreed_on: date) -> DateReading:
    days = part_of(span)
    if span.first is None or span.last is None or days is None:
        return _yearless(span, agreed_on) if span.month else _undated(span)
    range_start = DAY_BEFORE.search(line[: span.start])
    if span.precision is Precision.DAY and range_start:
        return _days_of_month(span, int(range_start[1]), span.last)
    before, after = line[: span.start], line[span.end :]
    if _opens(line, before, after, span):
        why = f"It gives a start, {words_of(span.first)}, and no end."
        return undecided(Precision.RANGE, why, earliest=span.first)
    if re.search(r"(?:-|\bto|until)\s*\?*$", after):
        why = f"It is a period from {words_of(span.first)} without an end."
        return undecided(Precision.RANGE, why, earliest=span.first)
    return _with_reservations(line, span, _closed(before, span, days))


def _opens(line: str, before: str, after: str, span: Span) -> bool:
    """True where the words around a single span make it a start and not an end."""
    if span.part == "start" and not (ON_OR_BEFORE.search(before) or BEFORE.search(before)):
        return not before.strip().endswith(("for", "in"))
    return bool(STARTS.search(before) or STARTS.match(after.strip())) and "report" not in line


def _closed(before: str, span: Span, days: tuple[date, date]) -> DateReading:
    """The days of a span that ends, and the sentence that says how it was read."""
    first, last = days
    named = _named(span)
    strict = BEFORE.search(before) and "on or before" not in before and span.part != "end"
    if strict and first > date.min:
        due = first - timedelta(days=1)
        why = f"It says before {named}, so it is read as the day before, {words_of(due)}."
        return dated(span, None, due, why, flags=("before",))
    bounded = bool(before.strip()) or bool(span.part)
    earliest = None if bounded else first
    if span.part in {"early", "mid", "late"} and span.precision is not Precision.MONTH:
        return undecided(span.precision, f"No day is agreed for the {span.part} part of {named}.")
    if span.precision is Precision.RANGE:
        return _year(before, span, earliest, last)
    if span.part == "start":
        return dated(span, None, last, f"It names the start of {named}, {words_of(last)}.")
    if span.part in {"early", "mid", "late"}:
        why = f"“{span.part.capitalize()}” {named} is read as {words_of(last)}."
        return dated(span, earliest, last, why, flags=(span.part,))
    if span.precision is Precision.DAY:
        return dated(span, earliest, last, f"It names the day, {words_of(last)}.")
    why = f"A {span.precision.value} means its last day, {words_of(last)}."
    loose = re.search(r"\bby(?: the)? ?$", before) and span.part != "end"
    flags = ("by",) if loose else ()
    if loose:
        why = f"“By” a {span.precision.value} is read as its last day, {words_of(last)}."
    return dated(span, earliest, last, why, flags=flags)


def _year(before: str, span: Span, earliest: date | None, last: date) -> DateReading:
    """The end of a year is a day; a bare year is too wide to be taken for one."""
    if span.part == "end":
        return dated(span, None, last, f"The end of the year is {words_of(last)}.")
    if re.search(r"[a-z]{4,}", before):
        return undecided(
            Precision.RANGE, "It names a year, and something in it that is not a date."
        )
    why = f"It names a whole year, whose last day is {words_of(last)}."
    return replace(dated(span, earliest, last, why), needs_decision=True, problem="needs_decision")


def _with_reservations(line: str, span: Span, reading: DateReading) -> DateReading:
    outside = line[: span.start] + " " + line[span.end :]
    outside = TO_BE_DONE.sub(" ", outside)
    if UNSURE.search(outside):
        why = f"{reading.why[:-1]}, but the words beside it make it uncertain."
        return replace(reading, why=why, needs_decision=True, problem="needs_decision")
    if LATER.search(outside):
        why = f"{reading.why[:-1]}, but it is still to be agreed."
        return replace(reading, why=why, needs_decision=True, problem="needs_decision")
    if len(FILLER.sub("", outside)) > 0:
        return replace(reading, flags=(*reading.flags, "other words beside the date"))
    return reading


def _days_of_month(span: Span, start_day: int, last: date) -> DateReading:
    if not 1 <= start_day <= last.day:
        return undecided(Precision.RANGE, "The range ends before it begins.")
    why = f"It is a range, which ends on {words_of(last)}."
    first = last.replace(day=start_day)
    return replace(dated(span, first, last, why), precision=Precision.RANGE)


def _yearless(span: Span, agreed_on: date) -> DateReading:
    """No year is guessed: the first such day after the plan was agreed is only suggested."""
    year = agreed_on.year + (span.month < agreed_on.month)
    near = month_end(year, span.month)
    if span.day and span.day > near.day:
        return _rare_day(span)
    day = near.replace(day=span.day) if span.day else near
    return undecided(span.precision, "It gives no year.", suggestion=words_of(day))


def _rare_day(span: Span) -> DateReading:
    """A day that the month has in no year, or (29 February) not in every year."""
    longest = month_end(LEAP_YEAR, span.month)
    if span.day <= longest.day:
        return undecided(
            span.precision, "It gives no year, and the day is not in every such month."
        )
    why = f"“{span.day} {longest:%B}” does not exist in the calendar."
    return undecided(
        span.precision, why, problem="impossible_date", suggestion=f"{longest.day} {longest:%B}"
    )


def _undated(span: Span) -> DateReading:
    why = {
        "season": "A season is not a term and not a date.",
        "quarter of which year": "It does not say which year's quarter, financial or calendar.",
        "term of which year": "It does not say which year's term.",
        "half term is not one day": "Half a term has no last day that the procedure knows.",
        "": "It gives no year.",
    }.get(span.fault, "Its years do not follow one another.")
    return undecided(span.precision, why, suggestion=span.suggestion)


def _impossible(line: str, found: list[Span]) -> DateReading:
    said = _as_printed(line[found[0].start : found[0].end])
    return undecided(
        Precision.DAY,
        f"“{said}” does not exist in the calendar.",
        problem="impossible_date",
        suggestion=next((s.suggestion for s in found if s.suggestion), ""),
    )


def _as_printed(said: str) -> str:
    """A cleaned text with its months' capitals, for a sentence."""
    return re.sub(r"[a-z]{3,}", lambda word: word[0].capitalize(), said)


def _named(span: Span) -> str:
    if span.first is None or span.last is None:
        return "no day"
    if span.first == span.last:
        return words_of(span.first)
    if span.precision is Precision.MONTH:
        return f"{span.first:%B} {span.first.year}"
    return f"{words_of(span.first)} to {words_of(span.last)}"


def _outside(line: str, found: Sequence[Span]) -> str:
    """The words of a line that belong to no span."""
    kept, at = [], 0
    for span in found:
        kept.append(line[at : span.start])
        at = span.end
    return " ".join([*kept, line[at:]])
