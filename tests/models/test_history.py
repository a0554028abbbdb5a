"""The history only grows, and an entry altered behind its back is found."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from models.chain import Change, append, entry_hash
from models.database import open_engine, reading, writing
from models.governance import Board
from models.history import History
from models.history_checking import faults_of
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
            assert faults_of(session, board) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM chain_head",
        "UPDATE chain_head SET seq = 2 WHERE board_id = 1",
        "UPDATE chain_head SET hash = 'other' WHERE board_id = 1",
        "UPDATE chain_head SET board_id = 9, seq = 9 WHERE board_id = 1",
    ],
)
def test_the_database_refuses_to_take_the_head_back(chained: Engine, statement: str) -> None:
    """Where the history ends goes forward and never back."""
    with pytest.raises(DBAPIError, match="only goes forward"), chained.begin() as connection:
        connection.execute(text(statement))


ALTERED = "UPDATE history SET subject_id = 7 WHERE board_id = 1 AND seq = 2"
LAST_GONE = "DELETE FROM history WHERE board_id = 1 AND seq = 3"


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        ([ALTERED], ["History entry 2 was altered after it was recorded."]),
        (
            ["DELETE FROM history WHERE board_id = 1 AND seq = 2"],
            ["History entry 2 is missing."],
        ),
        (
            ["DELETE FROM history WHERE board_id = 1 AND seq = 1"],
            ["History entry 1 is missing."],
        ),
        (
            [LAST_GONE],
            ["History entry 3 is missing. The history was cut off at its end."],
        ),
        (
            ["DELETE FROM history WHERE board_id = 1"],
            ["History entries 1 to 3 are missing. The history was cut off at its end."],
        ),
        (
            ["DELETE FROM chain_head WHERE board_id = 1"],
            ["The head of the history is missing: what was cut off its end is not known."],
        ),
        (
            [ALTERED, LAST_GONE],
            [
                "History entry 2 was altered after it was recorded.",
                "History entry 3 is missing. The history was cut off at its end.",
            ],
        ),
    ],
)
def test_what_was_done_behind_its_back_is_named(
    chained: Engine, statements: list[str], said: list[str]
) -> None:
    """Whoever may drop the triggers still does nothing unseen; each fault is named."""
    without_triggers(chained, *statements)
    with reading(chained) as session:
        assert faults_of(session, 1) == said
        assert faults_of(session, 2) == []


def test_an_entry_put_in_is_found_though_its_own_hash_is_right(chained: Engine) -> None:
    """Altered with its hash made anew, an entry no longer leads to the next one."""
    with reading(chained) as session:
        row = entries(session, 1)[1].model_dump() | {"subject_id": 7}
    without_triggers(
        chained,
        ALTERED,
        f"UPDATE history SET hash = '{entry_hash(row)}' WHERE board_id = 1 AND seq = 2",  # noqa: S608
    )
    with reading(chained) as session:
        (said,) = faults_of(session, 1)
    assert said.startswith("History entry 3 does not follow entry 2")


def test_an_entry_put_in_at_the_end_is_found(chained: Engine) -> None:
    """It fits the one before it, and the head does not know it."""
    with reading(chained) as session:
        last = entries(session, 1)[-1]
        row = last.model_dump(exclude={"id"}) | {"seq": 4, "previous": last.hash}
    with writing(chained) as session:
        session.add(History(**row | {"hash": entry_hash(row)}))
    with reading(chained) as session:
        assert faults_of(session, 1) == [
            "History entry 4 was put in after the last one that was recorded."
        ]


def test_a_history_that_was_cut_off_goes_on_after_the_gap(chained: Engine) -> None:
    """What is recorded next does not take the number of what was taken away."""
    without_triggers(chained, LAST_GONE)
    with writing(chained) as session:
        append(session, 1, changes(4), AT)
    with reading(chained) as session:
        assert [entry.seq for entry in entries(session, 1)] == [1, 2, 4]
        assert faults_of(session, 1) == ["History entry 3 is missing."]


def test_what_is_rolled_back_leaves_no_entry(chained: Engine) -> None:
    """A change and its entry are kept together, or neither is."""
    with writing(chained) as session:
        append(session, 1, changes(4), AT)
        session.rollback()
    with reading(chained) as session:
        assert len(entries(session, 1)) == 3


def without_triggers(engine: Engine, *statements: str) -> None:
    """Do what the triggers refuse, as one can who owns the database."""
    own = ("no_update", "no_delete") if engine.dialect.name == "sqlite" else ("no_change",)
    names = {"history": own, "chain_head": ("no_delete", "no_return")}
    on = "" if engine.dialect.name == "sqlite" else " ON {table}"
    drops = [
        f"DROP TRIGGER {table}_{name}{on.format(table=table)}"
        for table, of in names.items()
        for name in of
    ]
    with engine.begin() as connection:
        for sql in (*drops, *statements):
            connection.execute(text(sql))
