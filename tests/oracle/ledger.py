"""What was queued, told and withdrawn: the memory of a play.

A cause is a pair, or says more in a third place ("A notice ... The cause is"); a place is that of
an event in `Scenario.events`, -1 the plan's entry:
R, E: ("version", place); A: ("date", place) or ("tenure", post, since, role);
M: ("month", its first day), with "the secretary's list" third on that list; S, C, I: ("day", day);
Z, D, W: ("event", place of the stop, decision, correction, evidence or request);
V: ("vacant", post, the last day it was held) or ("undeliverable", person, found on);
P: ("pack", meeting's day), with "issued" third once issued; U40: ("entry", place).
"""

from dataclasses import dataclass, field
from datetime import date

from tests.oracle.people import Want

Cause = tuple[object, ...]


@dataclass(frozen=True)
class Due:
    """A step that a run should queue: whom it is for, the first-named first."""

    step: str
    action: str | None
    cause: Cause
    wants: list[Want]
    because: int | None = None
    about: tuple[str, ...] = ()


@dataclass
class Told:
    """One notice: "one step, for one cause, to one post", and what became of it."""

    on: date  # the day of the run that queued it
    step: str
    action: str | None
    cause: Cause
    to: str  # the post told
    want: Want = field(repr=False)  # the post the step is for, before stand-ins
    person: str = ""
    first: bool = False  # to the first-named of the step, or the stand-in
    for_post: str | None = None  # the vacant post it stands in for
    about: tuple[str, ...] = ()  # of S: the kinds of its news
    because: int | None = None  # the entry (its place in the events, -1 the plan) it rests on
    told_on: date | None = None  # the day its message was accepted
    withdrawn_on: date | None = None
    why: str = ""  # of the withdrawal
    held: bool = False  # by the storm guard

    @property
    def copy(self) -> bool:
        """True of a copy: "the lead and contributors are copied at E2 to E5"."""
        return self.want.copy

    @property
    def waiting(self) -> bool:
        """True of a notice neither told nor withdrawn."""
        return self.told_on is None and self.withdrawn_on is None

    @property
    def lives(self) -> bool:
        """True of a notice not withdrawn: "unless withdrawn, it exists once"."""
        return self.withdrawn_on is None


@dataclass(frozen=True)
class Message:
    """ "One message per person per run": what was accepted for a person on a day, together."""

    on: date
    person: str
    notices: tuple[Told, ...]


@dataclass
class Ledger:
    """Every notice in the order of queueing, looked up by action, step and cause."""

    notices: list[Told] = field(default_factory=list)
    pending: list[Told] = field(default_factory=list)  # all that may still be waiting
    of: dict[tuple[str | None, str, Cause], list[Told]] = field(default_factory=dict)
    told_a: dict[str, list[Told]] = field(default_factory=dict)  # every A of an action
    blocked: dict[tuple[str | None, str, Cause], date] = field(default_factory=dict)

    def queue(self, notice: Told) -> None:
        """Note a notice."""
        self.notices.append(notice)
        self.pending.append(notice)
        self.of.setdefault((notice.action, notice.step, notice.cause), []).append(notice)
        if notice.step == "A" and notice.action:
            self.told_a.setdefault(notice.action, []).append(notice)

    def find(self, action: str | None, step: str, cause: Cause) -> list[Told]:
        """The notices of a step for a cause."""
        return self.of.get((action, step, cause), [])

    def told_on(self, action: str | None, step: str, cause: Cause) -> date | None:
        """The day the step was told: accepted for its first-named person."""
        for notice in self.find(action, step, cause):
            if notice.first and notice.told_on:
                return notice.told_on
        return None

    def waits(self, action: str | None, step: str, cause: Cause) -> bool:
        """True while the step's notice to its first-named person waits."""
        return any(n.waiting and n.first for n in self.find(action, step, cause))


def messages(notices: list[Told]) -> list[Message]:
    """What each person was told on each day, together."""
    gathered: dict[tuple[date, str], list[Told]] = {}
    for notice in notices:
        if notice.told_on:
            gathered.setdefault((notice.told_on, notice.person), []).append(notice)
    return [Message(*key, tuple(told)) for key, told in sorted(gathered.items())]
