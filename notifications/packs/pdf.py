"""A pack as PDF: Typst lays it out, a finishing pass names its rows.

The data goes in as JSON and is set as text, so that nothing in it can be markup. Fonts are ours,
the date is the freeze, versions are pinned: the same snapshot gives the same bytes.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from notifications.packs.document import Document, Picture, Table
from notifications.packs.finish import finish
from notifications.packs.glyphs import FONTS, printable
from notifications.packs.measure import tall_rows
from notifications.packs.palette import palette
from notifications.packs.shown import texts_of

TEMPLATE = Path(__file__).parent / "templates" / "pack.typ"
LONGEST_WORD = 22
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_BREAK = "\u200b"


def pdf(document: Document, lost: set[str] | None = None) -> bytes:
    """One PDF/UA-1 and PDF/A-3a file; `lost` gathers the code points no shipped font has.

    Raises RuntimeError, with Typst's own words, where the layout is refused.
    """
    import typst

    raw: bytes = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1", "a-3a"],
        timestamp=_noon(document),
        sys_inputs={
            "data": json.dumps(plain(document, lost)),
            "palette": json.dumps(palette()),
        },
    )
    return finish(raw)


def _noon(document: Document) -> int:
    """Noon UTC on the day of the freeze, in seconds: the only date the file knows."""
    day = datetime.fromisoformat(document.frozen_on)
    return int(day.replace(hour=12, tzinfo=UTC).timestamp())


def plain(value: Any, lost: set[str] | None = None) -> Any:
    """What JSON can hold of a document, its texts printable and its long words breakable."""
    kind: type = type(value)
    if kind is str:
        return _LONG.sub(_breakable, printable(value, lost))
    if kind is tuple:
        return [plain(item, lost) for item in value]
    if isinstance(value, Enum):
        return value.value
    names = texts_of(kind)
    if not names:
        return value
    said = {name: plain(getattr(value, name), lost) for name in names}
    if kind is Picture:
        # A drawing is ours, and its words are not broken.
        return {**said, "svg": value.svg, "alt": printable(value.alt, lost)}
    # Only a row that may not fit a page may be cut by one.
    return {**said, "splits": tall_rows(value)} if kind is Table else said


def _breakable(found: re.Match[str]) -> str:
    """A word that may outgrow its column, with places at which it may be broken."""
    word = found.group()
    return _BREAK.join(word[n : n + LONGEST_WORD] for n in range(0, len(word), LONGEST_WORD))
