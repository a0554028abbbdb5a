"""What Prefect keeps of a run: ids, counts, references, and nothing of a person."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from flows.doing import StepFailed
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


def test_no_person_post_address_or_narrative_reaches_prefect(
    desk: Desk, prefect_folder: Path
) -> None:
    """After every flow has run, none of the sample's words stands in the files of Prefect."""
    desk.run("follow-up", scan={"dry_run": False})
    desk.on(date(2010, 11, 2)).run("follow-up", scan={"dry_run": False})
    desk.run("deliver")
    desk.run("quarterly-pack")
    desk.run("rehearsal", days={"first": "2010-11-03", "last": "2010-12-31"})
    desk.run("import-plan", plan=PLAN)
    kept = kept_bytes(prefect_folder)
    assert b"pack-2010-11-16" in kept, "the search looks at the right files"
    assert [word for word in words_of_people() if word.encode() in kept] == []


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
