"""One day of a board: what is owed is found and recorded in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select
from sqlmodel import Session, col, select

from models.action_reading import all_asked, ids_of, open_of, owed_by, paged_facts
from models.asking import ASKED
from models.board_reading import board_facts, board_ids
from models.board_steps_reading import with_steps
from models.concerned_reading import know_posts_of, officers, with_posts
from models.database import reading, writing
from models.day_writing import asked_all_on, last_run_on, sent_by_runs
from models.governance import Board
from models.holding_writing import let_go
from models.news_reading import with_news
from models.policy_reading import policy_in_force
from models.rules.facts import BoardFacts
from models.rules.notices import answers
from models.run_writing import finish_run, record_day
from models.runs import Recorded
from models.withdrawal_writing import end_pilot, last_was_redirected
from tasks.believed import refuse, runs_ahead
from tasks.holidays import board_calendar
from tasks.office import Office
from tasks.refused import Refused

ASK_ALL_EVERY = timedelta(days=7)


def boards(office: Office) -> tuple[int, ...]:
    """The ids of the register's boards."""
    with reading(office.engine) as session:
        return board_ids(session)


def day_of_run(office: Office, board_id: int, as_of: date | None, *, keep: bool = True) -> date:
    """The day a run is for; raises Refused for a day that may not be told of any more, or yet.

    In play (MATTERS_CLOCK) any day may be asked for. One that nobody asked for wants a clock that
    can be believed, unless nothing is kept of the run.
    """
    today = office.clock.today()
    day = as_of or today
    if office.clock.play_on is not None:
        return day
    if day > today:
        raise Refused(f"{day} is after today, {today}: use `matters rehearse` to look ahead.")
    with reading(office.engine) as session:
        last = last_run_on(session, board_id)
    if last is not None and day < last:
        raise Refused(f"{day} is before the last run, {last}: what was told then stays told.")
    if as_of is None and keep:
        refuse(runs_ahead(office))
    return day


def find_and_record(office: Office, board_id: int, as_of: date, *, keep: bool = True) -> Recorded:
    """What the board owes as of a day, decided and recorded as one; nothing kept on a dry run."""
    at = office.clock.now()
    with writing(office.engine) as session:
        _lock(session, board_id)
        policy = policy_in_force(session, board_id, as_of)
        chosen = _chosen(session, board_id, as_of, policy.holds_from)
        whole = chosen is not owed_by(board_id)
        _end_pilot(office, session, board_id, as_of, whole=whole)
        officers_only = officers(board_id)
        board = board_facts(
            session, board_id, as_of, board_calendar, policy=policy, chosen=officers_only
        )
        is_wd = board.calendar.is_wd(as_of)
        asked: list[int] = []
        if is_wd:
            asked = ids_of(session, chosen, as_of)
            _let_go(session, board, as_of, at)
            board = _with_the_boards_steps(session, board, as_of)
            know_posts_of(session, board, chosen, as_of)
            board = with_posts(session, board, ASKED)
        recorded = record_day(
            session,
            board,
            as_of,
            answers(paged_facts(session, asked, as_of), board, as_of),
            policy_id=policy.policy_id,
            scanned=len(asked),
            asked_all=whole and is_wd,
            at=at,
        )
        if not keep:
            session.rollback()
    return recorded


def _let_go(session: Session, board: BoardFacts, as_of: date, at: datetime) -> None:
    """What the review gate held lets go by itself once its working days are over."""
    gate = board.policy.review_gate
    held_by = board.calendar.minus(as_of, gate.release_after_wd) if gate.on else as_of
    let_go(session, board.board_id, held_by, as_of, at)


def _with_the_boards_steps(session: Session, board: BoardFacts, as_of: date) -> BoardFacts:
    """The board with all that its own steps and the storm guard are decided from."""
    board = with_news(session, with_steps(session, board, as_of))
    return replace(board, sent=sent_by_runs(session, board.board_id))


def _lock(session: Session, board_id: int) -> None:
    """One run of a board at a time: the row on PostgreSQL; on SQLite whoever writes has it all."""
    if session.connection().dialect.name == "sqlite":
        return
    session.exec(select(Board.id).where(col(Board.id) == board_id).with_for_update()).one()


def _end_pilot(
    office: Office, session: Session, board_id: int, as_of: date, *, whole: bool
) -> None:
    """Where no pilot runs (any more), what only its address was told counts as not told.

    The newest message shows whether one has just ended; once a week all of them are looked at.
    """
    over = office.settings.redirect_to is None
    if over and (whole or last_was_redirected(session, board_id)):
        end_pilot(session, board_id, as_of, office.clock.now())


def _chosen(session: Session, board_id: int, as_of: date, policy_from: date) -> Select[Any]:
    """Which actions a run asks: those whose `next_on` has come, and once a week every open one.

    Where a policy holds now, or what is of no one action has changed, all are asked, the closed
    ones too: a closed action may have been owed nothing more by what held before.
    """
    last = asked_all_on(session, board_id)
    if last is None or last < policy_from:
        return all_asked(board_id)
    if as_of - last >= ASK_ALL_EVERY or as_of < last:
        return open_of(board_id)
    return owed_by(board_id)


def close_run(office: Office, run_id: int, messages: int) -> None:
    """Write down when a run ended and how many messages it sent."""
    with writing(office.engine) as session:
        finish_run(session, run_id, messages, office.clock.now())
