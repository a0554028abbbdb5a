"""The text of a Word document as its reader sees it: numbers and insertions, but no deletion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from tasks.plan_docx_numbers import Numbers

PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
HOLDERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:moveTo")))
_TEXT, _RUN = qn("w:t"), qn("w:r")
_SIGNS = {
    qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-", qn("w:br"): "\n", qn("w:cr"): "\n",
}  # fmt: skip
_GONE = frozenset(map(qn, ("w:del", "w:moveFrom")))
_BOX, _TABS = qn("w:txbxContent"), qn("w:tabs")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LONGEST_MARK = 2
BETWEEN_CELLS = " | "


def blocks(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables of a part in order, those inside content controls too."""
    for child in parent:
        if child.tag in {PARAGRAPH, TABLE}:
            yield child
        elif child.tag in HOLDERS:
            yield from blocks(child)


def boxed_tables(paragraph: Any) -> Iterator[Any]:
    """The tables of the text boxes that are anchored in a paragraph."""
    if paragraph.tag != PARAGRAPH:
        return
    for box in paragraph.iter(_BOX):
        if not _within(box, _FALLBACK, paragraph):
            yield from (block for block in blocks(box) if block.tag == TABLE)


def rows(table: Any) -> Iterator[Any]:
    """The rows of a table, without those that a tracked change takes out."""
    for child in table:
        if child.tag == ROW and child.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:
            yield child
        elif child.tag in HOLDERS:
            yield from rows(child)


def cells(row: Any) -> Iterator[Any]:
    """The cells of a row, those inside content controls too."""
    for child in row:
        if child.tag == CELL:
            yield child
        elif child.tag in HOLDERS:
            yield from cells(child)


class Words:
    """Reads a document's text, in its order: automatic numbers are counted as it goes."""

    def __init__(self, document: Any) -> None:
        self._numbers = Numbers(document)

    def cell(self, cell: Any) -> str:
        """A cell's paragraphs as lines, blank ones kept: they part one lead from the next.

        A table inside the cell is a line for each of its rows. A number that Word gives to an
        empty paragraph is only printed where the cell has nothing else.
        """
        lines = list(self._lines(cell))
        said = any(text.strip() for _, text in lines)
        return "\n".join(
            f"{number}{text}" if text.strip() or not said else "" for number, text in lines
        ).strip("\n")

    def line(self, paragraph: Any) -> str:
        """A paragraph's text with its automatic number."""
        return self._numbers.before(paragraph) + _text(paragraph)

    def _lines(self, parent: Any) -> Iterator[tuple[str, str]]:
        for block in blocks(parent):
            if block.tag == TABLE:
                for row in rows(block):
                    told = (self.cell(cell).replace("\n", " ").strip() for cell in cells(row))
                    yield "", BETWEEN_CELLS.join(text for text in told if text)
                continue
            yield self._numbers.before(block), _text(block)
            for box in block.iter(_BOX):
                if not _within(box, _FALLBACK, block) and _nearest(box, PARAGRAPH) is block:
                    yield from self._lines(box)


def _text(paragraph: Any) -> str:
    """The words of a paragraph itself: not of a text box in it, nor what is hidden or struck."""
    parts = []
    for node in paragraph.iter(_TEXT, *_SIGNS):
        run = node.getparent()
        if (
            run.tag == _TABS
            or _nearest(node, PARAGRAPH) is not paragraph
            or _is_gone(node, paragraph)
        ):
            continue
        if run.tag == _RUN and (_is_note_mark(run) or _is_hidden(run)):
            continue
        parts.append(_SIGNS.get(node.tag) or node.text or "")
    return "".join(parts)


def _is_gone(node: Any, paragraph: Any) -> bool:
    for parent in node.iterancestors():
        if parent is paragraph:
            return False
        if parent.tag in _GONE or parent.tag == _FALLBACK:
            return True
    return False


def _within(node: Any, tag: str, end: Any) -> bool:
    for parent in node.iterancestors():
        if parent is end:
            return False
        if parent.tag == tag:
            return True
    return False


def _nearest(node: Any, tag: str) -> Any:
    return next(node.iterancestors(tag), None)


def _is_note_mark(run: Any) -> bool:
    """True of a raised number: the mark of a footnote, which would be read into the text."""
    raised = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    if raised is None or raised.get(qn("w:val")) != "superscript":
        return False
    text = "".join(one.text or "" for one in run.iterfind(_TEXT)).strip()
    return text.isdigit() and len(text) <= _LONGEST_MARK


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return hidden is not None and hidden.get(qn("w:val"), "1") not in {"0", "false"}
