"""The commands as people and scripts meet them: exit status 1, JSON, the history.

The board is the small one of the stories; the day is Monday 6 September 2010 unless said.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deployments.cli import main
from tests.deployments.commands import DUE, Matters, entered
from tests.stories.world import FIRST, HEADINGS, LEAD, row, write_csv

# --- Exceptions: status 1 ----------------------------------------------------------------------


def test_an_import_that_wants_a_decision_is_an_exception(matters: Matters, plan: Path) -> None:
    """Status 1, and the action and the post that want looking after are named."""
    write_csv(plan, HEADINGS, (row("1", DUE, lead="Somebody new"), row("2", "TBC")))
    said = entered(matters, plan)
    assert said.status == 1
    assert "child-q/2: its date needs a decision" in said.out
    assert "Nobody holds the post of Somebody new" in said.out


def test_a_dry_run_keeps_nothing(matters: Matters, plan: Path) -> None:
    """It says what would be entered; the same import is possible afterwards."""
    said = entered(matters, plan, "--dry-run", "--json")
    assert (said.document["dry_run"], said.document["actions"]) == (
        True,
        ["child-q/1", "child-q/2"],
    )
    assert matters("actions", "--json").document == []
    assert entered(matters, plan).status == 1


def test_a_day_that_cannot_send_is_an_exception(
    known: Matters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server is down: status 1 with the reason; the next day sends what waited."""
    monkeypatch.setenv("MATTERS_SMTP_URL", "smtp://127.0.0.1:1")
    said = known("follow-up", "--deliver", "--json")
    assert said.status == 1
    assert said.document["messages"] == 0
    assert "127.0.0.1" in said.document["exceptions"][0]
    assert known("deliver").status == 1
    monkeypatch.delenv("MATTERS_SMTP_URL")
    assert known("deliver", "--json").document["accepted"] == 1


def test_a_vacant_post_is_an_exception_each_time_it_should_be_told(
    matters: Matters, plan: Path
) -> None:
    """The stand-in is told and the run says for which post."""
    write_csv(plan, HEADINGS, (row("1", DUE, lead="Somebody new"),))
    entered(matters, plan)
    said = matters("follow-up", "--json")
    assert said.status == 1
    assert said.document["exceptions"] == [
        "The post of Somebody new could not be told; a stand-in was."
    ]


def test_a_quiet_day_is_no_exception(known: Matters) -> None:
    """A Saturday's run is done with status 0, though something waits."""
    assert known("follow-up").status == 0
    said = known("follow-up", "--as-of", "2010-09-11", "--deliver", "--json")
    assert said.status == 0
    assert (said.document["quiet"], said.document["exceptions"]) == (True, [])


# --- Shapes ------------------------------------------------------------------------------------


def test_the_shape_of_a_day(known: Matters) -> None:
    """interface.md, `matters follow-up --json`."""
    day = known("follow-up", "--deliver", "--json")
    assert day.document == {
        "as_of": "2010-09-06",
        "quiet": False,
        "scanned": 2,
        "notices": 2,
        "messages": 1,
        "held": 0,
        "withdrawn": 0,
        "exceptions": [],
    }


def test_the_shape_of_a_delivery(known: Matters) -> None:
    """interface.md, `matters deliver --json`."""
    known("follow-up")
    names = {"accepted": 1, "transient": 0, "permanent": 0, "unknown": 0, "waiting": 0}
    assert known("deliver", "--json").document == names
    assert known("deliver", "--json").document == {**names, "accepted": 0}


def test_the_shape_of_a_reading(matters: Matters, plan: Path) -> None:
    """interface.md, `matters read --json`: an item a row, all its fields; saves nothing."""
    read = matters("read", plan, "--agreed", FIRST, "--json").document
    assert set(read) == {"file", "accepted", "items", "problems"}
    assert (read["file"], read["accepted"], len(read["items"])) == ("plan.csv", True, 2)
    assert {"number", "lead_text", "leads", "due", "precision", "needs_decision", "extra"} <= set(
        read["items"][0]
    )
    assert read["items"][0]["due"] == "2010-09-17"
    assert set(read["problems"][0]) >= {"code", "severity", "row", "column", "message"}


def test_a_plan_is_read_under_the_headings_of_a_policy_that_is_tried(
    matters: Matters, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """interface.md, MATTERS_POLICY: a board's own heading is read, a mistake has its line."""
    file, policy = home / "own.csv", home / "policy.toml"
    file.write_text("Recommendation,Action,Lead,Why\nShare,Write,Matron,Safe\n", encoding="utf-8")
    assert matters("read", file, "--json").document["items"][0]["outcomes"] == []
    monkeypatch.setenv("MATTERS_POLICY", str(policy))
    policy.write_text('[headings]\noutcomes = ["Why"]\n', encoding="utf-8")
    assert matters("read", file, "--json").document["items"][0]["outcomes"] == ["Safe"]
    policy.write_text('[headings]\nleed = ["Champion"]\n', encoding="utf-8")
    matters("read", file, "--json").refused("line 2, headings.leed: a plan has no such column")


def test_a_file_that_is_refused_is_printed_as_json_too(matters: Matters, home: Path) -> None:
    """Status 2, and the document says why."""
    file = home / "empty.csv"
    file.write_text("", encoding="utf-8")
    said = matters("read", file, "--json")
    assert (said.status, said.document["accepted"]) == (2, False)
    assert said.document["problems"][0]["severity"] == "error"


def test_the_shape_of_a_rehearsal(known: Matters, tmp_path: Path) -> None:
    """interface.md, `matters rehearse --json`; the same as a page."""
    days = ("rehearse", "--from", "2010-09-06", "--to", "2010-09-30")
    played = known(*days, "--json").document
    assert set(played) == {"from", "to", "policy", "notices", "messages", "unreached"}
    assert played["notices"][0] == {
        "on": "2010-09-06",
        "step": "A",
        "action": "child-q/1",
        "to": LEAD,
        "copy": False,
        "reason": "the action was entered on 6 September 2010",
    }
    assert played["messages"][0] == {
        "on": "2010-09-06",
        "to": LEAD,
        "channel": "email",
        "notices": 2,
    }
    policy = tmp_path / "policy.toml"
    policy.write_text("[reminders]\nnormal = [20, 4, 0]\n", encoding="utf-8")
    tried = known(*days, "--policy", policy, "--json").document
    assert (tried["counts"], tried["differences"]) == (
        {"added": 0, "dropped": 0, "moved": 1},
        [
            {
                "action": "child-q/1",
                "step": "R5",
                "change": "moved",
                "was_on": "2010-09-10",
                "is_on": "2010-09-13",
                "to": [LEAD],
            }
        ],
    )
    assert "no step added, none dropped, 1 told on" in known(*days, "--policy", policy).out
    page = tmp_path / "days.html"
    assert known(*days, "--html", page).status == 0
    assert "Friday 10 September 2010" in page.read_text(encoding="utf-8")


def test_the_shape_of_a_pack(known: Matters) -> None:
    """interface.md, `matters pack --json`; built again it is the same."""
    made = known("pack", "--meeting", "2010-09-07", "--json").document
    assert set(made) >= {"pack", "as_of", "fingerprint", "files", "totals"}
    assert set(made["files"][0]) == {"name", "sha256"}
    assert set(made["totals"]) >= {"opening", "new", "reopened", "closed", "closing", "overdue"}
    assert known("pack", "--check", made["pack"]).status == 0
    known("pack", "--meeting", "2010-09-09").refused("no meeting that day")
    known("pack", "--meeting", "2010-09-07", "--edition", "secret").refused("--edition secret")


def test_an_action_explained(known: Matters) -> None:
    """How its date was read, what was told, and what comes next with its day."""
    known("follow-up", "--deliver")
    why = known("why", "child-q/1", "--json").document
    assert (why["action"], why["due"], why["date_text"]) == ("child-q/1", "2010-09-17", DUE)
    assert [(t["step"], t["to"], t["state"]) for t in why["told"]] == [("A", LEAD, "told")]
    assert ("R5", "2010-09-10") in [(n["step"], n["on"]) for n in why["next"]]
    plain = known("why", "child-q/1")
    assert (plain.status, "What comes next" in plain.out) == (0, True)


def test_the_list_lets_through_what_is_asked_for(known: Matters) -> None:
    """By review, lead, agency and standing, whatever the case of the words."""

    def listed(*words: str) -> list[str]:
        return [line["action"] for line in known("actions", "--json", *words).document]

    assert listed() == listed("--review", "child-q") == ["child-q/1", "child-q/2"]
    assert listed("--standing", "no-date") == ["child-q/2"]
    assert listed("--lead", "ward MANAGER", "--standing", "due-soon") == ["child-q/1"]
    for words in (("--agency", "Nowhere"), ("--review", "child"), ("--lead", "Nobody")):
        refused = known("actions", *words)
        assert (refused.status, "does not know it" in refused.err) == (2, True)


# --- History -----------------------------------------------------------------------------------


def test_every_change_leaves_its_entry(known: Matters, home: Path) -> None:
    """From the board to the decision: what happened stands in the history, in its order."""
    known("follow-up", "--deliver")
    file = home / "evidence.txt"
    file.write_text("Here it is.", encoding="utf-8")
    known("respond", "child-q/1", "--evidence", file, "--by", LEAD)
    decide = ("decide", "child-q/1", "accept", "--by", "Committee chair", "--chairs-action")
    said = known(*decide)
    assert (said.status, "closed-accepted" in said.out) == (0, True)
    what = [entry["what"] for entry in known("history", "child-q/1", "--json").document]
    assert what == ["action entered", "answered", "decided accept"]
    every = [entry["what"] for entry in known("history", "--json").document]
    assert {"plan entered", "run", "message accepted"} <= set(every)
    assert known("verify").status == 0
    assert known("history", "child-q/1", "--recorded-by", "2010-09-05", "--json").document == []


def test_no_name_and_no_address_stands_in_the_history(known: Matters) -> None:
    """Ids, dates, words and hashes only, so that people can be purged."""
    known("follow-up", "--deliver")
    known("respond", "child-q/1", "--note", "Call me.", "--by", LEAD)
    history = known("history", "--json").out
    assert "example.org" not in history
    assert "Holder" not in history
    assert "Call me" not in history


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


def test_a_letter_that_a_terminal_lacks_stops_no_report(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plan's own letters are spelt out where the terminal has them not."""
    plan = home / "plan.csv"
    write_csv(plan, HEADINGS, [row("1", DUE, lead="Élan leader")])
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setattr(sys, "argv", ["matters", "read", str(plan)])
    with pytest.raises(SystemExit) as ended:
        main()
    terminal.flush()
    assert not ended.value.code
    terminal.seek(0)
    assert r"\xc9lan leader" in terminal.read()
