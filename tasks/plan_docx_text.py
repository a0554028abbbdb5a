"""The text of a Word document as its reader sees it: numbers and insertions, but no deletion."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from docx.oxml.ns import qn

from tasks.plan_docx_notes import NOTES, footnotes_of
from tasks.plan_docx_numbers import Numbers
from tasks.plan_docx_struck import StruckRuns
from tasks.plan_marked import bare, footnote, is_all_struck, struck, without_marks

PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
HOLDERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:moveTo")))
_TEXT, _RUN = qn("w:t"), qn("w:r")
_SIGNS = {
    qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-", qn("w:br"): "\n", qn("w:cr"): "\n",
}  # fmt: skip
_GONE = frozenset(map(qn, ("w:del", "w:moveFrom")))
_ID = qn("w:id")
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
        self._struck = StruckRuns(document)
        self._document = document

    def cell(self, cell: Any) -> str:
        """A cell's paragraphs as lines, blank ones kept: they part one lead from the next.

        What is struck through and what has a footnote is marked (`plan_marked`). A table inside
        the cell is a line for each of its rows. A number that Word gives to an empty paragraph is
        only printed where the cell has nothing else.
        """
        lines = list(self._lines(cell))
        said = any(text.strip() for _, text in lines)
        return "\n".join(
            _numbered(number, text) if text.strip() or not said else "" for number, text in lines
        ).strip("\n")

    def line(self, paragraph: Any) -> str:
        """A paragraph's text with its automatic number."""
        return self._numbers.before(paragraph) + without_marks(self._text(paragraph))

    def _lines(self, parent: Any) -> Iterator[tuple[str, str]]:
        for block in blocks(parent):
            if block.tag == TABLE:
                for row in rows(block):
                    told = (self.cell(cell).replace("\n", " ").strip() for cell in cells(row))
                    yield "", BETWEEN_CELLS.join(text for text in told if text)
                continue
            yield self._numbers.before(block), self._text(block)
            for box in block.iter(_BOX):
                if not _within(box, _FALLBACK, block) and _nearest(box, PARAGRAPH) is block:
                    yield from self._lines(box)

    def _text(self, paragraph: Any) -> str:
        """The words of a paragraph itself, marked: not of a text box in it, nor what is hidden."""
        parts = []
        for node in paragraph.iter(_TEXT, *_SIGNS, *NOTES):
            run = node.getparent()
            if (
                run.tag == _TABS
                or _nearest(node, PARAGRAPH) is not paragraph
                or _is_gone(node, paragraph)
            ):
                continue
            if run.tag == _RUN and (_is_note_mark(run) or _has(run, "w:vanish")):
                continue
            parts.append(self._said(node, run))
        return "".join(parts)

    def _said(self, node: Any, run: Any) -> str:
        if node.tag in NOTES:
            return footnote(self._footnotes.get((node.tag, node.get(_ID)), ""))
        text = _SIGNS.get(node.tag) or bare(node.text or "")
        return struck(text) if run in self._struck else text

    @cached_property
    def _footnotes(self) -> dict[tuple[str, str], str]:
        return footnotes_of(self._document)


def _numbered(number: str, text: str) -> str:
    """A line with its automatic number, which is struck through where all of the line is."""
    return f"{struck(number) if is_all_struck(text) else number}{text}"


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


def _has(run: Any, name: str) -> bool:
    """True of a run with one of the properties that are on or off: hidden, struck through."""
    said = run.find(f"{qn('w:rPr')}/{qn(name)}")
    return said is not None and said.get(qn("w:val"), "1") not in {"0", "false", "off"}
