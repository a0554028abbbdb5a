"""Reads a PDF in a process of its own with narrow limits: `python -m tasks.plan_pdf_apart`.

PDFium is a library of C++: what a hostile file makes of it ends with this process, not with ours.
So do time and memory, be they spent in PDFium or on the tables. The first line of the standard
input is a board's headings as JSON, all behind it the file; the answer is JSON.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tasks.plan_pdf_beside import side_by_side
from tasks.plan_pdf_page import Page
from tasks.plan_pdf_pages import TooMuch, is_repaired, read_pages
from tasks.plan_pdf_tables import Headings, pdf_tables
from tasks.plan_refusal import PlanRefused

SECONDS = 6
MEMORY = 384 * 1024 * 1024
MOST_UNREAD = 0.2


def answer(data: bytes, headings: Headings) -> dict[str, Any]:
    """The plan's tables of a PDF under `sheets`, or under another name why it has none."""
    import pypdfium2

    try:
        pages = read_pages(data)
        return _without_text(pages) or {
            "sheets": _sheets(pages, headings),
            "is_repaired": is_repaired(data),
        }
    except (TooMuch, MemoryError) as error:
        return {"too_much": str(error) or "more than fits into memory"}
    except PlanRefused as refusal:
        return {"refused": asdict(refusal.problem)}
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        return {"locked": True} if locked else {"broken": True}


def _sheets(pages: Sequence[Page], headings: Headings) -> list[dict[str, Any]]:
    return [asdict(sheet) for sheet in pdf_tables(side_by_side(pages, headings), headings)]


def _without_text(pages: Sequence[Page]) -> dict[str, Any]:
    """What is said of pages without a text that can be read; {} of all others."""
    letters = sum(len(word.text) for page in pages for word in page.words)
    unread = sum(page.unread for page in pages)
    if unread > MOST_UNREAD * max(letters, 1) or (not letters and any(p.pictures for p in pages)):
        return {"scanned": True}
    return {} if letters else {"blank": True}


def within_limits() -> None:
    """Takes from this process what a plan does not need: more time, more memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def main() -> None:
    """Reads the standard input and writes the answer."""
    within_limits()
    headings = json.loads(sys.stdin.buffer.readline())
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read(), headings)))


if __name__ == "__main__":
    main()
