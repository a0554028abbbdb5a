"""What a Word document shows and does not hold as text: lists, boxes, changes, tables in tables."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from models.rules.plan_items import PlanItem
from models.rules.plans import PlanReading
from tasks.plan_docx_numbers import formed
from tests.tasks.plan_papers import document, read

HEADER = ["Recommendation", "Key Actions", "Evidence", "Key Outcome(s)", "Lead Officer", "Date"]
ROW = ["1. Share records", "Write a protocol", "Protocol", "Safer", "Matron", "March 2011"]
DECIMAL = "7"
LISTS = f"""
<w:abstractNum {nsdecls("w")} w:abstractNumId="70">
  <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>|
<w:abstractNum {nsdecls("w")} w:abstractNumId="71">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/>
  </w:lvl></w:abstractNum>|
<w:num {nsdecls("w")} w:numId="7"><w:abstractNumId w:val="70"/></w:num>|
<w:num {nsdecls("w")} w:numId="8"><w:abstractNumId w:val="71"/></w:num>|
<w:num {nsdecls("w")} w:numId="9"><w:abstractNumId w:val="71"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def with_lists(paper: Any) -> None:
    """Give the document two kinds of list: 1., 1.1 and a), the second begun twice."""
    numbering = paper.part.numbering_part.element
    parts = [parse_xml(part.strip()) for part in LISTS.split("|")]
    for part in reversed(parts[:2]):
        numbering.insert(0, part)
    numbering.extend(parts[2:])


def numbered(paragraph: Any, list_id: str, level: int = 0) -> None:
    """Number a paragraph by Word alone."""
    properties = paragraph._p.get_or_add_pPr()
    number = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/>'
    properties.insert(0, parse_xml(f"{number}</w:numPr>"))


def only(reading: PlanReading) -> PlanItem:
    """The one item of a reading."""
    (item,) = reading.items
    return item


def test_numbers_of_a_column_are_counted_and_letters_begin_anew(tmp_path: Path) -> None:
    """A column of empty numbered paragraphs has its numbers; a list that starts anew does."""

    def change(paper: Any) -> None:
        with_lists(paper)
        for at, row in enumerate(paper.tables[0].rows[1:]):
            numbered(row.cells[0].paragraphs[0], DECIMAL, level=at % 2)
            row.cells[2].add_paragraph("Send it")
            for paragraph in row.cells[2].paragraphs:
                numbered(paragraph, "8" if at == 0 else "9")

    header = ["No", "Recommendation", "Action", "Lead"]
    rows = [header, *(["", f"Do {n}", "Write it", "Matron"] for n in range(3))]
    items = read(document(tmp_path / "plan.docx", rows, change)).items
    assert [item.number for item in items] == ["1", "1.1", "2"]
    assert [item.key_actions for item in items] == [
        ("a) Write it", "b) Send it"),
        ("a) Write it", "b) Send it"),
        ("c) Write it", "d) Send it"),
    ]


@pytest.mark.parametrize(
    ("number", "form", "said"),
    [(3, "decimal", "3"), (3, "decimalZero", "03"), (28, "lowerLetter", "bb"),
     (2, "upperLetter", "B"), (49, "lowerRoman", "xlix"), (4, "upperRoman", "IV"),
     (22, "ordinal", "22nd"), (12, "ordinal", "12th"), (0, "lowerRoman", "0")],
)  # fmt: skip
def test_a_number_is_written_as_its_list_writes_it(number: int, form: str, said: str) -> None:
    """The forms of number that Word's menu offers."""
    assert formed(number, form) == said


def test_a_table_inside_a_cell_is_lines_of_it(tmp_path: Path) -> None:
    """Each of its rows is an entry, its cells parted by a stroke."""

    def change(paper: Any) -> None:
        cell = paper.tables[0].cell(1, 1)
        inner = cell.add_table(2, 2)
        for at, text in enumerate(("Write it", "May", "Send it", "June")):
            inner.cell(at // 2, at % 2).text = text

    item = only(read(document(tmp_path / "plan.docx", [HEADER, ROW], change)))
    assert item.key_actions == ("Write a protocol", "Write it | May", "Send it | June")


def test_a_plan_inside_a_frame_of_one_cell_is_found(tmp_path: Path) -> None:
    """A table may stand in the cell of another that only lays out the page."""
    paper = docx.Document()
    frame = paper.add_table(1, 1).cell(0, 0)
    table = frame.add_table(2, 6)
    for at, text in enumerate((*HEADER, *ROW)):
        table.cell(at // 6, at % 6).text = text
    paper.save(str(tmp_path / "plan.docx"))
    assert only(read(tmp_path / "plan.docx")).recommendation == "Share records"


def test_a_table_without_a_heading_goes_on_the_one_above(tmp_path: Path) -> None:
    """A page break between two tables parts no plan; another table is named and passed over."""
    paper = docx.Document()
    for rows in ([HEADER, ROW], [["2. Look", *ROW[1:]]], [["Version", "4"]]):
        if len(rows[0]) == 2:
            paper.add_paragraph("Who changed it")
        table = paper.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        paper.add_paragraph("")
    paper.save(str(tmp_path / "plan.docx"))
    reading = read(tmp_path / "plan.docx")
    assert [item.number for item in reading.items] == ["1", "2"]
    assert [(one.code, one.severity) for one in reading.problems] == [("passed_over", "note")]
    assert "begins “Version”" in reading.problems[0].message


def run(text: str, more: str = "", tag: str = "t") -> Any:
    """A run of text as Word writes one."""
    return parse_xml(
        f"<w:r {nsdecls('w')}><w:rPr>{more}</w:rPr>"
        f'<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'
    )


def test_raised_marks_and_hidden_words_are_not_read(tmp_path: Path) -> None:
    """A footnote's mark would make another year of a date; "1st" with a raised "st" is a day."""
    raised = '<w:vertAlign w:val="superscript"/>'

    def change(paper: Any) -> None:
        due, actions = (paper.tables[0].cell(1, at).paragraphs[0]._p for at in (5, 1))
        due.extend([run("1"), run("st", raised), run(" March 2011"), run("12", raised)])
        actions.append(run(" unseen", "<w:vanish/>"))

    path = document(tmp_path / "plan.docx", [HEADER, [*ROW[:5], ""]], change)
    item = only(read(path))
    assert (item.date.text, item.key_actions) == ("1st March 2011", ("Write a protocol",))


def test_a_line_through_words_may_be_their_style(tmp_path: Path) -> None:
    """Of a character or a paragraph, or of what it is based on; what a run says itself governs."""
    styles = {"Old": ("character", "<w:dstrike/>", ""), "Older": ("character", "", "Old"),
              "Gone": ("paragraph", '<w:strike w:val="1"/>', ""),
              "Kept": ("character", '<w:strike w:val="0"/>', "Old")}  # fmt: skip

    def change(paper: Any) -> None:
        for name, (kind, look, base) in styles.items():
            based = f'<w:basedOn w:val="{base}"/>' if base else ""
            paper.styles.element.append(parse_xml(
                f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{name}">'
                f"{based}<w:rPr>{look}</w:rPr></w:style>"
            ))  # fmt: skip
        said = ("Older", "March 2011"), ("None", " "), ("Kept", "May "), ("Normal", "2011")
        due = paper.tables[0].cell(1, 5).paragraphs[0]._p
        due.extend(run(text, f'<w:rStyle w:val="{name}"/>') for name, text in said)
        actions = paper.tables[0].cell(1, 1).add_paragraph()._p
        actions.append(parse_xml(f'<w:pPr {nsdecls("w")}><w:pStyle w:val="Gone"/></w:pPr>'))
        actions.extend([run("Ask "), run("Meet", '<w:strike w:val="off"/>')])

    item = only(read(document(tmp_path / "plan.docx", [HEADER, [*ROW[:5], ""]], change)))
    assert (item.date.text, [one.text for one in item.revisions]) == ("March 2011", ["May 2011"])
    assert item.cells["Date"] == "March 2011 May 2011 [struck through: March 2011]"
    assert (item.marks[0].of, item.marks[0].words) == ("key_actions", "Ask")


def test_what_is_moved_or_struck_out_is_told(tmp_path: Path) -> None:
    """Text moved away, and a row struck out, are not read; comments and changes are said."""

    def change(paper: Any) -> None:
        table = paper.tables[0]
        moved = parse_xml(f"<w:moveFrom {nsdecls('w')}/>")
        moved.append(run(" elsewhere"))
        table.cell(1, 1).paragraphs[0]._p.append(moved)
        table.cell(1, 1).paragraphs[0]._p.append(parse_xml(
            f'<w:r {nsdecls("w")}><w:commentReference w:id="0"/></w:r>'))  # fmt: skip
        struck = table.rows[2]._tr.get_or_add_trPr()
        struck.append(parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="a"/>'))

    rows = [HEADER, ROW, ["2. Gone", *ROW[1:]]]
    reading = read(document(tmp_path / "plan.docx", rows, change))
    assert only(reading).key_actions == ("Write a protocol",)
    assert [one.code for one in reading.problems] == ["tracked_changes", "left_out"]


def test_a_text_box_in_a_cell_is_read_once(tmp_path: Path) -> None:
    """Its words are a line of the cell, though the file holds them twice."""

    def change(paper: Any) -> None:
        box = (
            f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility'
            '/2006"><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>'
            "Send it</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p>"
            "<w:r><w:t>Send it</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
        paper.tables[0].cell(1, 1).paragraphs[0]._p.append(parse_xml(box))

    item = only(read(document(tmp_path / "plan.docx", [HEADER, ROW], change)))
    assert item.key_actions == ("Write a protocol", "Send it")


def test_a_plan_in_a_text_box_is_found(tmp_path: Path) -> None:
    """Beside the page's own table, and once, though the file holds it twice."""

    def change(paper: Any) -> None:
        table = deepcopy(paper.tables[0]._tbl)
        paragraph = paper.add_paragraph()._p
        box = parse_xml(f"<w:r {nsdecls('w')}><w:pict><w:txbxContent/></w:pict></w:r>")
        box[0][0].append(table)
        paragraph.append(box)

    reading = read(document(tmp_path / "plan.docx", [HEADER, ROW], change))
    assert [item.key_actions for item in reading.items] == [("Write a protocol",)] * 2


def test_a_shaded_cell_tells_its_colour(tmp_path: Path) -> None:
    """An empty RAG cell has the colour of its shading, and a word in it goes before that."""

    def change(paper: Any) -> None:
        for row, fill in zip(paper.tables[0].rows[1:], ("FF0000", "92D050", "D9E2F3"), strict=True):
            shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{fill}"/>')
            row.cells[3]._tc.get_or_add_tcPr().append(shading)

    header = ["Recommendation", "Action", "Lead", "RAG"]
    rows = [
        header,
        *([f"{n}. Do", "Write", "Matron", told] for n, told in enumerate(("", "A", ""))),
    ]
    items = read(document(tmp_path / "plan.docx", rows, change)).items
    assert [item.rag for item in items] == ["red", "amber", ""]


def test_rows_of_uneven_width_keep_their_columns(tmp_path: Path) -> None:
    """A cell dragged wider than the heading above it is still the column's."""

    def change(paper: Any) -> None:
        cell = paper.tables[0].rows[1].cells[1]._tc.get_or_add_tcPr()
        cell.append(parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="2"/>'))

    item = only(read(document(tmp_path / "plan.docx", [HEADER, ROW], change)))
    assert [lead.name for lead in item.leads] == ["Matron"]
    assert item.evidence == ("Protocol",)


def test_a_heading_of_the_agency_stands_above_its_plan(tmp_path: Path) -> None:
    """A line in a style for headings goes before those between it and the table."""
    paper = docx.Document()
    for agency in ("Housing", "Northmoor Police"):
        paper.add_heading(agency, 1)
        for line in ("Signed by its board", "Each action has been agreed by the agency."):
            paper.add_paragraph(line)
        table = paper.add_table(rows=0, cols=6)
        for row in (HEADER, ROW):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    paper.save(str(tmp_path / "plan.docx"))
    groups = [item.agency_group for item in read(tmp_path / "plan.docx").items]
    assert groups == ["Housing", "Northmoor Police"]


def test_a_footnote_below_a_table_is_noted(tmp_path: Path) -> None:
    """By its sign; above the first table it is none, and other prose is not the plan's."""
    said = "* Provisional until May"

    def change(paper: Any) -> None:
        paper._body._element.insert(0, paper.add_paragraph("* Agreed by all")._p)
        for line in (said, "The board met in May.", "Note: dates may move"):
            paper.add_paragraph(line)

    path = document(tmp_path / "plan.docx", [HEADER, ROW], change)
    told = [one.message for one in read(path).problems]
    assert [one.partition("”")[0] for one in told] == [f"“{said}", "“Note: dates may move"]


def test_a_recommendation_goes_on_in_the_next_table(tmp_path: Path) -> None:
    """A table that repeats the headings goes on where the one before it ended."""
    paper = docx.Document()
    for row in (ROW, ["", "Send it", *ROW[2:]]):
        table = paper.add_table(rows=0, cols=6)
        for texts in (HEADER, row):
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
        paper.add_paragraph("")
    paper.save(str(tmp_path / "plan.docx"))
    items = read(tmp_path / "plan.docx").items
    assert [(item.number, item.carried_forward) for item in items] == [("1", False), ("1", True)]
    assert items[1].recommendation == "Share records"
