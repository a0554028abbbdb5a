"""Tables of an Excel workbook, as a person sees them: dates as dates, months as months."""

from __future__ import annotations

import colorsys
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml.functions import fromstring

from models.rules.plan_headings import column_fields
from models.rules.plan_tables import Problem, Sheet, in_section, tables
from tasks.plan_refusal import MOST_CELLS, MOST_ROWS, refused

# What openpyxl and the archive raise for XML that is not as Excel writes it.
UNREADABLE = (
    InvalidFileException, OSError, KeyError, ValueError, TypeError, IndexError, AttributeError,
    SyntaxError, EOFError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_COL = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]+)(\d+):([A-Z]+)(\d+)\"")
_BARE_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s(?P<of>[^>]*)>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE = re.compile(rb"\br=\"([A-Z]+)(\d+)\"")
_LITERAL = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.")
_HUES = ((20, "Red"), (70, "Amber"), (170, "Green"), (265, "Blue"), (335, ""), (361, "Red"))


def xlsx_sheets(
    data: bytes, archive: zipfile.ZipFile, headings: Mapping[str, Sequence[str]] | None = None
) -> tuple[Sheet, ...]:
    """The tables of every visible worksheet; () where none has one.

    A cell whose number format shows a month and no day reads as that month. Hidden columns are
    read and named; hidden sheets are only named. Raises PlanRefused with
    `formulas_without_values` where a table's cell is a formula that was never calculated.
    """
    with warnings.catch_warnings():
        # openpyxl warns of charts, validations and extensions that a plan does not need.
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return _of_book(book, _parts(archive), headings)
        except UNREADABLE as error:
            raise refused(
                "unsupported_format",
                "The workbook cannot be read as Excel writes one. Save it again from Excel and "
                "load it. Nothing was read.",
            ) from error


def _of_book(
    book: Any, parts: Mapping[str, bytes], headings: Mapping[str, Sequence[str]] | None
) -> tuple[Sheet, ...]:
    sheets: list[Sheet] = []
    unseen: list[Problem] = []
    several = []
    for sheet in book.worksheets:
        found = _of_sheet(sheet, parts.get(sheet.title, b""), headings)
        if not found:
            continue
        if sheet.sheet_state == "visible":
            sheets.extend(found)
            several.append(sheet.title)
        else:
            unseen.append(_hidden_sheet(sheet.title))
    if len(several) > 1:
        sheets = [in_section(one, one.name) for one in sheets]
    if sheets and unseen:
        sheets[0] = replace(sheets[0], problems=(*sheets[0].problems, *unseen))
    return tuple(sheets)


def _hidden_sheet(title: str) -> Problem:
    message = f"The sheet “{title}” is hidden and holds a table; it was not read."
    return Problem(code="hidden_sheet", severity="warning", message=message)


def _of_sheet(
    sheet: Any, xml: bytes, headings: Mapping[str, Sequence[str]] | None
) -> tuple[Sheet, ...]:
    colours: dict[tuple[int, int], str] = {}
    grid = _filled(_grid(sheet, colours), _merges(xml))
    found = tables(sheet.title, grid, headings=headings, hidden=_hidden(xml))
    _check_formulas(found, xml, sheet.title)
    return tuple(_coloured(one, colours, headings) for one in found)


def _grid(sheet: Any, colours: dict[tuple[int, int], str]) -> Iterator[tuple[int, list[str]]]:
    """Each row with a text, and its number in the file; the colours of empty cells beside it."""
    sheet.reset_dimensions()
    count = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        texts = []
        for place, cell in enumerate(row):
            value = cell.value
            if value is None:
                texts.append("")
                if getattr(cell, "_style_id", 0):
                    colour = _colour(cell)
                    if colour:
                        colours[number, place] = colour
            else:
                texts.append(value if type(value) is str else _shown(value, cell))
        if any(texts):
            count += len(texts)
            if number > MOST_ROWS or count > MOST_CELLS:
                raise _too_many(sheet.title)
            yield number, texts


def _too_many(title: str) -> Exception:
    return refused(
        "unsafe_file",
        f"The sheet “{title}” has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells, which no "
        "plan has. Copy the plan's table into a new file and load that. Nothing was read.",
    )


def _shown(value: object, cell: Any) -> str:
    """A value as a British reader would see it: 01/12/2010, December 2010, 3, 1.5."""
    if isinstance(value, date):
        return _date_shown(value, cell.number_format)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _date_shown(value: date, number_format: str) -> str:
    """A month where the format shows no day, since its stored day 1 was never written."""
    shown = _LITERAL.sub("", number_format.lower())
    if "d" in shown or "h" in shown or not ({"m", "y"} & set(shown)):
        return f"{value:%d/%m/%Y}"
    return f"{value:%B %Y}" if "m" in shown else f"{value:%Y}"


def _colour(cell: Any) -> str:
    """The colour word of a solid fill, for a status told by colour alone; "" for any other."""
    fill = cell.fill
    if fill is None or fill.fill_type != "solid" or fill.fgColor.type != "rgb":
        return ""
    return colour_word(str(fill.fgColor.rgb)[-6:])


def colour_word(rgb: str) -> str:
    """Red, Amber, Green or Blue for six hexadecimal digits; "" for greys and other hues."""
    try:
        red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return ""
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.3 or value < 0.3:  # noqa: PLR2004 - a grey, a tint of the page, black
        return ""
    return next(word for limit, word in _HUES if hue * 360 < limit)


def _coloured(
    sheet: Sheet, colours: Mapping[tuple[int, int], str],
    headings: Mapping[str, Sequence[str]] | None,
) -> Sheet:  # fmt: skip
    """The sheet with the colour's word in an empty RAG cell that is only filled."""
    places = [at for at, name in column_fields(sheet.header, headings).items() if name == "rag"]
    if not places or not colours:
        return sheet
    at = places[0]
    rows = (
        replace(row, cells=(*row.cells[:at], colours[row.file_row, at], *row.cells[at + 1 :]))
        if (row.file_row, at) in colours
        else row
        for row in sheet.rows
    )
    return replace(sheet, rows=tuple(rows))


def _filled(
    grid: Iterator[tuple[int, list[str]]], merges: Mapping[int, list[tuple[int, int]]]
) -> Iterator[tuple[int, list[str]]]:
    """The grid with the text of a cell merged downwards in each row that it covers."""
    held: list[tuple[int, int, str]] = []
    for number, texts in grid:
        held = [one for one in held if one[0] >= number]
        for _, place, text in held:
            texts.extend([""] * (place + 1 - len(texts)))
            texts[place] = texts[place] or text
        for place, last in merges.get(number, ()):
            if place < len(texts) and texts[place]:
                held.append((last, place, texts[place]))
        yield number, texts


def _merges(xml: bytes) -> dict[int, list[tuple[int, int]]]:
    """The cells merged downwards, by their first row: (place of the leftmost, last row)."""
    found: dict[int, list[tuple[int, int]]] = {}
    for left, top, _, bottom in _MERGE.findall(xml):
        if int(bottom) > int(top):
            place = column_index_from_string(left.decode()) - 1
            found.setdefault(int(top), []).append((place, int(bottom)))
    return found


def _hidden(xml: bytes) -> frozenset[int]:
    """The places of a worksheet's hidden columns."""
    places: set[int] = set()
    for attributes in _COL.findall(xml.split(b"<sheetData", 1)[0]):
        named = dict(re.findall(rb"(\w+)=\"([^\"]*)\"", attributes))
        if named.get(b"hidden") in {b"1", b"true"}:
            first, last = int(named.get(b"min", 1)), int(named.get(b"max", 1))
            places.update(range(first - 1, min(last, first + 500)))
    return frozenset(places)


def _check_formulas(found: tuple[Sheet, ...], xml: bytes, title: str) -> None:
    """Raises PlanRefused where a table's cell is a formula without the value Excel keeps."""
    if not found or (b"<f" not in xml and b":f" not in xml):
        return
    first = min((row.file_row for sheet in found for row in sheet.rows), default=0)
    places = (_PLACE.search(match["of"]) for match in _BARE_FORMULA.finditer(xml))
    named = [
        place[1].decode() + place[2].decode()
        for place in places
        if place and int(place[2]) >= first and column_index_from_string(place[1].decode())
    ]
    if named:
        raise refused(
            "formulas_without_values",
            f"{len(named)} cells of the sheet “{title}” (the first is {named[0]}) are formulas "
            "without a value. Open the file in Excel, save it and load it again. Nothing was read.",
        )


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The XML of each worksheet, by its title, as the workbook's own index has it."""
    targets = {
        rel.get("Id"): rel.get("Target", "")
        for rel in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    names = set(archive.namelist())
    parts: dict[str, bytes] = {}
    for sheet in fromstring(archive.read("xl/workbook.xml")).iterfind(".//{*}sheet"):
        ids = [value for key, value in sheet.attrib.items() if str(key).endswith("}id")]
        target = targets.get(ids[0], "") if ids else ""
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in names:
            parts[str(sheet.get("name"))] = archive.read(path)
    return parts
