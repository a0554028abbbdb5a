"""What Prefect keeps of a run: ids, counts, references, and nothing of a person."""

from __future__ import annotations

import csv
import logging
import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from deployments.serving.registering import as_deployment
from deployments.serving.schedules import A_BOARD
from flows.doing import StepFailed
from flows.running import FLOWS
from flows.story.follow_up import follow_up
from models.rules.progress import Deciding, Said
from models.rules.words import DecisionKind
from tasks.answers import respond
from tasks.by_hand import Chosen, silence
from tasks.decisions import decide
from tasks.office import straight
from tests.flows.conftest import SAMPLE, Desk
from tests.flows.history import kept_bytes
from tests.flows.test_other_flows import PLAN

NOTE = "A note that a lead wrote, for the committee alone"


def words_of_people() -> set[str]:
    """Every person, post and address of the sample, and the words of its recommendations."""
    with (SAMPLE / "contacts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    words = {row[column] for row in rows for column in ("Post", "Person", "Email")}
    with (SAMPLE / "plan.csv").open(encoding="utf-8-sig", newline="") as file:
        plan = [row["Key Actions"] for row in csv.DictReader(file)]
    return {word for word in (*words, *(text[:60] for text in plan if text)) if word}


def planted(desk: Desk) -> set[str]:
    """What people wrote, into the register, and secrets, into the settings: a word each."""
    words = {f"planted-{one}" for one in ("note", "reason", "wish", "silence", "file", "sum")}
    office = desk.office()
    evidence = desk.home.parent / "planted-file.txt"
    evidence.write_text("planted-sum", "utf-8")
    secretary = "Review Co-ordinator"
    wish = Said(note="planted-note", extension_until=date(2011, 1, 31), reason="planted-wish")
    respond(office, "child-n/17", wish, by=secretary)
    respond(office, "child-n/18", Said(note="planted-note"), by=secretary, evidence=[evidence])
    held = Deciding(
        kind=DecisionKind.HOLD,
        on=date(2010, 10, 22),
        chairs_action=True,
        until=date(2010, 12, 1),
        reason="planted-reason",
    )
    decide(office, "child-n/20", held, by="Chair of the Standing Review Committee")
    silence(
        office,
        Chosen(action="child-n/21"),
        date(2010, 10, 29),
        "planted-silence",
        by=secretary,
    )
    follow_up(straight(office), 1, send=True)
    office.engine.dispose()
    secrets = {
        "SMTP_URL": "smtps://us:planted-mail-password@127.0.0.1:9",
        "BOUNCES_URL": "imaps://us:planted-box-password@127.0.0.1:9",
        "TEAMS_URL_ANY": "http://127.0.0.1:9/planted-signature",
        "TEAMS_HOSTS": "127.0.0.1",
        "ALERT_URLS": "json://us:planted-alert@127.0.0.1:9",
        "SECRET_KEY": "planted-key-of-the-links",
        "PAGE_URL": "http://127.0.0.1:9/planted-page",
    }
    for name, value in secrets.items():
        desk.monkeypatch.setenv(f"MATTERS_{name}", value)
    found = (re.findall(r"planted-[a-z-]+", value) for value in secrets.values())
    return words.union(*found)


def test_what_people_wrote_and_secrets_reach_neither_prefect_nor_a_log(
    desk: Desk, prefect_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """After every flow has run none of it stands in Prefect's files or in any log.

    Nor do the sample's people, posts, addresses and recommendations. Mail went to files at first,
    and goes to a server that is not there.
    """
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.INFO, "prefect")
    prefect = logging.getLogger("prefect")
    desk.monkeypatch.setattr(prefect, "handlers", [*prefect.handlers, caplog.handler])
    secrets = planted(desk)
    desk.on(date(2010, 11, 2)).run("follow-up", scan={"dry_run": False})
    days = {"first": "2010-11-03", "last": "2010-12-31"}
    ran = {"follow-up"}
    as_deployment(A_BOARD).apply()
    asked: dict[str, dict[str, object]] = {
        "follow-up-board": {"board": {"board_id": 1}},
        "rehearsal": {"days": days},
        "purge": {"purging": {"dry_run": False}},
        "import-plan": {"plan": PLAN},
    }
    for name in sorted(FLOWS.keys() - ran):
        end = desk.run(name, **asked.get(name, {}))
        assert end.state in {"Completed", "Completed with exceptions"}, end
        ran.add(name)
    assert ran == FLOWS.keys()
    assert desk.letters(), "messages were made"
    kept = kept_bytes(prefect_folder)
    assert b"pack-2010-11-16" in kept, "the search looks at the right files"
    assert "Beginning flow run" in caplog.text, "and at the right log"
    where = (kept, caplog.text.encode())
    words = words_of_people() | secrets
    assert [word for word in words if any(word.encode() in one for one in where)] == []


def test_a_fault_is_told_by_its_kind_and_place_alone(
    desk: Desk, prefect_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database quotes the row it stumbles over: that text goes to nobody."""
    monkeypatch.setattr("flows.doing.RETRY_AFTER", [0.0, 0.0])
    with closing(sqlite3.connect(desk.home / "register.db")) as register:
        register.execute(
            "CREATE TRIGGER stumble BEFORE INSERT ON notice BEGIN"
            f" SELECT RAISE(ABORT, '{NOTE}'); END"
        )
        register.commit()
    end = desk.run("follow-up", scan={"dry_run": True})
    assert end.state == "Failed"
    assert "find_and_record stopped on IntegrityError at models/" in end.message
    assert NOTE.encode() not in kept_bytes(prefect_folder)


def test_a_register_that_cannot_be_opened_is_refused_without_its_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a path nor a server's name goes into the history."""
    monkeypatch.setenv("MATTERS_HOME", str(desk.home / "elsewhere"))
    end = desk.run("deliver")
    assert end.state == "Refused"
    assert "elsewhere" not in end.message
    assert "matters verify" in end.message


def test_a_step_failed_has_no_cause_that_would_be_printed() -> None:
    """A traceback of it ends at our own frames: the fault beneath is not chained to it."""
    from flows.doing import guarded

    def stumble() -> None:
        raise ValueError(NOTE)

    with pytest.raises(StepFailed) as raised:
        guarded("a step", stumble)
    assert NOTE not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None
