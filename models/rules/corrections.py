"""Which entries of the history may be struck, and what must be struck before them.

Source: procedure.md, "Who may do what" (the secretary corrects). An entry is struck, never erased:
the register is then as if it had not been.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.rules.date_words import day_words
from models.rules.progress import NotAllowed, is_blank

# On a closed action, or overtaken by a decision: kept, and told to the secretary all the same.
LATE = "answered late"
ANSWERS = ("answered", LATE)
LEADS = ("handed over", "split")
ADDED = ("action added", "split")
BY_HAND = ("date confirmed", "silenced", "edited", "handed over", "split", "action added")
# A part has the dates and holds that the whole had when it was split off.
COPIED = ("decided extend", "decided set-date", "decided reopen", "decided hold", "date confirmed")
WHY_NOT = {
    "entry struck": "what was struck by mistake is recorded again",
    "action entered": "what a plan entered is closed by a decision",
    "action split off": "strike the entry of the whole's split",
    "plan entered": "what a plan entered is closed by a decision",
    "plan updated": "a newer version of the plan is laid beside the register again",
    "plan reworded": "a newer version of the plan says it otherwise",
    "priority proposed": "propose another one, or let the committee decide",
    "policy adopted": "another policy is adopted",
    "run": "what was told stays told",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry of the history: its number, its word, and the day from which it holds."""

    seq: int
    what: str
    on: date

    def __str__(self) -> str:
        """ "entry 12, “decided hold” of 14 September 2010"."""
        return f"entry {self.seq}, “{self.what}” of {day_words(self.on)}"


def may_be_struck(what: str) -> bool:
    """True of what people said, decided and did by hand."""
    return what in ANSWERS or what in BY_HAND or what.startswith("decided ")


def refuse_other(entry: Line, reason: str) -> None:
    """Raises NotAllowed for an entry that is not a person's to take back, or without a reason."""
    if is_blank(reason):
        raise NotAllowed("A correction has a reason.")
    if not may_be_struck(entry.what):
        why = WHY_NOT.get(entry.what, "it records what happened")
        raise NotAllowed(f"{_begins(entry)} cannot be struck: {why}.")


def refuse_built_on(entry: Line, later: Line) -> None:
    """Raises NotAllowed where a later entry rests on an earlier one whatever the rules would say.

    What was added or split off has a life of its own; whoever hands over again names the posts
    anew; a second title takes the place of the first.
    """
    same = entry.what == later.what == "edited"
    leads = entry.what in LEADS and later.what in LEADS
    copied = later.what == "split" and entry.what in COPIED
    if entry.what in ADDED or same or leads or copied:
        raise NotAllowed(_first(entry, later, "it rests on that one"))


def refuse_first(entry: Line, later: Line, because: str) -> NotAllowed:
    """The refusal to strike an entry without which a later one would not have been allowed."""
    return NotAllowed(_first(entry, later, because.rstrip(".")))


def _first(entry: Line, later: Line, because: str) -> str:
    return (
        f"{_begins(entry)} cannot be struck before {later}: {because}. Strike that one first: "
        f"`matters correct {later.seq}`."
    )


def _begins(entry: Line) -> str:
    said = str(entry)
    return said[:1].upper() + said[1:]
