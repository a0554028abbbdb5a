"""What a Word document holds beside its page and may be of the plan: named, and not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docx.oxml.ns import qn

from models.rules.plan_tables import Problem, tables
from tasks.plan_docx_grid import grid_of
from tasks.plan_docx_text import TABLE, Words
from tasks.plan_refusal import bounded

FEWEST_TO_GO_ON = 4  # columns by which a table without a heading is known to go on another
_INSERTED = (qn("w:altChunk"), qn("w:subDoc"))
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_TABLES_OF = ("Excel.", "Word.")  # programs whose objects may be a plan's table
Headings = Mapping[str, Sequence[str]] | None


def beside(document: Any, headings: Headings, widths: Sequence[int]) -> Iterator[Problem]:
    """What a person sees or could see in Word, and no reader of the page: each with a way out.

    `widths` are the columns of the plan's tables, by which a table in a page's margin is known.
    """
    body = document.element.body
    if next(body.iter(qn("w:commentReference")), None) is not None:
        yield _left_out(
            "The document has comments beside its text; they were not read.", "", "note"
        )
    if next(body.iter(*_INSERTED), None) is not None:
        yield _left_out(
            "Another document is inserted in this one, and was not read.",
            "Open the file in Word and save it, which takes the inserted text into the page; then "
            "load it again.",
        )
    if any(map(_is_table, body.iter(_OBJECT))):
        yield _left_out(
            "A worksheet or document is embedded in this one as an object, and was not read.",
            "Open it in Word with a double click, copy its table and paste it into the page.",
        )
    for where in _in_margins(document, headings, widths):
        yield _left_out(
            f"A table in the page's {where} is like a plan's, and was not read.",
            f"Open the {where} in Word, cut the table and paste it into the page.",
        )


def _left_out(message: str, way: str, severity: str = "warning") -> Problem:
    return Problem(code="left_out", severity=severity, message=message, suggestion=way)


def _is_table(embedded: Any) -> bool:
    """True of a worksheet or a document that is shown as it is, not by its icon."""
    program, shown = str(embedded.get("ProgID", "")), str(embedded.get("DrawAspect", ""))
    return program.startswith(_TABLES_OF) and shown != "Icon"


def _in_margins(document: Any, headings: Headings, widths: Sequence[int]) -> Iterator[str]:
    """ "header" or "footer" for each such part that holds a table like a plan's."""
    for relation in document.part.rels.values():
        where = relation.reltype.rpartition("/")[2]
        if where in {"header", "footer"} and not relation.is_external:
            held = relation.target_part.element.iter(TABLE)
            if any(_is_plan(table, document, headings, widths) for table in held):
                yield where


def _is_plan(table: Any, document: Any, headings: Headings, widths: Sequence[int]) -> bool:
    """True of a table with a plan's heading row, or with as many columns as the plan has."""
    grid, _ = grid_of(table, Words(document))
    has = {len(texts) for _, texts in grid if any(texts)}
    as_wide = len(has) == 1 and has <= set(widths) and min(has) >= FEWEST_TO_GO_ON
    return as_wide or bool(tables("", bounded(grid, "A table"), headings=headings))
