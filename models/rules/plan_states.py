"""What a plan says of an action's state: status and colour, in whatever words it has for them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.rules.words import Priority

OPEN, IN_PROGRESS, COMPLETE, NOT_PROCEEDING = "open", "in progress", "complete", "not proceeding"
_STOPPED = re.compile(
    r"\b(?:not (?:proceed\w*|accepted|agreed|being taken forward|to be implemented|implemented)"
    r"|no longer|withdrawn|rejected|declined|cancelled|superseded|discontinued)\b"
)
_UNSTARTED = re.compile(r"\b(?:not (?:yet )?(?:started|begun|commenced|due)|to be started)\b")
_UNDONE = re.compile(
    r"\b(?:incomplete|outstanding|not (?:yet )?(?:complete\w*|done|closed|achieved|met)"
    r"|part(?:ly|ially)?|nearly|almost|to be completed)\b"
)
_DONE = re.compile(
    r"\b(?:complete[d]?|closed|done|achieved|implemented|finished|embedded|signed off|discharged)\b"
)
_MOVING = re.compile(
    r"\b(?:in progress|in-progress|on-?going|on track|started|under ?way|commenced|progressing"
    r"|continuing)\b"
)
_OPENS_DONE = re.compile(r"^\W*(?:fully )?(?:complete[d]?|closed|done|achieved|implemented)\b")
_HIGH = re.compile(r"(?:very )?(?:high|urgent|critical|immediate)\b|h$|(?:p|priority )?1$")
_COLOUR = re.compile(r"\b(?:red|amber|yellow|orange|green|blue)\b")
_LETTERS = {"r": "red", "a": "amber", "g": "green", "b": "blue"}
_ALSO = {"yellow": "amber", "orange": "amber"}


def status_of(cells: Mapping[str, str]) -> str:
    """A plan's word for the state of an action, as one of four; open where it says nothing.

    `cells` are a row's texts by field. Without a status column, the completion, the colour, the
    opening words of the progress and a Date cell that says "Completed" speak.
    """
    status = cells.get("status", "").lower()
    if status.strip():
        return _said(status)
    if re.search(r"\d{2}", cells.get("completed", "")) or rag_of(cells.get("rag", "")) == "blue":
        return COMPLETE
    for name in ("progress", "date", "completed"):
        if _OPENS_DONE.match(cells.get(name, "").lower()):
            return _said(cells[name].lower()[:40])
    return OPEN


def _said(text: str) -> str:
    if _STOPPED.search(text):
        return NOT_PROCEEDING
    if _UNSTARTED.search(text):
        return OPEN
    if _UNDONE.search(text) or (_MOVING.search(text) and not _OPENS_DONE.match(text)):
        return IN_PROGRESS
    if _DONE.search(text) or rag_of(text) == "blue":
        return COMPLETE
    return OPEN


def priority_of(text: str) -> Priority:
    """High where a plan calls an action high, urgent or of the first order (rule 9)."""
    return Priority.HIGH if _HIGH.match(text.strip().lower()) else Priority.NORMAL


def rag_of(text: str) -> str:
    """The one colour that a cell names in a word or its letter; "" for none or several."""
    said = text.strip().lower()
    if said in _LETTERS:
        return _LETTERS[said]
    colours = {_ALSO.get(word, word) for word in _COLOUR.findall(said)}
    return colours.pop() if len(colours) == 1 else ""
