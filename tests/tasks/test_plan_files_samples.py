"""The samples beside the checkout read as a careful reader has them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.rules.calendar import Calendar
from models.rules.plan_json import to_json
from models.rules.plans import PlanReading
from tasks.plan_files import read_plan_file

CALENDAR = Calendar(first=date(2008, 1, 1), last=date(2035, 12, 31))


def read(path: Path) -> PlanReading:
    """The reading of a file, with the dates of these tests."""
    return read_plan_file(
        path,
        agreed_on=date(2010, 10, 20),
        commissioned_on=date(2010, 4, 20),
        calendar=CALENDAR,
    )


SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "plans"


COMPARED = ("agency_group", "recommendation", "key_actions", "evidence", "outcomes")


def needs_shared(name: str) -> Path:
    """A sample beside the checkout, or a skip that says it is not there."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the sample {name} is not beside this checkout")
    return path


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.docx", "plan.csv", "plan.pdf"])
def test_the_published_plan_reads_as_a_person_read_it(name: str) -> None:
    """Every compared field of every item of the published plan is as a careful reader has it."""
    path = needs_shared(f"child-h/{name}")
    expected = json.loads(needs_shared("child-h/expected.json").read_text())["items"]
    items = to_json(read(path), name)["items"]
    assert [item["number"] for item in items] == [str(one["number"]) for one in expected]
    for item, one in zip(items, expected, strict=True):
        assert {field: item[field] for field in COMPARED} == {
            field: one[field] for field in COMPARED
        }
        assert [lead["name"] for lead in item["leads"]] == [lead["name"] for lead in one["leads"]]
        for lead, other in zip(item["leads"], one["leads"], strict=True):
            assert lead["needs_decision"] == other["needs_decision"]
            if other["precision"] == "immediate":
                assert lead["due"] == "2010-10-27"
            else:
                assert lead["due"] == other["due"]


def bad_files() -> list[dict[str, Any]]:
    """What is expected of each bad sample, where the samples are."""
    listing = SHARED / "bad" / "expected.json"
    return json.loads(listing.read_text())["files"] if listing.exists() else []


@pytest.mark.parametrize("expected", bad_files() or [{}], ids=lambda one: one.get("file", "none"))
def test_each_bad_file_has_its_verdict(expected: dict[str, Any]) -> None:
    """A bad file is refused or accepted with its code and rows, and dates that are not are not."""
    reading = read(needs_shared(f"bad/{expected.get('file', 'expected.json.missing')}"))
    assert reading.accepted == (expected["verdict"] != "reject")
    assert len(reading.items) == expected["rows"]
    assert expected["message_code"] in {problem.code for problem in reading.problems}
    found = {(problem.code, problem.row, problem.column) for problem in reading.problems}
    for warning in expected["warnings"]:
        for row in warning.get("rows", [warning.get("row")]):
            columns = {column for code, at, column in found if (code, at) == (warning["code"], row)}
            assert columns >= ({warning["column"]} if "column" in warning else set())
            assert columns
    for row, due in expected.get("expected_due", {}).items():
        assert to_json(reading, "")["items"][int(row) - 1]["due"] == due
