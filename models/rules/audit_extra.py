"""What the ledger has and should not: told twice, out of order, while stopped, to no holder.

Source: procedure.md, "Told", "A notice", rules 3, 4 and 10. Only lines of the last 30 WDs are
looked at, and only against what was recorded before the day they were queued.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from models.rules.audit_facts import Audited, Fault, Finding, standing
from models.rules.facts import ActionFacts, Entry
from models.rules.words import STAGES, NoticeState, Step, StopKind, VersionCause

STOPS = (StopKind.EVIDENCE, StopKind.HOLD, StopKind.CLOSURE)
OF_A_ROW = re.compile(r"[vsdxt]\d+")


def extra(a: Audited) -> Iterator[Finding]:
    """A finding for each line that should not be there."""
    for action in a.actions:
        late = [e for e in action.ledger if _is_looked_at(a, e)]
        yield from _twice(action, late)
        for entry in late:
            yield from _of_line(a, action, entry)
        if late and not action.struck:
            yield from _out_of_order(a, action)
    for entry in a.board.ledger:
        if _is_looked_at(a, entry) and not _was_held(a, entry):
            yield _of(None, entry, Fault.NO_HOLDER)
    for one in a.arrived_twice:
        yield Finding(
            fault=Fault.ARRIVED_TWICE,
            on=one.recorded_on,
            action_id=one.action_id,
            step=one.step,
            cause=one.cause,
            post_id=one.post_id,
        )


def _is_looked_at(a: Audited, entry: Entry) -> bool:
    return entry.state is not NoticeState.WITHDRAWN and entry.recorded_on >= a.since


def _of(action: ActionFacts | None, entry: Entry, fault: Fault) -> Finding:
    return Finding(
        fault=fault,
        on=entry.recorded_on,
        action_id=action.action_id if action else None,
        step=entry.step,
        cause=entry.cause,
        post_id=entry.post_id,
    )


def _twice(action: ActionFacts, late: list[Entry]) -> Iterator[Finding]:
    """A notice exists once, unless it was withdrawn."""
    lines = [e for e in action.ledger if e.state is not NoticeState.WITHDRAWN]
    count = Counter((e.step, e.cause, e.post_id) for e in lines)
    first = {(e.step, e.cause, e.post_id): e for e in reversed(late)}
    for place, entry in first.items():
        if count[place] > 1:
            yield _of(action, entry, Fault.TWICE)


def _of_line(a: Audited, action: ActionFacts, entry: Entry) -> Iterator[Finding]:
    if not _was_held(a, entry):
        yield _of(action, entry, Fault.NO_HOLDER)
    if not _has_cause(a, action, entry):
        yield _of(action, entry, Fault.NO_CAUSE)
    if (entry.step.is_reminder or entry.step.is_stage) and _was_stopped(action, entry):
        yield _of(action, entry, Fault.STOPPED)


def _was_held(a: Audited, entry: Entry) -> bool:
    """True where the person held the post on the day, or their time in it was changed since."""
    post = a.board.posts.get(entry.post_id)
    return post is not None and any(
        t.covers(entry.recorded_on)
        or a.changed_tenures.get(t.tenure_id, date.min) >= entry.recorded_on
        for t in post.tenures
        if t.person_id == entry.person_id
    )


def _has_cause(a: Audited, action: ActionFacts, entry: Entry) -> bool:
    """True where the row that a notice answers is there, and was not struck by then."""
    if a.causes is None or not OF_A_ROW.fullmatch(entry.cause):
        return entry.step is not Step.M or entry.cause == f"{entry.recorded_on:%Y-%m}"
    found = a.causes.get(entry.cause)
    if found is None or found.action_id not in (None, action.action_id):
        return False
    return found.struck_on is None or found.struck_on >= entry.recorded_on


def _was_stopped(action: ActionFacts, entry: Entry) -> bool:
    """True where a stop that was known before the day covered it; a correction leaves a doubt."""
    day = entry.recorded_on
    if any(s.recorded_on >= day for s in action.struck):
        return False
    return any(s.kind in STOPS and s.covers(day) and s.known_on < day for s in action.stops)


# --- The order of the ladder ---------------------------------------------------------------------


def _out_of_order(a: Audited, action: ActionFacts) -> Iterator[Finding]:
    for key in [version.key for version in action.versions]:
        told = [one for stage in STAGES for one in _first_lines(action, stage, key)]
        yield from _before_a(a, action, key, told)
        for lower, higher in pairwise(told):
            if _is_looked_at(a, higher.line) and not _silenced(action):
                yield from _pair(action, lower, higher)
        yield from _skipped(a, action, key, told)


@dataclass(frozen=True, slots=True)
class _Told:
    """The line of the first-named of a stage, and the day on which it was told."""

    on: date
    line: Entry


def _first_lines(action: ActionFacts, stage: Step, key: str) -> list[_Told]:
    """The first line of the first-named of a stage that was told."""
    lines = [e for e in standing(action, stage, key) if e.first]
    return [_Told(e.told_on, e) for e in lines if e.told_on is not None][:1]


def _before_a(a: Audited, action: ActionFacts, key: str, told: list[_Told]) -> Iterator[Finding]:
    """No stage is told before A; an A that was taken back later had been told all the same."""
    heard = [e for e in action.ledger if (e.step, e.cause) == (Step.A, key)]
    for one in told[:1]:
        late = all((e.told_on or e.recorded_on) >= one.line.recorded_on for e in heard)
        if _is_looked_at(a, one.line) and late:
            yield _of(action, one.line, Fault.BEFORE_A)


def _silenced(action: ActionFacts) -> bool:
    """True where a silence may have kept a stage until after those that wait for none."""
    return any(s.kind is StopKind.SILENCE for s in action.stops)


def _pair(action: ActionFacts, lower: _Told, higher: _Told) -> Iterator[Finding]:
    one, other = lower.line, higher.line
    if lower.on > higher.on or one.recorded_on > other.recorded_on:
        yield _of(action, other, Fault.OUT_OF_ORDER)
    elif lower.on == higher.on and not _go_together(action, one, other):
        yield _of(action, other, Fault.SAME_DAY)


def _go_together(action: ActionFacts, lower: Entry, higher: Entry) -> bool:
    """E5 goes with E4 where the date missed was an extension."""
    extended = {v.key for v in action.versions if v.cause is VersionCause.EXTENDED}
    return higher.cause in extended and (lower.step, higher.step) == (Step.E4, Step.E5)


def _skipped(a: Audited, action: ActionFacts, key: str, told: list[_Told]) -> Iterator[Finding]:
    """A stage told though the one before it is not in the ledger."""
    if _silenced(action):
        return
    for line in [one.line for one in told]:
        place = STAGES.index(line.step)
        before = STAGES[place - 1] if place else None
        known = any(e.step is before and e.cause == key for e in action.ledger)
        if before is not None and not known and _is_looked_at(a, line):
            yield _of(action, line, Fault.OUT_OF_ORDER)
