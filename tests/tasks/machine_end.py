"""What must have been told once everything that fails works again and sixty WDs have gone by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models.database import reading
from models.ledger import Notice
from models.rules.calendar import Calendar
from models.rules.facts import ActionFacts
from models.rules.words import (
    STAGES,
    DateState,
    DecisionKind,
    NoticeState,
    Priority,
    Step,
    StopKind,
)
from tasks.explaining import why
from tests.tasks.machine_ledger import AFTER_A, OFFSETS, Line, ledger, told_on
from tests.tasks.machine_office import has_changed, let_all_go
from tests.tasks.machine_watch import Watch

WORKING_DAYS, WEEKS = 60, 13
# An extension that is asked for stops E2 for 20 WD, or until a meeting at most so far away.
ASKED_WD = 45
# What waits for a policy's fifth working day, and for what the gate held until it let go.
EASED_WD = 7
TOLD_TO_NOBODY = (DecisionKind.ADOPT, DecisionKind.CONCLUDE)
STOPPED = (StopKind.EVIDENCE, StopKind.HOLD, StopKind.CLOSURE)


def check_end(watch: Watch) -> None:
    """Sixty WDs go by with the server back; then nothing that was due is missing."""
    watch.world.letterbox.shut = False
    eased = EASED_WD if has_changed(watch.world) else 0
    let_all_go(watch.world)
    start = watch.today
    watch.pass_days(WEEKS * 7, every_day=False)
    watch.pass_days(7)
    watch.look()
    with reading(watch.world.office.engine) as session:
        actions, board = watch.facts(session)
        calendar = board.calendar
        assert calendar.between(start, watch.today) >= WORKING_DAYS
        assert not _waiting(session, watch.today), "something waits that nothing holds back"
        lines = ledger(session)
    for action in actions:
        told = [o for o in lines if o.action_id == action.action_id and o.told_on]
        _check_answers(action, told, start)
        if not action.stopped(watch.today, StopKind.CLOSURE):
            _check_open(action, told, calendar, calendar.plus(start, eased), watch.today)
        assert why(watch.world.office, action.reference).line.why


def _waiting(session: Session, today: date) -> list[int]:
    query = select(col(Notice.id)).where(
        col(Notice.state) == NoticeState.WAITING, col(Notice.recorded_on) < today
    )
    return [n for n in session.scalars(query) if n is not None]


def _check_answers(action: ActionFacts, told: Iterable[Line], start: date) -> None:
    """Each decision and each correction was told to somebody by D."""
    answered = {one.cause for one in told if one.step is Step.D}
    owed = {d.key for d in action.decisions if d.kind not in TOLD_TO_NOBODY and d.on <= start}
    owed |= {one.key for one in action.struck if one.on <= start}
    assert owed <= answered, f"{action.reference}: no D for {owed - answered}"


def _check_open(
    action: ActionFacts, told: list[Line], calendar: Calendar, start: date, today: date
) -> None:
    """A, the stages whose days are past, W10 and U40."""
    key = action.version.key
    heard = {one.cause for one in told if one.step is Step.A}
    assert key in heard, f"{action.reference}: nobody was told A for {key}"
    evidence = action.stopped(today, StopKind.EVIDENCE)
    if evidence is not None:
        assert any(o.step is Step.W10 for o in told), f"{action.reference}: no W10"
    if action.stopped(today, *STOPPED):
        return
    _check_stages(action, [o for o in told if o.cause == key], calendar, start, today)
    undated = action.version.state is DateState.TO_BE_AGREED
    ever = any(s.kind in (StopKind.HOLD, StopKind.CLOSURE) for s in action.stops)
    if undated and not ever and calendar.between(start, today) > OFFSETS[False][-1]:
        assert any(o.step is Step.U40 for o in told), f"{action.reference}: no U40"


def _check_stages(
    action: ActionFacts, told: list[Line], calendar: Calendar, start: date, today: date
) -> None:
    """Each stage whose day has passed at the ladder's pace, however late it all began."""
    if action.due_on is None:
        return
    begin = max(action.due_on, start, action.version.from_on, action.counted_from)
    for stop in action.stops:
        ended = stop.until_on
        if stop.kind is StopKind.EXTENSION_ASKED and stop.from_on <= action.due_on:
            ended = calendar.plus(stop.from_on, ASKED_WD)
        begin = max(begin, ended or begin)
    offsets = OFFSETS[action.priority is Priority.HIGH]
    for stage, offset in zip(STAGES, offsets, strict=True):
        if calendar.plus(begin, AFTER_A + 2 + offset) <= today:
            missing = f"{action.reference}: no {stage} of a date on {action.due_on}"
            assert told_on(told, stage) is not None, missing
