"""A plan's file as its tables: Word, Excel and CSV, and what is refused."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from models.rules.calendar import Calendar
from models.rules.plans import PlanReading
from tasks.plan_files import PlanRefused, load_sheets, read_plan_file
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


def test_a_document_without_a_plan_is_refused(tmp_path: Path) -> None:
    """An empty document and one without a plan's table are refused, each by its own code."""
    docx.Document().save(str(tmp_path / "empty.docx"))
    paper = docx.Document()
    paper.add_paragraph("Recommendation 1: share records.")
    paper.save(str(tmp_path / "prose.docx"))
    assert refusal(tmp_path / "empty.docx") == "empty_document"
    Workbook().save(tmp_path / "empty.xlsx")
    assert refusal(tmp_path / "empty.xlsx") == "empty_document"
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


def test_a_cell_may_hold_lines_and_a_row_is_numbered_as_excel_shows_it(tmp_path: Path) -> None:
    """A record over several lines is one row, and so is a blank line."""
    (tmp_path / "plan.csv").write_text(
        'Recommendation,Action,Lead,Date\n"1. Share\nall",Do,Matron,May 2011\n\n'
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
