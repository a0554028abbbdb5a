"""What a file may not do: name entities, run or fetch anything, be no plan under its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.plan_files import load_sheets
from tests.tasks.plan_parts import (
    MAIN,
    ROW,
    SHEET,
    book_parts,
    packed,
    paper_parts,
    refusal,
)


@pytest.fixture
def book(tmp_path: Path) -> dict[str, bytes]:
    """The parts of a small workbook with a plan."""
    return book_parts(tmp_path)


@pytest.fixture
def paper(tmp_path: Path) -> dict[str, bytes]:
    """The parts of a small Word document with a plan."""
    return paper_parts(tmp_path)


@pytest.mark.parametrize(
    ("part", "before"),
    [
        (SHEET, b'<!DOCTYPE x [<!ENTITY e "boo">]>'),
        ("xl/worksheets/sheet1.bin", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'),
        (SHEET, b"<!--" + b"-" * 70_000 + b"-->" + b'<!DOCTYPE x [<!ENTITY e "boo">]>'),
        (SHEET, b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-'),
        (SHEET, b'<?xml version="1.0" encoding="IBM037"?>'),
    ],
    ids=["in a sheet", "under another name", "behind much else", "in UTF-7", "in EBCDIC"],
)
def test_entities_are_refused_wherever_they_hide(
    tmp_path: Path, book: dict[str, bytes], part: str, before: bytes
) -> None:
    """No document type is let through to a parser, whatever the part is called."""
    path = packed(tmp_path / "plan.xlsx", {**book, part: before + book[SHEET]})
    assert refusal(path)[0] == "unsafe_file"


def test_a_billion_laughs_in_utf_16_are_refused(tmp_path: Path, paper: dict[str, bytes]) -> None:
    """Entities of entities are refused in the other encoding that XML may have."""
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{laughs}]><x>&e9;</x>'
    path = packed(tmp_path / "plan.docx", {**paper, "word/document.xml": xml.encode("utf-16")})
    assert refusal(path)[0] == "unsafe_file"


def test_macros_links_and_templates_from_elsewhere_are_left_alone(
    tmp_path: Path, book: dict[str, bytes], paper: dict[str, bytes]
) -> None:
    """A file with macros, a DDE link or a remote template reads as one without."""
    types, main = "[Content_Types].xml", b"wordprocessingml.document.main+xml"
    macros = paper[types].replace(b"vnd.openxmlformats-officedocument." + main, MACROS)
    template = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/attachedTemplate" Target="http://127.0.0.1:9/x.dotm" '
        b'TargetMode="External"/>'
        b"</Relationships>"
    )
    link = b'<externalLink xmlns="%s"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    for name, parts in {
        "plan.docm": {**paper, types: macros, "word/vbaProject.bin": b"\xd0\xcf"},
        "plan.docx": {**paper, "word/_rels/settings.xml.rels": template},
        "plan.xlsx": {**book, "xl/externalLinks/externalLink1.xml": link % MAIN.encode()},
    }.items():
        [sheet] = load_sheets(packed(tmp_path / name, parts))
        assert list(sheet.rows[0].cells) == ROW


MACROS = b"vnd.ms-word.document.macroEnabled.main+xml"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("plan.xls", b"<html><body><table><tr><td>Recommendation</td></tr>", "web page"),
        ("plan.csv", b"\xef\xbb\xbf<!DOCTYPE html><html>", "web page"),
        ("plan.doc", b"{\\rtf1 Share records}", "Rich Text Format"),
        ("plan.doc", b"MIME-Version: 1.0\r\n", "web archive"),
        ("plan.xml", b'<?xml version="1.0"?><x/>', "XML file"),
        ("plan.jpg", b"\xff\xd8\xff\xe0", "picture"),
        ("plan.xlsx", b"Recommendation,Action,Lead\n1,Do,Matron\n", "name it .csv"),
        ("plan.docx", b"Recommendation one", "no Word document inside"),
        ("plan.pdf", b"Recommendation one", "no PDF inside"),
        ("plan.key", b"\x01\x02", "of a kind that is not read"),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
         "Open it in Word, save it as .docx"),
        ("plan.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64,
         "Open it in Excel, save it as .xlsx"),
        ("plan.csv", b'Recommendation,Action,Lead\n1,"Do,Matron\n2,Do,Matron\n',
         "Line 2 has a quotation mark"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_plan_is_told_what_to_do(
    tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    """Each refusal says what the file is, and what to do with it in Word or Excel."""
    (tmp_path / name).write_bytes(data)
    code, message = refusal(tmp_path / name)
    assert code == "unsupported_format"
    assert name in message or says in message
    assert says in message
    assert message.endswith("Nothing was read.")


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"plans/plan.docx": b"PK"}, "load the plan in it (plan.docx)"),
        ({"mimetype": b"x", "content.xml": b"<x/>"}, "OpenDocument"),
        ({"xl/workbook.bin": b"x"}, "binary workbook"),
        ({"ppt/presentation.xml": b"<x/>"}, "presentation"),
        ({"notes.txt": b"x"}, "without a Word or Excel document"),
        ({}, "without a Word or Excel document"),
        ({"xl/workbook.xml": b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'},
         "Strict Open XML"),
    ],
)  # fmt: skip
def test_an_archive_that_is_no_plan_says_what_it_is(
    tmp_path: Path, parts: dict[str, bytes], says: str
) -> None:
    """Zip archives of other programs, and of plans, are told apart."""
    code, message = refusal(packed(tmp_path / "plan.zip", parts))
    assert code == "unsupported_format"
    assert says in message


def test_a_folder_and_a_file_that_may_not_be_opened_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder is called one, and a file that is in use is no traceback."""
    assert "is a folder" in refusal(tmp_path)[1]
    (tmp_path / "plan.csv").write_bytes(b"x")

    def in_use(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", in_use)
    assert "cannot be opened (Permission denied)" in refusal(tmp_path / "plan.csv")[1]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(tmp_path: Path, encoding: str) -> None:
    """A text in UTF-16 without a mark reads; one with a few NUL bytes is none."""
    text = "Recommendation,Action,Lead\n1. Caf\u00e9,Do,Matron\n"
    (tmp_path / "plan.csv").write_bytes(text.encode(encoding))
    [sheet] = load_sheets(tmp_path / "plan.csv")
    assert sheet.rows[0].cells[0] == "1. Caf\u00e9"
    (tmp_path / "plan.csv").write_bytes(text.encode(encoding)[:-1])
    assert refusal(tmp_path / "plan.csv")[0] == "not_plain_text"


def test_a_line_ends_where_a_spreadsheet_ends_it(tmp_path: Path) -> None:
    """A form feed or another sign inside a cell does not part its row; a bare return does."""
    text = "Recommendation,Action,Lead\r1. A\x0bB,C\x0cD,E\x85F\r2. G,H,I\r"
    (tmp_path / "plan.csv").write_bytes(text.encode())
    [sheet] = load_sheets(tmp_path / "plan.csv")
    assert [row.cells for row in sheet.rows] == [
        ("1. A\x0bB", "C\x0cD", "E\x85F"),
        ("2. G", "H", "I"),
    ]


@pytest.mark.parametrize(
    "body", [b"1,a,b\n" * 30_000, b"," * 400_000 + b"\n"], ids=["rows", "columns"]
)
def test_more_rows_or_cells_than_a_plan_has_are_refused(tmp_path: Path, body: bytes) -> None:
    """Tens of thousands of rows, or hundreds of thousands of cells, are no plan."""
    (tmp_path / "plan.csv").write_bytes(b"Recommendation,Action,Lead\n" + body)
    assert refusal(tmp_path / "plan.csv")[0] == "unsafe_file"
