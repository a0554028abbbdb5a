"""A pack as one HTML file: no script, nothing fetched, the same words as the PDF.

Made to WCAG 2.2 AA: one language, headings in order, row and column headings with a scope, a
landmark for each section, colours with their words. It prints on A4.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from notifications.packs.document import Cell, Document, Line, Picture
from notifications.packs.palette import palette
from notifications.packs.shown import shown


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
    text = _template().render(document=shown(document, lost), colour=palette())
    return text.encode("utf-8")


def _runs(cell: Cell) -> Iterator[tuple[bool, tuple[Line, ...]]]:
    """The lines of a cell in runs, each with whether it is a list."""
    for bullet, run in groupby(cell.lines, key=lambda line: line.bullet):
        yield bullet, tuple(run)


def _drawing(picture: Picture) -> Markup:
    """The chart as inline SVG; its words stand beside it as `aria-label`."""
    return Markup(picture.svg)  # noqa: S704 - drawn by our own template, which escapes
