"""Reading a large workbook, beside the library alone that only looks at each of its cells."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter

from models.rules.calendar import Calendar
from tasks.plan_files import read_plan_file
from tests.benchmarks.measuring import Figure, Shown, in_turn

ROWS = 5_000
TURNS = 7
BAR = 1.5
AGREED = date(2026, 11, 2)
CALENDAR = Calendar(first=date(2020, 1, 1), last=date(2040, 12, 31))
HEADER = ("Recommendation", "Key Actions", "Evidence", "Key Outcome(s)", "Lead Officer", "Date")
WORDS = (
    "staff", "review", "protocol", "training", "audit", "record", "share", "agencies", "plan",
    "child", "family", "assess", "visit", "report", "policy", "guidance", "team", "refer", "keep",
)  # fmt: skip
OFFICES = ("Head", "Director", "Manager")
SERVICES = ("Housing", "Nursing", "Early Help", "Probation", "Schools", "Audit")
DATES = (
    "March 2027", "by December 2027", "31/03/2027", "Q3 2026/27", "Autumn term 2027",
    "Immediately", "TBC", "Oct - end Dec 27", "1st December 2027",
)  # fmt: skip


def workbook_beside_library(folder: Path) -> Iterator[Shown]:
    """The reading of a plan of 5,000 rows beside the library, which looks at its cells."""
    path = made(folder / "plan.xlsx")
    ways = {
        "ours": lambda: _cost(lambda: _read(path)),
        "limit": lambda: _cost(lambda: _looked_at(path)),
    }
    costs = in_turn(ways, TURNS)
    what = f"{ROWS:,} rows of a workbook read"
    yield Figure(what, costs["ours"], costs["limit"], BAR, beside="openpyxl over its cells")


def made(path: Path) -> Path:
    """A workbook of the six columns, each row of its own words."""
    draw = random.Random(42)  # noqa: S311 - an example, not a secret
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for number in range(1, ROWS + 1):
        sheet.write_row(number, 0, _row(draw, number))
    book.close()
    return path


def _row(draw: random.Random, number: int) -> tuple[str, ...]:
    def said(words: int) -> str:
        return " ".join(draw.choice(WORDS) for _ in range(words)).capitalize() + "."

    actions = f"\u2022 {said(12)}\n\u2022 {said(10)}"
    lead = f"{draw.choice(OFFICES)} of {draw.choice(SERVICES)}"
    recommendation = f"{number}. {said(20)}"
    return recommendation, actions, said(8), said(10), lead, draw.choice(DATES)


def _looked_at(path: Path) -> int:
    """The library alone: how many cells of the workbook hold something."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(
        cell.value is not None for sheet in book for row in sheet.iter_rows() for cell in row
    )


def _read(path: Path) -> int:
    """The plan, whole: tables, dates, leads and every check."""
    reading = read_plan_file(path, agreed_on=AGREED, commissioned_on=None, calendar=CALENDAR)
    if len(reading.items) != ROWS:
        raise RuntimeError(f"{len(reading.items)} rows were read of {ROWS}")
    return len(reading.items)


def _cost(work: Callable[[], int]) -> float:
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began
