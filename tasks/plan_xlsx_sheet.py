"""The cells of one worksheet in one pass over its XML, each as a person sees it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from models.rules.plan_sheets import Marks
from tasks.plan_marked import Parted, parted, struck
from tasks.plan_refusal import MOST_CELLS, MOST_ROWS, too_many
from tasks.plan_xlsx_book import Book, marked_text, text_of
from tasks.plan_xlsx_styles import Style

_PLAIN = Style()
_TAGS = tuple(f"{{*}}{name}" for name in ("row", "col", "mergeCell", "conditionalFormatting"))
LAST_COLUMN = 16_384  # Excel's own: XFD
WIDEST = 500  # columns that one instruction may hide


@dataclass(slots=True)
class Grid:
    """A worksheet: its rows that hold a text, and what else a reader of it should know.

    `merges` are the cells merged downwards, by first row: the place of the leftmost and the last
    row. `bare` are formulas without the value that Excel keeps, by row.
    """

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    merges: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: list[int] = field(default_factory=list)
    bare: list[tuple[int, str]] = field(default_factory=list)
    has_struck_runs: bool = False
    has_rules_for_colour: bool = False


def read_grid(xml: bytes, book: Book, title: str) -> Grid:
    """The worksheet that a part of the archive holds. Raises PlanRefused where it is too large."""
    grid = Grid(has_struck_runs=bool(book.rich) or b"strike" in xml)
    count = last = 0
    for _, element in etree.iterparse(
        io.BytesIO(xml), tag=_TAGS, resolve_entities=False, no_network=True, remove_comments=True
    ):
        name = str(element.tag).rpartition("}")[2]
        if name == "row":
            last = int(element.get("r") or last + 1)
            texts = _texts(element, last, grid, book)
            if texts:
                count += len(texts)
                if last > MOST_ROWS or count > MOST_CELLS:
                    raise too_many(f"The sheet “{title}”")
                grid.rows.append((last, texts))
                if element.get("hidden") in {"1", "true"}:
                    grid.hidden_rows.append(last)
            element.clear()
        else:
            _other(name, element, grid)
    return grid


def _texts(row: Any, number: int, grid: Grid, book: Book) -> list[str]:
    """The texts of a row up to its last; [] where it has none."""
    texts: list[str] = []
    styles, place, runs = book.styles, -1, grid.has_struck_runs
    # Most cells are a shared text without a formula: that way is short.
    for cell in row:
        of = cell.get
        ref, style = of("r"), of("s")
        place = _place(ref.rstrip("0123456789")) if ref else place + 1
        form = styles[int(style)] if style and styles else _PLAIN
        if form.fill:
            grid.marks.fills[number, place] = form.fill
        kind = of("t")
        if kind == "s" and len(cell) == 1:
            text: str | None = book.strings[int(cell[0].text)]
        else:
            text = _text(cell, kind, form, book)
        if text is None:
            grid.bare.append((number, ref or ""))
        elif text:
            if place != len(texts):
                del texts[place:]
                texts.extend([""] * (place - len(texts)))
            texts.append(text)
            if runs or form.is_struck:
                _struck(cell, text, form, book).keep(grid.marks, number, place)
    return texts


def _struck(cell: Any, text: str, form: Style, book: Book) -> Parted:
    """What is struck through in a cell: all of it by its style, or some of its runs."""
    rich = cell.find("{*}is")
    value = cell.find("{*}v")
    if cell.get("t") == "s" and value is not None:
        rich = book.rich.get(int(value.text))
    if rich is not None and rich.find("{*}r") is not None:
        return parted(marked_text(rich, by_style=form.is_struck))
    return parted(struck(text) if form.is_struck else text)


def _text(cell: Any, kind: str | None, form: Style, book: Book) -> str | None:
    """A cell's text, "" where it is empty, None for a formula that was never calculated."""
    value, is_formula = None, False
    for child in cell:
        name = child.tag
        if name.endswith("}v"):
            value = child.text or ""
        elif name.endswith("}is"):
            return text_of(child)
        elif name.endswith("}f"):
            is_formula = True
    if is_formula and (value is None or (not value.strip() and kind != "str")):
        return None
    return _said(value, kind, form, book) if value else ""


def _said(value: str, kind: str | None, form: Style, book: Book) -> str:
    """A value by its kind: a shared text, a number, true or false, a date in ISO; else a text."""
    if kind == "s":
        return book.strings[int(value)]
    if kind is None or kind == "n":
        return book.shown(value, form)
    if kind == "b":
        return ("FALSE", "TRUE")[value == "1"]
    if kind == "d" and len(value) >= 10:  # noqa: PLR2004 - 2010-12-01
        return f"{value[8:10]}/{value[5:7]}/{value[:4]}"
    return value


@lru_cache(maxsize=1024)
def _place(letters: str) -> int:
    """The place of a column by its letters: 0 for A, 26 for AA."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    if not 0 < place <= LAST_COLUMN:
        raise ValueError(letters)
    return place - 1


def _other(name: str, element: Any, grid: Grid) -> None:
    """What a worksheet says beside its cells."""
    if name == "col" and element.get("hidden") in {"1", "true"}:
        first, last = int(element.get("min", 1)), int(element.get("max", 1))
        grid.hidden_columns.update(range(first - 1, min(last, first + WIDEST)))
    elif name == "mergeCell":
        for top, place, bottom in _downwards(element.get("ref", "")):
            grid.merges.setdefault(top, []).append((place, bottom))
    elif name == "conditionalFormatting":
        grid.has_rules_for_colour = True


def _downwards(ref: str) -> Iterator[tuple[int, int, int]]:
    """The first row, the place of the leftmost cell and the last row, where they are several."""
    first, _, last = ref.partition(":")
    letters = first.rstrip("0123456789")
    top, bottom = first[len(letters) :], last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if top.isdigit() and bottom.isdigit() and int(bottom) > int(top):
        yield int(top), _place(letters), int(bottom)
