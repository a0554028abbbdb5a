"""The sample board: three forms of one plan, and the posts that it needs."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import holidays
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from deployments.sample import make
from models.rules.calendar import Calendar, closures
from models.rules.words import Channel, Division, PostKind

SAMPLE = Path(make.__file__).parent
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "plans" / "child-h"
MONTHS = "january february march april may june july august september october november december"
Row = list[str]


def clean(text: str) -> str:
    """A cell's words alone: no bullets, one space between them."""
    return " ".join(text.replace("•", " ").split())


def plan() -> list[Row]:
    """The rows of the plan in CSV, its heading first."""
    return make.read_rows(SAMPLE / "plan.csv")


def items() -> list[Row]:
    """The rows of the plan that are items."""
    return [row for row in plan()[1:] if not make.is_agency(row)]


def sections() -> dict[int, str]:
    """The section in which each item stands."""
    found: dict[int, str] = {}
    section = ""
    for row in plan()[1:]:
        if make.is_agency(row):
            section = row[0]
        else:
            found[make.numbered(row[0])[0]] = section
    return found


def contacts() -> list[dict[str, str]]:
    """The rows of the contacts by their headings."""
    with (SAMPLE / "contacts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def board() -> dict[str, Any]:
    """The board's file."""
    return tomllib.loads((SAMPLE / "board.toml").read_text(encoding="utf-8"))


def calendar() -> Calendar:
    """The working days of the board's years."""
    first, last = 2010, 2012
    banks = holidays.country_holidays("GB", subdiv="ENG", years=range(first, last + 1))
    closed = frozenset(banks) | closures(first, last, [("12-24", "01-01")])
    return Calendar(date(first, 1, 1), date(last, 12, 31), closed)


def docx_rows(path: Path) -> list[Row]:
    """The rows of the Word table as the CSV has them."""
    (table,) = docx.Document(str(path)).tables
    rows = [[clean(cell.text) for cell in row.cells] for row in table.rows]
    return [[row[0], *[""] * 5] if len(set(row)) == 1 else row for row in rows]


def xlsx_sheet(path: Path) -> Worksheet:
    """The one sheet of the workbook."""
    sheet = openpyxl.load_workbook(path)["Action plan"]
    assert isinstance(sheet, Worksheet)
    return sheet


def xlsx_rows(path: Path) -> list[Row]:
    """The rows below the titles as the CSV has them: numbers typed in, the hidden column left."""
    rows: list[Row] = []
    for cells in xlsx_sheet(path).iter_rows(min_row=6):
        number, *texts, _note, when = ("" if c.value is None else c.value for c in cells)
        if number == "":
            continue
        if isinstance(number, str):
            rows.append([number, *[""] * 5])
            continue
        assert isinstance(number, int)
        shown = f"{when:%B %Y}" if isinstance(when, date) else str(when)
        texts[0] = f"{number}. {texts[0]}"
        rows.append([clean(text) for text in (*map(str, texts), shown)])
    return rows


def test_the_plan_has_forty_nine_items_numbered_in_order_under_seven_headings() -> None:
    """The plan in CSV is six columns of 49 items, numbered from 1, in seven sections."""
    assert plan()[0] == [
        "Recommendation", "Key Actions", "Evidence", "Key Outcome(s)", "Lead Officer", "Date",
    ]  # fmt: skip
    assert [make.numbered(row[0])[0] for row in items()] == list(range(1, 50))
    assert len(set(sections().values())) == 7
    assert all(all(cell.strip() for cell in row) for row in items())


def test_the_word_form_holds_the_plan_cell_by_cell() -> None:
    """Every cell of the Word table says what the CSV says."""
    assert docx_rows(SAMPLE / "plan.docx") == [[clean(cell) for cell in row] for row in plan()]


def test_the_excel_form_holds_the_plan_cell_by_cell() -> None:
    """Every cell of the workbook says what the CSV says, but that one day is only a day there."""
    true_day, _ = make.TRUE_DATES[9]
    wanted = [[clean(cell) for cell in row] for row in plan()[1:]]
    read = xlsx_rows(SAMPLE / "plan.xlsx")
    for mine, theirs in zip(wanted, read, strict=True):
        if mine[0].startswith("9. "):
            assert f"{true_day.day}st {true_day:%B %Y}" in mine[5]
            mine[5] = theirs[5]
        assert theirs == mine


def test_the_workbook_has_the_habits_of_a_real_one() -> None:
    """Titles stand above its header, one column is hidden, ruled rows follow, months are dates."""
    sheet = xlsx_sheet(SAMPLE / "plan.xlsx")
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 5)] == [*make.TITLES, "No."]
    assert sheet.column_dimensions["G"].hidden
    assert sheet.max_row - 5 - len(plan()[1:]) == make.BLANK_ROWS
    dates = [row for row in sheet.iter_rows(min_row=6) if isinstance(row[7].value, date)]
    shown = {row[0].value: row[7].number_format for row in dates}
    assert shown == {number: month for number, (_, month) in make.TRUE_DATES.items()}


def test_the_shipped_forms_are_what_the_maker_makes(tmp_path: Path) -> None:
    """Made again, the Word and the Excel form say what the shipped ones say."""
    make.main(tmp_path)
    assert docx_rows(tmp_path / "plan.docx") == docx_rows(SAMPLE / "plan.docx")
    assert xlsx_rows(tmp_path / "plan.xlsx") == xlsx_rows(SAMPLE / "plan.xlsx")


def test_a_recommendation_without_a_number_is_refused_with_a_way_out() -> None:
    """The maker does not guess a number that nobody typed."""
    with pytest.raises(ValueError, match="type one, with a full stop"):
        make.numbered("Do this")


def test_every_address_is_an_example_and_every_word_one_of_the_procedure() -> None:
    """Addresses lie under example.org; kinds and channels are those that a contacts file knows."""
    rows = contacts()
    assert all(re.fullmatch(r"[a-z0-9.]+@([a-z]+\.)+example\.org", r["Email"] or "a@b.example.org")
               for r in rows)  # fmt: skip
    assert {PostKind(row["Kind"]) for row in rows} == set(PostKind)
    assert {Channel(row["Channel"]) for row in rows} == {Channel.EMAIL}
    assert all(bool(row["Email"]) == bool(row["Person"]) for row in rows)


def test_one_address_is_one_person_and_one_of_them_holds_two_posts() -> None:
    """People are one where their address is the same, and then their label is the same."""
    labels: dict[str, set[str]] = {}
    for row in contacts():
        if row["Email"]:
            labels.setdefault(row["Email"], set()).add(row["Person"])
    assert all(len(names) == 1 for names in labels.values())
    assert max(Counter(row["Email"] for row in contacts() if row["Email"]).values()) > 1


def test_one_post_is_vacant_with_a_deputy_and_one_changes_hands_without_a_gap() -> None:
    """A vacancy has somebody to stand in, and a handover leaves no day without a holder."""
    rows = contacts()
    posts = Counter(row["Post"] for row in rows)
    (vacant,) = (row for row in rows if not row["Email"])
    assert posts[vacant["Deputy"]] == 1
    ((twice, _),) = ((post, n) for post, n in posts.items() if n > 1)
    before, after = (row for row in rows if row["Post"] == twice)
    assert (date.fromisoformat(after["From"]) - date.fromisoformat(before["To"])).days == 1
    assert all(row["Deputy"] in posts for row in rows if row["Deputy"])


def test_each_agency_with_a_lead_has_its_three_posts_for_escalation() -> None:
    """Each agency has a safeguarding lead and a board member; a chief officer answers for it."""
    rows = contacts()
    for agency in {row["Agency"] for row in rows if row["Kind"] == PostKind.LEAD}:
        kinds = Counter(row["Kind"] for row in rows if row["Agency"] == agency)
        assert kinds[PostKind.SAFEGUARDING_LEAD] == kinds[PostKind.BOARD_MEMBER] == 1, agency
        if agency == board()["board"]:
            agency = board()["accountable_body"]  # noqa: PLW2901 - the board's letter goes there
        chiefs = [row for row in rows if row["Agency"] == agency]
        assert sum(row["Kind"] == PostKind.CHIEF_OFFICER for row in chiefs) == 1, agency


def test_the_committee_s_posts_are_held_and_it_meets_on_working_days() -> None:
    """The board's file names posts of the contacts, a section of the plan and working days."""
    file = board()
    committee = file["committee"]
    named = {committee["secretary"], committee["chair"], *committee["members"]}
    held = {row["Post"] for row in contacts() if row["Email"]}
    assert named | {file["independent_chair"]} <= held
    assert set(file["board_sections"]) < set(sections().values())
    assert Division(file["division"]) is Division.ENGLAND_AND_WALES
    days = calendar()
    assert all(days.is_wd(day) for day in committee["meetings"])
    assert all(40 < (b - a).days < 80 for a, b in pairwise(committee["meetings"]))


def words(text: str) -> list[str]:
    """The words of a text, whatever stands between them."""
    return re.findall(r"[a-z0-9]+", text.lower().replace("\u2019", ""))


def runs(rows: list[Row], length: int = 6) -> set[tuple[str, ...]]:
    """Every run of `length` words in the texts of a plan, but for those that are a date's."""
    found: set[tuple[str, ...]] = set()
    for cell in (cell for row in rows for cell in row[:5]):
        said = words(cell)
        found.update(tuple(said[n : n + length]) for n in range(len(said) - length + 1))
    return {run for run in found if not set(run) & set(MONTHS.split())}


@pytest.fixture
def published() -> Path:
    """The published plan that lies beside the checkout, where it does."""
    if not (SHARED / "plan.csv").exists():
        pytest.skip("the published plan is not in ../shared")
    return SHARED


def test_the_sample_shares_its_facts_with_a_published_plan_and_not_its_words(
    published: Path,
) -> None:
    """Sections, dates and lines in a cell are as published; no six words in a row are."""
    theirs = make.read_rows(published / "plan.csv")
    assert [make.is_agency(row) for row in theirs] == [make.is_agency(row) for row in plan()]
    items_there = [row for row in theirs[1:] if not make.is_agency(row)]
    assert [clean(row[5]) for row in items()] == [clean(row[5]) for row in items_there]
    for mine, other in zip(items(), items_there, strict=True):
        for place in (1, 2, 3):
            assert len(mine[place].split("\n")) == len(other[place].split("\n")), mine[0]
    assert not runs(plan()) & runs(theirs)


def test_the_sample_s_posts_are_its_own(published: Path) -> None:
    """No post of the contacts leads an item of the published plan."""
    expected = json.loads((published / "expected.json").read_text(encoding="utf-8"))
    theirs = {lead["name"].lower() for item in expected["items"] for lead in item["leads"]}
    assert theirs
    assert not theirs & {row["Post"].lower() for row in contacts()}
