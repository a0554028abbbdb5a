"""How a date text was read, and the words that turn a reading one way or the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.rules.plan_spans import Span
from models.rules.words import Precision

NONE = re.compile(r"(?:n/?a|none|not applicable|nil|[-.?*/]*)")
LATER = re.compile(
    r"\b(?:tbc|tba|tbd|t\.b\.c\.?|unknown|to follow|not (?:yet )?(?:known|set|agreed)"
    r"|to be (?:agreed|confirmed|determined|decided|advised|set|arranged))\b"
)
NOW = re.compile(
    r"\b(?:immediate(?:ly)?|asap|a\.s\.a\.p\.?|as soon as (?:possible|practicable)|forthwith"
    r"|straight ?away|at once|urgent(?:ly)?|right away)\b"
)
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "a": 1, "an": 1, "eighteen": 18,
}  # fmt: skip
WITHIN = re.compile(
    rf"\b(?:with)?in (?:the (?:next|first) )?(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)})[ -]"
    r"(?P<unit>working days?|days?|weeks?|months?|years?)\b(?: time)?(?P<of> (?:of|from|after) )?"
)
PERIOD = re.compile(
    rf"(?:in )?(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)})[ -](?P<unit>working days?|days?|weeks?|months?"
    r"|years?)(?P<of> (?:of|from|after) |$)"
)
NO_YEAR = re.compile(r"(?:by |before )?\d{1,2}[/.]\d{1,2}\.?")
AGREED = re.compile(
    r"(?:the )?(?:(?:date of )?(?:agreement|approval)(?: of (?:the|this) (?:action )?plan)?"
    r"|(?:action )?plan(?: being| is)? (?:agreed|approved))"
)
AGAIN = re.compile(
    r"\b(?:on-? ?going|continu\w+|rolling|recurring|regular(?:ly)?|(?:bi-?)?(?:annual|month|week"
    r"|quarter|year|term)l?y|every|each|daily|annual|per (?:annum|year|quarter|month))\b"
)
DONE = re.compile(r"\b(?:completed?|done|achieved|closed|implemented|finished|in place|actioned)\b")
TO_BE_DONE = re.compile(
    r"\b(?:to be |must be |will be |should be )?(?:completed?|completion|done|achieved|implemented"
    r"|finished|in place|actioned|closed)(?: date)? (?=by\b|before\b|on or before\b)|\bto be "
    r"(?:completed|done|achieved|implemented|finished|in place|actioned|closed)\b"
    r"|\bcompletion\b(?: date)?(?: is)?"
)
EVENT = re.compile(
    r"\b(?:on|upon|once|when|after|following|subject to|pending|awaiting|dependent|depend(?:s|ing)"
    r"|unless|if|at the|until|prior to|before|as and when|next)\b"
)
SERIAL = re.compile(r"([34]\d{4})(?:\.\d+)?")  # 1982 to 2036
UNSURE = re.compile(
    r"\?|\b(?:tbc|tba|provisional(?:ly)?|approx(?:imately)?|circa|estimated?|possibly|subject to"
    r"|pending|dependent|depend(?:s|ing)|unless|if|hopefully|draft)\b"
)
STARTS = re.compile(
    r"\b(?:from|since|starting|starts?|commenc\w+|begin\w*|not before|after|following|w/c|week "
    r"commencing|onwards?)\b"
)
BEFORE = re.compile(r"\b(?:before|prior to|in advance of)(?: the)? ?$")
ON_OR_BEFORE = re.compile(r"\b(?:on or before|no later than|not later than|by)(?: the)? ?$")
BETWEEN = re.compile(r" ?(?:-|to|until|till|til|through|up to|and) ?(?:the )?(?:end of )?(?:the )?")
DAY_BEFORE = re.compile(r"(?<![\d/.-])(\d{1,2})(?:st|nd|rd|th)? ?(?:-|to|and|until) ?$")
FILLER = re.compile(
    r"\b(?:by|the|of|end|due|date|target|ready|for|no|not|later|than|on|or|before|in|to|be|and"
    r"|during|between|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|close"
    r"|at|latest|with|effect|up|until|prior|midnight|noon|deadline|complete[d]?|done)\b|[^\w]"
)


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


def dated(
    span: Span, earliest: date | None, due: date | None, why: str, *, flags: tuple[str, ...] = ()
) -> DateReading:
    """A reading that may be scheduled, as precise as its span; the text is added by the caller."""
    return DateReading(
        text="", earliest=earliest, due=due, precision=span.precision, why=why, flags=flags
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


def unreadable(why: str) -> DateReading:
    """A reading of what is no date at all."""
    return undecided(Precision.NONE, why, problem="unreadable_date")
