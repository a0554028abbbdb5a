"""Transactions: kept whole, read as of one moment, written one after another."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, func, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import Session, col, select

from models.chain import Change, append
from models.database import open_engine, os_user, reading, writing
from models.governance import Board, Committee, Meeting
from models.history import History
from models.history_checking import faults_of
from models.ledger import Run
from models.rules.words import Division

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2010, 10, 20, 9, 0, tzinfo=UTC)


def a_board(name: str = "Board") -> Board:
    """A board."""
    return Board(name=name, division=Division.ENGLAND_AND_WALES)


def kept(session: Session) -> int:
    """The number of a board that this session has added."""
    board = a_board()
    session.add(board)
    session.flush()
    assert board.id is not None
    return board.id


def boards(engine: Engine) -> int:
    """How many boards another transaction sees."""
    with reading(engine) as session:
        return session.exec(select(func.count(col(Board.id)))).one()


def test_a_transaction_that_raises_keeps_nothing(register: Engine) -> None:
    """An error in the middle leaves the register as it was."""
    with pytest.raises(ZeroDivisionError), writing(register) as session:
        session.add(Run(board_id=kept(session), as_of=AT.date(), started_at=AT, scanned=1 // 0))
    assert boards(register) == 0


def test_a_reader_writes_nothing(register: Engine) -> None:
    """What is added while reading is given up."""
    with reading(register) as session:
        session.add(a_board())
        session.flush()
    assert boards(register) == 0


WRITES = """
import gc
from models.database import open_engine, writing
from models.migrate import upgrade
engine = open_engine("sqlite:///register.db")
upgrade(engine)
gc.freeze()
"""


def test_a_process_that_has_ended_leaves_no_log_behind(tmp_path: Path) -> None:
    """The next would read it, write behind it and copy it back whole; so it grew for ever."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", WRITES], cwd=tmp_path, env=environment, check=True)
    assert [one.name for one in tmp_path.iterdir()] == ["register.db"]


def test_a_row_must_point_to_a_row(register: Engine) -> None:
    """Foreign keys hold on both kinds of database."""
    with pytest.raises(IntegrityError), writing(register) as session:
        session.add(Meeting(committee_id=77, held_on=AT.date()))


def test_a_word_that_is_none_of_the_words_is_refused(register: Engine) -> None:
    """An enum is text with a CHECK, so that no tool writes a word that the program cannot read."""
    with pytest.raises(IntegrityError), register.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO board (name, division, accountable_body, mail_from, reply_to, marking)"
                " VALUES ('Board', 'wales', '', '', '', '')"
            )
        )


def test_an_instant_comes_back_in_utc(register: Engine) -> None:
    """An instant written in summer time is read as the same instant."""
    summer = datetime(2010, 7, 1, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    with writing(register) as session:
        session.add(a_board())
        session.flush()
        session.add(Run(board_id=1, as_of=summer.date(), started_at=summer))
    with reading(register) as session:
        found = session.exec(select(Run.started_at)).one()
    assert (found, found.tzinfo) == (summer, UTC)


def test_a_naive_time_is_refused(register: Engine) -> None:
    """Nobody could say when it was."""
    naive = AT.replace(tzinfo=None)
    with pytest.raises(StatementError, match="without a time zone"), writing(register) as session:
        session.add(Run(board_id=kept(session), as_of=AT.date(), started_at=naive))


def test_writers_at_once_do_not_fork_the_chain(register: Engine) -> None:
    """Eight writers who all read the chain's end and append make one chain of eight."""
    with writing(register) as session:
        session.add(a_board())
    barrier = Barrier(8)

    def write(number: int) -> None:
        change = Change(what="tried", subject="board", subject_id=number, holds_from=AT.date())
        barrier.wait()
        with writing(register) as session:
            append(session, 1, [change], AT)

    writers = [Thread(target=write, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with reading(register) as session:
        entries = session.exec(select(History).order_by(col(History.seq))).all()
        assert sorted(entry.subject_id for entry in entries) == list(range(8))
        assert faults_of(session, 1) == []


def test_sqlite_is_opened_for_several_processes(tmp_path: Path) -> None:
    """Readers and a writer do not shut each other out, and keys are held to."""
    engine = open_engine(f"sqlite:///{tmp_path / 'register.db'}")
    with engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    engine.dispose()
    assert pragmas == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "synchronous": 1,
        "busy_timeout": 15_000,
    }


def test_the_operating_system_user_is_a_name() -> None:
    """An entry always says which account wrote it, even where the account has no name."""
    assert os_user().strip()


def test_a_committee_wants_a_secretary(register: Engine) -> None:
    """The schema itself refuses a committee that nobody serves."""
    with pytest.raises(IntegrityError), writing(register) as session:
        session.add(
            Committee(board_id=kept(session), name="C", secretary_post_id=5, chair_post_id=5)
        )
