"""The history only grows, and an entry altered behind its back is found."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from models.chain import Change, append, verify
from models.database import open_engine, reading, writing
from models.governance import Board
from models.history import History
from models.rules.words import Division

AT = datetime(2010, 10, 20, 9, 0, tzinfo=UTC)
ON = date(2010, 10, 20)


def changes(*numbers: int) -> list[Change]:
    """A change for each number."""
    return [Change(what="tried", subject="board", subject_id=n, holds_from=ON) for n in numbers]


def entries(session: Session, board_id: int) -> list[History]:
    """A board's entries in order."""
    query = select(History).where(col(History.board_id) == board_id).order_by(col(History.seq))
    return list(session.exec(query))


@pytest.fixture
def chained(register: Engine) -> Engine:
    """A register of two boards with three entries each, written in turn."""
    with writing(register) as session:
        for name in ("First board", "Second board"):
            session.add(Board(name=name, division=Division.ENGLAND_AND_WALES))
    for number in (1, 2, 3):
        with writing(register) as session:
            for board in (1, 2):
                append(session, board, changes(number), AT)
    return register


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET facts = '{}' WHERE id = 2",
        "DELETE FROM history WHERE id = 2",
        "DELETE FROM history",
    ],
)
def test_the_database_refuses_to_alter_history(chained: Engine, statement: str) -> None:
    """Whoever tries, with whatever tool, is told the rule."""
    with pytest.raises(DBAPIError, match="append-only"), chained.begin() as connection:
        connection.execute(text(statement))
    with reading(chained) as session:
        assert len(entries(session, 1)) == 3


def test_no_insert_replaces_an_entry(sqlite_register: Engine) -> None:
    """SQLite's INSERT OR REPLACE would remove an entry without asking, and is refused too."""
    with writing(sqlite_register) as session:
        session.add(Board(name="Board", division=Division.ENGLAND_AND_WALES))
        session.flush()
        append(session, 1, changes(1, 2), AT)
    copied = "id, board_id, seq, recorded_at, holds_from, 'other', subject, subject_id, action_id"
    replacing = (
        f"INSERT OR REPLACE INTO history SELECT {copied}, person_id, os_user, facts, previous, hash"  # noqa: S608
        " FROM history WHERE id = 1"
    )
    with pytest.raises(DBAPIError, match="append-only"), sqlite_register.begin() as connection:
        connection.execute(text(replacing))


def test_history_cannot_be_emptied_at_a_stroke(postgres_url: str) -> None:
    """PostgreSQL's TRUNCATE asks no trigger on rows, so it has one of its own."""
    engine = open_engine(postgres_url)
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(text("TRUNCATE history CASCADE"))
    engine.dispose()


def test_each_board_has_a_chain_of_its_own_that_verifies(chained: Engine) -> None:
    """Entries of two boards written in turn are two chains, each numbered from 1."""
    with reading(chained) as session:
        for board in (1, 2):
            found = entries(session, board)
            assert [entry.seq for entry in found] == [1, 2, 3]
            assert verify(found) is None


def test_an_altered_entry_is_found(chained: Engine) -> None:
    """Whoever has the rights to drop the trigger still cannot alter an entry unseen."""
    _without_triggers(chained, "UPDATE history SET subject_id = 7 WHERE board_id = 1 AND seq = 2")
    with reading(chained) as session:
        assert verify(entries(session, 1)) == "History entry 2 was altered after it was recorded."
        assert verify(entries(session, 2)) is None


def test_a_missing_entry_is_found(chained: Engine) -> None:
    """An entry taken out leaves a gap."""
    _without_triggers(chained, "DELETE FROM history WHERE board_id = 1 AND seq = 2")
    with reading(chained) as session:
        assert verify(entries(session, 1)) == "History entry 2 is missing."


def test_what_is_rolled_back_leaves_no_entry(chained: Engine) -> None:
    """A change and its entry are kept together, or neither is."""
    with writing(chained) as session:
        append(session, 1, changes(4), AT)
        session.rollback()
    with reading(chained) as session:
        assert len(entries(session, 1)) == 3


def _without_triggers(engine: Engine, statement: str) -> None:
    dropped: tuple[str, ...]
    if engine.dialect.name == "sqlite":
        dropped = ("DROP TRIGGER history_no_update", "DROP TRIGGER history_no_delete")
    else:
        dropped = ("DROP TRIGGER history_no_change ON history",)
    with engine.begin() as connection:
        for sql in (*dropped, statement):
            connection.execute(text(sql))
