"""What the self-check is told of a register, and what it finds there.

Its arithmetic is its own: facts, calendar and policy are shared with the scan, its rules are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from models.rules.calendar import ONE_DAY
from models.rules.facts import ActionFacts, BoardFacts, Entry
from models.rules.words import MessageState, NoticeState, Step, StopKind

LOOKS_BACK_WD = 30


class Kind(StrEnum):
    """What is wrong with what was told."""

    MISSING = "missing"
    EXTRA = "extra"
    STUCK = "stuck"
    UNDELIVERABLE = "undeliverable"


class Fault(StrEnum):
    """Each way in which a register can be wrong, as its findings are written down."""

    NOT_TOLD = "not-told"
    TWICE = "twice"
    ARRIVED_TWICE = "arrived-twice"
    BEFORE_A = "before-a"
    OUT_OF_ORDER = "out-of-order"
    SAME_DAY = "same-day"
    STOPPED = "stopped"
    NO_HOLDER = "no-holder"
    NO_CAUSE = "no-cause"
    LEFT_WAITING = "left-waiting"
    LEFT_SENDING = "left-sending"
    LEFT_UNKNOWN = "left-unknown"
    LEFT_QUEUED = "left-queued"
    ASKED_LATE = "asked-late"
    NOT_ASKED = "not-asked"
    REFUSED = "refused"
    NO_ADDRESS = "no-address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong: of which action, step and post, and since which day."""

    fault: Fault
    on: date
    action_id: int | None = None
    step: Step | None = None
    cause: str = ""
    post_id: int | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same finding on a later day: all but the day it is dated."""
        return (self.fault, self.action_id, self.step, self.cause, self.post_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDay:
    """A run that was not quiet: its day, and the steps whose post it could not reach."""

    on: date
    unreached: frozenset[tuple[int, Step]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A row that a notice may answer: of which action it is, and the day on which it was struck."""

    action_id: int | None
    struck_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftNotice:
    """A notice that waits, is held by nobody and is in no message."""

    action_id: int | None
    step: Step
    cause: str
    post_id: int
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftMessage:
    """A message that is still on its way, by a post and a step of what it carries."""

    state: MessageState
    post_id: int
    step: Step
    action_id: int | None
    dated_at: datetime
    lease_until: datetime | None = None
    again_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """A board as the self-check sees it at the end of a day.

    `runs` are those of the last 30 WDs, the earliest first. `settled` is the last day on which
    anything of an action was recorded, `settled_on` the same of the board's people, meetings and
    rules; nothing is expected of a run before the day after. `causes` are the rows that notices
    may answer, by the cause they give; None where they were not looked up.
    """

    board: BoardFacts
    as_of: date
    now: datetime
    actions: tuple[ActionFacts, ...]
    runs: tuple[RunDay, ...]
    settled: Mapping[int, date] = field(default_factory=dict)
    settled_on: date = date.min
    changed_tenures: Mapping[int, date] = field(default_factory=dict)
    causes: Mapping[str, Cause] | None = None
    notices: tuple[LeftNotice, ...] = ()
    messages: tuple[LeftMessage, ...] = ()
    arrived_twice: tuple[LeftNotice, ...] = ()
    last_accepted_on: date | None = None
    next_on: Mapping[int, date | None] = field(default_factory=dict)
    # The day on which every open action was last asked; None where the next run asks all there are.
    asked_all_on: date | None = None
    # Who had an S of late, and when: the post it was for, and the day.
    secretary_told: tuple[tuple[int, date], ...] = ()
    # The day on which each pack that stands was made or last decided on.
    packs_made: Mapping[int, date] = field(default_factory=dict)

    @property
    def since(self) -> date:
        """The first of the days that are looked back on."""
        return self.board.calendar.minus(self.as_of, LOOKS_BACK_WD)

    def known_on(self, action: ActionFacts) -> date:
        """The last day on which anything was recorded that bears on an action."""
        return max(_recorded(action), self.settled.get(action.action_id, date.min), self.settled_on)

    def runs_from(self, day: date, action: ActionFacts) -> Iterator[RunDay]:
        """The runs of a day or later that knew all that is known of an action now."""
        known = self.known_on(action)
        return (run for run in self.runs if run.on >= day and run.on > known)


def _recorded(action: ActionFacts) -> date:
    days = [action.entered_on, *(v.known_on for v in action.versions), action.version.known_on]
    days += [s.known_on for s in action.stops]
    days += [s.until_on for s in action.stops if s.until_on and s.kind is not StopKind.HOLD]
    days += [d.recorded_on for d in action.decisions] + [s.recorded_on for s in action.struck]
    return max(days)


def standing(action: ActionFacts, step: Step, cause: str) -> tuple[Entry, ...]:
    """The lines of a step for a cause, without those withdrawn."""
    return tuple(
        e
        for e in action.ledger
        if (e.step, e.cause) == (step, cause) and e.state is not NoticeState.WITHDRAWN
    )


def taken_back(action: ActionFacts, step: Step, cause: str, since: date) -> bool:
    """True where a person kept the step back, or it was withdrawn of late and comes again."""
    return any(
        e.refused or e.recorded_on >= since
        for e in action.ledger
        if (e.step, e.cause) == (step, cause) and e.state is NoticeState.WITHDRAWN
    )


def stopped_on(action: ActionFacts, day: date, kinds: Iterable[StopKind]) -> bool:
    """True where a stop of one of the kinds covers a day, whenever it was recorded."""
    wanted = tuple(kinds)
    return any(s.kind in wanted and s.covers(day) for s in action.stops)


def missed(action: ActionFacts, step: Step, cause: str, on: date, post: int | None) -> Finding:
    """The finding of a step that should have been told."""
    return Finding(
        fault=Fault.NOT_TOLD,
        on=on,
        action_id=action.action_id,
        step=step,
        cause=cause,
        post_id=post,
    )


def first_clear(
    runs: Iterable[RunDay], action: ActionFacts, step: Step, kinds: tuple[StopKind, ...]
) -> RunDay | None:
    """The first of the runs on which nothing stopped a step and everybody could be told."""
    return next(
        (
            run
            for run in runs
            if (action.action_id, step) not in run.unreached
            and not stopped_on(action, run.on, kinds)
        ),
        None,
    )


def starts_on(action: ActionFacts) -> date:
    """The first day on which anything of the current version may be told."""
    return max(action.version.from_on, action.counted_from)


def reachable(a: Audited, post_id: int, day: date) -> int | None:
    """The person who held a post on a day, holds it still and can be told; else None."""
    post = a.board.posts.get(post_id)
    then, now = (post.holder(day), post.holder(a.as_of)) if post else (None, None)
    if then is None or now is None or then.person_id != now.person_id:
        return None
    unreachable = a.board.undeliverable | a.board.unaddressed
    return None if now.person_id in unreachable else now.person_id


def eased_until(a: Audited) -> date:
    """The first day on which a changed policy plans its steps as though it had always held."""
    change = a.board.change
    if change is None:
        return date.min
    return a.board.calendar.plus(change.on, a.board.policy.ladder.after_change_wd) + ONE_DAY
