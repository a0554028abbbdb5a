"""The colours of a PDF's cells: what lies within a column is a cell's, a band is none."""

from __future__ import annotations

from pathlib import Path

from tasks.plan_files import load_sheets
from tasks.plan_pdf_fills import cell_fills, fills_beside
from tasks.plan_pdf_page import Area
from tests.tables import table
from tests.tasks.plan_pdf_papers import Look, as_pdf


@table("stroke", ["0.5pt", "none"])
def test_a_status_told_by_a_fill_alone_is_read(tmp_path: Path, stroke: str) -> None:
    """Over a page's end too; a cell that says its colour says it still, and pale blue is a band.

    Whether lines stand around the cells or not.
    """
    fills = ("FFC000", "00B050", "FF0000", "F3F7FB", "0070C0")
    rows = (
        f'[{at}. Share more], [Do it], [Matron], [May 2011], table.cell(fill: rgb("#{fill}"))[],'
        for at, fill in enumerate(fills, 1)
    )
    last = '[6. Look], [Do it], [Matron], [May 2011], table.cell(fill: rgb("#FF0000"))[Green],'
    header = ["Recommendation", "Action", "Lead", "Due date", "RAG"]
    page = "height: 6cm, width: 21cm, margin: 1.5cm"
    look = Look(page=page, stroke=stroke, more="".join([*rows, last]))
    sheets = load_sheets(as_pdf(tmp_path / "plan.pdf", ("Plan", [header]), look=look))
    found = [row.fills.get(4, "") for sheet in sheets for row in sheet.rows]
    assert found == ["Amber", "Green", "Red", "", "Blue", "Red"]


def test_what_goes_over_columns_is_no_cells_and_what_is_painted_later_lies_above() -> None:
    """A band over the table and a strip at a cell's side colour none; white hides a colour."""
    edges, floors = [0.0, 100.0, 200.0], [0.0, 20.0, 40.0, 60.0]
    band, strip = Area(0, 0, 200, 20, "Blue"), Area(0, 20, 30, 40, "Red")
    two, white = Area(100.5, 0.5, 199, 39, "Amber"), Area(100, 20, 200, 40)
    areas = [band, strip, two]
    assert cell_fills(areas, edges, floors) == [{1: "Amber"}, {1: "Amber"}, {}]
    assert cell_fills([*areas, white], edges, floors) == [{1: "Amber"}, {}, {}]


def test_without_lines_a_colour_is_of_the_heading_it_lies_under_and_the_rows_beside_it() -> None:
    """Not under two, nor behind a word of one; a small sign beside a tall row is that row's."""
    heads, rows = [(0.0, 50.0), (100.0, 140.0)], [(0.0, 40.0), (50.0, 60.0)]
    band, word = Area(0, 0, 140, 70, "Blue"), Area(0, 0, 20, 60, "Red")
    sign, cell = Area(95, 15, 141, 25, "Amber"), Area(90, 45, 150, 62, "Green")
    white = Area(90, 0, 150, 45)
    assert fills_beside([band, word], heads, rows) == [{}, {}]
    assert fills_beside([sign, cell], heads, rows) == [{1: "Amber"}, {1: "Green"}]
    assert fills_beside([sign, cell, white], heads, rows) == [{}, {1: "Green"}]
