"""The automatic numbers of a Word document's lists, as they are printed and not in the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

_VALUE = qn("w:val")
_LETTERS = 26
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_SILENT = frozenset({"", "bullet", "none"})
DEEPEST = 9  # levels that a list may have
LARGEST = 5_000
OLDEST = 12  # styles that may be based one on another


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: its kind of number, its pattern ("%1.%2"), its first number."""

    form: str
    pattern: str
    start: int = 1
    restarts: int | None = None
    is_legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """A list of the document: where it is counted, its levels, and those it starts anew."""

    counted_in: str
    levels: Mapping[int, _Level]
    anew: Mapping[int, int]


class Numbers:
    """The numbers of a document's lists, counted as its paragraphs are read.

    Lists of one kind count on together unless one of them says that it starts anew.
    """

    def __init__(self, document: Any) -> None:
        self._lists = _lists(document)
        self._styles = {style.style_id: style.element for style in document.styles}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def before(self, paragraph: Any) -> str:
        """ "3. " for the third of a numbered list; "" for a bullet or no list."""
        if not self._lists:
            return ""
        num_id, at = self._of(paragraph)
        one = self._lists.get(num_id)
        level = one.levels.get(at) if one else None
        if one is None or level is None or level.form in _SILENT:
            return ""
        counts = self._count(num_id, one, at)
        said = level.pattern
        for deep in range(at + 1):
            form = one.levels.get(deep, level)
            kind = "decimal" if level.is_legal else form.form
            said = said.replace(f"%{deep + 1}", formed(counts.get(deep, form.start), kind))
        return f"{said} " if said.strip() else ""

    def _count(self, num_id: str, one: _List, at: int) -> Mapping[int, int]:
        """The counts of a list after one more paragraph of this level."""
        counts = self._counts[one.counted_in]
        if at in one.anew and (num_id, at) not in self._begun:
            counts[at] = one.anew[at] - 1
        self._begun.add((num_id, at))
        counts[at] = counts.get(at, one.levels[at].start - 1) + 1
        for deeper in [deep for deep in counts if deep > at]:
            restarts = one.levels[deeper].restarts if deeper in one.levels else None
            if restarts is None or at < restarts:
                del counts[deeper]
        return counts

    def _of(self, paragraph: Any) -> tuple[str, int]:
        """The list and level of a paragraph, by itself or by its style."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return "", 0
        own = properties.find(qn("w:numPr"))
        style = _value(properties, "w:pStyle")
        styled, at = self._of_style(style)
        if own is None:
            return styled, at
        level = _value(own, "w:ilvl")
        num_id = _value(own, "w:numId") or styled
        return num_id, min(int(level), DEEPEST) if level.isdigit() else at

    def _of_style(self, name: str) -> tuple[str, int]:
        """The list that a style numbers, or one that it is based on."""
        for _ in range(OLDEST):
            element = self._styles.get(name)
            if element is None:
                return "", 0
            found = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None:
                num_id, level = _value(found, "w:numId"), _value(found, "w:ilvl")
                return num_id, int(level) if level.isdigit() else self._level_of(num_id, name)
            name = _value(element, "w:basedOn")
        return "", 0

    def _level_of(self, num_id: str, style: str) -> int:
        one = self._lists.get(num_id)
        levels = one.levels if one else {}
        return next((at for at, level in levels.items() if level.style == style), 0)


def _lists(document: Any) -> dict[str, _List]:
    """The lists of a document by their number in it."""
    try:
        element = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    kinds = {one.get(qn("w:abstractNumId")): one for one in element.findall(qn("w:abstractNum"))}
    linked = {_value(one, "w:styleLink"): name for name, one in kinds.items()}
    levels = {name: dict(map(_level, one.findall(qn("w:lvl")))) for name, one in kinds.items()}
    found = {}
    for num in element.findall(qn("w:num")):
        kind = _value(num, "w:abstractNumId")
        if kind in kinds:
            kind = linked.get(_value(kinds[kind], "w:numStyleLink") or "\0", kind)
        own, anew = levels.get(kind, {}), dict(_anew(num))
        found[num.get(qn("w:numId"), "")] = _List(kind, {**own, **dict(_overridden(num))}, anew)
    return found


def _anew(num: Any) -> Iterator[tuple[int, int]]:
    """The levels that a list starts at a number of its own."""
    for one in num.findall(qn("w:lvlOverride")):
        start = _value(one, "w:startOverride")
        if start.isdigit():
            yield int(one.get(qn("w:ilvl"), 0)), int(start)


def _overridden(num: Any) -> Iterator[tuple[int, _Level]]:
    """The levels that a list has in place of its kind's."""
    for one in num.findall(qn("w:lvlOverride")):
        level = one.find(qn("w:lvl"))
        if level is not None:
            yield _level(level)


def _level(element: Any) -> tuple[int, _Level]:
    start, restarts = _value(element, "w:start"), _value(element, "w:lvlRestart")
    level = _Level(
        form=_value(element, "w:numFmt") or "decimal",
        pattern=_value(element, "w:lvlText"),
        is_legal=element.find(qn("w:isLgl")) is not None,
        style=_value(element, "w:pStyle"),
    )
    if start.isdigit():
        level = replace(level, start=int(start))
    if restarts.isdigit():
        level = replace(level, restarts=int(restarts))
    return min(int(element.get(qn("w:ilvl"), 0)), DEEPEST), level


def _value(element: Any, name: str) -> str:
    """The value of an element's first child of that name; "" where it has none."""
    child = element.find(qn(name))
    return "" if child is None else str(child.get(_VALUE, ""))


def formed(number: int, form: str) -> str:
    """A number as its list writes it: 3, 03, c, C, iii or 3rd."""
    if not 0 < number < LARGEST:
        return str(number)
    if form.endswith("Letter"):
        turns, at = divmod(number - 1, _LETTERS)
        said = chr(ord("a") + at) * (turns + 1)
    elif form.endswith("Roman"):
        said = _roman(number)
    elif form == "ordinal":
        return f"{number}{_ordinal(number)}"
    else:
        return f"{number:02d}" if form == "decimalZero" else str(number)
    return said.upper() if form.startswith("upper") else said


def _roman(number: int) -> str:
    said = ""
    for value, text in _ROMAN:
        while number >= value:
            said, number = said + text, number - value
    return said


def _ordinal(number: int) -> str:
    teens = 10 < number % 100 < 20  # noqa: PLR2004 - eleventh to nineteenth
    return "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
