"""A pack as a reader meets it: a cover and sections of blocks, the same for PDF and page.

Nothing here is markup: every text is data, and what lays it out decides how it looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.rules.words import Brag


class Voice(StrEnum):
    """How a line of text is meant: plain, strong, quiet (beside the point) or late (a lapse)."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph of a cell, in one voice; `bullet` marks an item of a list."""

    text: str
    voice: Voice = Voice.PLAIN
    bullet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A colour, printed as a shape, its word and a tint: never as a colour alone."""

    brag: Brag
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart as SVG; `alt` says its figures. `width` is a share of the text's width."""

    svg: str
    alt: str
    width: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one cell: a chip, a picture and lines, in that order."""

    lines: tuple[Line, ...] = ()
    chip: Chip | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's heading and width: a share of what is left, or 0 for as wide as its words."""

    title: str
    share: float = 1.0
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under one heading row; the first cell of a row names it.

    `total` says that the last row sums the others, `small` that it is set in the small type of a
    wide page.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False
    small: bool = False
    kind: str = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph."""

    text: str
    voice: Voice = Voice.PLAIN
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list; numbered where the order is one to refer to."""

    items: tuple[str, ...]
    numbered: bool = False
    kind: str = "bullets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One decision to take: its number, what is asked, the draft resolution and room to write."""

    number: int
    title: str
    resolution: str
    kind: str = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart that stands by itself; its figures follow in a table."""

    caption: str
    picture: Picture
    kind: str = "chart"


Block = Table | Paragraph | Bullets | Asked | Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and its blocks; `wide` is laid out landscape. `anchor` is its name in a link."""

    anchor: str
    heading: str
    blocks: tuple[Block, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One count on the cover, with its colour's word and its change since the last pack."""

    count: str
    chip: Chip
    note: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What a reader sees first."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    tiles: tuple[Tile, ...]
    says: tuple[str, ...]
    asks: str
    resolutions: tuple[str, ...]
    seal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole pack, ready to be laid out; `frozen_on` is ISO, and the files' own date."""

    title: str
    board: str
    marking: str
    footer: str
    frozen_on: str
    cover: Cover
    sections: tuple[Section, ...]
