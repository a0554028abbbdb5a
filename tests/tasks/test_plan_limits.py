"""What a file may cost before it is refused: time, memory, depth, a lie about itself."""

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
from tests.tasks.plan_papers import workbook
from tests.tasks.plan_parts import (
    HEADER,
    MAIN,
    SHEET,
    book_parts,
    packed,
    paper_parts,
)

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


@pytest.fixture
def book(tmp_path: Path) -> dict[str, bytes]:
    """The parts of a small workbook with a plan."""
    return book_parts(tmp_path)


@pytest.fixture
def paper(tmp_path: Path) -> dict[str, bytes]:
    """The parts of a small Word document with a plan."""
    return paper_parts(tmp_path)


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


@pytest.mark.parametrize("sign", [",", ";"])
def test_more_columns_than_any_plan_has_are_refused_at_once(tmp_path: Path, sign: str) -> None:
    """Of twenty thousand headings none is looked up; empty ones are no columns."""
    path = tmp_path / "plan.csv"
    for more, wanted in (("Revised date", "unsafe_file"), ("", "read")):
        head = sign.join([*HEADER, *[more] * 20_000])
        path.write_text(f"{head}\n{sign.join(HEADER)}\n", encoding="utf-8")
        code, seconds, _ = measured(path)
        assert (code, seconds < 2) == (wanted, True)


def test_a_workbook_of_more_columns_than_any_plan_has_is_refused(tmp_path: Path) -> None:
    """With the row and what to do."""
    path = workbook(tmp_path / "plan.xlsx", [HEADER, [*HEADER, *"x" * 600]])
    with pytest.raises(PlanRefused, match=r"500 columns \(row 2\), which no plan has"):
        load_sheets(path)
