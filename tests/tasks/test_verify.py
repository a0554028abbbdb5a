"""`matters verify`: the history, the ledger it tells of, and the texts that were sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tasks.committee import enter_committee
from tasks.looking import endings, history, verify_history
from tasks.refused import Refused
from tests.stories.furnished import BOARD_FILE
from tests.stories.world import BOARD, BOARD_ID, World, row
from tests.worlds import kept, lived

DUE, LAST = "17 September 2010", date(2010, 9, 10)
RUN = """
    INSERT INTO run (board_id, as_of, started_at, quiet, scanned, notices, messages, exceptions)
    VALUES (1, '2010-09-09', '2010-09-09 09:00:00', false, 0, 0, 0, '[]')
"""
ANSWER = """
    INSERT INTO response (action_id, person_id, post_id, holds_from, recorded_at)
    SELECT action_id, person_id, post_id, holds_from, recorded_at FROM response
"""
DECISION = """
    INSERT INTO decision (board_id, action_id, kind, holds_from, recorded_at, chairs_action,
    person_id, post_id) SELECT board_id, action_id, 'accept', holds_from, recorded_at, true,
    person_id, post_id FROM decision
"""
TEXT = "UPDATE message_bytes SET data = CAST('Something else' AS BLOB) WHERE message_id = 1"
HASH = f"UPDATE message SET sha256 = '{sha256(b'Something else').hexdigest()}' WHERE id = 1"  # noqa: S608 - a hash
TOLD_ON = """
    UPDATE notice SET told_on = '2010-09-07' WHERE id =
    (SELECT min(id) FROM notice WHERE state = 'told')
"""
NO_MESSAGE = (
    "DELETE FROM message_notice WHERE notice_id = (SELECT min(notice_id) FROM message_notice)"
)
GIVEN = "INSERT INTO given_reason (entry_id, text) VALUES (1, 'Nobody gave one.')"
CUT_OFF = (
    "DROP TRIGGER history_no_delete",
    "DROP TRIGGER chain_head_no_return",
    "DELETE FROM history WHERE seq = (SELECT seq FROM chain_head)",
    """UPDATE chain_head SET seq = (SELECT max(seq) FROM history),
        hash = (SELECT hash FROM history ORDER BY seq DESC LIMIT 1)""",
    "UPDATE due_version SET decision_id = NULL",
    "DELETE FROM decision",
)


@pytest.fixture(scope="module")
def told_template(template: Path, engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of two actions entered, told, and one of them answered and extended."""
    world = World.of(template, engine)
    world.import_plan(row("1", DUE), row("2", DUE))
    world.run()
    world.respond("1", "in-progress")
    world.advance(to=LAST).decide("2", "extend", until=date(2010, 11, 30))
    world.let_pass()
    assert verify_history(world.office) == []
    return kept(world, tmp_path_factory.mktemp("told"))


@pytest.fixture
def told(told_template: Path, engine: Engine) -> Iterator[World]:
    """A world of the test's own on the day of the extension."""
    yield from lived(told_template, engine, LAST)


def behind_its_back(world: World, *statements: str) -> list[str]:
    """What is said after somebody changed the database by hand."""
    with world.office.engine.begin() as connection:
        for one in statements:
            connection.execute(text(one))
    return verify_history(world.office)


@pytest.fixture(autouse=True)
def spoilt(monkeypatch: pytest.MonkeyPatch) -> None:
    """A world that was spoilt on purpose is not asked at its end whether it is whole."""
    monkeypatch.setattr(World, "end", lambda _: None)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE notice SET step = 'R0' WHERE step = 'R5'", "The notices of the run of 2010-09-10"),
        (RUN, "The run numbered"),
        (ANSWER, "The response numbered 2 is in no entry"),
        (DECISION, "The decision numbered 2 is in no entry"),
        (TEXT, "The text of the message numbered 1"),
        (TOLD_ON, "The notice numbered"),
        (NO_MESSAGE, "The notice numbered"),
    ],
)
def test_what_was_put_in_or_altered_beside_the_history_is_named(
    told: World, statement: str, said: str
) -> None:
    """The ledger by its digest, answers and decisions by their entries, texts by their hashes."""
    (fault,) = behind_its_back(told, statement)
    assert fault.startswith(said)


def entry(what: str, change: str) -> str:
    """The statement that alters the first entry of a kind."""
    return f"UPDATE history SET {change} WHERE seq = (SELECT min(seq) FROM history WHERE what = '{what}')"  # noqa: E501, S608 - a statement of the test's own


@pytest.mark.parametrize("what", ["run", "message accepted", "decided extend"])
@pytest.mark.parametrize(
    "change",
    [
        "facts = 'nothing'",
        "facts = '[]'",
        "facts = x'ff'",
        "recorded_at = 'some day'",
        "holds_from = 'some day'",
        "holds_from = 12",
        "subject_id = 'one'",
    ],
)
def test_an_entry_that_nobody_can_read_any_more_is_named(
    told: World, what: str, change: str
) -> None:
    """Whatever somebody wrote into it; the entries around it are read as before."""
    number = next(one.seq for one in history(told.office) if one.what == what)
    faults = behind_its_back(told, "DROP TRIGGER history_no_update", entry(what, change))
    assert faults[0] == f"History entry {number} was altered after it was recorded."
    assert not any("does not follow" in one or "missing" in one for one in faults)


def test_a_number_that_is_none_is_named(told: World) -> None:
    """So is the gap that it leaves."""
    drop, altered = "DROP TRIGGER history_no_update", entry("run", "seq = 'first'")
    faults = behind_its_back(told, drop, altered)
    assert "History entry first was altered after it was recorded." in faults
    assert any(one.endswith("is missing.") for one in faults)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE decision SET reason = 'another'", "The reason of the decision numbered 1"),
        ("UPDATE due_version SET due_on = '2011-05-05' WHERE decision_id = 1", "The due date of"),
        (GIVEN, "The reason of history entry 1 is not the one that was given."),
        ("UPDATE response SET note = 'another'", "The note of the answer numbered 1"),
        ("UPDATE message_bytes SET data = 'x' WHERE message_id = 1", "The text of the message"),
    ],
)
def test_what_the_history_shows_beside_its_entries_is_held_against_them(
    told: World, statement: str, said: str
) -> None:
    """`matters history` prints why and from what to what: nobody changes that unseen."""
    (fault,) = behind_its_back(told, statement)
    assert fault.startswith(said)


def test_a_text_and_its_hash_altered_together_are_found(told: World) -> None:
    """The hash of what was accepted stands in the chain."""
    (fault,) = behind_its_back(told, TEXT, HASH)
    assert fault.startswith("The text of the message numbered 1")


def test_an_end_cut_off_with_all_that_belongs_to_it_is_missed_by_a_mark_alone(told: World) -> None:
    """Entry, head and decision gone, the rest is whole: what was written down elsewhere tells."""
    (end,) = endings(told.office)
    assert behind_its_back(told, *CUT_OFF) == []
    (fault,) = verify_history(told.office, [end.mark])
    assert (
        fault == f"History entry {end.number} is not the one that was written down as {end.hash}."
    )


def test_the_end_of_one_boards_history_is_asked_alone(told: World, tmp_path: Path) -> None:
    """What is minuted with a board's pack is its own, where the register has another."""
    other = tmp_path / "other.toml"
    other.write_text(BOARD_FILE.replace(BOARD, "Westmere Safeguarding Board"), encoding="utf-8")
    office = told.office
    enter_committee(office.engine, other, office.clock.now(), told.today)
    first, second = endings(office)
    assert (first.board, second.board) == (BOARD, "Westmere Safeguarding Board")
    assert endings(office, BOARD_ID) == [first]


def test_names_and_texts_may_be_purged(told: World) -> None:
    """People and bytes gone, the history is as whole as before, and its mark stands."""
    (end,) = endings(told.office)
    statements = (
        "UPDATE person SET name = '', purged_on = '2010-09-10'",
        "DELETE FROM address",
        "DELETE FROM message_bytes",
        "UPDATE response SET note = NULL",
        "UPDATE decision SET reason = NULL",
    )
    assert behind_its_back(told, *statements) == []
    assert verify_history(told.office, [end.mark]) == []


def test_a_mark_that_is_none_is_refused(told: World) -> None:
    """Number and hash, as `matters verify` prints them."""
    for mark in ("12", "12:ab", "x:" + "0" * 64):
        with pytest.raises(Refused, match="--mark"):
            verify_history(told.office, [mark])
