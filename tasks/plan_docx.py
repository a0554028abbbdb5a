"""Tables of a Word document: merged cells, automatic numbers, headings above a table."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import PartFactory
from docx.oxml.ns import qn
from docx.package import Package
from docx.parts.document import DocumentPart

from models.rules.plan_keys import Key, keys_beside, keys_of_lines
from models.rules.plan_passed_over import below_tables, passed_over
from models.rules.plan_tables import Marks, Problem, Sheet, tables
from models.rules.plan_titles import Titled, sectioned, titled
from tasks.plan_docx_beside import FEWEST_TO_GO_ON, beside
from tasks.plan_docx_grid import grid_of
from tasks.plan_docx_text import CELL, TABLE, Words, blocks, boxed_tables
from tasks.plan_refusal import EMPTY, bounded, refused
from tasks.plan_zip import BROKEN

# What python-docx and lxml raise for XML that is not as Word writes it.
UNREADABLE = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, RecursionError,
    OverflowError, PackageNotFoundError, *BROKEN,
)  # fmt: skip
_VALUE = qn("w:val")
# python-docx knows the plain document alone.
_DOCUMENTS = tuple(
    f"application/{kind}.main+xml"
    for kind in (
        "vnd.ms-word.document.macroEnabled", "vnd.ms-word.template.macroEnabledTemplate",
        "vnd.openxmlformats-officedocument.wordprocessingml.template",
    )
)  # fmt: skip
PartFactory.part_type_for.update(dict.fromkeys(_DOCUMENTS, DocumentPart))
DEEPEST = 4  # tables inside tables
Headings = Mapping[str, Sequence[str]] | None


def docx_sheets(data: bytes, headings: Headings = None) -> tuple[Sheet, ...]:
    """The tables of a document; where it has several, the line above each names its section.

    Raises PlanRefused: `empty_document` for nothing at all, `no_table` for text without a plan's
    table.
    """
    try:
        return _of_document(_opened(data), headings)
    except UNREADABLE as error:
        raise refused(
            "unsupported_format",
            "The document cannot be read as Word writes one. Save it again from Word and load it. "
            "Nothing was read.",
        ) from error


def _opened(data: bytes) -> Any:
    """The document of a file, be it a template or one with macros, which nothing here runs."""
    part = Package.open(io.BytesIO(data)).main_document_part
    if not isinstance(part, DocumentPart):
        raise TypeError(part.content_type)
    return part.document


def _of_document(document: Any, headings: Headings) -> tuple[Sheet, ...]:
    reader = _Reader(Words(document), headings)
    body = document.element.body
    reader.read(body)
    widths = [len(one.sheet.header) for one in reader.found]
    unread = tuple(beside(document, headings, widths))
    if not reader.found:
        raise _nothing(body, reader.lines, unread)
    sheets = sectioned(reader.found)
    notes = (*reader.passed_over, *below_tables(reader.below), *_notes(body), *unread)
    keys = (*reader.keys, *keys_of_lines(reader.lines))
    first = replace(sheets[0], problems=(*sheets[0].problems, *notes), keys_beside=keys)
    return (first, *sheets[1:])


@dataclass(slots=True)
class _Reader:
    """One reading of a document, from top to bottom."""

    words: Words
    headings: Headings
    found: list[Titled] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    passed_over: list[Problem] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    headed: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)

    def read(self, body: Any, depth: int = 0) -> None:
        """Keep the plan's tables, each with the lines above it, and all lines."""
        for block in blocks(body):
            if block.tag == TABLE:
                self._table(block, depth)
            elif line := self.words.line(block):
                self.above.append(line)
                self.lines.append(line)
                self.below += [line] if self.found else []
                if _is_heading(block):
                    self.headed.append(line)
            for table in boxed_tables(block):
                self._table(table, depth)

    def _table(self, table: Any, depth: int) -> None:
        grid, marks = grid_of(table, self.words)
        made = tables("", bounded(grid, "A table"), headings=self.headings, marks=marks)
        if made:
            self.found.extend(titled(made, self.above, self.headed))
            self.above, self.headed = [], []
        elif self._goes_on(grid):
            self._add(grid, marks)
        elif depth < DEEPEST and next(table.iterdescendants(TABLE), None) is not None:
            for cell in table.iterdescendants(CELL):
                if next(cell.iterancestors(TABLE)) is table:
                    self.read(cell, depth + 1)
        elif any(any(texts) for _, texts in grid):
            self.passed_over.append(_passed_over(grid))
            self.keys += keys_beside(grid, marks.fills, f"the table that begins “{_begins(grid)}”")

    def _goes_on(self, grid: Sequence[tuple[int, list[str]]]) -> bool:
        """True of a table without a heading that only a page break parts from the plan's."""
        if not self.found or any(line.strip() for line in self.above):
            return False
        width = len(self.found[-1].sheet.header)
        return width >= FEWEST_TO_GO_ON and all(len(texts) == width for _, texts in grid)

    def _add(self, grid: Sequence[tuple[int, list[str]]], marks: Marks) -> None:
        last = self.found[-1].sheet
        headed = [(0, list(last.header)), *grid]
        (more,) = tables("", bounded(headed, "A table"), headings=self.headings, marks=marks)
        problems = (*last.problems, *more.problems)
        whole = replace(last, rows=(*last.rows, *more.rows), problems=problems)
        self.found[-1] = self.found[-1]._replace(sheet=whole)


def _is_heading(paragraph: Any) -> bool:
    """True of a paragraph in one of Word's styles for headings."""
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style is not None and str(style.get(_VALUE, "")).startswith("Heading")


def _nothing(body: Any, lines: Sequence[str], unread: Sequence[Problem]) -> Exception:
    """Why a document is no plan: it is empty, its table stands beside its page, it has none."""
    if elsewhere := next((one for one in unread if one.severity == "warning"), None):
        return refused("no_table", f"{elsewhere.message} {elsewhere.suggestion} Nothing was read.")
    if not any((text.text or "").strip() for text in body.iter(qn("w:t"))):
        return refused("empty_document", f"This Word file is empty. {EMPTY}")
    like = sum(line.lower().startswith("recommendation") for line in lines)
    seen = f" {like} paragraphs begin with “Recommendation”." if like else ""
    return refused(
        "no_table",
        "No table with a plan's heading row was found in this Word file. An action plan is a "
        f"table headed, say, Recommendation, Key Actions, Lead Officer, Date.{seen} Nothing was "
        "read.",
    )


def _passed_over(grid: Sequence[tuple[int, list[str]]]) -> Problem:
    return passed_over(f"A table that begins “{_begins(grid)}”", (texts for _, texts in grid))


def _begins(grid: Sequence[tuple[int, list[str]]]) -> str:
    first = next(text for _, texts in grid for text in texts if text)
    return " ".join(first.split())[:40]


def _notes(body: Any) -> Iterator[Problem]:
    """What a person who opens the document sees otherwise than it was read."""
    changes = next(body.iter(qn("w:ins"), qn("w:del"), qn("w:moveFrom")), None)
    if changes is not None:
        message = (
            "The document has tracked changes: what was inserted was read, what was deleted was "
            "not. Accept or reject them in Word (Review) to be sure of the text."
        )
        yield Problem(code="tracked_changes", severity="warning", message=message)
