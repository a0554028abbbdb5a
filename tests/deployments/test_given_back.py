"""`matters import` of the register's own workbook, as people meet it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.deployments.commands import Matters, entered
from tests.stories.world import SECRETARY


@pytest.fixture
def workbook(matters: Matters, plan: Path, home: Path) -> Path:
    """The register of two actions, exported."""
    entered(matters, plan)
    path = home / "register.xlsx"
    assert matters("actions", "--xlsx", path).status == 0
    return path


def write(path: Path, row: int, heading: str, value: str) -> None:
    """One cell edited by hand."""
    book = load_workbook(path)
    sheet = book["Register"]
    at = [cell.value for cell in sheet[1]].index(heading) + 1
    sheet.cell(row, at, value)
    book.save(path)


def test_edits_are_recorded_by_the_person_of_by(matters: Matters, workbook: Path) -> None:
    """Status 0 where all was taken; the register has it then."""
    write(workbook, 2, "Short title", "Bruising")
    said = matters("import", workbook, "--update", "--by", SECRETARY)
    assert (said.status, "child-q/1 (row 2), Short title" in said.out) == (0, True)
    assert "1 edit recorded, no edits not taken; 2 rows read." in said.out
    assert matters("actions", "--json").document[0]["title"] == "Bruising"


def test_what_is_not_edited_there_is_an_exception(matters: Matters, workbook: Path) -> None:
    """Status 1, each cell with its command; as JSON too, and a dry run keeps nothing."""
    write(workbook, 2, "Short title", "Bruising")
    write(workbook, 3, "Due date", "1 December 2010")
    asked = ("import", workbook, "--update", "--by", SECRETARY)
    dry = matters(*asked, "--dry-run", "--json")
    assert dry.status == 1
    assert dry.document["recorded"][0] == {
        "action": "child-q/1", "row": 2, "column": "Short title", "before": "",
        "after": "Bruising",
    }  # fmt: skip
    assert "matters decide child-q/2 set-date" in dry.document["refused"][0]["why"]
    assert matters("actions", "--json").document[0]["title"] != "Bruising"
    said = matters(*asked)
    assert (said.status, "Not taken" in said.out) == (1, True)
    assert matters("actions", "--json").document[0]["title"] == "Bruising"


def test_the_register_as_csv_is_given_back_likewise(known: Matters, home: Path) -> None:
    """The same command writes it, beside the workbook, and the same takes it."""
    path = home / "register.csv"
    said = known("actions", "--csv", path, "--xlsx", home / "register.xlsx")
    assert said.out.count("2 actions written to ") == 2
    said = known("import", path, "--update", "--by", SECRETARY)
    assert (said.status, "no edits recorded, no edits not taken; 2 rows read." in said.out) == (
        0,
        True,
    )
    known("import", path).refused("--update and --by")


def test_the_options_belong_to_the_kind_of_file(
    matters: Matters, workbook: Path, plan: Path
) -> None:
    """A workbook wants --update and --by; a plan is nobody's edits."""
    matters("import", workbook).refused("--update and --by")
    matters("import", workbook, "--update").refused("--by")
    missing = workbook.with_name("mislaid.xlsx")
    matters("import", missing, "--update", "--by", SECRETARY).refused("There is no file")
    entered(matters, plan, "--update", "--reason", "So").refused("a plan is entered as it is")
    matters("import", plan).refused("--agreed")
