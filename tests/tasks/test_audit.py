"""The self-check sees what was done to a register behind the program's back, and says it once."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from models.board_reading import board_facts
from models.database import reading
from models.pack_reading import Asked, snapshot
from models.rules.audit_facts import Kind
from tasks.audit import AuditReport, audit, last_audits
from tasks.holidays import board_calendar
from tests.stories.furnished import as_one_file, furnish
from tests.stories.world import BOARD_ID, World, row

OCTOBER = date(2010, 10, 20)


def out(which: str) -> str:
    """The statements that take notices out of the ledger, and out of their messages."""
    links = f"SELECT id FROM notice WHERE {which}"  # noqa: S608 - a test's own words
    return (
        f"DELETE FROM message_notice WHERE notice_id IN ({links});"  # noqa: S608
        f"DELETE FROM notice WHERE {which}"
    )


# What a hand with a database tool may do, and what the self-check then says of it.
TAMPERED = {
    "A": (out("step = 'A' AND action_id = 2"), "A was owed"),
    "M": (out("step = 'M' AND action_id = 2"), "M was owed"),
    "R0": (out("step = 'R0'"), "R0 was owed"),
    "D": (out("step = 'D'"), "D was owed"),
    "stage": (out("step = 'E4'"), "E4 was owed"),
    "skipped": (out("step = 'E3'"), "was told out of its order"),
    "copies": (out("step = 'E2' AND NOT first"), "E2 was owed"),
    "order": (
        "UPDATE notice SET told_on = '2010-10-12', recorded_on = '2010-10-12' WHERE step = 'E2'",
        "E3 of 1 October 2010 was told out of its order",
    ),
    "one day": (
        (
            "UPDATE notice SET told_on = (SELECT min(told_on) FROM notice WHERE step = 'E3'),"
            " recorded_on = (SELECT min(recorded_on) FROM notice WHERE step = 'E3')"
            " WHERE step = 'E2'"
        ),
        "was told on the day of the stage before it",
    ),
    "before A": (
        (
            "UPDATE notice SET told_on = '2010-10-19', recorded_on = '2010-10-19'"
            " WHERE step = 'A' AND action_id = 1"
        ),
        "was told before A",
    ),
    "holder": (
        "UPDATE notice SET person_id = (SELECT max(id) FROM person) WHERE step = 'E3' AND first",
        "did not hold the post",
    ),
    "cause": ("UPDATE notice SET cause = 'v999' WHERE step = 'E3'", "answers nothing"),
    "struck": (
        (
            "UPDATE due_version SET struck_on = '2010-09-08' WHERE action_id = 1"
            " AND number = (SELECT max(number) FROM due_version WHERE action_id = 1);"
            "INSERT INTO due_version (action_id, number, from_on, recorded_at, cause, date_state,"
            " as_written, read_as, due_on, precision) SELECT action_id, number + 1, from_on,"
            " recorded_at, cause, date_state, as_written, read_as, due_on, precision"
            " FROM due_version WHERE action_id = 1"
        ),
        "answers nothing",
    ),
    "stopped": (
        (
            "INSERT INTO stop (action_id, kind, from_on, until_on, recorded_at, awaiting_adoption)"
            " VALUES (1, 'hold', '2010-09-20', '2010-10-10', '2010-09-20 09:00:00', false)"
        ),
        "closed or its steps stopped",
    ),
    "twice": (
        (
            "DROP INDEX uq_notice_once; INSERT INTO notice (board_id, run_id, policy_id, action_id,"
            " step, cause, post_id, person_id, for_words, first, copied, state, planned_on,"
            " recorded_on, told_on, reason) SELECT board_id, run_id, policy_id, action_id, step,"
            " cause, post_id, person_id, for_words, first, copied, state, planned_on, recorded_on,"
            " told_on, reason FROM notice WHERE step = 'E3' AND first"
        ),
        "is in the ledger twice",
    ),
    "arrived twice": (
        (
            "INSERT INTO message_notice (message_id, notice_id)"
            " SELECT (SELECT max(id) FROM message), min(id) FROM notice WHERE step = 'E3'"
        ),
        "was accepted in two messages",
    ),
    "waiting": (
        (
            "DELETE FROM message_notice WHERE notice_id IN"
            " (SELECT id FROM notice WHERE step = 'E2');"
            "UPDATE notice SET state = 'waiting', told_on = NULL WHERE step = 'E2'"
        ),
        "still waits",
    ),
    "sending": (
        (
            "UPDATE message SET state = 'sending', lease_until = '2010-09-01 09:00:00'"
            " WHERE id = (SELECT max(id) FROM message)"
        ),
        "its worker is gone",
    ),
    "unknown": (
        (
            "UPDATE message SET state = 'unknown', next_attempt_at = NULL"
            " WHERE id = (SELECT min(id) FROM message)"
        ),
        "nobody has decided",
    ),
    "queued": (
        "UPDATE message SET state = 'queued' WHERE id = (SELECT min(id) FROM message)",
        "waited for its server",
    ),
    "never asked": ("UPDATE action SET next_on = NULL WHERE id = 2", "no run has asked"),
    "asked in the past": ("UPDATE action SET next_on = '2010-10-01'", "no run has asked"),
    "asked late": ("UPDATE action SET next_on = '2011-10-01' WHERE id = 2", "is asked later"),
    "address": (
        "UPDATE address SET undeliverable_on = '2010-10-18' WHERE person_id = 1",
        "are refused since 18 October 2010",
    ),
}
ALIKE = "UPDATE board SET asked_all_on = '2010-10-19'"


@pytest.fixture(scope="module")
def lived_home(template: Path, engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose register has lived: what is done to it begins with a copy of it."""
    home = tmp_path_factory.mktemp("lived")
    as_one_file(lived(World.of(template, engine)).office.engine)
    return Path(shutil.copyfile(engine.url.database or "", home / "register.db")).parent


@pytest.fixture
def world(lived_home: Path, engine: Engine) -> World:
    """A world that has lived; its history need not be whole at its end."""
    return World.of(lived_home, engine).on(OCTOBER)


def lived(world: World) -> World:
    """Two actions: one overdue, whose priority was decided, and one due soon."""
    world.import_plan(row("1", "17 September 2010"), row("2", "2 November 2010"))
    world.advance(to=date(2010, 9, 8)).decide("1", "priority-normal")
    return world.advance(to=OCTOBER)


def tampered(world: World, statements: str) -> AuditReport:
    """What the self-check says after statements that no program of ours made."""
    with world.office.engine.begin() as connection:
        for statement in statements.split(";"):
            connection.execute(text(statement))
    return audit(world.office, BOARD_ID, keep=False)


def test_a_register_that_was_run_properly_has_no_finding(world: World) -> None:
    """Two actions looked at, none of them wrong."""
    report = audit(world.office, BOARD_ID)
    assert (report.looked_at, report.findings) == (2, ())


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_done_behind_its_back_is_found(world: World, what: str) -> None:
    """Missing, extra, stuck and undeliverable, each with a way out."""
    statements, words = TAMPERED[what]
    report = tampered(world, f"{statements};{ALIKE}")
    assert any(words in one.says for one in report.findings), report.findings
    assert all(one.way_out for one in report.findings)


def test_a_finding_is_told_once_and_stays_in_the_pack_until_it_is_mended(world: World) -> None:
    """The next S has it, the one after has not; health counts it and the pack names it."""
    world.meeting(date(2010, 11, 2))
    tampered(world, "UPDATE notice SET cause = 'v999' WHERE step = 'E3'")
    first = audit(world.office, BOARD_ID)
    again = audit(world.office, BOARD_ID)
    assert first.findings
    assert all(one.new for one in first.findings)
    assert not any(one.new for one in again.findings)
    (last,) = last_audits(world.office)
    assert (last.on, last.open[Kind.EXTRA]) == (OCTOBER, len(first.findings))
    world.unexpected.clear()
    world.on(date(2010, 10, 21)).run()
    assert world.let_pass("Self-check: E3 of", "answers nothing that the register has") == 1
    world.unexpected.clear()
    audit(world.office, BOARD_ID)
    world.on(date(2010, 10, 22)).run()
    assert not any(post.says("Self-check") for post in world.unexpected)
    asked = Asked(
        committee_id=1, meeting_on=date(2010, 11, 5), freeze_on=date(2010, 10, 22), number="1"
    )
    with reading(world.office.engine) as session:
        board = board_facts(session, BOARD_ID, asked.freeze_on, board_calendar)
        said = snapshot(session, board, asked).exceptions
    assert any("answers nothing that the register has" in one for one in said)


def test_it_reads_the_same_on_both_databases(register: Engine, tmp_path: Path) -> None:
    """Nothing in a register as it was run, and a stage that was taken out."""
    furnish(register, tmp_path)
    world = lived(World.on_register(register, tmp_path))
    assert audit(world.office, BOARD_ID).findings == ()
    report = tampered(world, TAMPERED["stage"][0])
    assert any("E4 was owed" in one.says for one in report.findings)
