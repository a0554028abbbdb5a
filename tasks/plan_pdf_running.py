"""The titles, markings and page numbers that run on at the head and foot of a PDF's pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from models.rules.plan_furniture import has_page_number, is_running
from tasks.plan_pdf_heads import Headings, headers
from tasks.plan_pdf_page import NEAR, Line

SET_APART = 1.6  # of a letter's size: so far from the text a running title stands
_BARE = re.compile(r"[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?")
_NUMBER = re.compile(r"\d{1,6}")


def without_running(pages: list[list[Line]], headings: Headings) -> list[list[Line]]:
    """The lines of each page without page numbers, markings and titles at its head or foot.

    They stand apart from what the page says, or name the page. A heading row stays: it says where
    the columns are.
    """
    seen = Counter(key for lines in pages for line in lines for key in set(_running(line)))
    often = max(2, (len(pages) + 1) // 2)

    def run(lines: Sequence[Line]) -> int:
        """How many lines from the page's edge run on."""
        count = 0
        for at, line in enumerate(lines):
            often_seen = max(seen[key] for key in _running(line)) >= often
            if not (often_seen or is_running(line.text) or _BARE.fullmatch(line.text)):
                break
            after = lines[at + 1] if at + 1 < len(lines) else None
            apart = after is None or abs(after.base - line.base) > SET_APART * line.size
            if apart or has_page_number(line.text):
                count = at + 1
        return count

    kept = []
    for lines in pages:
        first = min((header.at for header in headers(lines, headings)), default=len(lines))
        top = run(lines[:first])
        foot = run(lines[top:][::-1])
        kept.append(lines[top : len(lines) - foot])
    return kept


def _running(line: Line) -> Iterator[tuple[str, int]]:
    """A line as it would stand on other pages: as it is, or one of its numbers the page's."""
    place = round(line.base / NEAR)
    yield line.text, place
    for found in _NUMBER.finditer(line.text):
        page = f"#{int(found[0]) - line.page}"
        yield f"{line.text[: found.start()]}{page}{line.text[found.end() :]}", place
