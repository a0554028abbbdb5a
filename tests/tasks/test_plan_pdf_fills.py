"""The colours of a PDF's cells: what lies within a column is a cell's, a band is none."""

from __future__ import annotations

from pathlib import Path

from tasks.plan_files import load_sheets
from tasks.plan_pdf_fills import cell_fills
from tasks.plan_pdf_page import Area
from tests.tasks.plan_pdf_papers import Look, as_pdf


def test_a_status_told_by_a_fill_alone_is_read(tmp_path: Path) -> None:
    """Over a page's end too; a cell that says its colour says it still, and pale blue is a band."""
    fills = ("FFC000", "00B050", "FF0000", "F3F7FB", "0070C0")
    rows = (
        f'[{at}. Share more], [Do it], [Matron], [May 2011], table.cell(fill: rgb("#{fill}"))[],'
        for at, fill in enumerate(fills, 1)
    )
    last = '[6. Look], [Do it], [Matron], [May 2011], table.cell(fill: rgb("#FF0000"))[Green],'
    header = ["Recommendation", "Action", "Lead", "Due date", "RAG"]
    look = Look(page="height: 6cm, width: 21cm, margin: 1.5cm", more="".join([*rows, last]))
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
