"""The migrations lead to the register that the models describe, on both kinds of database."""

from __future__ import annotations

import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import upgrade as alembic_upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from models import migrate, tables
from models.base import metadata
from models.database import open_engine
from models.migrate import NotARegister, current, is_current, upgrade

ROOT = Path(__file__).resolve().parents[2]
ADDED = re.compile(r", (?=\w+ [A-Z]{4,})")
SQLITE_PARTS = "SELECT sql FROM sqlite_master WHERE name NOT LIKE 'alembic%' AND type <> 'trigger'"
BOARD = """
    INSERT INTO board (id, name, division, accountable_body, mail_from, reply_to, marking)
    VALUES (1, 'A board', 'scotland', '', '', '', '')
"""
RUN = """
    INSERT INTO run (board_id, as_of, started_at, quiet, scanned, notices, messages, exceptions)
    VALUES (1, '2010-11-01', '2010-11-01 09:00:00', false, 9, 9, 7, '[]')
"""
HELD = """
    INSERT INTO post (id, board_id, name, match_key, kind, channel)
    VALUES (1, 1, 'Chair', 'chair', 'chair', 'email');
    INSERT INTO person (id, board_id, name) VALUES (1, 1, '');
    INSERT INTO committee VALUES (1, 1, 'A committee', 1, 1);
    INSERT INTO agency (id, board_id, name) VALUES (1, 1, 'An agency');
    INSERT INTO review (id, board_id, committee_id, reference, title, agreed_on, entered_on,
        source_name, source_sha256) VALUES (1, 1, 1, 'r', 'R', '2010-11-01', '2010-11-01', '', '');
    INSERT INTO recommendation (id, review_id, place, number, section, text)
    VALUES (1, 1, 1, '1', '', 'A wish');
    INSERT INTO action (id, board_id, review_id, recommendation_id, agency_id, reference, place,
        short_title, level, priority, board_own, key_actions, evidence_wanted, outcomes,
        milestones, lead_text, date_text, extra, anomalies, entered_on, entry_progress)
    VALUES (1, 1, 1, 1, 1, 'r/1', 1, 'R 1', 'single-agency', 'normal', 0, '[]', '[]', '[]', '[]',
        '', '', '{}', '[]', '2010-11-01', 'not-started');
    INSERT INTO decision (id, board_id, action_id, kind, holds_from, recorded_at, until_on,
        chairs_action, person_id, post_id) VALUES
    (1, 1, 1, 'hold', '2010-11-02', '2010-11-02 09:00:00', '2010-11-30', 1, 1, 1),
    (2, 1, 1, 'not-implemented', '2010-11-10', '2010-11-10 09:00:00', NULL, 1, 1, 1);
    INSERT INTO stop (action_id, kind, from_on, until_on, recorded_at, awaiting_adoption,
        decision_id, ended_by_decision_id)
    VALUES (1, 'hold', '2010-11-02', '2010-11-10', '2010-11-02 09:00:00', 0, 1, 2);
"""
ENTRY = """
    INSERT INTO history (board_id, seq, recorded_at, holds_from, what, subject, subject_id,
        os_user, facts, previous, hash)
    VALUES (1, :seq, '2010-11-01 09:00:00', '2010-11-01', 'tried', 'board', 1, '', '{}', '', :hash)
"""
POSTGRESQL_PARTS = """
    SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable
    FROM information_schema.columns WHERE table_schema = 'public'
"""


def parts(engine: Engine) -> set[str]:
    """Every table, column, constraint and index that a database says it has."""
    query = SQLITE_PARTS if engine.dialect.name == "sqlite" else POSTGRESQL_PARTS
    with engine.connect() as connection:
        found = connection.execute(text(query)).scalars()
        return {piece for sql in found if sql for piece in _pieces(sql)} - {""}


def _pieces(sql: str) -> set[str]:
    """A CREATE TABLE line by line, since the order of its constraints says nothing."""
    table = re.match(r"CREATE TABLE \"?(\w+)", sql)
    if not table:
        return {sql} if "alembic_version" not in sql else set()
    # SQLite writes a column that was added later on the line of the last one before it.
    lines = (part for line in sql.splitlines()[1:] for part in ADDED.split(line))
    return {f"{table[1]}: {line.strip().rstrip(',')}" for line in lines}


def test_migrations_and_models_agree(empty_engine: Engine) -> None:
    """What the migrations make is what the models describe: Alembic finds no difference."""
    assert upgrade(empty_engine)
    with empty_engine.connect() as connection, warnings.catch_warnings():
        # SQLite cannot say what an index on an expression is; the next test compares its text.
        warnings.filterwarnings("ignore", message=".*expression-based index.*")
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert len(metadata.tables) == len(tables.__all__)
        assert compare_metadata(context, metadata) == []


def test_migrations_and_models_agree_to_the_letter(empty_engine: Engine) -> None:
    """Checks, partial indexes and the names of constraints are the same as well."""
    upgrade(empty_engine)
    migrated = parts(empty_engine)
    with empty_engine.begin() as connection:
        if empty_engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        connection.execute(text("DROP TABLE alembic_version"))
        metadata.drop_all(connection)
        metadata.create_all(connection)
    described = parts(empty_engine)
    # On SQLite the models would leave out the key that waits; the migration has it all the same.
    waits = "board: CONSTRAINT fk_board_independent_chair_post_id_post FOREIGN KEY"
    assert {part for part in migrated - described if not part.startswith(waits)} == set()
    assert described - migrated == set()


def test_a_fresh_database_has_no_version_and_an_upgraded_one_the_newest(
    empty_engine: Engine,
) -> None:
    """A register is current after one upgrade, and a second one finds nothing to do."""
    assert current(empty_engine) is None
    assert not is_current(empty_engine)
    assert upgrade(empty_engine)
    assert is_current(empty_engine)
    assert not upgrade(empty_engine)


def test_the_newest_version_is_the_last_of_the_migrations() -> None:
    """Alembic and `models.migrate` mean the same version by the newest."""
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == migrate.HEAD
    assert {script.revision for script in scripts.walk_revisions()} == migrate.KNOWN


@pytest.fixture
def sqlite_of_0002(tmp_path: Path) -> Iterator[Engine]:
    """A register of the second schema, with a hold that a decision ended early."""
    engine = open_engine(f"sqlite:///{tmp_path / 'register.db'}")
    _to(engine, "0002")
    with engine.begin() as connection:
        for statement in (BOARD, *HELD.split(";")):
            connection.execute(text(statement))
    yield engine
    engine.dispose()


def _to(engine: Engine, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        alembic_upgrade(config, version)


def test_runs_of_the_first_schema_count_by_what_they_sent(empty_engine: Engine) -> None:
    """The storm guard's usual day is known from the first day on the newer version."""
    _to(empty_engine, "0001")
    with empty_engine.begin() as connection:
        connection.execute(text(BOARD))
        connection.execute(text(RUN))
    assert upgrade(empty_engine)
    with empty_engine.connect() as connection:
        assert connection.execute(text("SELECT counted FROM run")).scalars().all() == [7]


def test_a_history_of_an_older_schema_has_its_head_after_the_upgrade(
    sqlite_of_0002: Engine,
) -> None:
    """The last entry that was there; a board without a history has none."""
    with sqlite_of_0002.begin() as connection:
        for seq in (1, 2):
            connection.execute(text(ENTRY), {"seq": seq, "hash": f"hash {seq}"})
    assert upgrade(sqlite_of_0002)
    with sqlite_of_0002.connect() as connection:
        heads = connection.execute(text("SELECT board_id, seq, hash FROM chain_head")).all()
    assert [tuple(row) for row in heads] == [(1, 2, "hash 2")]


def test_a_decision_of_an_older_schema_is_there_after_the_upgrade(sqlite_of_0002: Engine) -> None:
    """Its table is made anew on SQLite: the row, and what points to it, are as they were.

    A hold that a decision ended early knows again the end it was opened with.
    """
    assert upgrade(sqlite_of_0002)
    with sqlite_of_0002.connect() as connection:
        kept = [*map(tuple, connection.execute(text("SELECT id, kind, until_on FROM decision")))]
        ends = [*map(tuple, connection.execute(text("SELECT until_on, own_until_on FROM stop")))]
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    assert kept == [(1, "hold", "2010-11-30"), (2, "not-implemented", None)]
    assert ends == [("2010-11-10", "2010-12-01")]


def test_a_register_of_a_newer_version_is_refused(empty_engine: Engine) -> None:
    """What a newer version wrote is not touched by an older one."""
    upgrade(empty_engine)
    with empty_engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NotARegister, match="has schema 9999, which this version"):
        upgrade(empty_engine)
    assert current(empty_engine) == "9999"


def test_a_database_of_something_else_is_refused(empty_engine: Engine) -> None:
    """Another program's tables are left alone."""
    with empty_engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (id INTEGER)"))
    with pytest.raises(NotARegister, match="no register of Matters Arising"):
        upgrade(empty_engine)
    assert inspect(empty_engine).get_table_names() == ["recipes"]


def test_many_processes_open_one_new_register(tmp_path: Path) -> None:
    """Processes that start at once on a new home make one register between them."""
    code = (
        "import sys; from models.database import open_engine; from models.migrate import upgrade;"
        "print(upgrade(open_engine(sys.argv[1])))"
    )
    command = [sys.executable, "-c", code, f"sqlite:///{tmp_path / 'register.db'}"]
    starts = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    said = [start.communicate()[0].strip() for start in starts]
    assert [start.returncode for start in starts] == [0, 0, 0, 0]
    assert sorted(said) == ["False", "False", "False", "True"]


def test_a_current_register_is_known_without_alembic(tmp_path: Path) -> None:
    """The everyday start pays for one query, not for loading the migrations."""
    url = f"sqlite:///{tmp_path / 'register.db'}"
    code = (
        "import sys; from models.database import open_engine; from models.migrate import *;"
        "engine = open_engine(sys.argv[1]); print(is_current(engine) or upgrade(engine),"
        " 'alembic' in sys.modules)"
    )
    for loaded in ("True", "False"):
        done = subprocess.run(
            [sys.executable, "-c", code, url], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert done.stdout.split() == ["True", loaded]
