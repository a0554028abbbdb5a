"""What became of a scheduled run that was not done, in the words in which a secretary hears it.

Source: architecture, rule 3: late and killed runs change nothing but the time of day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.rules.date_words import day_words

OF_FLOWS = {
    "follow-up": "The following up of the day",
    "follow-up-every": "The sharing out of the day's following up",
    "follow-up-board": "The following up of a board",
    "deliver": "The sending of messages",
    "quarterly-pack": "The drafting of packs",
    "audit": "The self-check",
    "backup": "The backup",
    "purge": "The purge",
    "bounces": "The reading of what came back",
    "import-plan": "The import of a plan",
    "rehearsal": "The rehearsal",
}
WAY_OUT = "What to do: tell whoever keeps the server. The next run takes up what was left"


class How(StrEnum):
    """What became of a run."""

    LATE = "late"
    FAILED = "failed"
    TIMED_OUT = "timed out"
    CRASHED = "crashed"
    REFUSED = "refused"


SAID = {
    How.LATE: "did not begin in time{on}",
    How.FAILED: "stopped on a fault{on}",
    How.TIMED_OUT: "took longer than it may{on} and was stopped",
    How.CRASHED: "was cut off{on}",
    How.REFUSED: "was refused{on}; its run in Prefect says why",
}


@dataclass(frozen=True, slots=True, order=True)
class Trouble:
    """A flow by its name, and what became of a run of it."""

    flow: str
    how: How


def trouble_words(one: Trouble, on: date | None = None) -> str:
    """ "The sending of messages stopped on a fault on 3 November 2010"."""
    when = f" on {day_words(on)}" if on else ""
    return f"{OF_FLOWS.get(one.flow, 'A run')} {SAID[one.how].format(on=when)}"
