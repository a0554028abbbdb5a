"""A heading of a plan's own words alone that says whose its rows are: the board's, all agencies'.

Source: procedure, rule 13: the board's own actions stand in a section that the committee's file
names, so that the section keeps the heading's words.
"""

from __future__ import annotations

import re

_TASKS = frozenset(["action", "actions", "recommendation", "recommendations", "task", "tasks"])
_BOARD = frozenset(["board", "board's", "boards"])
_AGENCIES = frozenset(["agency", "agencies"])
_MANY = frozenset(["all", "multi", "joint", "both", "other"])
# Nothing of a document ("plan", "update") or of its state ("closed"): such a line is no section.
_ALLOWED = _TASKS | _BOARD | _AGENCIES | _MANY | frozenset(
    ["and", "by", "for", "from", "individual", "in", "item", "items", "of", "on", "own", "our",
     "part", "section", "single", "table", "the", "to", "with"]
)  # fmt: skip


def shared_section(text: str) -> str:
    """ "Board actions" and "All agencies" as they are written; "" for any other line."""
    words = _words(text)
    if words & {"single", "individual"}:
        return ""
    of_board = words & _BOARD and words & _TASKS
    of_many = words & _MANY and words & _AGENCIES
    of_both = "joint" in words and words & _TASKS
    return " ".join(text.split()) if of_board or of_many or of_both else ""


def ends_section(text: str) -> bool:
    """True of a heading of agencies or the board that names none: "Single agency actions"."""
    return bool(_words(text) & (_AGENCIES | _BOARD))


def _words(text: str) -> set[str]:
    """The words of a line, but for letters that number it; none if one is not a section's."""
    said = re.findall(r"[a-z']+", text.lower().replace("\u2019", "'"))
    words = {word for word in said if len(word) > 1}
    return set() if words - _ALLOWED else words
