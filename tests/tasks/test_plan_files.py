"""A plan's file as its tables: Word, Excel and CSV, and what is refused."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import PatternFill

from models.rules.calendar import Calendar
from models.rules.plan_json import to_json
from models.rules.plans import PlanReading
from tasks.plan_files import PlanRefused, load_sheets, read_plan_file

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "plans"
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


def refusal(path: Path) -> str:
    """The code with which a file is refused."""
    with pytest.raises(PlanRefused) as caught:
        load_sheets(path)
    problem = caught.value.problem
    assert str(caught.value) == problem.message
    assert problem.severity == "error"
    assert problem.message.endswith(".")
    assert read(path).problems == (problem,)
    assert not read(path).accepted
    return problem.code


def workbook(
    path: Path, rows: Sequence[Sequence[Any]], change: Callable[[Any], None] | None = None
) -> Path:
    """A workbook of these rows, changed by a test before it is saved."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book)
    book.save(path)
    return path


def document(
    path: Path, rows: Sequence[Sequence[str]], change: Callable[[Any], None] | None = None
) -> Path:
    """A document with one table of these rows, changed by a test before it is saved."""
    paper = docx.Document()
    table = paper.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    if change:
        change(paper)
    paper.save(str(path))
    return path


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
    assert {one.code for one in reading.problems} == {"hidden_column", "hidden_sheet"}


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


def test_a_formula_with_its_value_is_read_and_one_without_is_refused(tmp_path: Path) -> None:
    """A formula that Excel never calculated refuses the file: its cell would read as empty."""
    path = workbook(tmp_path / "plan.xlsx", [HEADER, [*ROW[:4], '="Mat"&"ron"', "March 2011"]])
    assert refusal(path) == "formulas_without_values"
    calculated = tmp_path / "calculated.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(calculated, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = re.sub(rb"<v\s*/>|<v></v>", b"<v>Matron</v>", data)
                data = data.replace(b'r="E2"', b'r="E2" t="str"')
            new.writestr(name, data)
    assert [lead.name for lead in read(calculated).items[0].leads] == ["Matron"]


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


def test_a_document_without_a_plan_is_refused(tmp_path: Path) -> None:
    """An empty document and one without a plan's table are refused, each by its own code."""
    docx.Document().save(str(tmp_path / "empty.docx"))
    paper = docx.Document()
    paper.add_paragraph("Recommendation 1: share records.")
    paper.save(str(tmp_path / "prose.docx"))
    assert refusal(tmp_path / "empty.docx") == "empty_document"
    assert refusal(tmp_path / "prose.docx") == "no_table"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_file_reads_in_any_of_its_forms(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    """Comma, semicolon or tab, UTF-8, UTF-16 or Windows-1252: the same plan."""
    cells = ["1. Share caf\u00e9 records \u2013 all", *ROW[1:]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in (HEADER, cells))
    (tmp_path / "plan.csv").write_bytes(text.encode(encoding))
    reading = read(tmp_path / "plan.csv")
    assert reading.items[0].recommendation == "Share caf\u00e9 records \u2013 all"
    assert reading.problems == ()


def test_a_line_in_another_encoding_is_said(tmp_path: Path) -> None:
    """Where one line of a UTF-8 file is Windows-1252, its row is named and nothing is lost."""
    lines = [",".join(HEADER).encode(), "1. Caf\u00e9,Do,,,Matron,May 2011".encode(),
             "2. Caf\u00e9,Do,,,Matron,May 2011".encode("cp1252")]  # fmt: skip
    (tmp_path / "plan.csv").write_bytes(b"\n".join(lines))
    reading = read(tmp_path / "plan.csv")
    assert [item.recommendation for item in reading.items] == ["Caf\u00e9", "Caf\u00e9"]
    assert [(one.code, one.row) for one in reading.problems] == [("mixed_encoding", 2)]


def test_a_cell_may_hold_lines_and_the_files_own_line_is_named(tmp_path: Path) -> None:
    """A record over several lines is one row, known by the line on which it begins."""
    (tmp_path / "plan.csv").write_text(
        'Recommendation,Action,Lead,Date\n"1. Share\nall",Do,Matron,May 2011\n'
        "2. Look,Do,Matron,TBC\n"
    )
    reading = read(tmp_path / "plan.csv")
    assert [item.file_row for item in reading.items] == [2, 4]
    assert "row 2 (row 4 of the file), Date" in reading.problems[0].message


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("plan.csv", b"", "empty_document"),
        ("plan.csv", b" \r\n ", "empty_document"),
        ("plan.csv", b"Recommendation,Action,Lead\n1,a\x00b,c\n", "not_plain_text"),
        ("plan.csv", b"Recommendation,Action,Lead\n1,a\x81\xffb,c\n", "not_plain_text"),
        ("plan.csv", b"Name,Age\nMatron,40\n", "no_table"),
        (
            "plan.csv",
            b"Recommendation,Action,Lead\n1," + b"x" * 1_100_000 + b",c\n",
            "cell_too_long",
        ),
        ("plan.pdf", b"%PDF-1.7\n", "unsupported_format"),
        ("plan.docx", b"PK\x03\x04 not a zip", "unsupported_format"),
        ("plan.png", b"\x89PNG\r\n", "unsupported_format"),
        ("plan.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64, "unsupported_format"),
        (
            "plan.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password_protected",
        ),
    ],
)
def test_what_is_no_plan_is_refused_by_what_is_in_it(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    """A file is known by its content, and a refusal has a code and a sentence."""
    (tmp_path / name).write_bytes(data)
    assert refusal(tmp_path / name) == code


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A missing file and a folder are refused in words."""
    assert refusal(tmp_path / "none.xlsx") == "unsupported_format"
    assert refusal(tmp_path) == "unsupported_format"


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    """An archive of these parts, compressed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    """A part of 70 MB of nothing is refused before it is unpacked."""
    path = zipped(tmp_path / "plan.docx", {"word/document.xml": b" " * 70_000_000})
    assert refusal(path) == "unsafe_file"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_archive_that_declares_entities_is_refused(tmp_path: Path, encoding: str) -> None:
    """A document type in any part is refused, so that no entity is ever resolved."""
    xml = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'
    path = zipped(tmp_path / "plan.docx", {"word/document.xml": xml.encode(encoding)})
    assert refusal(path) == "unsafe_file"


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml", "other.txt"])
def test_an_archive_that_is_no_plan_is_refused(tmp_path: Path, name: str) -> None:
    """A zip without what an Office file has is refused, not opened as though it were one."""
    assert refusal(zipped(tmp_path / "plan.xlsx", {name: b"<x/>"})) == "unsupported_format"


def test_macros_are_left_alone(tmp_path: Path) -> None:
    """A workbook with a macro part reads as one without: nothing of it is run."""
    path = workbook(tmp_path / "plan.xlsx", [HEADER, ROW])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\x00" * 100)
    assert read(path).accepted


def test_a_broken_file_is_refused_wherever_it_is_cut(tmp_path: Path) -> None:
    """A workbook cut short anywhere is refused, never half read."""
    whole = workbook(tmp_path / "plan.xlsx", [HEADER, ROW]).read_bytes()
    for share in (0.2, 0.5, 0.9, 0.99):
        (tmp_path / "cut.xlsx").write_bytes(whole[: int(len(whole) * share)])
        assert refusal(tmp_path / "cut.xlsx") == "unsupported_format"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    data=st.binary(max_size=300),
    head=st.sampled_from([b"", b"Recommendation,Action,Lead\n", b"PK\x03\x04"]),
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, head: bytes) -> None:
    """Whatever is in a file, the answer is a reading or a refusal, never an error."""
    path = tmp_path / "plan.csv"
    path.write_bytes(head + data)
    reading = read(path)
    assert reading.accepted == bool(reading.items)
    assert reading.accepted or reading.problems


def test_a_part_swapped_for_rubbish_is_refused(tmp_path: Path) -> None:
    """An Office file with any part spoilt is read or refused, never an error."""
    for source in (
        workbook(tmp_path / "a.xlsx", [HEADER, ROW]),
        document(tmp_path / "a.docx", [HEADER, ROW]),
    ):
        with zipfile.ZipFile(io.BytesIO(source.read_bytes())) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        for name in parts:
            for rubbish in (b"", b"<a><b></a>", b"<x/>"):
                path = zipped(tmp_path / f"spoilt{source.suffix}", {**parts, name: rubbish})
                reading = read(path)
                assert reading.accepted or reading.problems[0].message


COMPARED = ("agency_group", "recommendation", "key_actions", "evidence", "outcomes")


def needs_shared(name: str) -> Path:
    """A sample beside the checkout, or a skip that says it is not there."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the sample {name} is not beside this checkout")
    return path


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.docx", "plan.csv"])
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
