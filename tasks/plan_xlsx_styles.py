"""How the cells of a workbook show their numbers, and what their fills tell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tasks.plan_colours import INDEXED, colour_word

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
# The formats that a file names by number alone, as far as they show a date or decimals.
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm", 20: "h:mm", 21: "h:mm",
    22: "dd/mm/yyyy h:mm", 45: "mm:ss", 46: "h:mm", 47: "mm:ss",
    **dict.fromkeys([*range(27, 37), *range(50, 59)], "yyyy/mm/dd"),
}  # fmt: skip
_LITERAL = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.|_.|\*.")
_DECIMALS = re.compile(r"[#0,]*0(?:\.(0+))?(%?)")
# The order in which a theme's colours are counted differs from that in which they are written.
_THEME_ORDER = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell shows a number (day, month, year, decimals or ""), and its fill's colour word.

    `is_struck` where a line goes through what it shows.
    """

    shows: str = ""
    decimals: int = 0
    fill: str = ""
    is_struck: bool = False


def xml_of(archive: zipfile.ZipFile, path: str) -> Any:
    """A part of the archive as XML; no entity is resolved, nothing is fetched."""
    return parsed(archive.read(path))


def parsed(xml: bytes) -> Any:
    """The root of a part; no entity is resolved, nothing is fetched."""
    return etree.fromstring(xml, _PARSER)


def styles_of(archive: zipfile.ZipFile, by_kind: Mapping[str, str]) -> Iterator[Style]:
    """The styles of a workbook's cells, in the order in which cells count them."""
    root = xml_of(archive, by_kind["styles"])
    formats = dict(_BUILT_IN)
    for one in root.iterfind("{*}numFmts/{*}numFmt"):
        formats[int(one.get("numFmtId", 0))] = one.get("formatCode", "")
    theme = _theme(archive, by_kind.get("theme", ""))
    fills = [_fill(one, theme) for one in root.iterfind("{*}fills/{*}fill")]
    struck = [is_struck(one) for one in root.iterfind("{*}fonts/{*}font")]
    for form in root.iterfind("{*}cellXfs/{*}xf"):
        shows, decimals = _shows(formats.get(int(form.get("numFmtId", 0)), ""))
        at, font = int(form.get("fillId", 0)), int(form.get("fontId", 0))
        fill = fills[at] if at < len(fills) else ""
        yield Style(shows, decimals, fill, struck[font] if font < len(struck) else False)


def is_struck(font: Any) -> bool:
    """True of a font, or of the properties of a run, with a line through its letters."""
    line = font.find("{*}strike")
    return line is not None and line.get("val", "1") in {"1", "true"}


def _shows(number_format: str) -> tuple[str, int]:
    """What a number format shows. A month without a day is a month: its day 1 was never typed."""
    bare = _LITERAL.sub("", number_format.lower().partition(";")[0]).strip()
    fixed = _DECIMALS.fullmatch(bare)
    if fixed:
        return ("percent" if fixed[2] else "decimals"), len(fixed[1] or "")
    letters = set(bare)
    if "general" in bare or not letters & set("dmy"):
        return "", 0
    if "d" in letters or ("m" in letters and letters & set("hs")):
        return ("day" if letters & set("dy") else ""), 0
    return ("month" if "m" in letters else "year"), 0


def _theme(archive: zipfile.ZipFile, path: str) -> list[str]:
    """The colours of the workbook's theme, in the order in which cells count them."""
    if path not in archive.namelist():
        return []
    scheme = xml_of(archive, path).find(".//{*}clrScheme")
    written = [] if scheme is None else [one[0] for one in scheme if len(one)]
    colours = [one.get("lastClr") or one.get("val", "") for one in written]
    return [colours[at] for at in _THEME_ORDER if at < len(colours)]


def _fill(fill: Any, theme: list[str]) -> str:
    """The colour word of a solid fill; "" for any other."""
    pattern = fill.find("{*}patternFill")
    if pattern is None or pattern.get("patternType") != "solid":
        return ""
    colour = pattern.find("{*}fgColor")
    if colour is None:
        return ""
    rgb = colour.get("rgb", "")[-6:]
    if colour.get("theme", "").isdigit() and int(colour.get("theme")) < len(theme):
        rgb = theme[int(colour.get("theme"))]
    elif colour.get("indexed", "").isdigit():
        rgb = INDEXED.get(int(colour.get("indexed")), "")
    return colour_word(rgb, float(colour.get("tint", 0)))
