"""Makes the Word and Excel forms of the sample plan out of its CSV file.

`python -m deployments.sample.make [FOLDER]` writes `plan.docx` and `plan.xlsx`. The three are one
plan as three boards might keep it, so they are made and never edited by hand.
"""

from __future__ import annotations

import csv
import re
import sys
from datetime import datetime
from pathlib import Path

import xlsxwriter
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.table import Table, _Cell
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

SAMPLE = Path(__file__).parent
TITLES = (
    "Northmoor Local Safeguarding Children Board",
    "Serious case review Child N: integrated action plan",
    "RESTRICTED",
)
MADE_AT = datetime(2010, 10, 20, 9, 0)  # noqa: DTZ001 - a document's own time has no zone
BULLET = "• "
BLANK_ROWS = 20  # a spreadsheet in use has ruled lines below its last row

# Excel turns a typed month into the first day of it, and shows it as a month: a reader has to
# know that nobody wrote "1 December". One of the cells is a true day.
TRUE_DATES: dict[int, tuple[datetime, str]] = {
    9: (datetime(2010, 12, 1), "dd/mm/yyyy"),  # noqa: DTZ001 - a cell's date has no zone
    21: (datetime(2010, 12, 1), "mmm-yy"),  # noqa: DTZ001
    26: (datetime(2010, 12, 1), "mmm-yy"),  # noqa: DTZ001
    36: (datetime(2010, 10, 1), "mmm-yy"),  # noqa: DTZ001
    45: (datetime(2011, 4, 1), "mmmm yyyy"),  # noqa: DTZ001
}
# The hidden column of a secretary's own: not part of the plan.
INTERNAL_NOTES = {3: "telephoned in the autumn", 31: "group may not meet again", 34: "no reply yet"}


def read_rows(path: Path) -> list[list[str]]:
    """The rows of a plan in CSV, its heading first; an agency's row has but its first cell."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def is_agency(row: list[str]) -> bool:
    """True of a row that names the agency of the rows below it."""
    return not any(row[1:])


def numbered(recommendation: str) -> tuple[int, str]:
    """The number typed at the start of a recommendation, and the rest of it."""
    found = re.fullmatch(r"(\d+)\. (.+)", recommendation, flags=re.DOTALL)
    if found is None:
        raise ValueError(
            f"No number stands at the start of {recommendation[:40]!r}: type one, with a full stop."
        )
    return int(found[1]), found[2]


def make_docx(rows: list[list[str]], path: Path) -> None:
    """The plan as one landscape table: agency rows merged, heading row repeated on each page."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for title in TITLES:
        document.add_paragraph(title)
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for place, row in enumerate(rows):
        _fill_docx_row(table, place, row)
    _repeat_heading(table)
    properties = document.core_properties
    properties.author, properties.title = TITLES[0], TITLES[1]
    properties.created = properties.modified = MADE_AT
    document.save(str(path))


def _fill_docx_row(table: Table, place: int, row: list[str]) -> None:
    cells = table.rows[place].cells
    if is_agency(row):
        cells[0].merge(cells[-1]).text = row[0]
        return
    for cell, text in zip(cells, row, strict=True):
        _write_paragraphs(cell, text)


def _write_paragraphs(cell: _Cell, text: str) -> None:
    """One paragraph a line; a bullet is a style, as Word makes it, and not a character."""
    for n, line in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if n else cell.paragraphs[0]
        paragraph.text = line.removeprefix(BULLET)
        if line.startswith(BULLET):
            paragraph.style = "List Bullet"


def _repeat_heading(table: Table) -> None:
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx offers no other way to repeat a heading row


def make_xlsx(rows: list[list[str]], path: Path) -> None:
    """The plan as a workbook: titles above the header, numbers in a column, one column hidden."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": TITLES[1], "author": TITLES[0], "created": MADE_AT})
        bold = book.add_format({"bold": True, "bg_color": "#DDDDDD", "border": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet = book.add_worksheet("Action plan")
        for place, title in enumerate(TITLES):
            sheet.merge_range(place, 0, place, 7, title, bold)
        header = ["No.", *rows[0][:5], "Internal note", rows[0][5]]
        sheet.write_row(len(TITLES) + 1, 0, header, bold)
        first = len(TITLES) + 2
        for place, row in enumerate(rows[1:], start=first):
            _fill_xlsx_row(book, sheet, place, row, (bold, plain))
        for place in range(first + len(rows) - 1, first + len(rows) - 1 + BLANK_ROWS):
            sheet.write_row(place, 0, [""] * 8, plain)
        sheet.set_column(1, 5, 40)
        sheet.set_column(6, 6, 20, None, {"hidden": True})


def _fill_xlsx_row(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    place: int,
    row: list[str],
    formats: tuple[Format, Format],
) -> None:
    bold, plain = formats
    if is_agency(row):
        sheet.merge_range(place, 0, place, 7, row[0], bold)
        return
    number, recommendation = numbered(row[0])
    sheet.write_number(place, 0, number, plain)
    texts = [recommendation, *row[1:5], INTERNAL_NOTES.get(number, ""), row[5]]
    for column, text in enumerate(texts, start=1):
        sheet.write_string(place, column, text, plain)
    if number in TRUE_DATES:
        day, shown_as = TRUE_DATES[number]
        sheet.write_datetime(
            place, 7, day, book.add_format({"num_format": shown_as, "border": 1, "valign": "top"})
        )


def main(folder: Path = SAMPLE) -> None:
    """Both files stand in `folder`, made from the plan in CSV that ships with the product."""
    rows = read_rows(SAMPLE / "plan.csv")
    make_docx(rows, folder / "plan.docx")
    make_xlsx(rows, folder / "plan.xlsx")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
