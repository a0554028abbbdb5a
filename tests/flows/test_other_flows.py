"""The pack, the import and the rehearsal as Prefect runs them."""

from __future__ import annotations

import logging
import re
from datetime import date

import pytest
from prefect.exceptions import FailedRun

from flows.doing import StepFailed
from models.database import reading
from models.review_writing import find_review
from models.rules.retention import UNREAD
from tests.flows.conftest import COMMITTEE, Desk
from tests.flows.history import artifact, last_run, task_names

FREEZE = date(2010, 11, 2)
PLAN = {
    "file": "plan.xlsx",
    "reference": "child-x",
    "title": "Child X",
    "agreed_on": "2010-10-20",
    "committee": COMMITTEE,
}


def test_the_pack_of_a_meeting_is_drafted_on_its_freeze_and_not_again(desk: Desk) -> None:
    """After the day's follow-up each pack that is due is drafted once, with what seals it."""
    desk.on(FREEZE)
    early = desk.run("quarterly-pack")
    assert early.message == "No pack was drafted."
    assert "it waits for the follow-up" in artifact("quarterly-pack")
    desk.run("follow-up", scan={"dry_run": False})
    made = desk.run("quarterly-pack")
    assert made.run == "Packs due on 2 November 2010"
    assert made.message == "Drafted: pack-2010-11-16 version 1."
    assert list((desk.home / "packs" / "pack-2010-11-16-v1").glob("*.pdf"))
    assert "Fingerprint" in artifact("quarterly-pack")
    again = desk.run("quarterly-pack")
    assert again.message == "No pack was drafted."
    assert "a pack was drafted as of that freeze" in artifact("quarterly-pack")


def test_the_days_backup_is_made_once_where_a_folder_is_set(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In counts; where it lies stays on the machine."""
    desk.on(FREEZE)
    assert desk.run("backup").message == "MATTERS_BACKUP_FOLDER is not set."
    folder = desk.home / "backups"
    folder.mkdir()
    monkeypatch.setenv("MATTERS_BACKUP_FOLDER", str(folder))
    made = desk.run("backup")
    assert (made.run, made.state) == ("Backup of 2 November 2010", "Completed")
    assert " rows, " in made.message
    assert "Not sealed" in artifact("backup")
    assert desk.run("backup").message == "Today's backup is there already."
    assert [file.name for file in folder.iterdir()] == ["2010-11-02.matters"]


def test_a_purge_counts_what_it_leaves_because_nobody_has_entered_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan is not deleted; its name, which may be a child's, stays on the machine."""
    policy = desk.home / "policy.toml"
    policy.write_text("[retention]\npapers_months = 1\n", encoding="utf-8")
    monkeypatch.setenv("MATTERS_POLICY", str(policy))
    desk.on(date(2099, 1, 1))
    for dry_run in (True, False):
        end = desk.run("purge", purging={"dry_run": dry_run})
        assert end.state == "Completed with exceptions"
        assert end.message == f"1 file of the inbox {UNREAD}."
        assert end.message in artifact("purge")
    assert (desk.home / "inbox" / "plan.xlsx").is_file()


def test_reading_what_came_back_says_what_is_set(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing without a mailbox; where it is, and why it is shut, stays on the machine."""
    assert desk.run("bounces").message == "No bounce mailbox is set."
    monkeypatch.setenv("MATTERS_BOUNCES_FOLDER", str(desk.home / "not-there"))
    shut = desk.run("bounces")
    assert shut.state == "Completed with exceptions"
    assert str(desk.home) not in shut.message


def test_a_meeting_may_be_chosen_and_one_that_is_not_there_is_refused(desk: Desk) -> None:
    """The words of the form are looked up in the register when the run begins."""
    chosen = "Standing Review Committee, 25 January 2011"
    made = desk.run("quarterly-pack", pack={"meeting": chosen, "edition": "public"})
    assert made.run == f"Pack for {chosen}"
    assert made.message == "Drafted: pack-2011-01-25 version 1."
    other = desk.run("quarterly-pack", pack={"meeting": "Another committee, 25 January 2011"})
    assert (other.state, other.message[:18]) == ("Refused", "No meeting stands ")


def test_an_import_looks_first_and_then_enters(desk: Desk) -> None:
    """A dry run keeps nothing; the run after it enters the plan and lists what wants a decision."""
    looked = desk.run("import-plan", plan=PLAN)
    assert looked.run == "Dry run of the import of child-x, agreed 20 October 2010"
    assert looked.state == "Completed with exceptions"
    assert not _is_entered(desk, "child-x")
    done = desk.run("import-plan", plan={**PLAN, "dry_run": False})
    assert done.run == "Import of child-x, agreed 20 October 2010"
    assert _is_entered(desk, "child-x")
    said = artifact("import-child-x")
    assert "`child-x/1" in said
    assert "Whose date needs a decision" in said
    (page,) = re.findall(r"`(reports/child-x-[\d-]+\.html)` in the home", said)
    assert (desk.home / page).is_file()
    twice = desk.run("import-plan", plan={**PLAN, "dry_run": False})
    assert twice.state == "Refused"
    newer = desk.run("import-plan", plan={**PLAN, "dry_run": False, "update": True})
    assert (newer.state, newer.message) == ("Completed", "no actions entered.")
    assert "as in the register already | 50 |" in artifact("import-child-x")


def _is_entered(desk: Desk, reference: str) -> bool:
    office = desk.office()
    with reading(office.engine) as session:
        found = find_review(session, 1, reference) is not None
    office.engine.dispose()
    return found


def test_an_import_takes_nothing_but_a_file_of_the_inbox(
    desk: Desk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is not among those in the inbox is refused, wherever it would lead.

    The process of such a run says so in a line; a fault keeps its traceback.
    """
    end = desk.run("import-plan", plan={**PLAN, "file": "../register.db"})
    assert end.state == "Refused"
    assert "inbox" in end.message
    journal = logging.getLogger("prefect.engine")
    monkeypatch.setattr(journal, "handlers", [caplog.handler])
    for fault, said in ((FailedRun(), "A run was refused"), (StepFailed(), "It stopped.")):
        journal.error("It stopped.", exc_info=fault)
        record = caplog.records[-1]
        assert said in record.getMessage()
        assert bool(record.exc_info) is isinstance(fault, StepFailed)
    gone = desk.run("import-plan", plan={**PLAN, "dry_run": False, "committee": "Another"})
    assert gone.state == "Refused"
    assert not _is_entered(desk, "child-x")


def test_a_rehearsal_leaves_a_page_in_the_home_and_counts_in_prefect(desk: Desk) -> None:
    """Who would be told stands on a page that only the owner reads; nobody is told."""
    end = desk.run("rehearsal", days={"first": "2010-11-01", "last": "2010-11-30"})
    assert end.run == "Rehearsal of 1 November 2010 to 30 November 2010"
    page = desk.home / "rehearsals" / "2010-11-01-to-2010-11-30.html"
    assert page.stat().st_mode & 0o077 == 0
    assert "rehearsals/2010-11-01-to-2010-11-30.html" in artifact("rehearsal")
    assert desk.letters() == []
    tasks = ["keep-page", "rehearse"]
    assert task_names(last_run(end.run), tasks) == tasks
