"""Whether a completion cell says that its action is complete, and on which day.

Source: procedure, "Progress, standing, colour": what a plan says is complete is told to nobody. So
a cell in doubt is no completion: what it says is progress, and the action stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from models.rules import plan_state_words as words
from models.rules.plan_line import REMEMBERED, clean
from models.rules.plan_span import Span
from models.rules.plan_spans import spans
from models.rules.policy import Terms
from models.rules.words import Precision

_DONE = rf"(?:all |fully |now )?(?:{words.PLAIN}|signed off)"
_ALSO_DONE = r"(?:actioned|delivered|discharged|fulfilled|resolved|embedded)"
_ONLY = re.compile(
    rf"[\W_]*(?:(?:action |date )?(?:{_DONE}|{_ALSO_DONE}|yes|y|x)(?: on| in)?)?[\W_]*"
)
_TICKED = re.compile(r"\W*(?:y|yes|x)\W*|[\s\u2713\u2714\u2611]+")
# What may follow the word: nothing, a stop, a day, or how and by whom it was done.
_AND_THEN = (
    r"(?=\W*$|\s*[.;:,()-]|\s+(?:(?:on|in|at) )?(?:the )?@"
    r"|\s+(?:at|by|as|and|with|via|since|see)\b)"
)
_OPENS = re.compile(rf"\W*(?:(?:action |date )?{_DONE}|(?:y|yes|x)\b){_AND_THEN}")
_SAYS = re.compile(rf"\b{_DONE}(?=\W*$|\s*[.;,]|\s+(?:(?:on|in|at) )?@)")
_NONE_LEFT = re.compile(
    r"\b(?:no|nothing|none)\b(?: \w+){0,2} (?:outstanding|overdue|remain\w*|pending)"
    r"|\b(?:no|nothing) (?:further|more|other|additional)\b"
)
_NEVER = re.compile(
    rf"\b(?:{words.STOPPED}|{words.UNSTARTED}|{words.UNDONE}|{words.UNSURE}|await\w*|waiting"
    r"|in progress|in-progress|on track|expect\w*|to follow|yet to|still|remain\w*"
    r"|not (?:yet|all|every\w*|been|fully)|to have been|fail\w*)\b|\?"
)
_NOT_YET = re.compile(
    r"\b(?:not?|n|drafts?|drafted|pilot\w*|start\w*|begun|began|begin\w*|commenc\w*|book\w*"
    r"|planned|plans to|schedul\w*|exten[ds]\w*|due|phase|stage|first|initial\w*|interim|half|most"
    r"|some|will|shall|to be|tb[ac]|target|forecast|aim\w*|propos\w*|invit\w*|under ?way|on-?going"
    r"|continu\w*|progress\w*|until|deadline|chas\w*|request\w*|deferred|postponed"
    rf"|put back|moved|re-?opened|latest|{words.OF_A_PART})(?!\w)"
)
_GOES_ON = re.compile(r"\b(?:on-?going|continu\w*)\b")  # "Completed, ongoing monitoring" is done
_OPENS_WITH_A_DAY = re.compile(r"\W*(?:between @ and )?@")
_DOUBTED = re.compile(
    rf"\b(?:{words.UNSURE}|awaiting|drafts?|pilot\w*|phase \w+|stage \w+|{words.OF_A_PART}|not)"
    r"(?!\w)|\?"
)
_CLAUSE = re.compile(r"[.;](?:\s|$)")
# A word for done and its day, in this order or the other; what else is said is not of the day.
_COLOUR = r"(?:(?:red|amber|green|blue|[ragb])[\s:,-]+)?"
_DONE_ON = re.compile(
    rf"\W*{_COLOUR}(?:(?:action|date) )?(?:{_DONE}|{_ALSO_DONE})(?:"
    r"(?: (?:by|at|in)(?: [\w']+){1,5})? on |[\s:,()\[\]-]*(?:(?:on|in|at|as at|date)[\s:]+)?)"
    r"(?:the )?@(?!\W*(?:to |and |until )?@)"
    r"(?=\W*$|\s*[.;:,()\]-]|\s+(?:and|by|with|via|at|as|when|following|after)\b)"
    rf"|\W*{_COLOUR}@[\s:,-]*(?:{_DONE}|{_ALSO_DONE})(?=\W*$|\s*[.;,])"
)
_MAY_BE = re.compile(r"\d{2}|\b(?:complete[d]?|closed|done|finished|achieved|signed off)\b")
_TERMS = Terms()
LONGEST_OPENING = 300


class Completion(NamedTuple):
    """What a completion cell says: done or not, on which day, and whether in more than a day.

    `is_in_doubt` of a cell that is no completion and has figures or a word for done.
    """

    is_done: bool
    on: date | None = None
    says_more: bool = False
    is_in_doubt: bool = False


@lru_cache(maxsize=REMEMBERED)
def completion_of(text: str, terms: Terms = _TERMS) -> Completion:
    """Done where the cell is a date, opens with one, or says done, and nothing speaks against it.

    "To be", "partly", "awaited", "by" a day speak against it wherever they stand; "drafted" and
    "two of three" do in the clause that says done.
    """
    line = clean(text)
    if not line or (words.BOX.match(line) and not words.TICKED.search(line)):
        return Completion(is_done=False)
    if _TICKED.fullmatch(line):
        return Completion(is_done=True)
    found = spans(line, terms)
    masked = _masked(line, found)
    says_more = not (_ONLY.fullmatch(masked.replace("@", " ")) and found)
    if masked.count("@") == 1 and not says_more and "?" not in line:
        return Completion(is_done=True, on=found[0].last)
    plain = _NONE_LEFT.sub(" ", masked)
    at = _done_at(plain)
    if at is None or _NEVER.search(_NONE_LEFT.sub(" ", line)):
        return Completion(is_done=False, says_more=True, is_in_doubt=bool(_MAY_BE.search(line)))
    return Completion(is_done=True, on=_day(found, plain, at), says_more=says_more)


def day_said(text: str, terms: Terms = _TERMS) -> date | None:
    """The day that stands with the word for done at the opening of a status or of progress.

    Only of an action that is complete by its status; "reply awaited, letter sent 9 October" has no
    such day, and neither has a year. Source: domain, a completion has its date.
    """
    line = clean(text[:LONGEST_OPENING])
    found = spans(line, terms)
    is_day = found and found[0].precision is not Precision.RANGE
    if not is_day or not _DONE_ON.match(_masked(line, found)):
        return None
    # Of a day at which the text is cut the year may lack a figure.
    is_cut = len(text) > LONGEST_OPENING and found[0].end == len(line)
    return None if is_cut else found[0].last


def is_doubted(text: str) -> bool:
    """True of a state whose word for done is said of a part or with a condition: "80% complete"."""
    line = _NONE_LEFT.sub(" ", words.SHALL_BE.sub(" ", clean(text)))
    return bool(_DOUBTED.search(_CLAUSE.split(line)[0]))


def _masked(line: str, found: Sequence[Span]) -> str:
    """The line with a mark in the place of each date, which is then as good as a word."""
    parts, at = [], 0
    for span in found:
        parts += [line[at : span.start], "@"]
        at = span.end
    return "".join([*parts, line[at:]])


def _done_at(masked: str) -> int | None:
    """Where a line says that it is done: at its opening, or later; None where it does not."""
    if _OPENS.match(masked):
        clause = _GOES_ON.sub(" ", _CLAUSE.split(masked)[0])
        return None if _NOT_YET.search(clause) else 0
    if _NOT_YET.search(masked):
        return None
    if _OPENS_WITH_A_DAY.match(masked):
        return 0
    says = _SAYS.search(masked)
    return says.end() if says else None


def _day(found: Sequence[Span], masked: str, at: int) -> date | None:
    """The day of the first date behind the word for done, else of the first date."""
    before = masked[:at].count("@")
    days = [*found[before:], *found[:before]]
    return next((span.last for span in days if span.last), None)
