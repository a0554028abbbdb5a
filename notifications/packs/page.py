"""A pack as one HTML file: no script, nothing fetched, the same words as the PDF.

Made to WCAG 2.2 AA: one language, headings in order, row and column headings with a scope, a
landmark for each section, colours with their words. It prints on A4.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from notifications.packs.document import Cell, Document, Line, Picture
from notifications.packs.glyphs import legible
from notifications.packs.palette import palette


@cache
def _template() -> Template:
    # No text of a pack is markup: everything is escaped, save for the charts, which are ours.
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(runs=_runs, drawing=_drawing)
    return environment.get_template("page.html")


def page(document: Document, lost: set[str] | None = None) -> bytes:
    """One HTML file, UTF-8; `lost` gathers the code points that no page can show."""
    text = _template().render(document=_shown(document, lost), colour=palette())
    return text.encode("utf-8")


def _shown(value: Any, lost: set[str] | None) -> Any:
    """The same document with its texts legible; enums and drawings stay as they are."""
    if type(value) is str:
        return legible(value, lost)
    if isinstance(value, tuple):
        return tuple(_shown(item, lost) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = (f.name for f in dataclasses.fields(value) if f.name != "svg")
        return dataclasses.replace(value, **{n: _shown(getattr(value, n), lost) for n in names})
    return value


def _runs(cell: Cell) -> Iterator[tuple[bool, tuple[Line, ...]]]:
    """The lines of a cell in runs, each with whether it is a list."""
    for bullet, run in groupby(cell.lines, key=lambda line: line.bullet):
        yield bullet, tuple(run)


def _drawing(picture: Picture) -> Markup:
    """The chart as inline SVG; its words stand beside it as `aria-label`."""
    return Markup(picture.svg)  # noqa: S704 - drawn by our own template, which escapes
