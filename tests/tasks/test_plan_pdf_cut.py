"""Cells merged over several rows, where the end of a page parts them."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.rules.plan_tables import Sheet
from tasks.plan_pdf_pages import read_pages
from tasks.plan_pdf_tables import pdf_tables
from tests.tasks.plan_pdf_papers import Look, as_pdf

HEADER = ["Recommendation", "Action", "Evidence", "Lead", "Due date"]
WISH = (
    "1. Each service should send a letter to the family after every visit that could not be made "
    "and should keep a copy of that letter with the record"
)
FIRST = "Write the letter in words that a family can read at once and have three families try it"
MERGED = (
    f"table.cell(rowspan: 3)[{WISH}], [{FIRST}], [Letter], [Matron], [May 2011],"
    "[Teach it to all of the staff who make visits], [List], [Inspector], [June 2011],"
    "[Look again], [Audit], [Auditor], [July 2011], [2. Share], [Find], [Log], [Matron], [Q2 2011],"
)


def sheets_of(path: Path, height: float) -> tuple[Sheet, ...]:
    """A plan on pages of this height in centimetres."""
    page = f"height: {height}cm, width: 21cm, margin: 1.5cm"
    look = Look(page=page, columns="(3cm, 1fr, 1fr, 1fr, 1fr)", more=MERGED)
    data = as_pdf(path, ("Plan", [HEADER]), look=look).read_bytes()
    return pdf_tables(read_pages(data), None)


@pytest.mark.parametrize("height", [5.0, 6.0, 6.75, 7.25])
def test_a_merged_cell_is_whole_in_each_row_wherever_a_page_ends(
    tmp_path: Path, height: float
) -> None:
    """Be it within the first of its rows, between two, or within the second; no rows are joined."""
    (sheet,) = sheets_of(tmp_path / "plan.pdf", height)
    rows = [row.cells for row in sheet.rows]
    assert not sheet.problems
    assert [row[0] for row in rows] == [*[WISH] * 3, "2. Share"]
    assert [row[1] for row in rows] == [
        FIRST, "Teach it to all of the staff who make visits", "Look again", "Find",
    ]  # fmt: skip
    assert [row[4] for row in rows] == ["May 2011", "June 2011", "July 2011", "Q2 2011"]


def test_where_no_line_tells_that_a_cell_was_merged_its_rest_is_asked(tmp_path: Path) -> None:
    """A page that holds one of the rows alone does not show it: each such row has a warning."""
    (sheet,) = sheets_of(tmp_path / "plan.pdf", 4.5)
    assert [(one.severity, one.row) for one in sheet.problems] == [("warning", 2), ("warning", 3)]
    assert "row 2" in sheet.problems[0].message.lower()
    assert "visit that could not" in sheet.problems[0].message
