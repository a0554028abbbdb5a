"""What a file is that is read as no plan, and what to do with it in Word or Excel."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath

from tasks.plan_refusal import PlanRefused, refused

_SAVE = "Save the plan as .docx, .xlsx, CSV or PDF and load that."
_HEAD = 2_000
_PICTURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF",
    b"\x00\x00\x00\x18ftyphei", b"\x00\x00\x00 ftyphei",
)  # fmt: skip
_OFFICE = {
    ".docx": "Word document", ".docm": "Word document", ".doc": "Word document",
    ".xlsx": "Excel workbook", ".xlsm": "Excel workbook", ".xls": "Excel workbook",
    ".pdf": "PDF",
}  # fmt: skip
_INSIDE = (".docx", ".xlsx", ".xlsm", ".docm", ".pdf", ".csv", ".doc", ".xls")


def foreign_archive(names: Collection[str], name: str) -> PlanRefused:
    """Why an archive that is neither Word's nor Excel's is not read."""
    plans = [one for one in names if one.lower().endswith(_INSIDE)]
    if "xl/workbook.bin" in names:
        what = "is a binary workbook (.xlsb). Open it in Excel, save it as .xlsx and load that."
    elif "content.xml" in names and "mimetype" in names:
        what = (
            "is an OpenDocument file. Open it in LibreOffice, Word or Excel, save it as .docx or "
            ".xlsx and load that."
        )
    elif "ppt/presentation.xml" in names:
        what = "is a presentation. Copy the plan's table into Word or Excel and load that."
    elif plans:
        what = f"is a zip archive. Unpack it and load the plan in it ({PurePath(plans[0]).name})."
    else:
        what = f"is a zip archive without a Word or Excel document. {_SAVE}"
    return _unsupported(name, what)


def foreign(data: bytes, name: str) -> PlanRefused | None:
    """Why a file that is no text is not read; None for what may be a plan's text."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    what = ""
    if head.startswith(b"{\\rtf"):
        what = "is in Rich Text Format. Open it in Word, save it as .docx and load that."
    elif head.startswith((b"<!doctype html", b"<html", b"<table", b"<head")) or b"<html" in head:
        what = (
            "is a web page, whatever its name says. Open it in Excel or Word, save it as .xlsx or "
            ".docx (File, Save As) and load that."
        )
    elif head.startswith(b"<?xml"):
        what = f"is an XML file. Open it in Word or Excel. {_SAVE}"
    elif head.startswith(b"mime-version:"):
        what = "is a web archive. Open it in Word, save it as .docx and load that."
    elif data.startswith(_PICTURES):
        return refused(
            "unsupported_format",
            f"{name} is a picture: there are no words in it. Load the Word or Excel file that it "
            "shows, or type the plan into one. Nothing was read.",
        )
    return _unsupported(name, what) if what else None


def misnamed(data: bytes, name: str) -> PlanRefused:
    """Why a file that is not named as a text is not read as one."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in _OFFICE:
        return _unsupported(name, f"is of a kind that is not read as a plan. {_SAVE}")
    text = b"\x00" not in data[:_HEAD] and any(mark in data[:_HEAD] for mark in b",;\t")
    rename = " If it is CSV, name it .csv and load it again." if text else ""
    return _unsupported(
        name,
        f"is named {suffix} and is no {_OFFICE[suffix]} inside.{rename} Else open it in "
        f"the program that made it, save it as {_OFFICE[suffix]} and load that.",
    )


def _unsupported(name: str, what: str) -> PlanRefused:
    return refused("unsupported_format", f"{name} {what} Nothing was read.")
