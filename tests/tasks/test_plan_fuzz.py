"""Spoilt plans of every format: each is read or refused, soon, and nothing is saved."""

from __future__ import annotations

import gc
import io
import json
import os
import random
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from types import FrameType

import pikepdf
import pytest

from models.rules.calendar import Calendar
from models.rules.plan_json import to_json
from tasks import plan_pdf
from tasks.plan_files import read_plan_file
from tests.tasks.plan_mutations import mutated, mutated_archive
from tests.tasks.plan_papers import document, workbook
from tests.tasks.plan_pdf_papers import Look, as_pdf
from tests.tasks.plan_reader import Reader, as_shipped

CALENDAR = Calendar(first=date(2008, 1, 1), last=date(2035, 12, 31))
FEW = {"csv": 100, "xlsx": 50, "docx": 40, "pdf": 30}  # inputs in the suite
MANY = int(os.environ.get("FUZZ_INPUTS", "20000"))  # by make fuzz
LONGEST = 10  # seconds that any file may take
OFTEN = 50  # files after which what reading them left is thrown away
BUSY = 12  # by so much a machine may be slowed by all else that it does
ROWS = [
    ["No", "Recommendation", "Key Actions", "Evidence", "Lead Officer", "Date", "RAG"],
    ["1", "Share records\nof visits", "• Write it\n• Tell staff", "", "Matron", "March 2011", "G"],
    ["2", "Look again", "Audit 40 files", "Audit", "Head of Service & Matron", "End of Q3", "Red"],
    ["Police"],
    ["3", "Train staff", "Courses", "List", "Inspector (immediately)", "31/12/2010", ""],
    ["4.1", "", "Second course", "", "Chair of the group", "TBC", "complete"],
]


def whole(row: list[str]) -> list[str]:
    """A row with as many cells as the header has."""
    return [*row, *[""] * (len(ROWS[0]) - len(row))]


def texts(folder: Path) -> list[bytes]:
    """The plan as delimited text, in three encodings."""
    quoted = [[f'"{cell}"' for cell in whole(row)] for row in ROWS]
    text = "\r\n".join(",".join(row) for row in quoted)
    return [text.encode(), text.replace(",", ";").encode("cp1252"), text.encode("utf-16")]


def workbooks(folder: Path) -> list[bytes]:
    """The plan as a workbook, with true dates, and with merged cells, fills and a second sheet."""

    def change(book: object) -> None:
        sheet = book.active  # type: ignore[attr-defined]
        sheet.merge_cells("A4:G4")
        sheet.column_dimensions["D"].hidden = True
        sheet["F2"], sheet["F2"].number_format = date(2011, 3, 1), "mmm-yy"
        book.create_sheet("Notes").append(["Recommendation", "Action", "Lead"])  # type: ignore[attr-defined]

    rows = [whole(row) for row in ROWS]
    return [
        workbook(folder / "a.xlsx", rows).read_bytes(),
        workbook(folder / "b.xlsx", rows, change).read_bytes(),
    ]


def documents(folder: Path) -> list[bytes]:
    """The plan as a Word document, and with merged cells, a list and a second table."""

    def change(paper: object) -> None:
        table = paper.tables[0]  # type: ignore[attr-defined]
        table.cell(3, 0).merge(table.cell(3, 6))
        table.cell(4, 1).merge(table.cell(5, 1))
        table.cell(1, 2).add_paragraph("One more", style="List Number")
        paper.add_paragraph("Health")  # type: ignore[attr-defined]
        paper.add_table(rows=2, cols=3).cell(0, 0).text = "Recommendation"  # type: ignore[attr-defined]

    rows = [whole(row) for row in ROWS]
    return [
        document(folder / "a.docx", rows).read_bytes(),
        document(folder / "b.docx", rows, change).read_bytes(),
    ]


def pdfs(folder: Path) -> list[bytes]:
    """The plan as PDF, ruled and not, over several pages: as it is packed, laid open, and laid open
    without the fonts, so that most of what is spoilt is what places the words.
    """
    made = []
    small = "height: 7cm, width: 18cm, margin: 1cm"
    for stroke in ("0.5pt", "none"):
        look = Look(page=small, stroke=stroke, running="Plan", above='#link("file:///x")[Plan]')
        path = as_pdf(folder / "a.pdf", ("Plan", ROWS), look=look)
        made.append(path.read_bytes())
        with pikepdf.open(path) as pdf:
            made.append(laid_open(pdf))
            without_fonts(pdf)
            made.append(laid_open(pdf))
    return made


def laid_open(pdf: pikepdf.Pdf) -> bytes:
    """The document with nothing packed, so that its every word can be spoilt."""
    file = io.BytesIO()
    pdf.save(
        file,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.all,
        compress_streams=False,
    )
    return file.getvalue()


def without_fonts(pdf: pikepdf.Pdf) -> None:
    """Takes the shapes of the letters from a document; what they say stays."""
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary):
            for key in {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()):
                del one[key]


SEEDS: dict[str, Callable[[Path], list[bytes]]] = {
    "csv": texts, "xlsx": workbooks, "docx": documents, "pdf": pdfs,
}  # fmt: skip


def chance() -> Random:
    """Another run each time, and the same one again under the same seed, of the same tests."""
    return Random(random.getrandbits(64))  # noqa: S311 - nothing here is secret


@contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    """Ends what takes longer: so many seconds of work, or far more by the clock.

    The clock alone would blame a file for what else the machine does. A forked reader has its own
    limit of work, and ends by it.
    """

    def late(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"it took longer than {seconds} seconds")

    before = {number: signal.signal(number, late) for number in (signal.SIGPROF, signal.SIGALRM)}
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(seconds * BUSY)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def run(kind: str, folder: Path, inputs: int, chosen: Random) -> Counter[str]:
    """Reads so many spoilt files, and counts how each was answered.

    The one that fails is kept, and named with what it did.
    """
    answered: Counter[str] = Counter()
    seeds = SEEDS[kind](folder)
    home = folder / "home"
    home.mkdir()
    path = home / f"plan.{kind}"
    for number in range(inputs):
        if number % OFTEN == 0:
            gc.collect()  # a command reads one file and ends; a reading leaves its garbage to that
        seed = chosen.choice(seeds)
        packed = kind in {"xlsx", "docx"} and chosen.random() < 0.7
        data = mutated_archive(seed, chosen) if packed else mutated(seed, chosen)
        path.write_bytes(data)
        try:
            with no_longer_than(LONGEST):
                reading = read_plan_file(
                    path,
                    agreed_on=date(2010, 10, 20),
                    commissioned_on=date(2010, 4, 20),
                    calendar=CALENDAR,
                )
                json.dumps(to_json(reading, path.name))
        except Exception as error:
            kept = Path(os.environ.get("FUZZ_KEEP", str(folder))) / f"failed.{kind}"
            kept.write_bytes(data)
            raise AssertionError(f"input {number} of {kind}, kept as {kept}: {error!r}") from error
        assert reading.accepted == bool(reading.items)
        assert reading.accepted or reading.problems[0].message.endswith(".")
        answered["read" if reading.accepted else reading.problems[0].code] += 1
    assert list(home.iterdir()) == [path]
    return answered


@pytest.fixture
def _strictly(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the process that reads a PDF stumbles, the product says that the file is broken: here
    it is an error.
    """

    def read(
        data: bytes, headings: Mapping[str, Sequence[str]] | None
    ) -> subprocess.CompletedProcess[bytes]:
        done = reader(data, headings)
        if done.returncode > 0:
            raise RuntimeError("the process that reads a PDF stumbled: its stderr says where")
        return done

    monkeypatch.setattr(plan_pdf, "read_apart", read)


@pytest.mark.usefixtures("_strictly")
@pytest.mark.parametrize("kind", SEEDS)
def test_a_spoilt_plan_is_read_or_refused(kind: str, tmp_path: Path) -> None:
    """Some of each format are read or refused in words; `make fuzz` spoils very many."""
    run(kind, tmp_path, FEW[kind], chance())


@pytest.mark.fuzz
@pytest.mark.usefixtures("_strictly")
@pytest.mark.parametrize("kind", SEEDS)
def test_very_many_spoilt_plans_are_read_or_refused(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So are twenty thousand, and it is said how many were answered how.

    Every process that PDFium takes with it is one of a fork.
    """
    answered = run(kind, tmp_path, MANY, chance())
    assert answered.total() == MANY
    with capsys.disabled():
        told = ", ".join(f"{code} {times:,}" for code, times in answered.most_common())
        print(f"\n{answered.total():,} spoilt {kind} files: {told}", flush=True)


def test_a_spoilt_pdf_ends_in_the_reading_process_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few spoilt files go through the process that the product starts."""
    monkeypatch.setattr(plan_pdf, "read_apart", as_shipped)
    run("pdf", tmp_path, 6, chance())
