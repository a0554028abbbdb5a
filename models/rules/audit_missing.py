"""What a run should have queued and did not: recomputed day by day, by other code than the scan.

Source: procedure.md, the table of steps and rules 1 to 3, 7, 8, 10, 11 and 14. A step is missed
only where a run took place that knew all that is known now and could not but have told it; every
doubt (a pause, a policy changed, a step taken back) puts the day off.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.rules.audit_after import after_missed
from models.rules.audit_board import board_missed
from models.rules.audit_facts import (
    Audited,
    Finding,
    eased_until,
    first_clear,
    missed,
    reachable,
    standing,
    starts_on,
    taken_back,
)
from models.rules.audit_ladder import stage_missed
from models.rules.audit_lists import lists_missed, reminder_missed
from models.rules.audit_partly import partly_missed
from models.rules.facts import ActionFacts, Stop
from models.rules.words import DecisionKind, Step, StopKind

NOBODY_HEARS = (DecisionKind.ADOPT, DecisionKind.CONCLUDE)
UNDECIDED = (StopKind.EVIDENCE, StopKind.EXTENSION_ASKED)


def missing(a: Audited) -> Iterator[Finding]:
    """A finding for each step that is missed."""
    for action in a.actions:
        yield from _decisions(a, action)
        yield from partly_missed(a, action)
        yield from _waiting(a, action)
        yield from after_missed(a, action)
        if not action.stopped(a.as_of, StopKind.CLOSURE):
            yield from _entry(a, action)
            yield from lists_missed(a, action)
            yield from reminder_missed(a, action)
            stage = stage_missed(a, action)
            if stage is not None:
                yield stage
    yield from board_missed(a)


# --- A: who leads has heard of it as it stands ---------------------------------------------------


def _entry(a: Audited, action: ActionFacts) -> Iterator[Finding]:
    key = action.version.key
    if taken_back(action, Step.A, key, a.since):
        return
    runs = a.runs_from(starts_on(action), action)
    run = first_clear(runs, action, Step.A, ())
    heard = standing(action, Step.A, key)
    if run is None:
        return
    if not heard:
        yield missed(action, Step.A, key, run.on, action.leads[0] if action.leads else None)
        return
    for lead in action.leads:
        if any(lead in (e.post_id, e.for_post_id) for e in heard):
            yield from _new_holder(a, action, lead)
        elif reachable(a, lead, run.on) is not None:
            yield missed(action, Step.A, key, run.on, lead)


def _new_holder(a: Audited, action: ActionFacts, lead: int) -> Iterator[Finding]:
    """A post whose holder has come of late, can be told, and has had no A of the action."""
    person = reachable(a, lead, a.as_of)
    tenure = a.board.posts[lead].holder(a.as_of) if person is not None else None
    if tenure is None or tenure.from_on < a.since:
        return
    cause = f"t{tenure.tenure_id}"
    if any(e.person_id == person for e in action.ledger if e.step is Step.A):
        return
    runs = a.runs_from(max(tenure.from_on, starts_on(action)), action)
    run = first_clear(runs, action, Step.A, ())
    if run is not None and not taken_back(action, Step.A, cause, a.since):
        yield missed(action, Step.A, cause, run.on, lead)


# --- D and W: what answers a decision, and what waits for one ------------------------------------


def _decisions(a: Audited, action: ActionFacts) -> Iterator[Finding]:
    decided = [(d.key, d.recorded_on) for d in action.decisions if d.kind not in NOBODY_HEARS]
    struck = [(s.key, s.recorded_on) for s in action.struck]
    for cause, recorded_on in decided + struck:
        if recorded_on < a.since or standing(action, Step.D, cause):
            continue
        run = first_clear(a.runs_from(action.counted_from, action), action, Step.D, ())
        if run is not None and not taken_back(action, Step.D, cause, a.since):
            yield missed(action, Step.D, cause, run.on, action.leads[0] if action.leads else None)


def _waiting(a: Audited, action: ActionFacts) -> Iterator[Finding]:
    """W10 and W30 of what waits for a decision, a WD after their day."""
    for stop in (s for s in action.stops if s.kind in UNDECIDED and s.covers(a.as_of)):
        waits = a.board.policy.ladder.undecided
        for step, wait in zip((Step.W10, Step.W30), waits, strict=True):
            planned = _undecided_by(a, action, stop, wait)
            if standing(action, step, stop.key):
                continue
            run = first_clear(a.runs_from(planned, action), action, step, (StopKind.CLOSURE,))
            if run is not None and not taken_back(action, step, stop.key, a.since):
                yield missed(action, step, stop.key, run.on, _told_of(a, action, step))


def _undecided_by(a: Audited, action: ActionFacts, stop: Stop, wait: int) -> date:
    """A WD after the day on which a decision is overdue; later where a policy has changed."""
    since = max(stop.from_on, action.counted_from)
    day = a.board.calendar.plus(since, wait + 1)
    return max(day, eased_until(a))


def _told_of(a: Audited, action: ActionFacts, step: Step) -> int:
    committee = a.board.committees[action.committee_id]
    return committee.secretary_id if step is Step.W10 else committee.chair_id
