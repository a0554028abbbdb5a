"""The Word copy of a pack: on its side, real headings, whole rows, marked on each page."""

from __future__ import annotations

import dataclasses
import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from datetime import datetime

import docx
import pytest
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.table import Table

from models.rules.packs import Snapshot
from models.rules.packs_figures import figures
from models.rules.words import Edition
from notifications.packs.content import document
from notifications.packs.word import word
from notifications.packs.word_widths import TEXT_WIDTH

MakeSnapshot = Callable[..., Snapshot]
ODD = "<w:p/> & {{ 7 * 7 }} {% raw %} =cmd \x00 \u202e"


def built(snapshot: Snapshot, edition: Edition = Edition.RESTRICTED) -> bytes:
    """The Word copy of a snapshot."""
    return word(document(figures(snapshot), edition))


def opened(content: bytes) -> Word:
    """The file as a program that reads Word files sees it."""
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def copy(snapshot: Snapshot) -> Word:
    """The restricted edition of the example."""
    return opened(built(snapshot))


def texts(copy: Word) -> list[str]:
    """Every text of the file, in reading order."""
    return [found.text or "" for found in copy.element.iter(qn("w:t"))]


def flags(table: Table) -> list[tuple[bool, bool]]:
    """Per row whether it heads each page and whether it stays whole."""
    return [
        tuple(row._tr.find(f"{qn('w:trPr')}/{qn(name)}") is not None for name in WHOLE)  # type: ignore[misc]
        for row in table.rows
    ]


WHOLE = ("w:tblHeader", "w:cantSplit")


def test_it_lies_on_its_side_and_says_what_it_is(copy: Word) -> None:
    """A4 landscape, in British English, with title, marking and the freeze as its only date."""
    (page,) = copy.sections
    assert page.page_width
    assert page.page_height
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (297, 210)
    assert copy.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"
    said = copy.core_properties
    assert said.title == "Progress on review actions: Case review committee, 26 January 2011"
    assert (said.keywords, said.language) == ("OFFICIAL-SENSITIVE", "en-GB")
    assert said.created
    assert said.created.replace(tzinfo=None) == datetime(2011, 1, 12, 12)  # noqa: DTZ001


@pytest.mark.parametrize("edition", list(Edition))
def test_every_page_is_marked(snapshot: Snapshot, edition: Edition) -> None:
    """The edition's marking stands in the head and the foot of every page."""
    (page,) = opened(built(snapshot, edition)).sections
    marked = snapshot.marking if edition is Edition.RESTRICTED else snapshot.public_marking
    assert not page.different_first_page_header_footer
    for part in (page.header, page.footer):
        assert marked in part.paragraphs[0].text


def test_headings_are_headings(copy: Word) -> None:
    """Sections are headings of the first level, decisions of the second, each in its order."""
    by_style = {p.text: p.style.name for p in copy.paragraphs if p.style}
    assert by_style["Progress on review actions"] == "Title"
    firsts = [p.text for p in copy.paragraphs if p.style and p.style.name == "Heading 1"]
    assert (firsts[0], firsts[-1]) == ("Decisions required", "The full plan")
    assert by_style["1. Accept or return the evidence for 1 action."] == "Heading 2"
    links = {a.get(qn("w:anchor")) for a in copy.element.iter(qn("w:hyperlink"))}
    names = {b.get(qn("w:name")) for b in copy.element.iter(qn("w:bookmarkStart"))}
    assert links == names
    assert len(names) == len(firsts)


def test_tables_are_fixed_headed_and_whole(copy: Word) -> None:
    """One style, widths that fill the page, a heading on each page, and no row in two."""
    assert len(copy.tables) > 12
    for table in copy.tables:
        assert table.style
        assert table.style.name == "Pack table"
        assert not table.autofit
        widths = [int(c.get(qn("w:w"))) for c in table._tbl.iter(qn("w:gridCol"))]
        assert TEXT_WIDTH - len(widths) <= sum(widths) <= TEXT_WIDTH
        assert min(widths) > 0
        assert flags(table) == [(n == 0, True) for n in range(len(table.rows))]
        assert {len(row.cells) for row in table.rows} == {len(widths)}


def test_only_a_row_taller_than_a_page_may_be_parted(make_snapshot: MakeSnapshot) -> None:
    """Fifty thousand characters in a cell run on over pages; the rows beside stay whole."""
    snapshot = make_snapshot()
    long = "word " * 10_000 + "finis"
    row = dataclasses.replace(snapshot.rows[2], key_actions=(long,))
    rows = (*snapshot.rows[:2], row, *snapshot.rows[3:])
    plan = opened(built(dataclasses.replace(snapshot, rows=rows))).tables[-1]
    assert [whole for _, whole in flags(plan)] == [n != 3 for n in range(8)]
    assert plan.rows[3].cells[2].text == long


def test_charts_are_pictures_that_say_their_figures(copy: Word) -> None:
    """Each picture has a number of its own and its figures as its text."""
    drawn = list(copy.element.iter(qn("wp:docPr")))
    assert "Police: 1 green, 1 blue." in [one.get("descr") for one in drawn]
    assert len({one.get("id") for one in drawn}) == len(drawn) > 3
    parts = [part for part in copy.part.package.iter_parts() if part.content_type == "image/png"]
    assert parts
    assert all(part.blob.startswith(b"\x89PNG") for part in parts)


def test_there_is_room_for_what_is_decided(snapshot: Snapshot, copy: Word) -> None:
    """Each decision has two fields to be filled in, named after it."""
    names = [n.get(qn("w:val")) for n in copy.element.iter(qn("w:alias"))]
    asked = len(figures(snapshot).decisions)
    assert names[:2] == ["Decision 1, decided", "Decision 1, minute"]
    assert len(names) == len(set(names)) == 2 * asked


def test_text_is_never_markup(make_snapshot: MakeSnapshot) -> None:
    """What looks like markup, a template or a control is text in every place that takes one."""
    snapshot = make_snapshot(words=ODD, board=ODD, committee=ODD, exceptions=(ODD,), marking=ODD)
    content = built(snapshot)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(file.read(name))  # noqa: S314 - our own
    said = "<w:p/> & {{ 7 * 7 }} {% raw %} =cmd [U+0000] [U+202E]"
    assert said in texts(opened(content))
    assert said in opened(content).sections[0].header.paragraphs[0].text


def test_what_is_written_from_the_right_stands_on_the_right(make_snapshot: MakeSnapshot) -> None:
    """A paragraph in Urdu runs from the right; one that only quotes it does not."""
    snapshot = make_snapshot(rows=1, exceptions=("بچوں کا تحفظ", "The title is بچوں"))
    copy = opened(built(snapshot))
    turned = [
        p.text for p in copy.paragraphs if p._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    ]
    assert turned == ["بچوں کا تحفظ"]
