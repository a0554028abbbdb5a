"""Tables that stand in a Word document beside its page: each is read, or named with a way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from tests.tasks.plan_papers import document, read
from tests.tasks.plan_parts import HEADER, ROW, refusal

MORE = ["2. Ask the night staff", *ROW[1:]]
OBJECT = (
    f'<w:r {nsdecls("w")} xmlns:o="urn:schemas-microsoft-com:office:office"><w:object>'
    '<o:OLEObject ProgID="{}" DrawAspect="{}"/></w:object></w:r>'
)


def put(holder: Any, rows: Sequence[Sequence[str]]) -> None:
    """A table of these rows in a page's header or footer."""
    table = holder.add_table(0, len(rows[0]), Cm(16))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def in_header(paper: Any) -> None:
    """A plan in the page's header."""
    put(paper.sections[0].header, [HEADER, MORE])


def in_footer(paper: Any) -> None:
    """A row like the plan's in the page's footer."""
    put(paper.sections[0].footer, [MORE])


def inserted(paper: Any) -> None:
    """A document inserted in this one."""
    paper.element.body.insert(0, parse_xml(f"<w:altChunk {nsdecls('w')}/>"))


def embedded(paper: Any, program: str = "Excel.Sheet.12", shown: str = "Content") -> None:
    """A worksheet as an object."""
    paper.add_paragraph()._p.append(parse_xml(OBJECT.format(program, shown)))


@pytest.mark.parametrize(
    ("change", "says", "way"),
    [(in_header, "page's header is like a plan's", "Open the header in Word, cut the table"),
     (in_footer, "page's footer is like a plan's", "Open the footer in Word, cut the table"),
     (inserted, "Another document is inserted", "Open the file in Word and save it"),
     (embedded, "is embedded in this one as an object", "with a double click")],
)  # fmt: skip
def test_what_stands_beside_the_page_is_named(
    tmp_path: Path, change: Callable[[Any], None], says: str, way: str
) -> None:
    """Beside a plan as a warning; alone the file is not called empty."""
    reading = read(document(tmp_path / "plan.docx", [HEADER, ROW], change))
    assert len(reading.items) == 1
    (problem,) = reading.problems
    assert (problem.code, problem.severity) == ("left_out", "warning")
    assert says in problem.message
    assert way in problem.suggestion
    paper = docx.Document()
    change(paper)
    paper.save(str(tmp_path / "alone.docx"))
    code, message = refusal(tmp_path / "alone.docx")
    assert code == ("empty_document" if change is in_footer else "no_table")
    assert change is in_footer or (says in message and way in message)


def test_what_is_no_plan_beside_the_page_is_not_named(tmp_path: Path) -> None:
    """The table of a title, an object of another program, one that is shown by its icon."""

    def change(paper: Any) -> None:
        put(paper.sections[0].header, [["Version", "4", "Owner", "Board"], ["", "", "", ""]])
        embedded(paper, "Equation.3")
        embedded(paper, shown="Icon")

    assert read(document(tmp_path / "plan.docx", [HEADER, ROW], change)).problems == ()
