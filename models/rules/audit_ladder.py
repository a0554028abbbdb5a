"""Whether a stage of the ladder is overdue itself: the latest day it can be planned for has passed.

Source: procedure.md, rules 3, 10 and 14 and the secretary's silence. WDs are counted one by one:
a day that anything stopped does not count, and no stage is expected within 5 WD of a pause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.rules.audit_facts import (
    Audited,
    Finding,
    first_clear,
    missed,
    standing,
    taken_back,
)
from models.rules.calendar import ONE_DAY
from models.rules.facts import ActionFacts, Stop
from models.rules.words import STAGES, Step, StopKind


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count, from one up to and without another; None while they go on."""

    from_on: date
    until_on: date | None


def stage_missed(a: Audited, action: ActionFacts) -> Finding | None:
    """The next stage of an action's ladder, where a run could not but have told it; else None."""
    due, key = action.due_on, action.version.key
    stage = _next(action, key)
    if due is None or stage is None or _taken_back(a, action, key):
        return None
    expected = _expected(a, action, due, stage)
    if expected is None:
        return None
    run = first_clear(a.runs_from(expected, action), action, stage, ())
    return missed(action, stage, key, expected, None) if run is not None else None


def _next(action: ActionFacts, key: str) -> Step | None:
    """The stage after the highest that is in the ledger; None after the last."""
    reached = [place for place, s in enumerate(STAGES) if standing(action, s, key)]
    place = max(reached) + 1 if reached else 0
    return STAGES[place] if place < len(STAGES) else None


def _taken_back(a: Audited, action: ActionFacts, key: str) -> bool:
    return any(taken_back(action, step, key, a.since) for step in (Step.A, *STAGES))


def _expected(a: Audited, action: ActionFacts, due: date, stage: Step) -> date | None:
    """The last day by which a stage must be told, a WD late; None while nobody can say."""
    place = STAGES.index(stage)
    offsets = a.board.policy.stage_days(action.priority)
    before = _told(action, STAGES[place - 1] if place else Step.A)
    if before is None:
        return None
    gap = offsets[place] - offsets[place - 1] if place else a.board.policy.ladder.after_entry_wd
    pauses = tuple(_pauses(a, action, due))
    days = [_after(a, pauses, due, offsets[place]), _after(a, pauses, before, gap)]
    days += [_plus(a, p.until_on, a.board.policy.ladder.after_stop_wd) for p in pauses]
    if a.board.change is not None:
        days.append(_plus(a, a.board.change.on, a.board.policy.ladder.after_change_wd))
    known = [day for day in days if day is not None]
    return _plus(a, max(known), 1) if len(known) == len(days) else None


def _told(action: ActionFacts, step: Step) -> date | None:
    """The last day on which a step of this version was told; None while any of it waits."""
    lines = standing(action, step, action.version.key)
    days = [e.told_on for e in lines if e.told_on is not None]
    return max(days) if days and len(days) == len(lines) else None


def _pauses(a: Audited, action: ActionFacts, due: date) -> Iterator[Pause]:
    """All that stops any stage: more than the ladder counts, so that no doubt is left."""
    for stop in action.stops:
        if stop.kind is not StopKind.EXTENSION_ASKED:
            yield Pause(stop.from_on, stop.until_on)
        elif stop.from_on <= due:
            yield Pause(stop.from_on, _request_ends(a, action, stop))


def _request_ends(a: Audited, action: ActionFacts, stop: Stop) -> date | None:
    """The decision; else the later of the meeting whose cut-off it met and 20 WD."""
    if stop.until_on is not None:
        return stop.until_on
    committee = a.board.committees[action.committee_id]
    met = [m.on + ONE_DAY for m in committee.meetings if m.freeze_on >= stop.from_on]
    wait = _plus(a, stop.from_on, a.board.policy.ladder.extension_wait_wd)
    return None if wait is None else max([wait, *met[:1]])


def _after(a: Audited, pauses: tuple[Pause, ...], start: date, count: int) -> date | None:
    """The WD on which so many have gone by that no pause covers; None where that is not over."""
    day = start
    while count > 0:
        if day > a.as_of:
            return None
        day += ONE_DAY
        counts = a.board.calendar.is_wd(day) and not any(_covers(p, day) for p in pauses)
        count -= counts
    return day


def _covers(pause: Pause, day: date) -> bool:
    return pause.from_on <= day and (pause.until_on is None or day < pause.until_on)


def _plus(a: Audited, day: date | None, count: int) -> date | None:
    """So many WDs after a day; None for no day, and for one that is still to come."""
    if day is None or day > a.as_of:
        return None
    return a.board.calendar.plus(day, count)
