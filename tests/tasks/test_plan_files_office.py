"""Word and Excel files as a person sees them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.styles import PatternFill

from models.rules.calendar import Calendar
from models.rules.plans import PlanReading
from tasks.plan_files import load_sheets, read_plan_file
from tests.tasks.plan_papers import document, workbook

CALENDAR = Calendar(first=date(2008, 1, 1), last=date(2035, 12, 31))


HEADER = ["Recommendation", "Key Actions", "Evidence", "Key Outcome(s)", "Lead Officer", "Date"]


ROW = ["1. Share records", "Write a protocol", "Protocol", "Safer", "Matron", "March 2011"]


def read(path: Path) -> PlanReading:
    """The reading of a file, with the dates of these tests."""
    return read_plan_file(
        path,
        agreed_on=date(2010, 10, 20),
        commissioned_on=date(2010, 4, 20),
        calendar=CALENDAR,
    )


def test_a_workbook_reads_as_a_person_sees_it(tmp_path: Path) -> None:
    """Titles, blank rows, sections and whole numbers are what they look like."""
    path = workbook(
        tmp_path / "plan.xlsx",
        [["A board"], [], ["No.", *HEADER], ["Health"], [1.0, *ROW], [], [2, *ROW], [], []],
    )
    (sheet,) = load_sheets(path)
    assert [(row.file_row, row.section, row.cells[0]) for row in sheet.rows] == [
        (5, "Health", "1"),
        (7, "Health", "2"),
    ]


@pytest.mark.parametrize(
    ("number_format", "shown", "due"),
    [
        ("dd/mm/yyyy", "01/12/2010", date(2010, 12, 1)),
        ("mm-dd-yy", "01/12/2010", date(2010, 12, 1)),
        ("yyyy-mm-dd hh:mm", "01/12/2010", date(2010, 12, 1)),
        ("mmm-yy", "December 2010", date(2010, 12, 31)),
        ("[$-809]mmmm\\ yyyy;@", "December 2010", date(2010, 12, 31)),
    ],
)
def test_a_date_cell_is_the_day_or_the_month_that_it_shows(
    tmp_path: Path, number_format: str, shown: str, due: date
) -> None:
    """A format that shows no day means the month's end: its stored day 1 was never written."""

    def change(book: Any) -> None:
        book.active["F2"].number_format = number_format

    path = workbook(tmp_path / "plan.xlsx", [HEADER, [*ROW[:5], datetime(2010, 12, 1)]], change)  # noqa: DTZ001
    (item,) = read(path).items
    assert (item.date.text, item.date.due) == (shown, due)


def test_hidden_columns_and_sheets_are_reported(tmp_path: Path) -> None:
    """A hidden column is kept with the extra ones; a hidden sheet is named and not read."""

    def change(book: Any) -> None:
        book.active.column_dimensions["G"].hidden = True
        other = book.create_sheet("Old")
        other.append(HEADER)
        other.append(["9. Old", *ROW[1:]])
        other.sheet_state = "hidden"

    path = workbook(tmp_path / "plan.xlsx", [[*HEADER, "Note"], [*ROW, "ask again"]], change)
    reading = read(path)
    assert [item.number for item in reading.items] == ["1"]
    assert dict(reading.items[0].extra) == {"Note": "ask again"}
    assert {one.code for one in reading.problems} == {
        "hidden_column", "hidden_sheet", "kept_column",
    }  # fmt: skip


def test_several_sheets_are_the_agencies_they_are_named_for(tmp_path: Path) -> None:
    """Where several sheets hold a table, a sheet's name is the agency of its rows."""

    def change(book: Any) -> None:
        book.active.title = "Health"
        other = book.create_sheet("Housing")
        other.append(HEADER)
        other.append(["2. Look", *ROW[1:]])

    path = workbook(tmp_path / "plan.xlsx", [HEADER, ROW], change)
    assert [(item.row, item.agency_group) for item in read(path).items] == [
        (1, "Health"),
        (2, "Housing"),
    ]


def test_a_sheet_named_for_no_agency_is_said(tmp_path: Path) -> None:
    """Its rows stand under none, and that is noted once."""

    def change(book: Any) -> None:
        book.active.title = "Housing"
        other = book.create_sheet("Consent audit")
        other.append(HEADER)
        other.append(["2. Look", *ROW[1:]])

    reading = read(workbook(tmp_path / "plan.xlsx", [HEADER, ROW], change))
    assert [item.agency_group for item in reading.items] == ["Housing", ""]
    (said,) = [one for one in reading.problems if one.code == "unnamed_section"]
    assert "The sheet “Consent audit” has no agency's name" in said.message


def test_cells_merged_downwards_hold_for_each_row(tmp_path: Path) -> None:
    """A merged recommendation carries on, and a merged date is each row's."""

    def change(book: Any) -> None:
        book.active.merge_cells("A2:A3")
        book.active.merge_cells("F2:F3")

    path = workbook(
        tmp_path / "plan.xlsx", [HEADER, ROW, ["", "Train", "", "", "Head Teacher", ""]], change
    )
    first, second = read(path).items
    assert (second.recommendation, second.number, second.carried_forward) == (
        "Share records",
        "1",
        True,
    )
    assert second.date.due == first.date.due == date(2011, 3, 31)


def test_a_status_told_by_colour_alone_is_read(tmp_path: Path) -> None:
    """An empty RAG cell with a fill has its colour's word; a filled cell elsewhere stays empty."""

    def change(book: Any) -> None:
        for place, rgb in (
            ("G2", "FFFF0000"),
            ("G3", "FF92D050"),
            ("G4", "FFFFC000"),
            ("C2", "FFFF0000"),
        ):
            book.active[place].fill = PatternFill("solid", fgColor=rgb)

    rows: list[list[Any]] = [
        [*HEADER, "RAG"],
        *([f"{n}. Do", "Write", None, "Safer", "Matron", "March 2011"] for n in (1, 2, 3)),
    ]
    items = read(workbook(tmp_path / "plan.xlsx", rows, change)).items
    assert [item.rag for item in items] == ["red", "green", "amber"]
    assert items[0].evidence == ()


def test_a_document_reads_its_merged_rows(tmp_path: Path) -> None:
    """A row merged over the table names the agency, and a cell merged downwards carries on."""

    def change(paper: Any) -> None:
        table = paper.tables[0]
        table.cell(1, 0).merge(table.cell(1, 5))
        table.cell(2, 0).merge(table.cell(3, 0))

    rows = [HEADER, ["Health", *[""] * 5], ROW, ["", "Train", "", "", "Head Teacher", "May 2011"]]
    items = read(document(tmp_path / "plan.docx", rows, change)).items
    assert [(item.agency_group, item.number, item.carried_forward) for item in items] == [
        ("Health", "1", False),
        ("Health", "1", True),
    ]


def test_automatic_numbers_are_read_as_printed(tmp_path: Path) -> None:
    """A recommendation that Word numbers has its number, and bullets have none."""

    def change(paper: Any) -> None:
        for row in paper.tables[0].rows[1:]:
            row.cells[0].paragraphs[0].style = paper.styles["List Number"]
            row.cells[1].paragraphs[0].style = paper.styles["List Bullet"]

    rows = [HEADER, ["Share records", *ROW[1:]], ["Train staff", *ROW[1:]]]
    items = read(document(tmp_path / "plan.docx", rows, change)).items
    assert [(item.number, item.recommendation, item.key_actions) for item in items] == [
        ("1", "Share records", ("Write a protocol",)),
        ("2", "Train staff", ("Write a protocol",)),
    ]


def test_tracked_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    """What a reader of the document sees is read: what was struck out is gone."""

    def change(paper: Any) -> None:
        paragraph = paper.tables[0].cell(1, 5).paragraphs[0]._p
        for tag, text_tag, text in (("w:ins", "w:t", " 2011"), ("w:del", "w:delText", " 2010")):
            run, words, mark = OxmlElement("w:r"), OxmlElement(text_tag), OxmlElement(tag)
            words.text = text
            words.set(qn("xml:space"), "preserve")
            run.append(words)
            mark.append(run)
            paragraph.append(mark)

    path = document(tmp_path / "plan.docx", [HEADER, [*ROW[:5], "March"]], change)
    assert read(path).items[0].date.due == date(2011, 3, 31)


def test_the_line_above_each_of_several_tables_names_its_agency(tmp_path: Path) -> None:
    """In a document of several tables, the paragraph above each is the agency of its rows."""
    paper = docx.Document()
    for agency in ("Health", "Housing"):
        paper.add_paragraph(agency)
        table = paper.add_table(rows=0, cols=6)
        for row in (HEADER, ROW):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    paper.save(str(tmp_path / "plan.docx"))
    assert [item.agency_group for item in read(tmp_path / "plan.docx").items] == [
        "Health",
        "Housing",
    ]
