"""What the spans of the calendar in a Date cell mean together ("Dates as plans write them")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.rules.plan_date_reading import DateReading, flagged, impossible, proposed, undecided
from models.rules.plan_date_several import (
    by_their_months,
    in_their_years,
    said_once,
    several,
    term_with_months,
    with_years,
)
from models.rules.plan_date_single import single
from models.rules.plan_date_undated import ENDS, PARTS_OF_TERMS, found_in
from models.rules.plan_date_words import (
    AGAIN,
    CONDITION,
    DONE,
    DOUBTS,
    FILLER,
    LATER,
    OF_A_REVIEW,
    OF_A_START,
    ON_OR_BEFORE,
    PART_OF_IT,
    SHALL_BE_COMPLETE,
    THEN_AGAIN,
    TO_BE_DONE,
    WEEK_ENDING,
)
from models.rules.plan_span import Span
from models.rules.words import Precision


def from_spans(line: str, found: tuple[Span, ...], agreed_on: date) -> DateReading:
    """The reading of a cleaned line that names at least one span; no place in time is checked.

    A word for done before a day from `agreed_on` on may say when it shall be done.
    """
    faulty = [s for s in found if s.fault == "impossible"]
    if faulty:
        return impossible(line, faulty)
    unknown = _unknown_end(line, found)
    if unknown is not None:
        return unknown
    reading = _of_all(line, found, agreed_on)
    if SHALL_BE_COMPLETE.match(line[: found[0].start]) and (reading.due or agreed_on) > agreed_on:
        return proposed(reading, "it may say when the action was completed, or when it shall be")
    return _beside(line, found, reading)


def _unknown_end(line: str, found: Sequence[Span]) -> DateReading | None:
    """The reading of an end that has no day of its own, unless a day or month with it has one."""
    dated_by = {span.precision for span in found if span.first}
    if Precision.DAY in dated_by:
        return None
    return found_in(PARTS_OF_TERMS if Precision.MONTH in dated_by else ENDS, line)


def _of_all(line: str, found: tuple[Span, ...], agreed_on: date) -> DateReading:
    term, known = term_with_months(found)
    known = said_once(with_years(in_their_years(by_their_months(known))))
    reading = several(line, known) if len(known) > 1 else single(line, known[0], agreed_on)
    return replace(reading, precision=Precision.TERM) if term else reading


def _beside(line: str, found: Sequence[Span], reading: DateReading) -> DateReading:
    """The reading with what the words beside its days add: done, again, in doubt, or more."""
    outside = TO_BE_DONE.sub(" ", WEEK_ENDING.sub(" ", _outside(line, found)))
    if DONE.search(outside):
        return _done(line, found, reading)
    if AGAIN.search(outside):
        return _again(line, found, reading)
    if reading.needs_decision:
        return reading
    doubt = _doubt(line[: found[0].start], outside)
    if doubt:
        return proposed(reading, doubt)
    if FILLER.sub("", outside):
        return flagged(reading, "other words beside the date")
    return reading


def _doubt(before: str, outside: str) -> str:
    """Why the words beside a day leave it to a person; "" where they do not."""
    if LATER.search(outside):
        return "it is still to be agreed"
    if OF_A_REVIEW.fullmatch(before):
        return "it may be the day of a review only"
    if OF_A_START.search(before):
        return "it may be the day from which the time counts"
    is_waiting = CONDITION.search(outside) and not ON_OR_BEFORE.search(before)
    is_unsure = DOUBTS.search(outside) or PART_OF_IT.search(outside) or is_waiting
    return "the words beside it make it uncertain" if is_unsure else ""


def _done(line: str, found: Sequence[Span], reading: DateReading) -> DateReading:
    """A day beside a word for done: a due date only where the day stands first, and then asked."""
    if reading.due and DONE.search(TO_BE_DONE.sub(" ", line[found[-1].end :])):
        return proposed(reading, "it says that the action is done")
    why = "It says when the action was done, which is not a due date."
    return undecided(reading.precision, why)


def _again(line: str, found: Sequence[Span], reading: DateReading) -> DateReading:
    """Recurring; the day before "and then" is proposed as the first."""
    if reading.due and THEN_AGAIN.match(line[found[-1].end :]):
        first = proposed(reading, "it recurs or goes on after that")
        return replace(first, precision=Precision.RECURRING)
    why = "It recurs or goes on without an end; the day beside that is not its due date."
    return undecided(Precision.RECURRING, why, earliest=found[0].first)


def _outside(line: str, found: Sequence[Span]) -> str:
    """The words of a line that belong to no span."""
    kept, at = [], 0
    for span in found:
        kept.append(line[at : span.start])
        at = span.end
    return " ".join([*kept, line[at:]])
