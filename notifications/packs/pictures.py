"""Charts as PNG, for a format that cannot draw: the same drawing in the same fonts."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notifications.packs.glyphs import FONTS

TEMPLATE = Path(__file__).parent / "templates" / "pictures.typ"
DOTS = 220
"""Dots an inch: sharp on paper, and small."""
_SIZE_AT = 16
"""Where a PNG says its width and height: after its signature and its first chunk's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Png:
    """A picture and its size in dots."""

    content: bytes
    wide: int
    tall: int


def pictures(drawings: Sequence[str]) -> tuple[Png, ...]:
    """The SVG drawings in their order, each as a PNG; the same drawings give the same bytes."""
    if not drawings:
        return ()
    import typst

    made: Any = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="png",
        ppi=DOTS,
        sys_inputs={"drawings": json.dumps(list(drawings))},
    )
    return tuple(_png(content) for content in (made if isinstance(made, list) else [made]))


def _png(content: bytes) -> Png:
    wide, tall = struct.unpack_from(">II", content, _SIZE_AT)
    return Png(content=content, wide=wide, tall=tall)
