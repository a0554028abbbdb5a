"""The commands as people and scripts meet them: exit status 1, JSON, the history.

The board is the small one of the stories; the day is Monday 6 September 2010 unless said.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from deployments.cli import main
from tests.deployments.commands import DUE, Matters, entered
from tests.stories.world import HEADINGS, LEAD, row, write_csv


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
