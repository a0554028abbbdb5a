"""Tables of a Word document: merged cells, automatic numbers, headings above a table."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from models.rules.plan_tables import Sheet, in_section, tables
from tasks.plan_refusal import MOST_ROWS, refused

# What python-docx and lxml raise for XML that is not as Word writes it.
UNREADABLE = (
    KeyError, ValueError, TypeError, AttributeError, SyntaxError, PackageNotFoundError,
)  # fmt: skip
_TEXT, _TAB, _PARAGRAPH = qn("w:t"), qn("w:tab"), qn("w:p")
_BREAKS = (qn("w:br"), qn("w:cr"))
_TABLE, _ROW, _CELL = qn("w:tbl"), qn("w:tr"), qn("w:tc")
_HOLDERS = (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"))
_HYPHEN, _VALUE = qn("w:noBreakHyphen"), qn("w:val")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LETTERS = 26
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def docx_sheets(
    data: bytes, headings: Mapping[str, Sequence[str]] | None = None
) -> tuple[Sheet, ...]:
    """The tables of a document; where it has several, the line above each names its section.

    Raises PlanRefused: `empty_document` for nothing at all, `no_table` for text without a plan's
    table.
    """
    try:
        return _of_document(docx.Document(io.BytesIO(data)), headings)
    except UNREADABLE as error:
        raise refused(
            "unsupported_format",
            "The document cannot be read as Word writes one. Save it again from Word and load it. "
            "Nothing was read.",
        ) from error


def _of_document(document: Any, headings: Mapping[str, Sequence[str]] | None) -> tuple[Sheet, ...]:
    numbers = _Numbers(document)
    found: list[Sheet] = []
    titled: list[str] = []
    above = ""
    lines: list[str] = []
    for block in _blocks(document.element.body):
        if block.tag == _TABLE:
            made = tables("", _rows(block, numbers), headings=headings)
            found.extend(made)
            titled.extend([above] * len(made))
        elif line := _line(block, numbers):
            above = line
            lines.append(line)
    if not found:
        raise _nothing(document, lines)
    if len(found) == 1:
        return tuple(found)
    return tuple(in_section(one, title) for one, title in zip(found, titled, strict=True))


def _blocks(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables of a body in order, those inside content controls too."""
    for child in parent:
        if child.tag in {_PARAGRAPH, _TABLE}:
            yield child
        elif child.tag in _HOLDERS:
            yield from _blocks(child)


def _nothing(document: Any, lines: Sequence[str]) -> Exception:
    if not lines and not document.tables:
        return refused("empty_document", "This Word file is empty. Nothing was read.")
    like = sum(line.lower().startswith("recommendation") for line in lines)
    seen = f" {like} paragraphs begin with “Recommendation”." if like else ""
    return refused(
        "no_table",
        "No table with a plan's heading row was found in this Word file. An action plan is a "
        f"table headed, say, Recommendation, Key Actions, Lead Officer, Date.{seen} Nothing was "
        "read.",
    )


def _rows(table: Any, numbers: _Numbers) -> Iterator[tuple[int, list[str]]]:
    """Each row of a table with its place in it; a cell merged downwards repeats its text."""
    above: dict[int, str] = {}
    for number, row in enumerate(table.iterchildren(_ROW), 1):
        if number > MOST_ROWS:
            raise refused("unsafe_file", f"A table has more than {MOST_ROWS:,} rows.")
        texts: list[str] = []
        for cell in row.iter(_CELL):
            if next(cell.iterancestors(_ROW)) is not row:
                continue
            place = len(texts)
            text = above.get(place, "") if _goes_on(cell) else _cell(cell, numbers)
            above[place] = text
            texts.extend([text, *[""] * (_span(cell) - 1)])
        yield number, texts


def _span(cell: Any) -> int:
    spans = cell.xpath("./w:tcPr/w:gridSpan/@w:val")
    return min(int(spans[0]), 200) if spans and spans[0].isdigit() else 1


def _goes_on(cell: Any) -> bool:
    """True of a cell that continues one above it."""
    merged = cell.xpath("./w:tcPr/w:vMerge")
    return bool(merged) and merged[0].get(_VALUE, "continue") == "continue"


def _cell(cell: Any, numbers: _Numbers) -> str:
    """A cell's paragraphs as lines, blank ones kept: they part one lead from the next."""
    paragraphs = (p for p in cell.iter(_PARAGRAPH) if next(p.iterancestors(_CELL)) is cell)
    return "\n".join(_line(paragraph, numbers) for paragraph in paragraphs).strip("\n")


def _line(paragraph: Any, numbers: _Numbers) -> str:
    """A paragraph's text as printed: its automatic number, insertions, but no deletion."""
    parts = [numbers.before(paragraph)]
    for node in paragraph.iter(_TEXT, _TAB, _HYPHEN, *_BREAKS):
        if any(parent.tag == _FALLBACK for parent in node.iterancestors()):
            continue
        if node.tag == _TEXT:
            parts.append(node.text or "")
        elif node.tag == _TAB:
            parts.append("\t" if node.getparent().tag != qn("w:tabs") else "")
        else:
            parts.append("-" if node.tag == _HYPHEN else "\n")
    return "".join(parts)


class _Numbers:
    """The automatic numbers of a document's lists, counted as its paragraphs are read."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = _levels(document)
        self.styles = {style.style_id: style for style in document.styles}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)

    def before(self, paragraph: Any) -> str:
        """ "3. " for the third of a numbered list; "" for a bullet or no list."""
        num_id, level = self._of(paragraph)
        kind, pattern, start = self.levels.get(num_id, {}).get(level, ("", "", 1))
        if not kind or kind in {"bullet", "none"}:
            return ""
        counts = self.counts[num_id]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        said = pattern
        for at in range(level + 1):
            form = self.levels[num_id].get(at, (kind, "", 1))
            said = said.replace(f"%{at + 1}", _formed(counts.get(at, form[2]), form[0]))
        return f"{said} "

    def _of(self, paragraph: Any) -> tuple[str, int]:
        """The list and level of a paragraph, by itself or by its style."""
        own = paragraph.xpath("./w:pPr/w:numPr")
        style = paragraph.xpath("./w:pPr/w:pStyle/@w:val")
        if not own and style and style[0] in self.styles:
            own = self.styles[style[0]].element.xpath("./w:pPr/w:numPr")
        if not own:
            return "", 0
        ids, levels = own[0].xpath("./w:numId/@w:val"), own[0].xpath("./w:ilvl/@w:val")
        return (ids[0] if ids else ""), int(levels[0]) if levels else 0


def _levels(document: Any) -> dict[str, dict[int, tuple[str, str, int]]]:
    """The levels of each list: its kind of number, its pattern ("%1."), its first number."""
    try:
        element = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    forms = {
        abstract.get(qn("w:abstractNumId")): dict(map(_level, abstract.findall(qn("w:lvl"))))
        for abstract in element.findall(qn("w:abstractNum"))
    }
    return {
        num.get(qn("w:numId")): forms.get(_value(num, "w:abstractNumId"), {})
        for num in element.findall(qn("w:num"))
    }


def _level(level: Any) -> tuple[int, tuple[str, str, int]]:
    start = _value(level, "w:start")
    form = _value(level, "w:numFmt"), _value(level, "w:lvlText")
    return int(level.get(qn("w:ilvl"), 0)), (*form, int(start) if start.isdigit() else 1)


def _value(element: Any, name: str) -> str:
    """The value of an element's first child of that name; "" where it has none."""
    child = element.find(qn(name))
    return "" if child is None else str(child.get(_VALUE, ""))


def _formed(number: int, form: str) -> str:
    """A number as its list writes it: 3, c, C or iii."""
    if form.endswith("Letter"):
        letter = chr(ord("a") + (number - 1) % _LETTERS)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman"):
        said = ""
        for value, text in _ROMAN:
            while number >= value:
                said, number = said + text, number - value
        return said.upper() if form.startswith("upper") else said
    return str(number)
