"""Why an action stands as it does: its date, its standing, what was told, held back, and comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select
from sqlmodel import Session

from models import lookup
from models.action_reading import action_facts, some
from models.asking import ASKED
from models.board_reading import board_facts
from models.board_steps_reading import with_steps
from models.concerned_reading import know_posts_of, officers, with_posts
from models.database import reading
from models.date_reading import DateLine, dates_of
from models.history_reading import NoticeLine, notices_of
from models.letter_reading import action_words
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.holding import held_words, waits_at_gate
from models.rules.known import known_on
from models.rules.ladder import StepView, Verdict, view
from models.rules.rehearsal import Coming, coming
from models.rules.standing import stands
from models.rules.step_words import STEP_CLAUSES
from models.rules.stops import stop_words, stops_on
from models.rules.words import NoticeState, Step, StopKind
from tasks.holidays import board_calendar
from tasks.looking import ActionLine, line_of
from tasks.office import Office
from tasks.refused import Refused
from tasks.rehearsal import later_boards

A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One notice of an action's ledger, in words."""

    step: str
    to: str
    state: str
    told_on: date | None
    recorded_on: date
    reason: str
    policy: int
    copy: bool
    instead_of: str
    clause: str

    @property
    def on(self) -> date:
        """The day it was told, or else the day it was recorded."""
        return self.told_on or self.recorded_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A step that comes next if nobody answers: its day and reason, and the posts it goes to."""

    step: Step
    planned_on: date | None
    verdict: Verdict
    reason: str
    to: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """All that explains an action as of a day."""

    line: ActionLine
    as_of: date
    as_written: str
    read_as: str
    dates: tuple[DateLine, ...]
    told: tuple[Told, ...]
    held_back: tuple[StepView, ...]
    next_steps: tuple[Next, ...]
    colour_why: str
    heard_on: date | None = None
    stopped: tuple[str, ...] = ()


def why(office: Office, reference: str, as_of: date | None = None) -> Why:
    """How an action's date was read, how it stands, what was told, held back, and comes next.

    Raises Refused for a reference that is not in the register, or was not on that day.
    """
    day = as_of or office.clock.today()
    with reading(office.engine) as session:
        row = lookup.find_action(session, reference)
        if row is None:
            raise Refused(f"There is no action {reference}; `matters actions` lists them.")
        end = day + A_YEAR
        chosen, held = some([row.action_id]), officers(row.board_id)
        board = board_facts(session, row.board_id, day, board_calendar, until=end, chosen=held)
        board = _knowing(session, board, chosen, day)
        later = later_boards(session, row.board_id, day, end, chosen=held)
        later = [
            replace(one, board=_knowing(session, one.board, chosen, day))
            for one in later
            if one.board.change is None or one.board.change.on <= day
        ]
        (action,) = action_facts(session, chosen, day)
        words = action_words(session, chosen)[row.action_id]
        notices = notices_of(session, row.action_id, day)
        dates = dates_of(session, row.action_id, day)
    if day < action.entered_on:
        raise Refused(f"{reference} was entered on {day_words(action.entered_on)}, after {day}.")
    views = view(action, board, day)
    return Why(
        line=line_of(action, board, words, day),
        as_of=day,
        as_written=dates[0].as_written,
        read_as=dates[0].read_as,
        dates=dates,
        told=tuple(_line(one, board, day) for one in notices),
        held_back=tuple(v for v in views if v.verdict in (Verdict.HELD_BACK, Verdict.PASSED_OVER)),
        next_steps=(
            *_waiting(views, {n.step: _held(n, board, day) for n in notices}),
            *_coming(coming(action, board, day, end, later), board),
        ),
        colour_why=stands(action, board.calendar, board.policy, day).brag_why,
        heard_on=action.responded_on,
        stopped=_stopped(action, board, day),
    )


def _knowing(session: Session, board: BoardFacts, chosen: Select[Any], day: date) -> BoardFacts:
    """The board as it was known, with the action's posts and the vacancies it was told of.

    Lest they seem still to come; packs stay out.
    """
    known = known_on(with_steps(session, board, day), day)
    told = replace(known, refused_on=board.refused_on, packs=board.packs)
    know_posts_of(session, told, chosen, day)
    return with_posts(session, told, ASKED)


def _stopped(action: ActionFacts, board: BoardFacts, day: date) -> tuple[str, ...]:
    """What stops steps of an open action on a day, from when and until when (rule 10)."""
    if action.stopped(day, StopKind.CLOSURE):
        return ()
    return tuple(stop_words(one) for one in stops_on(action, board, day) if one.covers(day))


def _waiting(views: Iterable[StepView], held: Mapping[Step, str]) -> tuple[Next, ...]:
    """What is on its way, or held, by why it has not left."""
    return tuple(
        Next(
            step=v.step,
            planned_on=v.planned_on,
            verdict=v.verdict,
            reason=held.get(v.step) or v.reason,
        )
        for v in views
        if v.verdict is Verdict.WAITING
    )


def _coming(steps: Iterable[Coming], board: BoardFacts) -> tuple[Next, ...]:
    return tuple(
        Next(
            step=one.view.step,
            planned_on=one.view.planned_on,
            verdict=one.view.verdict,
            reason=_joined(one.view.reason, waits_at_gate(one.view.step, board.policy)),
            to=tuple(board.posts[n.post_id].name for n in one.notices if not n.copy),
            copies=tuple(board.posts[n.post_id].name for n in one.notices if n.copy),
        )
        for one in steps
    )


def _held(notice: NoticeLine, board: BoardFacts, day: date) -> str:
    """Why a notice that waits has not left yet; empty unless it is held."""
    let_go = notice.released_on is not None and notice.released_on <= day
    days = (notice.told_on, notice.refused_on)
    waits = notice.state is NoticeState.WAITING or any((one or day) > day for one in days)
    if notice.held_on is None or let_go or not waits:
        return ""
    whole_run = notice.run_held_on is not None
    which = str(notice.run_id) if whole_run else f"n{notice.first_id}"
    return held_words(notice.held_on, board, which, whole_run=whole_run)


def _joined(*words: str) -> str:
    return "; ".join(filter(None, words))


def _line(notice: NoticeLine, board: BoardFacts, day: date) -> Told:
    """A notice as it stood on a day: what was told or kept back later was on its way."""
    told_on = notice.told_on if notice.told_on is None or notice.told_on <= day else None
    on_its_way = told_on != notice.told_on or (notice.refused_on or day) > day
    withdrawn_because = None if on_its_way else notice.withdrawn_because
    vacant = board.posts[notice.for_post_id].name if notice.for_post_id else notice.for_words
    return Told(
        step=notice.step.value,
        to=board.posts[notice.post_id].name,
        state=NoticeState.WAITING.value if on_its_way else notice.state.value,
        told_on=told_on,
        recorded_on=notice.recorded_on,
        reason=withdrawn_because or _joined(notice.reason, _held(notice, board, day)),
        policy=notice.policy,
        copy=notice.copied,
        instead_of=vacant,
        clause=_clause(notice, board),
    )


def _clause(notice: NoticeLine, board: BoardFacts) -> str:
    """The clause of the procedure by which it was told; the secretary's list has one of its own."""
    secretaries = {one.secretary_id for one in board.committees.values()}
    if notice.step is Step.M and notice.post_id in secretaries:
        return "4.3"
    return STEP_CLAUSES[notice.step]
