"""What a plan says of an action's state: status and colour, in whatever words it has for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from models.rules import plan_state_words as words
from models.rules.plan_completions import completion_of, is_doubted
from models.rules.plan_line import REMEMBERED
from models.rules.words import Priority

OPEN, IN_PROGRESS, COMPLETE, NOT_PROCEEDING = "open", "in progress", "complete", "not proceeding"
_SAYS = {
    name: re.compile(rf"\b(?:{says})\b")
    for name, says in (
        ("stopped", words.STOPPED), ("unstarted", words.UNSTARTED), ("undone", words.UNDONE),
        ("done", words.DONE), ("moving", words.MOVING),
    )
}  # fmt: skip
_PLAINLY_OPEN = re.compile(
    r"^\W*(?:open|new|live|planned|pending|due|future|scheduled|current|active|ongoing|paused|none"
    r"|n/?a|not applicable|tb[ac]|to be confirmed|on hold|waiting|await\w*|evidence|draft\w*"
    r"|assigned|allocated)\b|^[-\s.\u2013\u2014/?]*$"
)
_OPENS_DONE = re.compile(rf"\W*{words.PLAINLY_DONE}\b")
_OPENS = re.compile(
    rf"\W*(?:{words.STOPPED}|{words.UNSTARTED}|{words.UNDONE}|{words.MOVING}"
    rf"|{words.PLAINLY_DONE})\b",
    re.IGNORECASE,
)
_ASKS_DONE = re.compile(rf"\W*(?:is it |action )?{words.PLAINLY_DONE}\W*(?:$|y\b)", re.IGNORECASE)
_YES_OR_NO = re.compile(r"(?:(?P<yes>y|yes)|n|no)[.\W]?", re.IGNORECASE)
_ENDS_AT_A_DATE = re.compile(rf"\W*(?:{words.STOPPED}|{words.PLAINLY_DONE})\b")  # "Ongoing" recurs
_DONE_BY = re.compile(rf"\W*{words.PLAINLY_DONE}\W+by\b")  # where a date is due, it shall be
_HIGH = re.compile(r"(?:very )?(?:high|urgent|critical|immediate)\b|h$|(?:p|priority )?1$")
_COLOUR = re.compile(r"\b(?:red|amber|yellow|orange|green|blue)\b")
_OPENS_COLOUR = re.compile(r"\W*(?:red|amber|yellow|orange|green|blue)\s*[-\u2013:.;,]")
_LETTER = re.compile(r"\W*([ragb])(?:\W*$|\s*[-\u2013:=]\s)")
_LETTERS = {"r": "red", "a": "amber", "g": "green", "b": "blue"}
_ALSO = {"yellow": "amber", "orange": "amber"}
LONGEST_OPENING, LONGEST_PRIORITY = 60, 40
STATE_FIELDS = ("status", "completed", "progress", "date", "rag")
"""The fields whose texts may say the state of an action."""


def status_of(cells: Mapping[str, str]) -> str:
    """A plan's word for the state of an action, as one of four; open where it says nothing.

    `cells` are a row's texts by field. Without a status column the completion and the colour
    speak, then the words that open the colour's cell, the progress and the date: a later one may
    be of something else.
    """
    status = ticked(cells.get("status", "").lower())
    if status.strip():
        return _said(status)
    completed = cells.get("completed", "")
    if completion_of(completed).is_done or rag_of(cells.get("rag", "")) == "blue":
        return COMPLETE
    for name in ("rag", "progress"):
        text = cells.get(name, "")
        if text != completed and _OPENS.match(text):
            return _said(text[:LONGEST_OPENING].lower())
    if _OPENS.match(completed):
        said = _said(completed[:LONGEST_OPENING].lower())
        return OPEN if said == COMPLETE else said
    return _of_date(cells.get("date", ""))


def ticked(text: str) -> str:
    """The words behind the ticked boxes of a text, or all of one without a box before a word.

    Where no box is ticked it says no state.
    """
    first, *parts = words.BOX.split(text)
    if not any(part.strip(" .,;/|") for part in parts):
        return text
    marks = [bool(words.TICKED.search(box)) for box in words.BOX.findall(text)]
    said = [part for mark, part in zip(marks, parts, strict=True) if mark]
    return " ".join([first, *said]) if any(marks) else f"{first} not ticked"


def answered(heading: str, text: str) -> str:
    """What a yes or no says under a heading that asks whether it is done: "Completed?", "Y".

    Any other text, and one under any other heading, as it is.
    """
    says = _YES_OR_NO.fullmatch(text.strip())
    if not says or not _ASKS_DONE.match(heading):
        return text
    return "Complete" if says["yes"] else "Open"


def is_known_state(text: str) -> bool:
    """True of a text that names a state, a colour, or in so many words that it is open."""
    said = ticked(text.lower())
    known = any(pattern.search(said) for pattern in _SAYS.values())
    return known or bool(rag_of(text) or _PLAINLY_OPEN.search(said))


def _of_date(text: str) -> str:
    """What a Date cell says: complete or stopped where it opens so, and nothing else."""
    due = text.lower()
    said = _said(due[:LONGEST_OPENING]) if _ENDS_AT_A_DATE.match(due) else OPEN
    is_done = completion_of(text).is_done and not _DONE_BY.match(due)
    return OPEN if said == COMPLETE and not is_done else said


def _said(text: str) -> str:
    says = {name for name, pattern in _SAYS.items() if pattern.search(text)}
    if "stopped" in says:
        return NOT_PROCEEDING
    opens_done = _OPENS_DONE.match(text)
    if "unstarted" in says and not (opens_done and words.SHALL_BE.search(text)):
        return OPEN
    if "undone" in says or ("moving" in says and not opens_done):
        return IN_PROGRESS
    if "done" in says and is_doubted(text):
        return IN_PROGRESS
    return COMPLETE if "done" in says or rag_of(text) == "blue" else OPEN


def is_state(text: str) -> bool:
    """True of a text that opens with a state: "Not started", "Complete", "Ongoing"."""
    return bool(_OPENS.match(text))


@lru_cache(maxsize=REMEMBERED)
def priority_of(text: str) -> Priority:
    """High where a plan calls an action high, urgent or of the first order (rule 9)."""
    said = text.strip().lower() if len(text) <= LONGEST_PRIORITY else ""
    return Priority.HIGH if _HIGH.match(said) else Priority.NORMAL


@lru_cache(maxsize=REMEMBERED)
def rag_of(text: str) -> str:
    """The one colour that a cell names in a word or its letter; "" for none or several.

    The colour that opens a cell and is parted from the rest ("Amber: drafted") is the cell's.
    """
    said = text.strip().lower()
    letter = _LETTER.match(said)
    if letter:
        return _LETTERS[letter[1]]
    colours = [_ALSO.get(word, word) for word in _COLOUR.findall(said)]
    if len(set(colours)) > 1 and not _OPENS_COLOUR.match(said):
        return ""
    return colours[0] if colours else ""


@lru_cache(maxsize=REMEMBERED)
def opening_colour(text: str) -> str:
    """The colour of a text that opens with one, parted from the rest, or is nothing else."""
    said = text[:LONGEST_OPENING].strip().lower()
    opens = _OPENS_COLOUR.match(said) or _COLOUR.fullmatch(said) or _LETTER.fullmatch(said)
    return rag_of(said) if opens else ""
