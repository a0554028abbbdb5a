"""Which state the words of a plan's key mean: known words, and nothing that speaks against them."""

from __future__ import annotations

import re

from models.rules import plan_state_words as words
from models.rules.plan_states import COMPLETE, IN_PROGRESS, NOT_PROCEEDING, OPEN

_FREE = r"(?: (?:to|for|with|of|against|by)\b.*)?"
_STATES = {
    NOT_PROCEEDING: (
        rf"{words.STOPPED}|not going ahead|taken off(?: the plan)?"
        r"|will not (?:be taken forward|be pursued|go ahead|proceed)"
    ),
    OPEN: rf"{words.UNSTARTED}|open|new|planned|on hold|paused",
    IN_PROGRESS: rf"(?:{words.UNDONE}|{words.MOVING}){_FREE}",
    COMPLETE: words.DONE,
}
_MEANS = {state: re.compile(pattern) for state, pattern in _STATES.items()}
_SAYS = {state: re.compile(rf"\b(?:{pattern})\b") for state, pattern in _STATES.items()}
_OPENING = re.compile(
    r"(?:the )?(?:actions?|tasks?|work|milestones?) |(?:is|are|has|have)(?: been)? "
    r"|now |fully |all "
)
_CLAUSE = re.compile(r"[,;(/\u2013\u2014]|\s-\s|\b(?:and|but)\b")
_AGAINST = re.compile(
    r"\b(?:not|no|yet|await\w*|pending|or|subject|except|unless|until|once|when|if|due)\b"
)


def state_meant(text: str) -> str:
    """The state that a key's words mean: "done", "in progress and on track"; "" where unknown.

    The first clause is a state and nothing more, and what follows names no other. For complete it
    has no word of doubt either: such an action is told to nobody.
    """
    said = " ".join(text.lower().split()).strip(" .,;:")
    first, rest = _parted(said)
    state = next((name for name, means in _MEANS.items() if means.fullmatch(first)), "")
    others = (says for name, says in _SAYS.items() if name != state)
    if any(says.search(rest) for says in others):
        return ""
    return "" if state == COMPLETE and _AGAINST.search(rest) else state


def _parted(said: str) -> tuple[str, str]:
    """The first clause without what it is said of, and the rest."""
    end = _CLAUSE.search(said)
    first, rest = (said[: end.start()], said[end.start() :]) if end else (said, "")
    first = first.strip()
    while opening := _OPENING.match(first):
        first = first[opening.end() :]
    return first, rest
