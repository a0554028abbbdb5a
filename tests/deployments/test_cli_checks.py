"""What checks the register and the machine: verify, audit, health, and a backup's own proof."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.deployments.commands import Matters
from tests.stories.world import LEAD


def test_verify_finds_an_entry_that_was_altered(
    known: Matters, home: Path, alter: Callable[[Path, str], None]
) -> None:
    """Status 1, and the first entry that does not fit is named."""
    alter(home, "UPDATE history SET facts = '{}' WHERE seq = 3")
    said = known("verify")
    assert said.status == 1
    assert "History entry 3 was altered" in said.out


def test_verify_finds_an_entry_that_was_left_out(
    known: Matters, home: Path, alter: Callable[[Path, str], None]
) -> None:
    """A gap in the numbers is named."""
    alter(home, "DELETE FROM history WHERE seq = 3")
    said = known("verify")
    assert said.status == 1
    assert "History entry 3 is missing" in said.out


def test_audit_names_what_is_wrong_with_a_way_out(
    known: Matters, home: Path, alter: Callable[[Path, str], None]
) -> None:
    """Status 0 with no finding; status 1 with an address that was refused."""
    known("follow-up", "--deliver")
    assert known("audit", "--json").document["findings"] == []
    alter(home, "UPDATE address SET undeliverable_on = '2010-09-06' WHERE email LIKE 'ward.m%'")
    said = known("audit")
    assert said.status == 1
    assert f"undeliverable (new) {LEAD}: messages to the post are refused" in said.out
    assert "What to do: enter a new address" in said.out


def test_health_answers_an_outside_monitor(
    known: Matters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 0 and a line a board where all is well, and the same as JSON."""
    known("follow-up", "--deliver")
    known("audit")
    said = known("health")
    assert (said.status, said.out.splitlines()[1]) == (0, "  All is well.")
    assert (
        "  Note: MATTERS_SMTP_URL is not set: messages are files in the home's outbox." in said.out
    )
    told = known("health", "--json").document
    (one,) = told["boards"]
    assert (one["waiting"], one["stuck"], one["wrong"], one["findings"]) == (0, 0, [], {})
    assert (told["well"], told["machine"]["wrong"]) == (True, [])
    monkeypatch.setenv("MATTERS_HOME", str(tmp_path / "elsewhere"))
    closed = known("health", "--json")
    assert (closed.status, closed.document["well"]) == (2, False)
    assert closed.document["refused"].startswith("There is no register in ")
    assert closed.err.strip() == closed.document["refused"]


def test_a_backup_that_lacks_evidence_is_an_exception(
    known: Matters, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 1 with the file's name, also when it is restored; whole, it is 0."""
    (file := tmp_path / "agreed.txt").write_text("What was agreed.", "utf-8")
    known("respond", "child-q/1", "--evidence", file, "--by", LEAD)
    whole = known("backup", tmp_path / "whole")
    assert (whole.status, "is whole. SHA-256" in whole.out) == (0, True)
    (kept,) = (home / "evidence").iterdir()
    kept.unlink()
    lacks = known("backup", tmp_path / "lacks")
    monkeypatch.setenv("MATTERS_HOME", str(tmp_path / "elsewhere"))
    for said in (lacks, known("restore", tmp_path / "lacks")):
        assert said.status == 1
        assert "It lacks 1 file that the register names" in said.out
        assert f"Not there as the register knows it: evidence/{kept.name}." in said.out
    assert "beside the register and its history is whole. SHA-256" in lacks.out


def test_what_others_can_read_is_no_health(
    known: Matters, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The home, a backup, a secret's file, a folder that is gone; and a clock that was set back."""
    key, backups = tmp_path / "key", tmp_path / "backups"
    key.write_text("a-key-of-many-letters", "utf-8")
    backups.mkdir()
    for path in (key, backups / "2010-09-06.matters"):
        path.touch()
        path.chmod(0o644)
    (home := plan.parent).chmod(0o755)
    monkeypatch.setenv("MATTERS_SECRET_KEY_FILE", str(key))
    monkeypatch.setenv("MATTERS_BACKUP_FOLDER", str(backups))
    monkeypatch.setenv("MATTERS_BOUNCES_FOLDER", str(gone := tmp_path / "gone"))
    monkeypatch.setenv("MATTERS_SMTP_URL", "smtps://us:open-sesame@127.0.0.1:465")
    monkeypatch.setenv("MATTERS_CLOCK", "2010-09-05")
    said = known("health")
    assert said.status == 1
    for mode, path in (("700", home), ("600", key), ("600", backups / "2010-09-06.matters")):
        assert f"{path} can be read by others than its owner: chmod {mode} {path}." in said.out
    assert f"MATTERS_BOUNCES_FOLDER: {gone} is not there: make it" in said.out
    assert "the last entry of the register is of 6 September 2010" in said.out
    assert "MATTERS_SMTP_URL is a secret in the environment" in said.out
    assert "open-sesame" not in said.out


@pytest.fixture
def alter() -> Callable[[Path, str], None]:
    """Runs a statement as somebody would who has the file and knows how to drop a trigger."""
    import sqlite3

    def run(home: Path, statement: str) -> None:
        with sqlite3.connect(home / "register.db") as connection:
            triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (name,) in connection.execute(triggers).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            assert connection.execute(statement).rowcount == 1
        connection.close()

    return run
