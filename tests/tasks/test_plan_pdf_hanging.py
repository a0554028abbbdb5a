"""Words of a cell that hang below the last rule of a page, as browsers print what a page cuts."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.rules.plan_tables import Sheet
from tasks.plan_pdf_grid import Grid, Row
from tasks.plan_pdf_hanging import take_hanging
from tasks.plan_pdf_page import Line, Word
from tasks.plan_pdf_pages import read_pages
from tasks.plan_pdf_tables import pdf_tables
from tests.tasks.plan_pdf_papers import Look, as_pdf

HEADER = ["No.", "Recommendation", "Action", "Lead", "Due date"]
WISH = "The board should make support known to all families that ask for any of it"
BELOW = [
    ["3/2", "", "Put it on every screen", "Head of Care", "May 2011"],
    ["4", "Look again", "Audit", "Auditor", "June 2011"],
]
OPEN = "(x, y) => if x == 1 and y == 1 {(x: 0.5pt, top: 0.5pt)} else {0.5pt}"


def sheet_of(path: Path, first: list[str], *, stroke: str = "0.5pt") -> Sheet:
    """A plan of low rows, of which the first is alone on its page."""
    look = Look(
        page="height: 4.5cm, width: 18cm, margin: (x: 1cm, top: 0.5cm, bottom: 1.6cm), "
        "footer-descent: 0.8cm, footer: [Plan of the board]",
        columns="(1.2cm, 3.2cm, 4.5cm, 1fr, 1fr)",
        stroke=stroke,
        more=", rows: (18pt, 24pt),",
    )
    parts = [("", [HEADER, first]), ("", [HEADER, *BELOW])]
    (sheet,) = pdf_tables(read_pages(as_pdf(path, *parts, look=look).read_bytes()), None)
    return sheet


def test_words_below_the_last_rule_are_the_last_cells(tmp_path: Path) -> None:
    """Two lines of a cell of four, below the row's foot; nothing is left out."""
    first = ["3/1", WISH, "Campaign", "Press officer", "April 2011"]
    sheet = sheet_of(tmp_path / "plan.pdf", first)
    assert sheet.rows[0].cells[:3] == ("3/1", WISH, "Campaign")
    assert [row.cells[0] for row in sheet.rows] == ["3/1", "3/2", "4"]
    assert not sheet.problems


def test_a_cell_left_open_at_a_pages_foot_is_that_of_the_rows_that_go_on_with_it(
    tmp_path: Path,
) -> None:
    """Where the last rule leaves its column out and the next page's cell there is empty."""
    first = ["3/1", WISH, "Campaign", "Press officer", "April 2011"]
    sheet = sheet_of(tmp_path / "plan.pdf", first, stroke=OPEN)
    assert [row.cells[1] for row in sheet.rows] == [WISH, WISH, "Look again"]


def test_an_empty_cell_below_a_closed_one_stays_empty(tmp_path: Path) -> None:
    """The rule below it says that the cell above has ended."""
    first = ["3/1", "Share", "Campaign", "Press officer", "April 2011"]
    sheet = sheet_of(tmp_path / "plan.pdf", first)
    assert [row.cells[1] for row in sheet.rows] == ["Share", "", "Look again"]


def line(text: str, left: float, base: float, size: float = 9.0) -> Line:
    """A printed line of a page."""
    return Line(1, [Word(text, left, left + 5.0 * len(text), base, size)])


@pytest.mark.parametrize(
    ("below", "is_taken"),
    [
        (line("somebody.", 44, 112), True),
        (line("somebody.", 44, 117), False),  # there is room above it, as above a paragraph
        (line("somebody.", 52, 112), False),  # it begins elsewhere
        (line("somebody who asks for the whole of it", 44, 112), False),  # it leaves the column
        (line("Section 2", 44, 112, size=11.0), False),
        (line("* Agreed by all", 44, 112), False),
        (line("Page 2", 144, 112), False),  # its cell is empty
        (line("OFFICIAL", 4, 112), False),  # beside the table
    ],
)
def test_only_what_goes_on_with_a_cell_hangs_from_it(below: Line, *, is_taken: bool) -> None:
    """It stands under the cell's last line, as close and in the same letters."""
    cell = [line("All who are", 44, 90), line("worried about", 44, 101)]
    grid = Grid(1, [40, 140, 240], 80, 107, [Row([cell, []])])
    assert take_hanging(grid, [below]) == ([] if is_taken else [below])
    assert len(cell) == 2 + is_taken
