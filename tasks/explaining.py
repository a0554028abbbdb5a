"""Why an action stands as it does: its date, its standing, what was told, held back, and comes."""

from __future__ import annotations

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
from models.date_reading import dates_of
from models.history_reading import notices_of
from models.letter_reading import action_words
from models.pack_rows import written
from models.rules.awaited import awaited
from models.rules.coming import told_ahead
from models.rules.date_words import day_words
from models.rules.drafted_letters import letter_to
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.known import known_on
from models.rules.rehearsal import Later
from models.rules.standing import stands
from models.rules.stops import STOPS_WHAT, stop_words, stops_on
from models.rules.words import StopKind
from models.said_reading import said_of
from tasks.acting import refuse_struck
from tasks.explained import Why
from tasks.explained_ahead import Looked
from tasks.explained_told import held, told_line
from tasks.holidays import board_calendar
from tasks.looking import line_of
from tasks.office import Office
from tasks.refused import Refused
from tasks.rehearsal import later_boards

A_YEAR = timedelta(days=366)


def why(office: Office, reference: str, as_of: date | None = None) -> Why:
    """How an action's date was read, how it stands, what was told, held back, and comes next.

    Raises Refused for a reference that is not in the register, or was not on that day.
    """
    day = as_of or office.clock.today()
    with reading(office.engine) as session:
        row = _row(session, reference)
        asked = _Asked(row=row, chosen=some([row.action_id]), day=day)
        board, later = _boards(session, asked)
        (action,) = action_facts(session, asked.chosen, day)
        words = action_words(session, asked.chosen)[row.action_id]
        plan = written(session, asked.chosen)[row.action_id]
        notices = notices_of(session, row.action_id, day)
        dates = dates_of(session, row.action_id, day)
        said = said_of(session, row.action_id, action.decisions, day)
    if day < action.entered_on:
        raise Refused(f"{reference} was entered on {day_words(action.entered_on)}, after {day}.")
    days = tuple(told_ahead(action, board, day, day + A_YEAR, later))
    looked = Looked(action=action, board=board, as_of=day, days=days)
    return Why(
        line=line_of(action, board, words, day),
        as_of=day,
        wanted=plan.key_actions or (plan.recommendation,),
        board_own=action.board_own,
        letter_to=letter_to(action, board),
        as_written=dates[0].as_written,
        read_as=dates[0].read_as,
        dates=dates,
        said=said,
        told=tuple(told_line(one, action, board, day) for one in notices),
        held_back=looked.held_back(),
        next_steps=looked.next_steps({n.step: held(n, board, day) for n in notices}),
        awaited=awaited(action, board, day, proposed_on=dates[-1].proposed_due_on),
        colour_why=stands(action, board, day).brag_why,
        stopped=_stopped(action, board, day),
        follow_from=action.counted_from if action.counted_from > action.entered_on else None,
    )


def _row(session: Session, reference: str) -> lookup.ActionRow:
    row = lookup.find_action(session, reference)
    if row is None:
        raise Refused(f"There is no action {reference}; `matters actions` lists them.")
    refuse_struck(row)
    return row


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The action that is asked about, as a row and as a selection, and the day."""

    row: lookup.ActionRow
    chosen: Select[Any]
    day: date


def _boards(session: Session, asked: _Asked) -> tuple[BoardFacts, list[Later]]:
    """The board as it was known on the day, and as it was known that it would be."""
    board_id, day, end = asked.row.board_id, asked.day, asked.day + A_YEAR
    held = officers(board_id)
    board = board_facts(session, board_id, day, board_calendar, until=end, chosen=held)
    later = later_boards(session, board_id, day, end, chosen=held)
    return _knowing(session, board, asked), [
        replace(one, board=_knowing(session, one.board, asked))
        for one in later
        if one.board.change is None or one.board.change.on <= day
    ]


def _knowing(session: Session, board: BoardFacts, asked: _Asked) -> BoardFacts:
    """The board as it was known, with the action's posts and the vacancies it was told of.

    Lest they seem still to come; packs stay out.
    """
    known = known_on(with_steps(session, board, asked.day), asked.day)
    told = replace(known, refused_on=board.refused_on, packs=board.packs)
    know_posts_of(session, told, asked.chosen, asked.day)
    return with_posts(session, told, ASKED)


def _stopped(action: ActionFacts, board: BoardFacts, day: date) -> tuple[str, ...]:
    """What stops steps of an open action on a day, from when and until when (rule 10)."""
    if action.stopped(day, StopKind.CLOSURE):
        return ()
    stops = (one for one in stops_on(action, board, day) if one.covers(day))
    return tuple(f"{STOPS_WHAT[one.kind]}; {stop_words(one)}" for one in stops)
