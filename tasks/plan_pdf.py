"""Tables of a PDF with a text layer: ruled, or set in columns, and cut by the ends of pages."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from models.rules.plan_keys import Key
from models.rules.plan_tables import Problem, Sheet, SheetRow
from tasks.plan_pdf_streams import check_streams, is_damaged
from tasks.plan_refusal import PlanRefused, refused

LONGEST = 60  # seconds, on a machine that is very busy; the reading process has six of its own
# How it ends at its limits: out of time, or PDFium out of memory.
_STOPPED = frozenset(
    {signal.SIGXCPU, signal.SIGKILL, signal.SIGTRAP, signal.SIGABRT, signal.SIGILL}
)
_CODES = {
    "locked": "password_protected",
    "scanned": "scanned_pdf",
    "blank": "empty_document",
    "broken": "unsupported_format",
}
_SENTENCES = {
    "locked": "is protected with a password. Open it with the password, print it to a new PDF and "
    "load that; better still, load the Word or Excel file it was made from.",
    "scanned": "has pictures of pages and no text that can be read: it was scanned. Load the Word "
    "or Excel file it was made from, or type the plan into one.",
    "blank": "has no text on its pages. Print the plan to a new PDF and look whether its words can "
    "be marked in it; better still, load the Word or Excel file it was made from.",
    "broken": "looks like a PDF and cannot be opened as one. Make it again from Word or Excel "
    "(File, Save As, PDF) and load that.",
}


def pdf_sheets(
    data: bytes, name: str, headings: Mapping[str, Sequence[str]] | None = None
) -> tuple[Sheet, ...]:
    """The tables of a PDF; () where no row heads a plan's table.

    Raises PlanRefused: `password_protected`, `scanned_pdf` for pages that are pictures,
    `unsafe_file` for more than a plan needs, `unsupported_format` for a broken file.
    """
    check_streams(data, name)
    try:
        done = read_apart(data, headings)
    except subprocess.TimeoutExpired as error:
        raise _too_much(name, "more than can be read in time") from error
    if -done.returncode in _STOPPED:
        raise _too_much(name, "more than can be read in the time and memory that it is given")
    answer = json.loads(done.stdout) if done.returncode == 0 else {"broken": True}
    sheets = _told(answer, name)
    if sheets and (answer["is_repaired"] or is_damaged(data)):
        problems = (_damage(name), *sheets[0].problems)
        sheets = (replace(sheets[0], problems=problems), *sheets[1:])
    return sheets


def _damage(name: str) -> Problem:
    return Problem(
        code="damaged_file",
        severity="warning",
        message=f"{name} is damaged and was read as far as it goes: words and rows may be missing.",
        suggestion="Ask for the file again, or load the Word or Excel file it was made from.",
    )


def read_apart(
    data: bytes, headings: Mapping[str, Sequence[str]] | None
) -> subprocess.CompletedProcess[bytes]:
    """What the process that reads a PDF answers. Raises TimeoutExpired."""
    return subprocess.run(
        [sys.executable, "-I", "-m", "tasks.plan_pdf_apart"],
        input=json.dumps(headings and dict(headings)).encode() + b"\n" + data,
        capture_output=True,
        timeout=LONGEST,
        check=False,
    )


def _told(answer: Mapping[str, Any], name: str) -> tuple[Sheet, ...]:
    """The tables that the reading process found. Raises PlanRefused for what it refused."""
    if "sheets" in answer:
        return tuple(map(_sheet, answer["sheets"]))
    if "refused" in answer:
        raise PlanRefused(Problem(**answer["refused"]))
    if "too_much" in answer:
        raise _too_much(name, answer["too_much"])
    why = next(why for why in _CODES if why in answer)
    raise refused(_CODES[why], f"{name} {_SENTENCES[why]} Nothing was read.")


def _sheet(fields: Mapping[str, Any]) -> Sheet:
    """A table as JSON holds it: lists for tuples, texts for the numbers of columns."""
    rows = tuple(map(_row, fields["rows"]))
    problems = tuple(Problem(**problem) for problem in fields["problems"])
    lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
    key = fields["key"] and Key(**fields["key"])
    beside = tuple(Key(**one) for one in fields["keys_beside"])
    made = {"rows": rows, "problems": problems, "key": key, "keys_beside": beside}
    return Sheet(**{**fields, **lists, **made})


def _row(fields: Mapping[str, Any]) -> SheetRow:
    fills = {int(at): word for at, word in fields["fills"].items()}
    return SheetRow(**{**fields, "cells": tuple(fields["cells"]), "fills": fills})


def _too_much(name: str, what: str) -> PlanRefused:
    return refused(
        "unsafe_file",
        f"{name} holds {what}; no plan needs that. Copy the plan's table into a new Word or Excel "
        "file and load that. Nothing was read.",
    )
