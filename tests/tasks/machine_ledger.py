"""What must be true of a ledger at any time, whoever did what, and whatever went wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.answers import Decision, Stop
from models.ledger import Message, MessageNotice, Notice
from models.plan import DueVersion
from models.rules.calendar import Calendar
from models.rules.words import (
    REMINDERS,
    STAGES,
    DecisionKind,
    MessageState,
    NoticeState,
    Step,
    StopKind,
    VersionCause,
)

OFFSETS = {False: (1, 5, 10, 20, 40), True: (1, 3, 5, 10, 20)}
AFTER_A = AT_CUTOFF = 5
ASKED = frozenset({Step.M, *REMINDERS, *STAGES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A notice as the ledger has it."""

    id: int
    action_id: int | None
    step: Step
    cause: str
    post_id: int
    for_post_id: int | None
    person_id: int
    first: bool
    state: NoticeState
    recorded_on: date
    told_on: date | None

    @property
    def place(self) -> tuple[int | None, Step, str, int]:
        """What exists once, unless it is withdrawn."""
        return (self.action_id, self.step, self.cause, self.post_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the checks are told beside the ledger: dates by their cause, and who was eased."""

    calendar: Calendar
    due: Mapping[str, date | None]
    extended: frozenset[str]
    silenced: frozenset[int]
    high: frozenset[int]
    secretary: int


def ledger(session: Session) -> list[Line]:
    """Every notice in the order in which it was recorded."""
    names = Line.__slots__
    query = select(*[getattr(Notice, name) for name in names]).order_by(col(Notice.id))
    return [Line(**dict(zip(names, found, strict=True))) for found in session.execute(query)]


def known(session: Session, calendar: Calendar, secretary: int) -> Known:
    """What the register says of dates and pace, with what was struck since."""
    versions = session.execute(
        select(col(DueVersion.id), col(DueVersion.due_on), col(DueVersion.cause))
    )
    rows = [(f"v{number}", due, cause) for number, due, cause in versions]
    silences = select(col(Stop.action_id)).where(col(Stop.kind) == StopKind.SILENCE)
    high = select(col(Decision.action_id)).where(col(Decision.kind) == DecisionKind.PRIORITY_HIGH)
    return Known(
        calendar=calendar,
        due={key: due for key, due, _ in rows},
        extended=frozenset(key for key, _, cause in rows if cause is VersionCause.EXTENDED),
        silenced=frozenset(session.scalars(silences)),
        high=frozenset(i for i in session.scalars(high) if i is not None),
        secretary=secretary,
    )


def check_ledger(lines: Iterable[Line], facts: Known) -> None:
    """Each notice once, on a working day, stage after stage, and none before A."""
    standing = [one for one in lines if one.state is not NoticeState.WITHDRAWN]
    twice = [place for place, n in Counter(one.place for one in standing).items() if n > 1]
    assert not twice, f"recorded twice: {twice}"
    for one in standing:
        assert (one.told_on is not None) == (one.state is NoticeState.TOLD), one
        assert one.told_on is None or facts.calendar.is_wd(one.told_on), one
        assert one.told_on is None or one.told_on >= one.recorded_on, one
    by_action: dict[int, list[Line]] = defaultdict(list)
    for one in standing:
        if one.action_id is not None:
            by_action[one.action_id].append(one)
    for found in by_action.values():
        _check_after_a(found, facts)
        for cause in {one.cause for one in found if one.step.is_stage}:
            _check_stages([one for one in found if one.cause == cause], facts)
        for cause in {one.cause for one in found if one.step.is_reminder}:
            _check_reminders([one for one in found if one.cause == cause], facts)


def told_on(lines: Iterable[Line], step: Step) -> date | None:
    """The day a step was told to the first-named, or to who stood in for them."""
    of_step = [one for one in lines if one.step is step]
    firsts = [one for one in of_step if one.first] or of_step
    return min((one.told_on for one in firsts if one.told_on), default=None)


def _check_after_a(lines: list[Line], facts: Known) -> None:
    """No R, M or E step is told before A ("Told"); the secretary's own list waits for nothing."""
    heard = min((o.told_on for o in lines if o.step is Step.A and o.told_on), default=None)
    for one in lines:
        own = one.step is Step.M and (one.for_post_id or one.post_id) == facts.secretary
        if one.step in ASKED and one.told_on and not own:
            assert heard is not None, f"told before A: {one}"
            assert heard <= one.told_on, f"told before A of {heard}: {one}"


def _check_stages(lines: list[Line], facts: Known) -> None:
    """Stages never skip, and never bunch (rules 3, 4 and 9)."""
    action = lines[0].action_id or 0
    cause = lines[0].cause
    silenced = action in facts.silenced
    told = {stage: told_on(lines, stage) for stage in STAGES}
    due = facts.due[cause]
    first = min(o.recorded_on for o in lines if o.step.is_stage)
    assert due is not None, f"a stage of no date: {lines}"
    assert first > due, f"a stage before its date of {due}: {lines}"
    heard = told_on(lines, Step.A)
    assert heard is not None, f"a stage before A: {lines}"
    assert facts.calendar.between(heard, first) >= AFTER_A, f"A on {heard}, then {lines}"
    for place, (before, stage) in enumerate(pairwise(STAGES)):
        after = [o for o in lines if o.step is stage]
        if not after or (silenced and before in STAGES[:3]):
            continue
        told_before = told[before]
        assert told_before is not None, f"{stage} before {before}: {lines}"
        apart = facts.calendar.between(told_before, min(o.recorded_on for o in after))
        least = _least(place, cause, facts, high=action in facts.high)
        assert apart >= least, f"{stage} {apart} WD after {before} on {told_before}: {lines}"


def _least(place: int, cause: str, facts: Known, *, high: bool) -> int:
    """The fewest WD between two stages of a ladder."""
    if STAGES[place] is Step.E4 and cause in facts.extended:
        return 0
    offsets = OFFSETS[high]
    pace = offsets[place + 1] - offsets[place]
    return min(pace, AT_CUTOFF) if STAGES[place] is Step.E3 else pace


def _check_reminders(lines: list[Line], facts: Known) -> None:
    """None after the date, one a day, and none that a later one has overtaken (rule 2)."""
    due = facts.due[lines[0].cause]
    days = [told_on(lines, step) for step in REMINDERS]
    told = [day for day in days if day is not None]
    assert due is not None, f"a reminder of no date: {lines}"
    assert all(day <= due for day in told), f"a reminder after {due}: {lines}"
    assert told == sorted(set(told)), f"reminders out of order: {lines}"


def check_messages(session: Session, arrived: Counter[str], lost: set[str]) -> None:
    """What arrived is what the ledger sent; nothing twice, unless the reply was lost."""
    rows = session.execute(select(col(Message.message_id), col(Message.state)))
    states = {number: state for number, state in rows}  # noqa: C416 - rows are no pairs to mypy
    assert set(arrived) <= set(states), "something arrived of which the ledger knows nothing"
    sent = {one for one, state in states.items() if state is MessageState.ACCEPTED}
    assert sent <= set(arrived), f"said to be accepted, and never arrived: {sent - set(arrived)}"
    twice = {one for one, n in arrived.items() if n > 1}
    assert twice <= lost, f"sent twice: {twice - lost}"
    carried = (
        select(col(MessageNotice.notice_id))
        .join(Message, col(Message.id) == col(MessageNotice.message_id))
        .where(col(Message.state) == MessageState.ACCEPTED)
        .group_by(col(MessageNotice.notice_id))
        .having(func.count() > 1)
    )
    assert not session.scalars(carried).all(), "a notice was carried by two messages"
