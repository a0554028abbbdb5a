"""What a workbook says once for all of its sheets: their names, its texts, its number formats."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath
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
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# The order in which a theme's colours are counted differs from that in which they are written.
_THEME_ORDER = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)
_LONGEST_MARK = 2


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell shows a number (day, month, year, decimals or ""), and its fill's colour word."""

    shows: str = ""
    decimals: int = 0
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One worksheet of the workbook: its name, whether it is seen, its part of the archive."""

    title: str
    is_visible: bool
    path: str


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook without its sheets' cells."""

    parts: tuple[Part, ...]
    strings: list[str]
    styles: tuple[Style, ...]
    epoch: date

    def shown(self, text: str, style: Style) -> str:
        """A number as a British reader would see it: 01/12/2010, December 2010, 3, 1.50."""
        number = float(text)
        if style.shows in {"day", "month", "year"}:
            try:
                day = self.epoch + timedelta(days=int(number))
            except OverflowError:
                return text
            return f"{day:{ {'day': '%d/%m/%Y', 'month': '%B %Y', 'year': '%Y'}[style.shows] }}"
        if style.shows:
            percent = style.shows == "percent"
            return f"{number * (100 if percent else 1):.{style.decimals}f}{'%' if percent else ''}"
        return str(int(number)) if number.is_integer() else f"{number:.15g}"


def read_book(archive: zipfile.ZipFile) -> Book:
    """The workbook of an archive, with the parts that its own index names.

    Raises KeyError and the like for an archive that is not laid out as a workbook.
    """
    root = _xml(archive, "xl/workbook.xml")
    targets = relations(archive, "xl/workbook.xml")
    by_kind = dict(targets.values())
    names = set(archive.namelist())
    settings = root.find("{*}workbookPr")
    is_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
    strings = by_kind.get("sharedStrings", "")
    parts = tuple(_parts(root, targets, names))
    if not parts:
        raise KeyError("sheets")
    return Book(
        parts=parts,
        strings=[text_of(one) for one in _xml(archive, strings)] if strings in names else [],
        styles=tuple(_styles(archive, by_kind)) if by_kind.get("styles") in names else (),
        epoch=date(1904, 1, 1) if is_1904 else date(1899, 12, 30),
    )


def _xml(archive: zipfile.ZipFile, path: str) -> Any:
    return etree.fromstring(archive.read(path), _PARSER)


def relations(archive: zipfile.ZipFile, path: str) -> dict[str, tuple[str, str]]:
    """What a part of the archive is related to: the kind and the path of each, by its id."""
    own = PurePosixPath(path)
    listing = str(own.parent / "_rels" / f"{own.name}.rels")
    if listing not in archive.namelist():
        return {}
    found = {}
    for one in _xml(archive, listing).iterfind("{*}Relationship"):
        target = one.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else _joined(own.parent, target)
        found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], whole)
    return found


def _joined(folder: PurePosixPath, target: str) -> str:
    """The path of a target that is given from a folder: "../comments1.xml"."""
    parts = list(folder.parts)
    for step in PurePosixPath(target).parts:
        if step == "..":
            parts = parts[:-1]
        else:
            parts.append(step)
    return "/".join(parts)


def _parts(root: Any, targets: Mapping[str, tuple[str, str]], names: set[str]) -> Iterator[Part]:
    for sheet in root.iterfind(".//{*}sheet"):
        ids = [value for key, value in sheet.attrib.items() if str(key).endswith("}id")]
        path = targets.get(ids[0], ("", ""))[1] if ids else ""
        if path in names:
            visible = sheet.get("state", "visible") == "visible"
            yield Part(title=sheet.get("name", ""), is_visible=visible, path=path)


def text_of(element: Any) -> str:
    """The text of a cell or shared string: its runs, without readings aloud and note marks."""
    if len(element) == 1 and not len(element[0]):
        return _unescaped(element[0].text or "")
    runs = []
    for child in element:
        name = str(child.tag).rpartition("}")[2]
        if name == "t":
            runs.append(child.text or "")
        elif name == "r" and not _is_note_mark(child):
            runs.extend(text.text or "" for text in child.iterfind("{*}t"))
    return _unescaped("".join(runs))


def _is_note_mark(run: Any) -> bool:
    """True of a raised number: the mark of a footnote, which would be read into the text."""
    raised = run.find("{*}rPr/{*}vertAlign")
    text = "".join(one.text or "" for one in run.iterfind("{*}t")).strip()
    is_mark = text.isdigit() and len(text) <= _LONGEST_MARK
    return raised is not None and raised.get("val") == "superscript" and is_mark


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n")


def _styles(archive: zipfile.ZipFile, by_kind: Mapping[str, str]) -> Iterator[Style]:
    root = _xml(archive, by_kind["styles"])
    formats = dict(_BUILT_IN)
    for one in root.iterfind("{*}numFmts/{*}numFmt"):
        formats[int(one.get("numFmtId", 0))] = one.get("formatCode", "")
    theme = _theme(archive, by_kind.get("theme", ""))
    fills = [_fill(one, theme) for one in root.iterfind("{*}fills/{*}fill")]
    for form in root.iterfind("{*}cellXfs/{*}xf"):
        shows, decimals = _shows(formats.get(int(form.get("numFmtId", 0)), ""))
        at = int(form.get("fillId", 0))
        yield Style(shows, decimals, fills[at] if at < len(fills) else "")


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
    scheme = _xml(archive, path).find(".//{*}clrScheme")
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
