"""What a plan says of an action's state: status and colour, in whatever words it has for them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.rules.words import Priority

OPEN, IN_PROGRESS, COMPLETE, NOT_PROCEEDING = "open", "in progress", "complete", "not proceeding"
_STOPPED = (
    r"not (?:proceed\w*|accepted|agreed|(?:being )?(?:taken forward|pursued|progressed)"
    r"|to be implemented)|(?:closed|decided|agreed)(?: as)?\W+not implemented|no longer"
    r"|will not be|withdrawn|rejected|declined|cancelled|superseded|replaced by"
    r"|merged (?:with|into)|discontinued|abandoned|removed"
)
_ENDED = r"(?:complete[d]?|closed|done|achieved|implemented|finished|embedded|delivered|actioned)"
_UNSTARTED = (
    r"not (?:yet )?(?:started|begun|commenced|due|implemented)|to (?:be )?(?:start|begin|commence)"
    rf"(?:ed)?|(?:to|will|should|must|can) be (?:fully )?{_ENDED}|to complete|outstanding|overdue"
    r"|no progress"
)
_UNDONE = (
    rf"incomplete|not (?:yet )?(?:fully )?(?:{_ENDED}|completely|met)"
    r"|part(?:ly|ially)?|nearly|almost|delayed|slipp\w+|off track|at risk"
)
_SHALL_BE = re.compile(rf"\b(?:to|will|should|must|can) be (?:fully )?{_ENDED}\b")
_DONE = (
    r"complete[d]?|closed|done|achieved|implemented|finished|embedded|signed off|discharged"
    r"|actioned|delivered|fulfilled|resolved"
)
_MOVING = (
    r"in progress|in-progress|on-?going|on track|started|under ?way|commenced|progressing"
    r"|continuing|in hand"
)
_SAYS = {
    name: re.compile(rf"\b(?:{words})\b")
    for name, words in (
        ("stopped", _STOPPED), ("unstarted", _UNSTARTED), ("undone", _UNDONE), ("done", _DONE),
        ("moving", _MOVING),
    )
}  # fmt: skip
# Only plain words for done open a cell: "Delivered training" is no state.
_PLAINLY_DONE = r"(?:fully |now )?(?:complete[d]?|closed|done|finished|achieved|implemented)"
_OPENS_DONE = re.compile(rf"\W*{_PLAINLY_DONE}\b")
_OPENS = re.compile(
    rf"\W*(?:{_STOPPED}|{_UNSTARTED}|{_UNDONE}|{_MOVING}|{_PLAINLY_DONE})\b", re.IGNORECASE
)
_ENDS_AT_A_DATE = re.compile(rf"\W*(?:{_STOPPED}|{_PLAINLY_DONE})\b")  # "Ongoing" recurs
_YEAR = re.compile(r"\d{2}")
_TICKED = re.compile(r"\W*(?:y|yes|x|complete|completed|done|closed)\W*|[\s\u2713\u2714\u2611]+")
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
    status = cells.get("status", "").lower()
    if status.strip():
        return _said(status)
    completed = cells.get("completed", "").lower().strip()
    if _YEAR.search(completed) or _TICKED.fullmatch(completed):
        return COMPLETE
    if rag_of(cells.get("rag", "")) == "blue":
        return COMPLETE
    for name in ("rag", "progress", "completed"):
        text = cells.get(name, "")
        if _OPENS.match(text):
            return _said(text[:LONGEST_OPENING].lower())
    due = cells.get("date", "").lower()
    return _said(due[:LONGEST_OPENING]) if _ENDS_AT_A_DATE.match(due) else OPEN


def _said(text: str) -> str:
    says = {name for name, words in _SAYS.items() if words.search(text)}
    if "stopped" in says:
        return NOT_PROCEEDING
    opens_done = _OPENS_DONE.match(text)
    if "unstarted" in says and not (opens_done and _SHALL_BE.search(text)):
        return OPEN
    if "undone" in says or ("moving" in says and not opens_done):
        return IN_PROGRESS
    return COMPLETE if "done" in says or rag_of(text) == "blue" else OPEN


def is_state(text: str) -> bool:
    """True of a text that opens with a state: "Not started", "Complete", "Ongoing"."""
    return bool(_OPENS.match(text))


def priority_of(text: str) -> Priority:
    """High where a plan calls an action high, urgent or of the first order (rule 9)."""
    said = text.strip().lower() if len(text) <= LONGEST_PRIORITY else ""
    return Priority.HIGH if _HIGH.match(said) else Priority.NORMAL


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


def opening_colour(text: str) -> str:
    """The colour of a text that opens with one, parted from the rest, or is nothing else."""
    said = text[:LONGEST_OPENING].strip().lower()
    opens = _OPENS_COLOUR.match(said) or _COLOUR.fullmatch(said) or _LETTER.fullmatch(said)
    return rag_of(said) if opens else ""
