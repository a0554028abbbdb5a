"""The parts of a plan's archive, taken out and put together otherwise for a test."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tasks.plan_files import PlanRefused, load_sheets
from tests.tasks.plan_papers import document, workbook

HEADER = ["Recommendation", "Key Actions", "Evidence", "Key Outcome(s)", "Lead Officer", "Date"]
ROW = ["1. Share records", "Write a protocol", "Protocol", "Safer", "Matron", "March 2011"]
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def parts_of(path: Path) -> dict[str, bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> Path:
    """An archive of these parts."""
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def refusal(path: Path) -> tuple[str, str]:
    """The code and the sentence with which a file is refused."""
    with pytest.raises(PlanRefused) as caught:
        load_sheets(path)
    return caught.value.problem.code, caught.value.problem.message


def book_parts(folder: Path) -> dict[str, bytes]:
    """The parts of a small workbook with a plan."""
    return parts_of(workbook(folder / "book.xlsx", [HEADER, ROW]))


def paper_parts(folder: Path) -> dict[str, bytes]:
    """The parts of a small Word document with a plan."""
    return parts_of(document(folder / "paper.docx", [HEADER, ROW]))
