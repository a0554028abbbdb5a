"""The register's own file given back, a workbook or CSV: read, with the marks it went out with."""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from models.rules.workbook import (
    AS_EXPORTED,
    HOW_TO_EDIT,
    KIND,
    REFERENCE,
    UNWORKED,
    Returned,
    read_marks,
)
from tasks.plan_refusal import LARGEST_FILE, MEGABYTE, PlanRefused
from tasks.plan_zip import ZIP, office_parts
from tasks.refused import Refused
from tasks.register_csv import csv_lines, is_own_csv

_FORMULA = re.compile(rb"<f[ />]")
INDEX = "xl/workbook.xml"
# What openpyxl raises for XML that is not as a spreadsheet writes it.
UNREADABLE = (
    OSError, KeyError, ValueError, TypeError, IndexError, AttributeError,
    SyntaxError, EOFError, StopIteration, zipfile.BadZipFile,
)  # fmt: skip


def is_own(path: Path) -> bool:
    """True of a file that the register exported: by the names of its sheets, or its headings."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            zipped = file.read(len(b"PK..")).startswith(ZIP)
        return _is_workbook(path) if zipped else is_own_csv(path)
    except OSError:
        return False


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(INDEX).file_size > MEGABYTE:
                return False
            index = archive.read(INDEX).decode("utf-8", "replace")
    except (KeyError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return False
    ours = any(f'name="{title}"' in index for title in (HOW_TO_EDIT, AS_EXPORTED))
    return ours and 'name="Register"' in index


def read_back(path: Path) -> Returned:
    """The rows of a file that came back, each by its reference.

    Raises Refused for one that has lost what it was exported with, or is not safe to open. No
    formula is worked out.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise Refused(f"{path.name} holds more than {LARGEST_FILE // MEGABYTE} MB.")
    data = path.read_bytes()
    try:
        if not data.startswith(ZIP):
            return _returned(path, *csv_lines(data))
        with office_parts(data, path.name) as archive:
            rows, lines = _sheets(data)
            if any(map(_FORMULA.search, _sheet_parts(archive))):
                _name_unworked(rows, data)
    except PlanRefused as refusal:
        raise Refused(refusal.problem.message) from None
    except UNREADABLE as error:
        raise _lost(path) from error
    return _returned(path, rows, lines)


def _sheets(data: bytes) -> tuple[list[list[str]], list[str]]:
    """The texts of the register's rows, and the lines of the sheet with their marks."""
    with warnings.catch_warnings():
        # openpyxl warns of validations and extensions that are not needed here.
        warnings.simplefilter("ignore")
        book = _book(data)
        sheets = {sheet.title: sheet for sheet in book.worksheets}
        rows = [[_text(value) for value in row] for row in _values(sheets["Register"])]
        return rows, [_text(row[0]) if row else "" for row in _values(sheets[AS_EXPORTED])]


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[bytes]:
    return (archive.read(one) for one in archive.namelist() if one.startswith("xl/worksheets/"))


def _name_unworked(rows: Sequence[list[str]], data: bytes) -> None:
    """Say of each formula that was never worked out that it is one: its cell is not empty."""
    formulas = _values(_book(data, worked_out=False)["Register"])
    for texts, written in zip(rows, formulas, strict=False):
        for at, value in enumerate(written):
            if str(value).startswith("=") and not texts[at]:
                texts[at] = UNWORKED


def _book(data: bytes, *, worked_out: bool = True) -> Any:
    """The workbook, its formulas by their values or as they are written.

    openpyxl is loaded here, since every import asks whether a file is ours.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(io.BytesIO(data), read_only=True, data_only=worked_out)
    except InvalidFileException as error:
        raise ValueError(str(error)) from error


def _values(sheet: Any) -> Any:
    sheet.reset_dimensions()
    return sheet.iter_rows(values_only=True)


def _text(value: object) -> str:
    """A cell's value as its text was when it was exported: a day as 2010-11-30, 3 as 3."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _returned(path: Path, rows: Sequence[Sequence[str]], lines: Sequence[str]) -> Returned:
    kept = [line for line in lines if line]
    if not rows or kept[:1] != [KIND]:
        raise _lost(path)
    try:
        titles = tuple(str(title) for title in json.loads(kept[1]))
    except (ValueError, IndexError, TypeError) as error:
        raise _lost(path) from error
    marks = read_marks(kept[2:], len(titles))
    head = [title.strip() for title in rows[0]]
    if marks is None or REFERENCE not in head:
        raise _lost(path)
    _refuse_columns(path, head, titles)
    return Returned(
        titles=titles,
        marks=marks,
        rows=[
            (n, {title: text for title, text in zip(head, cells, strict=False) if title})
            for n, cells in enumerate(rows[1:], 2)
        ],
    )


def _refuse_columns(path: Path, head: Sequence[str], titles: Sequence[str]) -> None:
    """A heading that stands twice, or that was changed, would hide what stands below it."""
    twice = sorted({title for title in head if title and head.count(title) > 1})
    gone = [title for title in titles if title not in head]
    if twice:
        raise Refused(f"{path.name}: the heading “{twice[0]}” stands twice; leave one of them.")
    if gone:
        raise Refused(
            f"{path.name}: the heading “{gone[0]}” is not there any more. Columns may be moved or"
            " hidden, and keep their headings; put it back, or export the register anew."
        )


def _lost(path: Path) -> Refused:
    what = "sheet" if path.suffix.lower() != ".csv" else f"column “{KIND}” or the line"
    return Refused(
        f"{path.name} has lost the {what} “{AS_EXPORTED}” that it was exported with, so that nobody"
        " can tell what was edited. Save it with all its sheets, columns and lines, a workbook as"
        " .xlsx, or export the register anew (matters actions --xlsx FILE, or --csv FILE) and edit"
        " that."
    )
