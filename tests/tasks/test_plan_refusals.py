"""What a file may not do: unpack to more than it says, name entities, be no plan under its name."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from tasks.plan_files import PlanRefused, load_sheets
from tests.tasks.plan_papers import document, workbook

HEADER = ["Recommendation", "Key Actions", "Evidence", "Key Outcome(s)", "Lead Officer", "Date"]
ROW = ["1. Share records", "Write a protocol", "Protocol", "Safer", "Matron", "March 2011"]
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# Reads a file as a command would, and says how it went, its CPU time and how much it held.
MEASURED = r"""
import json, re, resource, sys, time
from pathlib import Path
from tasks.plan_files import PlanRefused, load_sheets
begun = time.process_time()
try:
    load_sheets(Path(sys.argv[1]))
    code = "read"
except PlanRefused as refusal:
    code = refusal.problem.code
apart = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = time.process_time() - begun + apart.ru_utime + apart.ru_stime
held = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
print(json.dumps([code, seconds, int(held[1]) / 1024]))
"""


def parts_of(path: Path) -> dict[str, bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> Path:
    """An archive of these parts."""
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


@pytest.fixture
def book(tmp_path: Path) -> dict[str, bytes]:
    """The parts of a small workbook with a plan."""
    return parts_of(workbook(tmp_path / "book.xlsx", [HEADER, ROW]))


@pytest.fixture
def paper(tmp_path: Path) -> dict[str, bytes]:
    """The parts of a small Word document with a plan."""
    return parts_of(document(tmp_path / "paper.docx", [HEADER, ROW]))


def refusal(path: Path) -> tuple[str, str]:
    """The code and the sentence with which a file is refused."""
    with pytest.raises(PlanRefused) as caught:
        load_sheets(path)
    return caught.value.problem.code, caught.value.problem.message


def measured(path: Path) -> tuple[str, float, float]:
    """The code, the CPU seconds and the megabytes of a process that reads a file."""
    if not Path("/proc/self/status").exists():
        pytest.skip("what a process held at most is asked of Linux")
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], check=True, capture_output=True, timeout=60
    )
    code, seconds, megabytes = json.loads(done.stdout)
    return code, seconds, megabytes


def test_a_sheet_of_two_hundred_megabytes_is_refused_at_once(
    tmp_path: Path, book: dict[str, bytes]
) -> None:
    """Half a megabyte that unpacks to 200 MB is refused in two seconds and 150 MB."""
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Share records</t></is></c></row>' * 1000
    sheet = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>'
    large = sheet % (MAIN.encode(), row * (200 * 1024 * 1024 // len(row)))
    path = packed(tmp_path / "plan.xlsx", {**book, SHEET: large})
    assert path.stat().st_size < 1024 * 1024
    code, seconds, megabytes = measured(path)
    assert code == "unsafe_file"
    assert seconds < 2
    assert megabytes < 150


def with_a_lie(path: Path, parts: Mapping[str, bytes], about: str, says: int) -> Path:
    """An archive that says of one part that it unpacks to less, its check sum to match."""
    index, at = b"", 0
    with path.open("wb") as file:
        for name, data in parts.items():
            packing = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
            raw = packing.compress(data) + packing.flush()
            size = says if name == about else len(data)
            of = (20, 0, 8, 0, 33, zlib.crc32(data[:size]), len(raw), size, len(name), 0)
            file.write(struct.pack("<4s5H3I2H", b"PK\3\4", *of) + name.encode() + raw)
            index += struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, *of, 0, 0, 0, 0, at) + name.encode()
            at = file.tell()
        file.write(index)
        file.write(
            struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, len(parts), len(parts), len(index), at, 0)
        )
    return path


def test_an_archive_that_lies_about_a_size_is_refused(
    tmp_path: Path, book: dict[str, bytes]
) -> None:
    """A part that unpacks to more than the archive says is never unpacked whole."""
    honest = with_a_lie(tmp_path / "honest.xlsx", book, SHEET, len(book[SHEET]))
    assert load_sheets(honest)
    path = with_a_lie(tmp_path / "plan.xlsx", {**book, SHEET: b" " * 100_000_000}, SHEET, 1000)
    code, seconds, megabytes = measured(path)
    assert code == "unsafe_file"
    assert seconds < 2
    assert megabytes < 150


def test_a_pdf_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    """A packed text of 50 MB, or one packed twice, is refused without being opened."""
    for times in (1, 2):
        pdf = pikepdf.new()
        pdf.add_blank_page()
        stream, data = pdf.make_stream(b""), zlib.compress(b" " * 50_000_000, 9)
        for _ in range(times - 1):
            data = zlib.compress(data, 9)
        stream.write(data, filter=pikepdf.Array([pikepdf.Name.FlateDecode] * times))
        pdf.pages[0].Contents = stream
        path = tmp_path / f"plan{times}.pdf"
        pdf.save(path, compress_streams=False)
        code, seconds, megabytes = measured(path)
        assert code == "unsafe_file"
        assert seconds < 2
        assert megabytes < 150


def test_a_pdf_whose_forms_multiply_ends_at_its_limits(tmp_path: Path) -> None:
    """Twelve forms that each draw the next ten times are a million million: it is refused."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form}
    last = pdf.make_stream(b"0 0 m 9 9 l S", BBox=[0, 0, 9, 9], **kind)
    for _ in range(12):
        drawn = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=last))
        last = pdf.make_stream(b"/X Do " * 10, BBox=[0, 0, 9, 9], Resources=drawn, **kind)
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=last))
    pdf.pages[0].Contents = pdf.make_stream(b"/X Do")
    pdf.save(tmp_path / "plan.pdf")
    code, seconds, _ = measured(tmp_path / "plan.pdf")
    assert code == "unsafe_file"
    assert seconds < 15


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


@pytest.mark.parametrize("depth", [60, 20_000])
def test_nesting_without_end_is_read_or_refused(
    tmp_path: Path, book: dict[str, bytes], paper: dict[str, bytes], depth: int
) -> None:
    """Elements within elements, hard to pack, neither exhaust the stack nor the time."""
    noise = [os.urandom(24).hex().encode() for _ in range(depth)]
    opened = b"".join(b'<c n="%s">' % one for one in noise)
    sheet = book[SHEET].replace(b"</row>", opened + b"</c>" * depth + b"</row>", 1)
    cells = b"".join(b'<w:tbl><w:tr w:rsidR="%s"><w:tc><w:p/>' % one for one in noise)
    body = paper["word/document.xml"].replace(
        b"<w:body>", b"<w:body>" + cells + b"</w:tc></w:tr></w:tbl>" * depth
    )
    for path in (
        packed(tmp_path / "plan.xlsx", {**book, SHEET: sheet}),
        packed(tmp_path / "plan.docx", {**paper, "word/document.xml": body}),
    ):
        code, seconds, _ = measured(path)
        assert code in {"read", "unsupported_format", "unsafe_file"}
        assert seconds < 5


def test_one_text_in_very_many_cells_is_refused(tmp_path: Path, book: dict[str, bytes]) -> None:
    """A shared text of 900 kB that stands in two hundred rows is more than a plan holds."""
    rows = b"".join(b'<row><c t="s"><v>%d</v></c></row>' % at for at in [*range(6), *[6] * 200])
    head = b"".join(b'<c t="s"><v>%d</v></c>' % at for at in range(6))
    texts = b"".join(b"<si><t>%s</t></si>" % text.encode() for text in [*HEADER, "x" * 900_000])
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    shared = f'<Relationship Id="rId9" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    rels = "xl/_rels/workbook.xml.rels"
    path = packed(
        tmp_path / "plan.xlsx",
        {
            **book,
            rels: book[rels].replace(b"</Relationships>", shared.encode()),
            SHEET: b'<worksheet xmlns="%s"><sheetData><row>%s</row>%s</sheetData></worksheet>'
            % (MAIN.encode(), head, rows),
            "xl/sharedStrings.xml": b'<sst xmlns="%s">%s</sst>' % (MAIN.encode(), texts),
        },
        zipfile.ZIP_STORED,
    )
    code, seconds, _ = measured(path)
    assert code == "unsafe_file"
    assert seconds < 5


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
