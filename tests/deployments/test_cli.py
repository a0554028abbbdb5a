"""The commands as people and scripts meet them: exit status, sentences, JSON.

The board is the small one of the stories; the day is Monday 6 September 2010 unless said.
"""

from __future__ import annotations

import gc
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from deployments.cli import main
from tests.stories.world import FIRST, HEADINGS, LEAD, build_template, row, write_csv

DUE = "17 September 2010"


@dataclass(frozen=True)
class Said:
    """What a command came to."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Its stdout as one JSON document."""
        return json.loads(self.out)

    def refused(self, *words: str) -> None:
        """Status 2, the words on stderr, nothing on stdout, no traceback."""
        assert (self.status, self.out) == (2, "")
        assert "Traceback" not in self.err
        missing = [word for word in words if word not in self.err]
        assert not missing, self.err


Matters = Callable[..., Said]


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose register holds the small board and its people."""
    home = tmp_path_factory.mktemp("furnished") / "home"
    build_template(home)
    return home


@pytest.fixture
def home(furnished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, with MATTERS_HOME and MATTERS_CLOCK set."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    shutil.copyfile(furnished / "register.db", home / "register.db")
    monkeypatch.setenv("MATTERS_HOME", str(home))
    monkeypatch.setenv("MATTERS_CLOCK", FIRST.isoformat())
    return home


@pytest.fixture
def matters(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Matters]:
    """Runs a command in this process, as the installed script does."""
    threshold = gc.get_threshold()

    def run(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["matters", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        status = ended.value.code
        return Said(status if isinstance(status, int) else 0, out, err)

    yield run
    gc.set_threshold(*threshold)


@pytest.fixture
def plan(home: Path) -> Path:
    """A plan of two actions, one of them without a date."""
    rows = (row("1", DUE), row("2", "TBC"))
    return write_csv(home / "plan.csv", HEADINGS, rows)


def entered(matters: Matters, plan: Path, *more: object) -> Said:
    """`matters import` of the plan."""
    asked = ("--review", "child-q", "--title", "Child Q", "--agreed", FIRST)
    return matters("import", plan, *asked, *more)


# --- Refusals: status 2 ------------------------------------------------------------------------


def test_a_plan_that_is_not_there_is_a_sentence(matters: Matters, home: Path) -> None:
    """The file is named, nothing is entered."""
    said = entered(matters, home / "absent.docx")
    said.refused("absent.docx")
    assert matters("actions", "--json").document == []


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx", "plan.pdf", "plan.csv"])
def test_a_plan_that_cannot_be_read_is_a_sentence(matters: Matters, home: Path, name: str) -> None:
    """Bytes that are no document of their kind are refused, whatever the file is called."""
    file = home / name
    file.write_bytes(b"\x00\x01PK\x03\x04 no document at all")
    entered(matters, file).refused()
    assert matters("read", file).status == 2


def test_a_plan_is_not_entered_twice_by_accident(matters: Matters, plan: Path) -> None:
    """Without --update it is refused; with it what is there already is counted and kept."""
    assert entered(matters, plan).status == 1
    entered(matters, plan).refused("child-q was entered on 2010-09-06", "--update")
    again = entered(matters, plan, "--update", "--json")
    assert again.status == 0
    assert again.document["actions"] == []
    assert (again.document["review"], again.document["unchanged"]) == ("child-q", 2)


def test_an_update_adds_what_is_new_and_changes_nothing(matters: Matters, plan: Path) -> None:
    """A third row is entered; the words of the first, changed in the file, are only reported."""
    entered(matters, plan)
    changed = (row("1", DUE)[0], *row("1", DUE)[1:2], "Other words.", *row("1", DUE)[3:])
    write_csv(plan, HEADINGS, (changed, row("2", "TBC"), row("3", DUE)))
    again = entered(matters, plan, "--update", "--json")
    assert again.status == 1
    assert again.document["actions"] == ["child-q/3"]
    assert again.document["changed"] == ["child-q/1"]


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--review", "child q", "--review"),
        ("--review", "child/q", "--review"),
        ("--title", " ", "--title"),
        ("--agreed", "6 September 2010", "a day is written as"),
        ("--agreed", "2010-13-01", "a day is written as"),
        ("--commissioned", "2011-01-01", "--commissioned"),
        ("--board", "Westmere", "--board"),
        ("--committee", "Another", "--committee"),
    ],
)
def test_an_option_that_makes_no_sense_is_named(
    matters: Matters, plan: Path, option: str, value: str, words: str
) -> None:
    """The sentence begins with the option, and nothing is entered."""
    entered(matters, plan, option, value).refused(words)
    assert matters("actions", "--json").document == []


def test_a_contact_without_an_address_is_refused_whole(matters: Matters, home: Path) -> None:
    """The row and the column are named, and the good row beside it is not entered either."""
    heads = ("Post", "Person", "Email")
    rows = (("New post", "Its holder", "new@example.org"), ("Other post", "Its holder", ""))
    matters("contacts", write_csv(home / "people.csv", heads, rows)).refused("row 3, Email")
    before = matters("history", "--json").document
    assert all("New post" not in json.dumps(entry) for entry in before)


def test_a_committee_without_a_secretary_is_refused(matters: Matters, home: Path) -> None:
    """The key that is wanted is named."""
    file = home / "board.toml"
    text = 'board = "Westmere"\n[committee]\nname = "Panel"\nchair = "Chair"\n'
    file.write_text(text, encoding="utf-8")
    matters("committee", file).refused("board.toml", "committee.secretary")


@pytest.mark.parametrize(
    "command",
    [
        ("why", "child-q/9"),
        ("respond", "child-q/9", "--progress", "in-progress", "--by", LEAD),
        ("decide", "child-q/9", "accept", "--by", "Committee chair", "--chairs-action"),
        ("confirm", "child-q/9", "--by", "Review secretary"),
        ("history", "child-q/9"),
    ],
)
def test_an_action_that_is_not_there_is_named(
    matters: Matters, home: Path, command: tuple[str, ...]
) -> None:
    """Each command says which reference it did not find, and where the references are."""
    matters(*command).refused("There is no action child-q/9", "matters actions")


def test_who_acts_must_be_known_and_hold_a_post(matters: Matters, plan: Path) -> None:
    """A stranger, and a person whose only post leads something else."""
    entered(matters, plan)
    respond = ("respond", "child-q/1", "--progress", "in-progress", "--by")
    matters(*respond, "Nobody at all").refused("--by Nobody at all", "matters contacts")
    matters(*respond, "Head of schools").refused("only its leads")


def test_a_lead_decides_nothing_of_their_own(matters: Matters, plan: Path) -> None:
    """Not by their post, and not by their address."""
    entered(matters, plan)
    for by in (LEAD, "ward.manager@eastmere.example.org", "Ward.Manager@Eastmere.example.org"):
        decide = ("decide", "child-q/1", "not-implemented", "--reason", "No.", "--by", by)
        matters(*decide, "--chairs-action").refused("nobody decides on an action they lead")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("accept", "--by", "Committee chair"), "names its meeting and minute"),
        (("accept", "--by", "Committee chair", "--chairs-action"), "no evidence waits"),
        (("extend", "--by", "Committee chair", "--chairs-action"), "--until"),
        (("hold", "--by", "Committee chair", "--chairs-action"), "--until"),
        (("extend", "--by", LEAD, "--meeting", "2010-09-07"), "nobody decides"),
        (("marvel", "--by", "Committee chair", "--chairs-action"), "it is one of accept,"),
        (("accept", "--by", "Review secretary", "--chairs-action"), "Only the Committee chair"),
        (
            ("not-implemented", "--by", "Committee chair", "--chairs-action"),
            "needs a reason",
        ),
        (
            ("superseded", "--by", "Committee chair", "--chairs-action", "--into", "child-q/7"),
            "--into child-q/7: there is no such action",
        ),
        (
            ("not-implemented", "--by", "Review secretary", "--meeting", "2010-09-08"),
            "no meeting on 8 September 2010",
        ),
    ],
)
def test_a_decision_that_may_not_be_taken_says_why(
    matters: Matters, plan: Path, words: tuple[str, ...], sentence: str
) -> None:
    """Nothing is recorded, and the sentence says what is wanted."""
    entered(matters, plan)
    before = len(matters("history", "--json").document)
    matters("decide", "child-q/1", *words).refused(sentence)
    assert len(matters("history", "--json").document) == before


def test_tomorrow_cannot_be_recorded_today(matters: Matters, plan: Path) -> None:
    """A response and a decision both say what day it is."""
    entered(matters, plan)
    tomorrow = ("--on", "2010-09-07")
    respond = ("respond", "child-q/1", "--progress", "in-progress", "--by", LEAD)
    matters(*respond, *tomorrow).refused("2010-09-07 is after today, 2010-09-06")
    decide = ("decide", "child-q/1", "not-implemented", "--reason", "No.", "--chairs-action")
    matters(*decide, "--by", "Committee chair", *tomorrow).refused("2010-09-07 is after today")


def test_an_answer_that_is_refused_leaves_no_file(matters: Matters, plan: Path, home: Path) -> None:
    """Evidence by somebody who does not lead the action is not stored."""
    entered(matters, plan)
    file = home / "evidence.txt"
    file.write_text("Here it is.", encoding="utf-8")
    respond = ("respond", "child-q/1", "--evidence", file, "--by")
    matters(*respond, "Head of schools").refused("only its leads")
    assert not (home / "evidence").exists()
    assert matters(*respond, LEAD).status == 0
    assert len(list((home / "evidence").iterdir())) == 1


@pytest.mark.parametrize("content", [None, b""])
def test_evidence_that_is_absent_or_empty_is_refused(
    matters: Matters, plan: Path, home: Path, content: bytes | None
) -> None:
    """The file is named."""
    entered(matters, plan)
    file = home / "evidence.txt"
    if content is not None:
        file.write_bytes(content)
    matters("respond", "child-q/1", "--evidence", file, "--by", LEAD).refused("evidence.txt")


def test_an_answer_that_says_nothing_is_refused(matters: Matters, plan: Path) -> None:
    """And so is progress that nobody knows, and more time without a reason."""
    entered(matters, plan)
    respond = ("respond", "child-q/1", "--by", LEAD)
    matters(*respond).refused("says nothing")
    matters(*respond, "--progress", "nearly").refused("--progress nearly: it is one of")
    matters(*respond, "--extension", "2010-10-29").refused("with a reason")


def test_follow_up_is_for_no_day_that_is_not_yet_or_no_more(
    matters: Matters, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the machine's own clock: not after today, not before the last run."""
    monkeypatch.delenv("MATTERS_CLOCK")
    matters("follow-up", "--as-of", "2999-01-01").refused("2999-01-01 is after today", "rehearse")
    assert matters("follow-up", "--json").status == 0
    matters("follow-up", "--as-of", "2010-09-06").refused("2010-09-06 is before the last run")


@pytest.mark.parametrize(
    "command",
    [
        ("actions",),
        ("follow-up",),
        ("deliver",),
        ("verify",),
        ("rehearse", "--from", "2010-09-06", "--to", "2010-09-07"),
        ("pack", "--meeting", "2010-09-07"),
        ("meeting", "Review committee", "2010-09-07"),
    ],
)
def test_a_home_without_a_register_is_named_and_left_alone(
    matters: Matters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """No command quietly opens a new and empty register elsewhere."""
    monkeypatch.setenv("MATTERS_HOME", str(tmp_path / "elsewhere"))
    matters(*command).refused(str(tmp_path / "elsewhere"), "MATTERS_HOME")
    assert not (tmp_path / "elsewhere" / "register.db").exists()


def test_a_setting_that_cannot_be_used_is_a_sentence(
    matters: Matters, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name of the setting, what it should be, and not its value."""
    monkeypatch.setenv("MATTERS_SMTP_URL", "mail.example.org:secret")
    matters("actions").refused("MATTERS_SMTP_URL", "smtp://")


def test_a_word_that_is_no_command_or_option_is_refused(matters: Matters, home: Path) -> None:
    """The usual usage error: status 2 on stderr."""
    assert matters("dance").status == 2
    assert matters("actions", "--colour", "red").status == 2
    matters("actions", "--standing", "fine").refused("--standing fine: it is one of")


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
    matters: Matters, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server is down: status 1 with the reason; the next day sends what waited."""
    entered(matters, plan)
    monkeypatch.setenv("MATTERS_SMTP_URL", "smtp://127.0.0.1:1")
    said = matters("follow-up", "--deliver", "--json")
    assert said.status == 1
    assert said.document["messages"] == 0
    assert "127.0.0.1" in said.document["exceptions"][0]
    assert matters("deliver").status == 1
    monkeypatch.delenv("MATTERS_SMTP_URL")
    assert matters("deliver", "--json").document["accepted"] == 1


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


def test_a_quiet_day_is_no_exception(matters: Matters, plan: Path) -> None:
    """A Saturday's run is done with status 0, though something waits."""
    entered(matters, plan)
    assert matters("follow-up").status == 0
    said = matters("follow-up", "--as-of", "2010-09-11", "--deliver", "--json")
    assert said.status == 0
    assert (said.document["quiet"], said.document["exceptions"]) == (True, [])


# --- Shapes ------------------------------------------------------------------------------------


def test_the_shape_of_a_day(matters: Matters, plan: Path) -> None:
    """interface.md, `matters follow-up --json`."""
    entered(matters, plan)
    day = matters("follow-up", "--deliver", "--json")
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


def test_the_shape_of_a_delivery(matters: Matters, plan: Path) -> None:
    """interface.md, `matters deliver --json`."""
    entered(matters, plan)
    matters("follow-up")
    names = {"accepted": 1, "transient": 0, "permanent": 0, "unknown": 0, "waiting": 0}
    assert matters("deliver", "--json").document == names
    assert matters("deliver", "--json").document == {**names, "accepted": 0}


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


def test_the_shape_of_a_rehearsal(matters: Matters, plan: Path, tmp_path: Path) -> None:
    """interface.md, `matters rehearse --json`; the same as a page."""
    entered(matters, plan)
    days = ("rehearse", "--from", "2010-09-06", "--to", "2010-09-30")
    played = matters(*days, "--json").document
    assert set(played) == {"from", "to", "policy", "notices", "messages"}
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
    page = tmp_path / "days.html"
    assert matters(*days, "--html", page).status == 0
    assert "Friday 10 September 2010" in page.read_text(encoding="utf-8")


def test_the_shape_of_a_pack(matters: Matters, plan: Path) -> None:
    """interface.md, `matters pack --json`; built again it is the same."""
    entered(matters, plan)
    made = matters("pack", "--meeting", "2010-09-07", "--json").document
    assert set(made) >= {"pack", "as_of", "fingerprint", "files", "totals"}
    assert set(made["files"][0]) == {"name", "sha256"}
    assert set(made["totals"]) >= {"opening", "new", "reopened", "closed", "closing", "overdue"}
    assert matters("pack", "--check", made["pack"]).status == 0
    matters("pack", "--meeting", "2010-09-09").refused("no meeting that day")
    matters("pack", "--meeting", "2010-09-07", "--edition", "secret").refused("--edition secret")


def test_an_action_explained(matters: Matters, plan: Path) -> None:
    """How its date was read, what was told, and what comes next with its day."""
    entered(matters, plan)
    matters("follow-up", "--deliver")
    why = matters("why", "child-q/1", "--json").document
    assert (why["action"], why["due"], why["date_text"]) == ("child-q/1", "2010-09-17", DUE)
    assert [(t["step"], t["to"], t["state"]) for t in why["told"]] == [("A", LEAD, "told")]
    assert ("R5", "2010-09-10") in [(n["step"], n["on"]) for n in why["next"]]
    plain = matters("why", "child-q/1")
    assert (plain.status, "What comes next" in plain.out) == (0, True)


def test_the_list_lets_through_what_is_asked_for(matters: Matters, plan: Path) -> None:
    """By review, lead, agency and standing, whatever the case of the words."""
    entered(matters, plan)

    def listed(*words: str) -> list[str]:
        return [line["action"] for line in matters("actions", "--json", *words).document]

    assert listed() == listed("--review", "child-q") == ["child-q/1", "child-q/2"]
    assert listed("--standing", "no-date") == ["child-q/2"]
    assert listed("--lead", "ward MANAGER", "--standing", "due-soon") == ["child-q/1"]
    for words in (("--agency", "Nowhere"), ("--review", "child"), ("--lead", "Nobody")):
        refused = matters("actions", *words)
        assert (refused.status, "does not know it" in refused.err) == (2, True)


# --- History -----------------------------------------------------------------------------------


def test_every_change_leaves_its_entry(matters: Matters, plan: Path, home: Path) -> None:
    """From the board to the decision: what happened stands in the history, in its order."""
    entered(matters, plan)
    matters("follow-up", "--deliver")
    file = home / "evidence.txt"
    file.write_text("Here it is.", encoding="utf-8")
    matters("respond", "child-q/1", "--evidence", file, "--by", LEAD)
    decide = ("decide", "child-q/1", "accept", "--by", "Committee chair", "--chairs-action")
    said = matters(*decide)
    assert (said.status, "closed-accepted" in said.out) == (0, True)
    what = [entry["what"] for entry in matters("history", "child-q/1", "--json").document]
    assert what == ["action entered", "answered", "decided accept"]
    every = [entry["what"] for entry in matters("history", "--json").document]
    assert {"plan entered", "run", "message accepted"} <= set(every)
    assert matters("verify").status == 0
    assert matters("history", "child-q/1", "--recorded-by", "2010-09-05", "--json").document == []


def test_no_name_and_no_address_stands_in_the_history(matters: Matters, plan: Path) -> None:
    """Ids, dates, words and hashes only, so that people can be purged."""
    entered(matters, plan)
    matters("follow-up", "--deliver")
    matters("respond", "child-q/1", "--note", "Call me.", "--by", LEAD)
    history = matters("history", "--json").out
    assert "example.org" not in history
    assert "Holder" not in history
    assert "Call me" not in history


def test_verify_finds_an_entry_that_was_altered(
    matters: Matters, plan: Path, home: Path, alter: Callable[[Path, str], None]
) -> None:
    """Status 1, and the first entry that does not fit is named."""
    entered(matters, plan)
    alter(home, "UPDATE history SET facts = '{}' WHERE seq = 3")
    said = matters("verify")
    assert said.status == 1
    assert "History entry 3 was altered" in said.out


def test_verify_finds_an_entry_that_was_left_out(
    matters: Matters, plan: Path, home: Path, alter: Callable[[Path, str], None]
) -> None:
    """A gap in the numbers is named."""
    entered(matters, plan)
    alter(home, "DELETE FROM history WHERE seq = 3")
    said = matters("verify")
    assert said.status == 1
    assert "History entry 3 is missing" in said.out


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
