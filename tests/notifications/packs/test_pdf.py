"""The PDF of a pack: accessible, repeatable, and stopped by no character."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.packs import Review, Snapshot
from models.rules.packs_figures import figures
from models.rules.words import Edition
from notifications.packs.content import document
from notifications.packs.document import (
    Cell,
    Column,
    Cover,
    Document,
    Line,
    Section,
    Table,
)
from notifications.packs.pdf import pdf

FOOT = 45
"""Points of a page below which only its foot stands."""
MakeSnapshot = Callable[..., Snapshot]


@pytest.fixture(scope="module")
def built(snapshot: Snapshot) -> bytes:
    """The restricted edition of the example."""
    return pdf(document(figures(snapshot), Edition.RESTRICTED))


def layout(words: str, rows: int = 3) -> Document:
    """The smallest document with a table of those words."""
    cell = Cell(lines=(Line(text=words), Line(text=words, bullet=True)))
    table = Table(
        caption="Words",
        columns=(Column(title="One"), Column(title="Two", share=0), Column(title="Three")),
        rows=((cell, Cell(lines=(Line(text="x"),)), cell),) * rows,
    )
    cover = Cover(
        title="A pack", subtitle=words, facts=(("Board", words),), tiles=(), says=(words or "-",),
        asks=words, resolutions=(words or "-",), seal="0",
    )  # fmt: skip
    return Document(
        title="A pack", board=words, marking="M", footer="F", frozen_on="2011-01-12", cover=cover,
        sections=(Section(anchor="a", heading="Words", blocks=(table,)),),
    )  # fmt: skip


@pytest.mark.parametrize("edition", list(Edition))
def test_conforms_to_pdf_ua_and_pdf_a(snapshot: Snapshot, edition: Edition) -> None:
    """Both editions pass PDF/UA-1 and PDF/A-3a without one failure."""
    page = pytest.importorskip("page", reason="page-validation is not installed")
    file = pdf(document(figures(snapshot), edition))
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        report = page.validate_pdf_bytes(file, profile=profile)
        assert [(f.rule_id, f.message) for f in report.failures] == []


def test_decisions_follow_contents_that_had_to_go_to_a_second_page(
    make_snapshot: MakeSnapshot,
) -> None:
    """What is asked is on the first two pages, however much stands on the first."""
    many = (Review(reference="alder", title="A review with a long name " * 50),)
    content = pdf(document(figures(make_snapshot(reviews=many)), Edition.RESTRICTED))
    with pypdfium2.PdfDocument(content) as file:
        second = file[1].get_textpage().get_text_range()
    assert "Contents" in second
    assert "Draft resolution." in second


@pytest.mark.parametrize("rows", [0, 1, 2, 3, 4, 5])
@pytest.mark.parametrize("first", [True, False])
def test_small_packs_conform(make_snapshot: MakeSnapshot, rows: int, first: bool) -> None:  # noqa: FBT001 - a parameter
    """A pack of no action or of few, the first or a later one, passes PDF/UA-1 as well."""
    page = pytest.importorskip("page", reason="page-validation is not installed")
    snapshot = make_snapshot(rows=rows)
    snapshot = dataclasses.replace(snapshot, previous=None) if first else snapshot
    report = page.validate_pdf_bytes(
        pdf(document(figures(snapshot), Edition.RESTRICTED)),
        profile=page.ValidationProfile.PDF_UA_1,
    )
    assert report.failures == []


def test_names_itself_and_its_language(built: bytes) -> None:
    """Title, language, bookmarks and the freeze as its only date are set."""
    with pikepdf.open(io.BytesIO(built)) as file:
        assert str(file.Root.Lang) == "en-GB"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        expected = "Progress on review actions: Case review committee, 26 January 2011"
        assert str(file.docinfo.Title) == expected
        assert str(file.docinfo.CreationDate).startswith("D:20110112")
        with file.open_outline() as outline:
            names = [item.title for item in outline.root]
    assert names[:3] == ["Decisions required", "Position at a glance", "Overdue and escalated"]
    assert names[-1] == "The full plan"


# Each example builds a file, so there are fewer than of other properties.
FEW = (settings.default or settings()).max_examples // 5

WEIRD = {
    "markup": '#read("pyproject.toml") #panic("x") *bold* _it_ $x^2$ <label> @ref \\ `code` [a]',
    "urdu": "بچوں کا تحفظ سب کی ذمہ داری ہے",
    "welsh and polish": "Gwarchod plant yng ngŵydd teulu; Łódź",
    "emoji": "family \U0001f468\u200d\U0001f469\u200d\U0001f467 and a flag \U0001f1ec\U0001f1e7",
    "controls": "a\x00b\x07c\x1bd\x7fe\ufffef",
    "surrogate": "half \ud83d of a pair",
    "direction": "abc\u202egnp.exe",
    "combining": "e\u0301 \u0627\u0301 Z\u0351\u0352\u0353",
    "long word": "https://" + "a" * 400,
    "long cell": "word " * 2000,
    "nothing": "",
    "spaces": " \t \n \u2028 \u2029 ",
}


@pytest.mark.parametrize("name", list(WEIRD))
def test_no_text_stops_a_build(make_snapshot: MakeSnapshot, name: str) -> None:
    """Text of any kind, in every place that takes one, still gives a file."""
    words = WEIRD[name]
    made = figures(make_snapshot(words=words, board=words, exceptions=(words,)))
    assert pdf(document(made, Edition.RESTRICTED)).startswith(b"%PDF-1.7")


@given(st.text(alphabet=st.characters(), max_size=60))
@settings(max_examples=FEW)
def test_no_string_stops_a_build(words: str) -> None:
    """Whatever string stands in a cell and on the cover, a file comes out."""
    assert pdf(layout(words)).startswith(b"%PDF-1.7")


def test_markup_is_printed_and_not_run(tmp_path: Path) -> None:
    """Text that looks like code of the layout stands on the page as it was written."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    (tmp_path / "a.pdf").write_bytes(pdf(layout('#read("x") *b*')))
    done = subprocess.run(
        ["pdftotext", str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True, text=True
    )
    assert '#read("x") *b*' in done.stdout


def test_what_no_font_has_is_listed() -> None:
    """A character without a glyph is printed as its code point, and the builder is told."""
    lost: set[str] = set()
    pdf(layout("smile \U0001f642"), lost)
    assert lost == {"U+1F642"}


LONG = {
    "recommendation": False, "key_actions": True, "lead_text": False, "last_answer": False,
    "extension_reason": False, "anomalies": True, "notes": True,
}  # fmt: skip


@pytest.mark.parametrize("words", [260, 1500])
def test_a_long_text_is_cut_and_not_lost(
    make_snapshot: MakeSnapshot, tmp_path: Path, words: int
) -> None:
    """A text of about a page, or of several, runs on over pages: its last word is printed."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    snapshot = make_snapshot(rows=2 + len(LONG))
    rows = list(snapshot.rows)
    for place, (field, several) in enumerate(LONG.items(), start=2):
        long = "word " * words + f"finis{field}"
        changed: dict[str, Any] = {field: (long,) if several else long}
        # The third row is the one that asks for more time: it has a place for every field.
        rows[place] = dataclasses.replace(
            snapshot.rows[2], reference=f"alder-house/{place + 1}", number=str(place + 1), **changed
        )
    made = figures(dataclasses.replace(snapshot, rows=tuple(rows)))
    file = pdf(document(made, Edition.RESTRICTED))
    boxes = words_of(file, tmp_path)
    places = {field: printed(boxes, f"finis{field}") for field in LONG}
    assert [field for field, found in places.items() if not found or not all(found)] == []


def words_of(file: bytes, folder: Path) -> list[str]:
    """A line for each page and word, with its place; what is past the edge is not printed."""
    (folder / "a.pdf").write_bytes(file)
    command = ["pdftotext", "-bbox", str(folder / "a.pdf"), "-"]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return done.stdout.splitlines()


def printed(boxes: list[str], word: str) -> list[bool]:
    """Each place where a word stands, and whether that is above the foot of its page."""
    height, places = 0.0, []
    for line in boxes:
        if found := re.search(r'<page width="[\d.]+" height="([\d.]+)"', line):
            height = float(found.group(1))
        elif f">{word}<" in line and (at := re.search(r'yMax="([\d.]+)"', line)):
            places.append(float(at.group(1)) < height - FOOT)
    return places
