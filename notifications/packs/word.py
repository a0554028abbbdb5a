"""A pack as a Word copy to write notes in: A4 on its side, real headings, the PDF's words.

The parts of the file are templates in `templates/word`; texts go in escaped, as data. The same
document gives the same bytes: parts in one order, with one date, and no identity of a machine.
"""

from __future__ import annotations

import io
import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from models.rules.words import Brag
from notifications.packs.document import Chart, Document, Picture, Table, Voice
from notifications.packs.measure import tall_rows
from notifications.packs.palette import palette
from notifications.packs.pictures import Png, pictures
from notifications.packs.shown import shown
from notifications.packs.word_widths import MARGIN, TEXT_WIDTH, even, widths_of

PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "rels.xml",
    "docProps/app.xml": "app.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/footer.xml": "footer.xml",
    "word/header.xml": "header.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
SHAPE = {
    Brag.RED.value: "▲",
    Brag.AMBER.value: "♦",
    Brag.GREEN.value: "●",
    Brag.BLUE.value: "■",
    Brag.GREY.value: "▬",
}
"""The shapes of the colours, as every machine's fonts have them."""
VOICES = {Voice.PLAIN: "", Voice.STRONG: "Strong", Voice.QUIET: "Quiet", Voice.LATE: "Late"}
CHART_WIDTH = 9_640
"""A chart that stands by itself is as wide as in the PDF, 170 mm."""
EMU = 635
"""Word measures drawings in units of which a twentieth of a point has this many."""
_ALWAYS = (1980, 1, 1, 0, 0, 0)
_FROM_THE_RIGHT = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A picture's file and place by their numbers, and its size in Word's units."""

    number: int
    place: int
    wide: int
    tall: int


def word(document: Document, lost: set[str] | None = None) -> bytes:
    """One Word file; `lost` gathers the code points that no reader can show."""
    made = shown(document, lost)
    drawings = list(dict.fromkeys(picture.svg for picture in _pictures(made)))
    drawn = dict(zip(drawings, pictures(drawings), strict=True))
    facts = {"document": made, "drawn": len(drawn), "picture_of": _Numbered(drawn)}
    parts = {name: _environment().get_template(t).render(facts) for name, t in PARTS.items()}
    contents = {name: text.encode("utf-8") for name, text in parts.items()}
    for number, png in enumerate(drawn.values(), start=1):
        contents[f"word/media/picture{number}.png"] = png.content
    return _zipped(contents)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates" / "word"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        chart_width=CHART_WIDTH, colour=palette(), even=even, margin=MARGIN, rightward=_rightward,
        shape=SHAPE, tall_rows=tall_rows, text_width=TEXT_WIDTH, voices=VOICES, widths_of=widths_of,
    )  # fmt: skip
    return environment


class _Numbered:
    """Called with a picture and the most it may take across: where it stands in the file."""

    def __init__(self, drawn: dict[str, Png]) -> None:
        self._drawn = drawn
        self._numbers = {svg: number for number, svg in enumerate(drawn, start=1)}
        self._places = itertools.count(1)

    def __call__(self, picture: Picture, most: float) -> Drawn:
        png = self._drawn[picture.svg]
        wide = int(most * EMU)
        return Drawn(
            number=self._numbers[picture.svg],
            place=next(self._places),
            wide=wide,
            tall=round(wide * png.tall / png.wide),
        )


def _pictures(document: Document) -> Iterator[Picture]:
    """Every drawing of the document, in reading order."""
    for block in (block for section in document.sections for block in section.blocks):
        if isinstance(block, Chart):
            yield block.picture
        elif isinstance(block, Table):
            yield from (c.picture for row in block.rows for c in row if c.picture)


def _rightward(text: str) -> bool:
    """True of a text whose first letter is one that is written from the right."""
    if text.isascii():
        return False
    directions = (unicodedata.bidirectional(c) for c in text)
    first = next((d for d in directions if d in {"L", *_FROM_THE_RIGHT}), "L")
    return first in _FROM_THE_RIGHT


def _zipped(contents: dict[str, Any]) -> bytes:
    """The parts in one file, its first the one that names their kinds."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in contents.items():
            file.writestr(ZipInfo(name, _ALWAYS), content, ZIP_DEFLATED)
    return out.getvalue()
