"""What a workbook says once for all of its sheets: their names, its texts, its number formats."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import Any

from tasks.plan_marked import bare, struck
from tasks.plan_xlsx_styles import Style, is_struck, parsed, styles_of, xml_of

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LONGEST_MARK = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One worksheet of the workbook: its name, whether it is seen, its part of the archive."""

    title: str
    is_visible: bool
    path: str


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook without its sheets' cells.

    `rich` are the shared texts of several runs, by number, where any of them is struck through.
    """

    parts: tuple[Part, ...]
    strings: list[str]
    rich: Mapping[int, Any]
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
    root = xml_of(archive, "xl/workbook.xml")
    targets = relations(archive, "xl/workbook.xml")
    by_kind = dict(targets.values())
    names = set(archive.namelist())
    settings = root.find("{*}workbookPr")
    is_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
    shared = by_kind.get("sharedStrings", "")
    strings = archive.read(shared) if shared in names else b"<sst/>"
    texts = parsed(strings)
    parts = tuple(_parts(root, targets, names))
    if not parts:
        raise KeyError("sheets")
    return Book(
        parts=parts,
        strings=[text_of(one) for one in texts],
        rich=_struck_in(texts) if b"strike" in strings else {},
        styles=tuple(styles_of(archive, by_kind)) if by_kind.get("styles") in names else (),
        epoch=date(1904, 1, 1) if is_1904 else date(1899, 12, 30),
    )


def relations(archive: zipfile.ZipFile, path: str) -> dict[str, tuple[str, str]]:
    """What a part of the archive is related to: the kind and the path of each, by its id."""
    own = PurePosixPath(path)
    listing = str(own.parent / "_rels" / f"{own.name}.rels")
    if listing not in archive.namelist():
        return {}
    found = {}
    for one in xml_of(archive, listing).iterfind("{*}Relationship"):
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
    only = element[0] if len(element) == 1 else None
    if only is not None and not len(only):
        return _unescaped(only.text or "")
    runs = []
    for child in element:
        name = str(child.tag).rpartition("}")[2]
        if name == "t":
            runs.append(child.text or "")
        elif name == "r" and not _is_note_mark(child):
            runs.extend(text.text or "" for text in child.iterfind("{*}t"))
    return _unescaped("".join(runs))


def _struck_in(texts: Iterable[Any]) -> dict[int, Any]:
    """The texts, by number, in which a run is struck through."""
    return {
        at: one
        for at, one in enumerate(texts)
        if any(is_struck(run) for run in one.iterfind("{*}r/{*}rPr"))
    }


def marked_text(element: Any, *, by_style: bool) -> str:
    """A text of several runs with its struck words marked (`plan_marked`).

    A run without a font of its own has its cell's, in which all is struck through or nothing is.
    """
    said = []
    for run in element.iterfind("{*}r"):
        if not _is_note_mark(run):
            own = run.find("{*}rPr")
            text = bare(_unescaped("".join(one.text or "" for one in run.iterfind("{*}t"))))
            is_gone = by_style if own is None else is_struck(own)
            said.append(struck(text) if is_gone else text)
    return "".join(said)


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
