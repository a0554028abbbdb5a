"""What Word and Excel show beside the text of a cell: a line through its words, a footnote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from models.rules.plan_sheets import Struck
from tasks.plan_files import load_sheets
from tasks.plan_marked import footnote, is_all_struck, parted, struck
from tests.tasks.plan_papers import document, read, workbook
from tests.tasks.plan_parts import HEADER, ROW

OLD, NEW = "March 2011", "May 2011"
GONE = Struck(OLD, NEW)


@pytest.mark.parametrize(
    ("marked", "text", "mark"),
    [(f"{struck(OLD)} {NEW}", f"{OLD} {NEW}", GONE), (f"({struck(OLD)})\n{NEW}", None, GONE),
     (f"{struck('March')} {struck('2011')}, {NEW}", f"{OLD}, {NEW}", GONE),
     (f"{struck(OLD)}.", f"{OLD}.", Struck(OLD, "")), (f"{NEW}{struck(',')}", f"{NEW},", None),
     (f"{struck('a')} {footnote('b')}", "a ", Struck("a", "")), ("caf\u00e9", "caf\u00e9", None)],
)  # fmt: skip
def test_a_marked_text_is_parted(marked: str, text: str | None, mark: Struck | None) -> None:
    """Into what is written, the struck words, and the rest without blanks or empty brackets."""
    found = parted(marked)
    assert found.struck == mark
    assert found.text == text or text is None
    assert is_all_struck(marked) == (mark is not None and not mark.rest)


def test_word_strikes_runs_paragraphs_and_rows(tmp_path: Path) -> None:
    """By one line or two, or not at all where that is switched off; so are automatic numbers."""

    def run(text: str, how: str) -> Any:
        return parse_xml(
            f'<w:r {nsdecls("w")}><w:rPr>{how}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
        )

    def change(paper: Any) -> None:
        for row, how in zip(
            paper.tables[0].rows[1:], ("strike/", "dstrike/", 'strike w:val="0"/'), strict=True
        ):
            due = row.cells[5].paragraphs[0]._p
            due.extend([run(OLD, f"<w:{how}>"), run(f" {NEW}", "")])
        for cell in paper.tables[0].rows[3].cells[:5]:
            cell.paragraphs[0].runs[0].font.strike = True

    rows = [HEADER, *([f"{n}. Share", *ROW[1:5], ""] for n in (1, 2, 3))]
    (sheet,) = load_sheets(document(tmp_path / "plan.docx", rows, change))
    assert [row.cells[5] for row in sheet.rows] == [f"{OLD} {NEW}"] * 3
    assert [row.struck.get(5) for row in sheet.rows] == [GONE, GONE, None]
    assert list(sheet.rows[2].struck) == [0, 1, 2, 3, 4]


def test_a_footnote_of_word_stands_with_its_cell(tmp_path: Path) -> None:
    """Its words are found in the part for them; a mark without words is nothing."""

    def change(paper: Any) -> None:
        notes = (
            f'<w:endnotes {nsdecls("w")}><w:endnote w:id="0" w:type="separator"/>'
            '<w:endnote w:id="2"><w:p><w:r><w:endnoteRef/></w:r><w:r><w:t xml:space="preserve"> If'
            " the grant</w:t></w:r></w:p><w:p><w:r><w:t>is agreed</w:t></w:r></w:p></w:endnote>"
            "</w:endnotes>"
        )
        part = Part(PackURI("/word/endnotes.xml"), "application/xml", notes.encode(), None)
        paper.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)
        for at, number in ((5, 2), (4, 9)):
            paper.tables[0].cell(1, at).paragraphs[0]._p.append(parse_xml(
                f'<w:r {nsdecls("w")}><w:endnoteReference w:id="{number}"/></w:r>'))  # fmt: skip

    reading = read(document(tmp_path / "plan.docx", [HEADER, ROW], change))
    (item,) = reading.items
    assert item.cells["Date"] == "March 2011 [footnote: If the grant is agreed]"
    assert item.cells["Lead Officer"] == "Matron"
    assert item.date.needs_decision


def test_excel_strikes_cells_and_parts_of_them(tmp_path: Path) -> None:
    """By the style of the cell, or of some of its words; merged cells share it."""

    def change(book: Any) -> None:
        sheet = book.active
        gone, plain = InlineFont(strike=True), InlineFont(strike=False)
        sheet["F2"] = CellRichText(TextBlock(gone, OLD), TextBlock(plain, f" {NEW}"))
        sheet["E2"].font = Font(strike=True)
        sheet["E2"].value = "Matron"
        sheet.merge_cells("E2:E3")

    rows = [HEADER, ROW, ["2. Look", *ROW[1:4], "", NEW]]
    (sheet,) = load_sheets(workbook(tmp_path / "plan.xlsx", rows, change))
    assert sheet.rows[0].struck == {4: Struck("Matron", ""), 5: GONE}
    assert sheet.rows[1].struck == {4: Struck("Matron", "")}


def test_excel_strikes_shared_texts(tmp_path: Path) -> None:
    """As Excel itself keeps them: a run without a font of its own has that of its cell."""
    path = tmp_path / "plan.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet, line = book.add_worksheet(), book.add_format({"font_strikeout": True})
    plain = book.add_format({"italic": True})
    for at, texts in enumerate((HEADER, ROW, ROW)):
        sheet.write_row(at, 0, texts)
    sheet.write_rich_string(1, 5, line, OLD, f" {NEW}")
    sheet.write_rich_string(2, 5, plain, f"{NEW} ", line, OLD)
    book.close()
    (read_sheet,) = load_sheets(path)
    assert [row.struck for row in read_sheet.rows] == [{5: GONE}, {5: GONE}]
