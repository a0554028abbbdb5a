"""What explains an action as of a day: how it stands, what was told, held back, and comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models.date_reading import DateLine
from models.rules.ladder import Verdict
from models.rules.words import Progress, Step
from models.said_reading import SaidLine
from tasks.looking import ActionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One notice of an action's ledger, in words.

    `as_well` is true of a stage's that is told in advance, for one who is not escalated past, and
    `own_right` of one that would be told it without standing in for another.
    """

    step: str
    name: str
    to: str
    state: str
    told_on: date | None
    recorded_on: date
    reason: str
    policy: int
    copy: bool
    instead_of: str
    clause: str
    as_well: bool = False
    own_right: bool = False

    @property
    def on(self) -> date:
        """The day it was told, or else the day it was recorded."""
        return self.told_on or self.recorded_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A step that comes next if nobody answers: its day and reason, and the posts it goes to.

    `held_by` says what keeps it back until then, `again` when it is told once more; `instead_of`
    names the post that another stands in for, perhaps one told in its `own_right`; who hears
    `as_well` is among those it goes to.
    """

    step: Step
    name: str
    planned_on: date | None
    verdict: Verdict
    reason: str
    to: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    clause: str = ""
    held_by: str = ""
    again: str = ""
    as_well: tuple[str, ...] = ()
    instead_of: Mapping[str, str] = field(default_factory=dict)
    own_right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """A step that was not told on its day, or will not be: why, and by which clause."""

    step: Step
    name: str
    planned_on: date | None
    verdict: Verdict
    reason: str
    clause: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """All that explains an action as of a day; `letter_to` is whom E5 has a letter drafted to.

    `follow_from` is a day after its entry before which nothing is told.
    """

    line: ActionLine
    as_of: date
    wanted: tuple[str, ...]
    board_own: bool
    letter_to: str
    as_written: str
    read_as: str
    dates: tuple[DateLine, ...]
    said: tuple[SaidLine, ...]
    told: tuple[Told, ...]
    held_back: tuple[HeldBack, ...]
    next_steps: tuple[Next, ...]
    awaited: tuple[str, ...]
    colour_why: str
    stopped: tuple[str, ...] = ()
    follow_from: date | None = None

    @property
    def is_closed(self) -> bool:
        """True of an action that nothing is wanted of any more."""
        return Progress(self.line.progress).is_closed
