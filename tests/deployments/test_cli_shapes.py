"""What commands print as JSON, and explain: the shape that scripts rely on."""

from __future__ import annotations

from pathlib import Path

from tests.deployments.commands import DUE, Matters
from tests.stories.world import FIRST, LEAD


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
