"""What a command refuses, with status 2 and nothing changed.

The board is the small one of the stories; the day is Monday 6 September 2010 unless said.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.deployments.commands import DUE, Matters, entered
from tests.stories.furnished import BOARD_FILE
from tests.stories.world import HEADINGS, LEAD, row, write_csv
from tests.tables import table


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
    said = matters("read", file)
    assert (said.status, said.out) == (2, "")
    assert f"{name}: Nothing was read." in said.err


def test_a_plan_is_not_entered_twice_by_accident(matters: Matters, plan: Path) -> None:
    """Without --update it is refused; with it what is there already is counted and kept."""
    assert entered(matters, plan).status == 1
    entered(matters, plan).refused("child-q was entered on 2010-09-06", "--update")
    again = entered(matters, plan, "--update", "--json")
    assert again.status == 0
    assert again.document["actions"] == []
    assert (again.document["review"], again.document["unchanged"]) == ("child-q", 2)


def test_an_update_adds_what_is_new_and_says_what_is_changed(known: Matters, plan: Path) -> None:
    """A third row is entered; the words of the first are followed, and said: status 1."""
    changed = (row("1", DUE)[0], *row("1", DUE)[1:2], "Other words.", *row("1", DUE)[3:])
    write_csv(plan, HEADINGS, (changed, row("2", "TBC"), row("3", DUE)))
    again = entered(known, plan, "--update", "--json")
    assert again.status == 1
    assert again.document["actions"] == ["child-q/3"]
    assert again.document["changed"] == ["child-q/1"]


@table(
    ("option", "value", "words"),
    [
        ("--review", "child q", "--review"),
        ("--review", "child/q", "--review"),
        ("--title", " ", "--title"),
        ("--agreed", "", "--agreed: a day is needed"),
        ("--agreed", "6 September 2010", "a day is written as"),
        ("--agreed", "2010-13-01", "--agreed 2010-13-01: there is no such day"),
        ("--agreed", "9999-12-31", "--agreed 9999-12-31: is the year right?"),
        ("--agreed", "0010-09-06", "--agreed 0010-09-06: is the year right?"),
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
    if value and option in ("--agreed", "--commissioned"):
        matters("read", plan, "--agreed", "2010-09-06", option, value).refused(words)
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


@table(
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


def test_who_acts_must_be_known_and_hold_a_post(known: Matters) -> None:
    """A stranger, and a person whose only post leads something else."""
    respond = ("respond", "child-q/1", "--progress", "in-progress", "--by")
    known(*respond, "Nobody at all").refused("--by Nobody at all", "matters contacts")
    known(*respond, "Head of schools").refused("only its leads")


def test_a_lead_decides_nothing_of_their_own(known: Matters) -> None:
    """Not by their post, and not by their address."""
    for by in (LEAD, "ward.manager@eastmere.example.org", "Ward.Manager@Eastmere.example.org"):
        decide = ("decide", "child-q/1", "not-implemented", "--reason", "No.", "--by", by)
        known(*decide, "--chairs-action").refused("nobody decides on an action they lead")


@pytest.mark.parametrize(
    "words",
    [
        ("correct", "9" * 30, "--reason", "A slip.", "--by", "Review secretary"),
        ("release", "9" * 30, "--by", "Review secretary"),
        ("refuse", "n" + "9" * 30, "--reason", "No.", "--by", "Review secretary"),
        ("verify", "--mark", f"{'9' * 30}:{'a' * 64}"),
        ("verify", "--mark", f"²:{'a' * 64}"),
        ("meeting", "Review committee", "9999-12-31"),
    ],
)
def test_a_number_that_no_register_has_is_refused(known: Matters, words: tuple[str, ...]) -> None:
    """However many digits it has."""
    known(*words).refused()


@table(
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
    known: Matters, words: tuple[str, ...], sentence: str
) -> None:
    """Nothing is recorded, and the sentence says what is wanted."""
    before = len(known("history", "--json").document)
    known("decide", "child-q/1", *words).refused(sentence)
    assert len(known("history", "--json").document) == before


def test_tomorrow_cannot_be_recorded_today(known: Matters) -> None:
    """A response and a decision both say what day it is."""
    tomorrow = ("--on", "2010-09-07")
    respond = ("respond", "child-q/1", "--progress", "in-progress", "--by", LEAD)
    known(*respond, *tomorrow).refused("2010-09-07 is after today, 2010-09-06")
    decide = ("decide", "child-q/1", "not-implemented", "--reason", "No.", "--chairs-action")
    known(*decide, "--by", "Committee chair", *tomorrow).refused("2010-09-07 is after today")


def test_an_answer_that_is_refused_leaves_no_file(known: Matters, home: Path) -> None:
    """Evidence by somebody who does not lead the action is not stored."""
    file = home / "evidence.txt"
    file.write_text("Here it is.", encoding="utf-8")
    respond = ("respond", "child-q/1", "--evidence", file, "--by")
    known(*respond, "Head of schools").refused("only its leads")
    assert not (home / "evidence").exists()
    assert known(*respond, LEAD).status == 0
    assert len(list((home / "evidence").iterdir())) == 1


@pytest.mark.parametrize("content", [None, b""])
def test_evidence_that_is_absent_or_empty_is_refused(
    known: Matters, home: Path, content: bytes | None
) -> None:
    """The file is named."""
    file = home / "evidence.txt"
    if content is not None:
        file.write_bytes(content)
    known("respond", "child-q/1", "--evidence", file, "--by", LEAD).refused("evidence.txt")


def test_an_answer_that_says_nothing_is_refused(known: Matters) -> None:
    """And so is progress that nobody knows, and more time without a reason."""
    respond = ("respond", "child-q/1", "--by", LEAD)
    known(*respond).refused("says nothing")
    known(*respond, "--progress", "nearly").refused("--progress nearly: it is one of")
    known(*respond, "--extension", "2010-10-29").refused("with a reason")


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


def test_a_refused_first_file_leaves_no_register(
    matters: Matters, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does a day's run pass for a good one where no board was entered."""
    monkeypatch.setenv("MATTERS_HOME", str(tmp_path / "new"))
    file = tmp_path / "board.toml"
    file.write_text('board = "A board"\n[committee]\nname = "C"\n', encoding="utf-8")
    matters("committee", file).refused("committee.secretary")
    assert not (tmp_path / "new").exists()
    contacts = write_csv(
        tmp_path / "contacts.csv", ["Post", "Person", "Email"], [[LEAD, "A", "a@example.org"]]
    )
    entered(matters, contacts, "--review", "child q").refused(
        "There is no register in", "matters read contacts.csv shows without one"
    )
    assert not (tmp_path / "new").exists()
    matters("contacts", contacts).refused("There is no register in", "matters committee FILE")
    matters("follow-up").refused("There is no register in")
    file.write_text(BOARD_FILE, encoding="utf-8")
    monkeypatch.setenv("MATTERS_CLOCK", "2010-09-06")
    monkeypatch.setenv("MATTERS_POLICY", str(tmp_path / "none.toml"))
    matters("committee", file).refused("MATTERS_POLICY")
    monkeypatch.delenv("MATTERS_POLICY")
    said = matters("committee", file, "--dry-run")
    assert (said.status, "this was a dry run" in said.out) == (1, True)
    assert not (tmp_path / "new").exists()


def test_evidence_is_shown_or_described(known: Matters) -> None:
    """Nothing to look at is nothing to accept; a note of where it lies is enough."""
    said = ("respond", "child-q/1", "--progress", "evidence", "--by", LEAD)
    known(*said).refused("evidence is a file, or a note of what it is")
    assert known(*said, "--note", "In the shared folder.").status == 0


def test_a_secret_on_a_disk_that_is_away_ends_with_3(
    matters: Matters, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was asked is right: a service that ends so is started again (interface.md)."""
    monkeypatch.setenv("MATTERS_SMTP_URL_FILE", str(home / "not-mounted" / "smtp"))
    said = matters("health", "--json")
    assert (said.status, said.document["well"]) == (3, False)
    assert said.err.startswith("MATTERS_SMTP_URL_FILE: ")
