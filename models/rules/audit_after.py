"""What follows an escalation, a closure or a missing date: Z, I6, I12, U40 and C, where missed.

Source: procedure.md, the table of steps (Z, C, I6, I12, U40), rules 8, 10 and 11. As everywhere
in the self-check every doubt (a policy changed, an interval decided, a hold) says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, pairwise

from models.rules.audit_facts import (
    Audited,
    Finding,
    eased_until,
    first_clear,
    missed,
    standing,
    taken_back,
)
from models.rules.calendar import plus_months
from models.rules.facts import ActionFacts, Stop
from models.rules.words import (
    DateState,
    DecisionKind,
    NoticeState,
    Progress,
    Step,
    StopKind,
    VersionCause,
)

ABOVE_THE_LEAD = frozenset({Step.E2, Step.E3, Step.E4, Step.E5})
QUIET = (StopKind.EVIDENCE, StopKind.HOLD, StopKind.CLOSURE)
IMPACT = (Step.I6, Step.I12)


def after_missed(a: Audited, action: ActionFacts) -> Iterator[Finding]:
    """A finding for each step that should have followed what happened to an action."""
    yield from _stood_down(a, action)
    yield from _impact(a, action)
    if not action.stopped(a.as_of, StopKind.CLOSURE):
        yield from _undated(a, action)
        yield from _checkpoints(a, action)


@dataclass(frozen=True, slots=True)
class Owed:
    """A step, what it answers, the day it is planned for, and the stops that keep it back."""

    step: Step
    cause: str
    on: date
    kept_by: tuple[StopKind, ...] = ()


def _unless_told(a: Audited, action: ActionFacts, owed: Owed) -> Iterator[Finding]:
    """The finding of a step that no run from its day on told, though one could."""
    step, cause = owed.step, owed.cause
    if standing(action, step, cause) or taken_back(action, step, cause, a.since):
        return
    run = first_clear(a.runs_from(owed.on, action), action, step, owed.kept_by)
    if run is not None:
        yield missed(action, step, cause, run.on, None)


# --- Z -------------------------------------------------------------------------------------------


def _stood_down(a: Audited, action: ActionFacts) -> Iterator[Finding]:
    """Z of each stop and new date of late that came after somebody above the lead had heard."""
    for stop in action.stops:
        version = [v.key for v in action.versions if v.from_on <= stop.from_on][-1:]
        if version and _ends(a, stop) and _escalated(action, version[0], stop.known_on):
            yield from _unless_told(a, action, Owed(Step.Z, stop.key, stop.known_on))
    for old, new in pairwise(action.versions):
        told = new.cause is not VersionCause.REOPENED and _escalated(action, old.key, new.known_on)
        if a.since <= new.known_on and told:
            yield from _unless_told(a, action, Owed(Step.Z, new.key, new.known_on))


def _ends(a: Audited, stop: Stop) -> bool:
    """True of a stop of late that holds still: one that is over may have ended before a run."""
    return stop.kind in QUIET and stop.known_on >= a.since and stop.covers(a.as_of)


def _escalated(action: ActionFacts, key: str, by: date) -> bool:
    return any(
        e.step in ABOVE_THE_LEAD
        and e.cause == key
        and not e.copy
        and e.state is NoticeState.TOLD
        and e.told_on is not None
        and e.told_on <= by
        for e in action.ledger
    )


# --- I6 and I12 ----------------------------------------------------------------------------------


def _impact(a: Audited, action: ActionFacts) -> Iterator[Finding]:
    closure = action.stopped(a.as_of, StopKind.CLOSURE)
    if closure is None or closure.closed_as is not Progress.CLOSED_ACCEPTED:
        return
    adopted = [d.on for d in action.decisions if d.kind is DecisionKind.ADOPT]
    months = a.board.policy.reminders.impact_months
    for step, wait in zip(IMPACT, months, strict=True):
        day = plus_months(closure.from_on, wait)
        asked = a.since <= day <= a.as_of and day > max(adopted, default=date.min)
        if asked and day >= eased_until(a) and not closure.awaits_adoption:
            yield from _unless_told(a, action, Owed(step, day.isoformat(), day))


# --- U40 and C -----------------------------------------------------------------------------------


def _undated(a: Audited, action: ActionFacts) -> Iterator[Finding]:
    """U40, a WD after its day; where the action was ever held, its days are not counted here."""
    version = action.version
    held = any(s.kind is StopKind.HOLD for s in action.stops)
    if version.state is not DateState.TO_BE_AGREED or held:
        return
    since = max(action.undated_since or version.from_on, action.counted_from)
    planned = a.board.calendar.plus(since, a.board.policy.ladder.no_date_wd + 1)
    planned = max(planned, eased_until(a))
    yield from _unless_told(a, action, Owed(Step.U40, f"u{since.isoformat()}", planned))


def _checkpoints(a: Audited, action: ActionFacts) -> Iterator[Finding]:
    """C of the checkpoints of late, at the board's own interval."""
    decided = any(d.kind is DecisionKind.INTERVAL for d in action.decisions)
    version = action.version
    if version.state is not DateState.RECURRING or decided or a.board.change is not None:
        return
    start = max(version.from_on, action.counted_from)
    every = a.board.policy.reminders.checkpoint_months
    for number in count(1):
        day = plus_months(start, every * number)
        if day > a.as_of:
            return
        if day >= a.since:
            yield from _unless_told(a, action, Owed(Step.C, day.isoformat(), day, QUIET))
