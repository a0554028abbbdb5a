"""Plans as files of Excel and Word, made for a test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl

from models.rules.calendar import Calendar
from models.rules.plans import PlanReading
from tasks.plan_files import read_plan_file

CALENDAR = Calendar(first=date(2008, 1, 1), last=date(2035, 12, 31))


def read(path: Path, agreed_on: date = date(2010, 10, 20)) -> PlanReading:
    """The reading of a file whose plan was agreed on a day, half a year after its review began."""
    return read_plan_file(
        path,
        agreed_on=agreed_on,
        commissioned_on=agreed_on.replace(month=4),
        calendar=CALENDAR,
    )


def workbook(
    path: Path, rows: Sequence[Sequence[Any]], change: Callable[[Any], None] | None = None
) -> Path:
    """A workbook of these rows, changed by a test before it is saved."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book)
    book.save(path)
    return path


def document(
    path: Path, rows: Sequence[Sequence[str]], change: Callable[[Any], None] | None = None
) -> Path:
    """A document with one table of these rows, changed by a test before it is saved."""
    paper = docx.Document()
    table = paper.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    if change:
        change(paper)
    paper.save(str(path))
    return path
