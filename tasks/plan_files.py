"""A plan's file as its tables, and as a reading: Word, Excel, CSV or PDF, by what is in it.

Only the file that is named is read: no link is followed, no macro run, no entity resolved.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from models.rules.calendar import Calendar
from models.rules.plans import PlanReading, Sheet, read_plan
from models.rules.policy import Offices, Terms
from tasks.plan_csv import csv_sheets
from tasks.plan_kinds import foreign, foreign_archive, misnamed
from tasks.plan_refusal import (
    EMPTY,
    LARGEST_FILE,
    LARGEST_TEXT,
    MEGABYTE,
    PlanRefused,
    check_cells,
    refused,
)
from tasks.plan_zip import OLE, ZIP, office_parts, refuse_ole

__all__ = ["PlanRefused", "load_sheets", "read_plan_file"]

_DOCUMENT = re.compile(r"word/document\d*\.xml")  # Word in a browser numbers it
PDF, HEAD = b"%PDF-", 1024
TEXT_NAMES = frozenset({".csv", ".tsv", ".txt", ""})


def load_sheets(
    path: Path,
    headings: Mapping[str, Sequence[str]] | None = None,
    agencies: Collection[str] = (),
) -> tuple[Sheet, ...]:
    """The tables of a plan's file, at least one; `headings` are a board's own, by field.

    `agencies` are those that the register knows.

    Raises PlanRefused, whose problem has a code that rejects (interface, "JSON shapes").
    """
    data = _bytes_of(path)
    sheets = _sheets(data, path, headings, agencies)
    if not sheets:
        raise refused(
            "no_table",
            f"No table with a plan's heading row was found in {path.name}. A heading row names, "
            "say, Recommendation, Key Actions, Lead Officer and Date. Nothing was read.",
        )
    check_cells(sheets)
    return sheets


def read_plan_file(
    path: Path,
    *,
    agreed_on: date,
    commissioned_on: date | None,
    calendar: Calendar,
    headings: Mapping[str, Sequence[str]] | None = None,
    terms: Terms | None = None,
    offices: Offices | None = None,
    agencies: Collection[str] = (),
    as_of: date | None = None,
) -> PlanReading:
    """How a plan's file reads; a file that is refused is a reading with the one problem.

    Saves nothing. Source: interface, `matters read`.
    """
    with _uncollected():
        try:
            sheets = load_sheets(path, headings, agencies)
        except PlanRefused as refusal:
            return PlanReading(items=(), problems=(refusal.problem,), accepted=False)
        return read_plan(
            sheets,
            agreed_on=agreed_on,
            commissioned_on=commissioned_on,
            calendar=calendar,
            headings=headings,
            terms=terms,
            offices=offices,
            as_of=as_of,
        )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Every row lives as long as the reading: looking through them for garbage finds none.

    Nor does it right after: what was read counts as old (frozen, and let go at once).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise refused("unsupported_format", f"{path} is a folder. Name the plan's file in it.")
    if not path.is_file():
        raise refused("unsupported_format", f"There is no file {path}. Check its name and folder.")
    try:
        return _read(path)
    except OSError as error:
        raise refused(
            "unsupported_format",
            f"{path.name} cannot be opened ({error.strerror}). Close it in Word or Excel, copy it "
            "to a folder of your own and load it there. Nothing was read.",
        ) from error


def _read(path: Path) -> bytes:
    size, most = path.stat().st_size, _most(path)
    if size > most:
        raise refused(
            "unsafe_file",
            f"{path.name} holds {size / MEGABYTE:.0f} MB; the limit is {most // MEGABYTE} MB"
            f"{' of a text' if most == LARGEST_TEXT else ''}. Copy the plan's table into a new "
            "file and load that. Nothing was read.",
        )
    data = path.read_bytes()
    if not data.strip():
        raise refused("empty_document", f"{path.name} is empty. {EMPTY}")
    return data


def _most(path: Path) -> int:
    """How much a file may hold before it is opened: of a text less than of what is packed."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    return LARGEST_FILE if head.startswith((OLE, *ZIP)) or PDF in head else LARGEST_TEXT


def _sheets(
    data: bytes,
    path: Path,
    headings: Mapping[str, Sequence[str]] | None,
    agencies: Collection[str],
) -> tuple[Sheet, ...]:
    """The tables by what the file is, whatever its name says.

    The reader of a format is loaded where a file has it: a CSV waits for none of them.
    """
    if data.startswith(OLE):
        refuse_ole(data, path.name)
    if data.startswith(ZIP):
        with office_parts(data, path.name) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                from tasks.plan_xlsx import xlsx_sheets

                return xlsx_sheets(data, archive, headings, agencies)
            if any(_DOCUMENT.fullmatch(one) for one in names):
                from tasks.plan_docx import docx_sheets

                return docx_sheets(data, headings)
        raise foreign_archive(names, path.name)
    if PDF in data[:HEAD]:
        from tasks.plan_pdf import pdf_sheets

        return pdf_sheets(data, path.name, headings)
    other = foreign(data, path.name)
    if other:
        raise other
    if path.suffix.lower() not in TEXT_NAMES:
        raise misnamed(data, path.name)
    return csv_sheets(data, headings)
