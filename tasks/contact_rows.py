"""The rows of a contacts file, CSV or Excel, each with its number in the file."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from tasks.refused import Refused

LARGEST = 20_000_000
LARGEST_UNPACKED = 200_000_000
MOST_ROWS = 100_000
ENCODINGS = (("\ufeff".encode("utf-16-le"), "utf-16"), ("\ufeff".encode("utf-16-be"), "utf-16"))

Rows = list[tuple[int, Sequence[object]]]


def contact_rows(path: Path) -> Rows:
    """The cells of each row with the row's number in the file, from 1.

    CSV in UTF-8, UTF-16 or Windows' own, parted by comma, semicolon or tab; Excel's first sheet
    with its true dates. Raises Refused with a sentence where the file cannot be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(f"{path.name} is larger than 20 MB, so it is no contacts file.")
        rows = _excel(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _csv(path)
        return list(_bounded(path, rows))
    except OSError as error:
        raise Refused(f"{path} cannot be read ({error.strerror or error}).") from None


def _bounded(
    path: Path, rows: Iterator[Sequence[object]]
) -> Iterator[tuple[int, Sequence[object]]]:
    for number, cells in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise Refused(f"{path.name} has more than {MOST_ROWS} rows; is it a contacts file?")
        yield number, cells


def _csv(path: Path) -> Iterator[Sequence[object]]:
    data = path.read_bytes()
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise Refused(f"{path.name} is no CSV file; an Excel file is named .xlsx.")
    text = _decoded(data)
    if "\0" in text:
        raise Refused(f"{path.name} is no text file; save the contacts as CSV or Excel.")
    heading = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise Refused(f"{path.name} is no CSV file: {error}.") from None


def _decoded(data: bytes) -> str:
    for mark, encoding in ENCODINGS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel on Windows calls CSV. Five bytes mean nothing there; the address check finds
        # them where they would do harm.
        return data.decode("cp1252", errors="replace")


def _excel(path: Path) -> Iterator[Sequence[object]]:
    # Late: most commands read no spreadsheet.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise Refused(f"{path.name} unpacks to more than 200 MB, so it is not read.")
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (BadZipFile, InvalidFileException, KeyError, ValueError):
        raise Refused(
            f"{path.name} is no Excel workbook that can be read; save it again as .xlsx, without a"
            " password."
        ) from None
    try:
        yield from book.worksheets[0].iter_rows(values_only=True)
    finally:
        book.close()
