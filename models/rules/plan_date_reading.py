"""How a date text was read: the days it gives, whether a person must decide, and why.

Below the reading stand the sentences of spans that name no day, or one that does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.rules.date_words import day_words
from models.rules.plan_span import Days, Span
from models.rules.words import Precision

# What the sentence of a reading does not say by itself.
_RESERVATIONS = {
    "other words beside the date": "the cell has other words beside the date",
    "a period beside the date": "the cell has a period beside the date",
}
FAULTS = {
    "season": "A season is not a term and not a date.",
    "feast": "It names a feast day, which is not taken for a due date.",
    "quarter of which year": "It does not say which year's quarter, financial or calendar.",
    "term of which year": "It does not say which year's term.",
    "half term is not one day": "It is not agreed on which day half a term ends.",
    "financial year of which years": "A financial year lies in two years, and it names one.",
    "": "It gives no year.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """How one text was read: `text` as written, and the days it gives, `earliest` <= `due`.

    `why` is one sentence; `flags` are reservations that do not stop it; `suggestion` is what was
    perhaps meant; `problem` a code of the interface or None. A reading that needs a decision is
    not scheduled until a person confirms it: `due` is then only the proposal.
    """

    text: str
    earliest: date | None = None
    due: date | None = None
    precision: Precision = Precision.NONE
    needs_decision: bool = False
    why: str = ""
    flags: tuple[str, ...] = ()
    suggestion: str = ""
    problem: str | None = None

    @property
    def scheduled(self) -> date | None:
        """The day that reminders may be counted from: none while a decision is needed."""
        return None if self.needs_decision else self.due

    @property
    def reservations(self) -> tuple[str, ...]:
        """What its flags say that its sentence does not."""
        return tuple(_RESERVATIONS[flag] for flag in self.flags if flag in _RESERVATIONS)


def dated(
    precision: Precision, earliest: date | None, due: date | None, why: str, *flags: str
) -> DateReading:
    """A reading that may be scheduled; the text is added by the caller."""
    return DateReading(
        text="", earliest=earliest, due=due, precision=precision, why=why, flags=flags
    )


def undecided(
    precision: Precision,
    why: str,
    *,
    earliest: date | None = None,
    flags: tuple[str, ...] = (),
    suggestion: str = "",
    problem: str = "needs_decision",
) -> DateReading:
    """A reading without a due date, which a person must decide."""
    return DateReading(
        text="", earliest=earliest, precision=precision, needs_decision=True, why=why,
        flags=flags, suggestion=suggestion, problem=problem,
    )  # fmt: skip


def proposed(reading: DateReading, but: str = "") -> DateReading:
    """The reading with its day as a proposal only, and in its sentence what stands against it."""
    why = f"{reading.why[:-1]}, but {but}." if but else reading.why
    return replace(reading, why=why, needs_decision=True, problem="needs_decision")


def flagged(reading: DateReading, flag: str, also: str = "") -> DateReading:
    """The reading with a reservation that does not stop it, said in its sentence where given."""
    why = f"{reading.why[:-1]}, and {also}." if also else reading.why
    return replace(reading, why=why, flags=(*reading.flags, flag))


def unreadable(why: str) -> DateReading:
    """A reading of what is no date at all."""
    return undecided(Precision.NONE, why, problem="unreadable_date")


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
