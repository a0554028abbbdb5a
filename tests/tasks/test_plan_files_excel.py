"""What an Excel workbook shows: formats, fills and merges, and what it hides."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from tasks.plan_colours import colour_word
from tests.tasks.plan_papers import read, workbook

HEADER = ["Recommendation", "Key Actions", "Evidence", "Key Outcome(s)", "Lead Officer", "Date"]
ROW = ["1. Share records", "Write a protocol", "Protocol", "Safer", "Matron", "March 2011"]
TOLD = ["Ref", "Recommendation", "Action", "Owner", "Due", "BRAG"]


@pytest.mark.parametrize(
    ("rgb", "tint", "word"),
    [("FF0000", 0, "Red"), ("FFC7CE", 0, "Red"), ("FFEB9C", 0, "Amber"), ("FFC000", 0, "Amber"),
     ("C6EFCE", 0, "Green"), ("00B050", 0, "Green"), ("0070C0", 0, "Blue"), ("DCE6F1", 0, ""),
     ("F2F2F2", 0, ""), ("000000", 0, ""), ("7030A0", 0, ""), ("4472C4", 0.8, ""),
     ("70AD47", 0.4, "Green"), ("70AD47", -0.5, "Green"), ("no", 0, "")],
)  # fmt: skip
def test_a_colour_has_its_word(rgb: str, tint: float, word: str) -> None:
    """The fills of Excel's menu: its pale red and green are signs, its pale blue a band."""
    assert colour_word(rgb, tint) == word


@pytest.mark.parametrize(
    ("fill", "rag"),
    [(Color(theme=6), "green"), (Color(theme=6, tint=0.4), "green"), (Color(indexed=10), "red"),
     (Color(rgb="FF00B0F0"), "blue"), (Color(theme=0), ""), (Color(theme=4, tint=0.8), "")],
    ids=["theme", "tint", "indexed", "rgb", "white", "band"],
)  # fmt: skip
def test_a_status_is_told_by_any_kind_of_fill(tmp_path: Path, fill: Color, rag: str) -> None:
    """By a theme's colour and its tint, by number, by its own red, green and blue."""

    def change(book: Any) -> None:
        book.active["F2"].fill = PatternFill("solid", fgColor=fill)

    path = workbook(
        tmp_path / "plan.xlsx", [TOLD, ["1", "Share", "Write", "Matron", "TBC"]], change
    )
    (item,) = read(path).items
    assert item.rag == rag
    assert item.status == ("complete" if rag == "blue" else "open")
    assert item.cells.get("BRAG", "") == rag.capitalize()


def test_numbers_are_read_as_they_are_shown(tmp_path: Path) -> None:
    """1.10 is another reference than 1.1, a serial that lost its format is a day."""

    def change(book: Any) -> None:
        book.active["A2"].number_format = "0.00"
        book.active["A4"].number_format = "0"

    rows: list[list[Any]] = [TOLD, *([n, "Share", "Write", "Matron", due] for n, due in (
        (1.1, 40513), (1.1, "TBC"), (2.0, "TBC"), (3, "TBC")))]  # fmt: skip
    items = read(workbook(tmp_path / "plan.xlsx", rows, change)).items
    assert [item.number for item in items] == ["1.10", "1.1", "2", "3"]
    assert (items[0].date.text, items[0].date.due) == ("40513", date(2010, 12, 1))
    assert not items[0].date.needs_decision


def test_days_are_counted_from_where_the_workbook_counts_them(tmp_path: Path) -> None:
    """A workbook of an old Macintosh counts its days from 1904."""
    path = tmp_path / "plan.xlsx"
    book = xlsxwriter.Workbook(str(path), {"date_1904": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ROW[:5])
    sheet.write_datetime(1, 5, date(2010, 12, 1), day)
    book.close()
    assert [item.date.text for item in read(path).items] == ["01/12/2010"]


def test_texts_of_several_runs_are_whole_and_marks_are_not_read(tmp_path: Path) -> None:
    """Bold words are words; the raised number of a footnote is none."""
    path = tmp_path / "plan.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
    raised = book.add_format({"font_script": 1})
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ["", *ROW[1:5]])
    sheet.write_rich_string(1, 0, "1. Share ", bold, "all", " records")
    sheet.write_rich_string(1, 5, "1", raised, "st", " March 2011", raised, "12")
    book.close()
    (item,) = read(path).items
    assert (item.recommendation, item.date.text) == ("Share all records", "1st March 2011")


def test_what_is_hidden_is_read_and_said(tmp_path: Path) -> None:
    """A filter that was left on hides rows that are still the plan's."""

    def change(book: Any) -> None:
        book.active.row_dimensions[3].hidden = True

    reading = read(workbook(tmp_path / "plan.xlsx", [HEADER, ROW, ["2. Look", *ROW[1:]]], change))
    assert [item.number for item in reading.items] == ["1", "2"]
    (problem,) = reading.problems
    assert (problem.code, problem.severity) == ("hidden_rows", "warning")
    assert "(3)" in problem.message


def test_what_is_not_read_is_said(tmp_path: Path) -> None:
    """Sheets that are no plan, comments, and colours that a rule would give."""

    def change(book: Any) -> None:
        sheet = book.active
        sheet["A2"].comment = Comment("Ask again", "Board")
        red = PatternFill("solid", bgColor="FFFF0000")
        rule = CellIsRule("equal", ["1"], fill=red)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add("F2:F9", rule)
        book.create_sheet("Key").append(["Green", "On track"])
        book.create_sheet("Empty")

    reading = read(workbook(tmp_path / "plan.xlsx", [HEADER, ROW], change))
    said = {one.code: one.message for one in reading.problems}
    assert list(said) == ["rules_for_colour", "left_out", "passed_over"]
    assert "“Key”" in said["passed_over"]
    assert {one.severity for one in reading.problems} == {"note"}


def test_several_sheets_are_no_agencies_where_they_say_so(tmp_path: Path) -> None:
    """Sheets named for what is open and closed are not; a title above each table is."""

    def change(book: Any) -> None:
        book.active.title = "Open actions"
        other = book.create_sheet("Closed actions")
        for row in (["Northmoor Police"], TOLD, ["2", "Look", "See", "Inspector", "May 2011"]):
            other.append(row)

    rows = [["Housing"], TOLD, ["1", "Share", "Write", "Manager", "May 2011"]]
    items = read(workbook(tmp_path / "plan.xlsx", rows, change)).items
    assert [item.agency_group for item in items] == ["Housing", "Northmoor Police"]


def test_groups_of_headings_are_merged_over_their_columns(tmp_path: Path) -> None:
    """Two rows of headings, as a workbook has them: merged across and merged downwards."""

    def change(book: Any) -> None:
        for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:H1"):
            book.active.merge_cells(cells)

    rows: list[list[str | None]] = [
        ["Ref", "Recommendation", "Action", "Owner", "Target date", None, "Progress", None],
        [None, None, None, None, "Original", "Revised", "Update", "RAG"],
        ["1", "Share", "Write", "Matron", "May 2011", "July 2011", "Drafted", "A"],
    ]
    (item,) = read(workbook(tmp_path / "plan.xlsx", rows, change)).items
    assert item.revised is not None
    assert (item.date.due, item.revised.due) == (date(2011, 5, 31), date(2011, 7, 31))
    assert (item.progress, item.rag, dict(item.extra)) == ("Drafted", "amber", {})


def test_a_formula_that_came_to_an_empty_text_has_a_value(tmp_path: Path) -> None:
    """Excel keeps the empty text of a formula; that is not the same as none."""
    made, path = tmp_path / "made.xlsx", tmp_path / "plan.xlsx"
    book = xlsxwriter.Workbook(str(made))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, [*HEADER, "Note"])
    sheet.write_row(1, 0, ROW)
    sheet.write_formula(1, 6, '=IF(A9="","","x")', None, "emptied")
    book.close()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v>emptied</v>", b"<v></v>"))
    assert [item.number for item in read(path).items] == ["1"]
