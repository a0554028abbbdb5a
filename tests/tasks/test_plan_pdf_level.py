"""A table with level lines alone, as web pages print them: merged cells, headings in the middle."""

from __future__ import annotations

from pathlib import Path

import typst

from tasks.plan_files import load_sheets
from tests.tasks.test_plan_pdf import read

PAPER = """
#set page(width: 24cm, height: 16cm, margin: 1.5cm)
#set text(size: 9pt)
#let plan(..cells) = table(
  columns: (1.5cm, 5cm, 5cm, 3cm, 2.5cm, 3cm), inset: 5pt,
  stroke: (bottom: 0.5pt + gray),
  table.header(..("Ref", "Recommendation", "What we will do", "Lead", "Timescale",
    "How we will know it has made a difference").map(it => table.cell(align: horizon, it))),
  ..cells)
= Housing
#plan(
  [1], table.cell(rowspan: 2)[Every visit to a family should be written down on the day.],
  [Write the form], [Matron], [May 2011], [Forms],
  [2], [Teach it], [Trainer], [TBC], [List],
  [3], [Look again], [Audit forty], [Auditor], [July 2011], [Audit])
#v(0.6cm)
*Northmoor Police*
#v(0.1cm)
The force has a group that meets every six weeks to oversee these actions.
#plan([4], [Share threats], [Write a protocol], [Inspector], [June 2011], [Protocol])
"""
WISH = "Every visit to a family should be written down on the day."


def test_a_line_that_leaves_a_column_out_goes_past_a_merged_cell(tmp_path: Path) -> None:
    """The cell stands in each of its rows; a heading of two lines and a title are no rows."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(typst.compile(PAPER.encode()))
    sheets = load_sheets(path)
    assert {sheet.header[5] for sheet in sheets} == {"How we will know it has made a difference"}
    assert [(row[0], row[1], " ".join(row[2].split()), row[3]) for row in read(sheets)] == [
        ("Housing", "1", WISH, "Write the form"),
        ("Housing", "2", WISH, "Teach it"),
        ("Housing", "3", "Look again", "Audit forty"),
        ("Northmoor Police", "4", "Share threats", "Write a protocol"),
    ]
