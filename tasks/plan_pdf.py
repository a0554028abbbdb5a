"""Tables of a PDF with a text layer: ruled, or set in columns, and cut by the ends of pages."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from models.rules.plan_tables import Sheet
from tasks.plan_pdf_page import Page, Rule, Word
from tasks.plan_pdf_pages import SECONDS
from tasks.plan_pdf_streams import check_streams
from tasks.plan_pdf_tables import pdf_tables
from tasks.plan_refusal import PlanRefused, refused

MOST_UNREAD = 0.2
# How the reading process ends at its limits: out of time, or PDFium out of memory.
_STOPPED = frozenset(
    {signal.SIGXCPU, signal.SIGKILL, signal.SIGTRAP, signal.SIGABRT, signal.SIGILL}
)


def pdf_sheets(
    data: bytes, name: str, headings: Mapping[str, Sequence[str]] | None = None
) -> tuple[Sheet, ...]:
    """The tables of a PDF; () where no row heads a plan's table.

    Raises PlanRefused: `password_protected`, `scanned_pdf` for pages that are pictures,
    `unsafe_file` for more than a plan needs, `unsupported_format` for a broken file.
    """
    check_streams(data, name)
    pages = _pages(data, name)
    _check_text(pages, name)
    return pdf_tables(pages, headings)


def _pages(data: bytes, name: str) -> list[Page]:
    """The pages, read by a process that ends when it has taken too long or too much."""
    reader = [sys.executable, "-I", "-m", "tasks.plan_pdf_pages"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            reader, input=data, capture_output=True, timeout=2 * SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _too_much(name, "more than can be read in time") from error
    if -done.returncode in _STOPPED:
        raise _too_much(name, "more than can be read in the time and memory that a plan needs")
    return pages_of(json.loads(done.stdout) if done.returncode == 0 else {"broken": True}, name)


def pages_of(answer: Mapping[str, Any], name: str) -> list[Page]:
    """The pages in the answer of the reading process. Raises PlanRefused for what it refused."""
    if "locked" in answer:
        raise refused(
            "password_protected",
            f"{name} is protected with a password. Open it with the password, print it to a new "
            "PDF and load that; better still, load the Word or Excel file it was made from. "
            "Nothing was read.",
        )
    if "too_much" in answer:
        raise _too_much(name, answer["too_much"])
    if "pages" not in answer:
        raise refused(
            "unsupported_format",
            f"{name} looks like a PDF and cannot be opened as one. Make it again from Word or "
            "Excel (File, Save As, PDF) and load that. Nothing was read.",
        )
    return [
        Page(number, width, height, tuple(Word(*word) for word in words),
             tuple(Rule(*rule) for rule in rules), pictures, unread)
        for number, width, height, words, rules, pictures, unread in answer["pages"]
    ]  # fmt: skip


def _too_much(name: str, what: str) -> PlanRefused:
    return refused(
        "unsafe_file",
        f"{name} holds {what}; no plan needs that. Copy the plan's table into a new Word or Excel "
        "file and load that. Nothing was read.",
    )


def _check_text(pages: Sequence[Page], name: str) -> None:
    """Nothing, where the pages have a text that can be read."""
    letters = sum(len(word.text) for page in pages for word in page.words)
    unread = sum(page.unread for page in pages)
    if unread > MOST_UNREAD * max(letters, 1) or (not letters and any(p.pictures for p in pages)):
        raise refused(
            "scanned_pdf",
            f"{name} has pictures of pages and no text that can be read: it was scanned. Load the "
            "Word or Excel file it was made from, or type the plan into one. Nothing was read.",
        )
    if not letters:
        raise refused("empty_document", f"{name} has no text on its pages. Nothing was read.")
