"""The titles and page numbers that run on at the head and foot of a PDF's pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tasks.plan_pdf_columns import Headings, headers
from tasks.plan_pdf_page import NEAR, Line

SET_APART = 1.6  # of a letter's size: so far from the text a running title stands
_PAGE = re.compile(r"(?:page\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


def without_running(pages: list[list[Line]], headings: Headings) -> list[list[Line]]:
    """The lines of each page without page numbers and titles that run on at its head or foot.

    They stand apart from what the page says. A heading row stays: it says where the columns are.
    """
    seen = Counter(key for lines in pages for line in lines for key in _running(line))
    often = max(2, (len(pages) + 1) // 2)

    def run(lines: Sequence[Line]) -> int:
        """How many lines from the page's edge run on."""
        count = 0
        for at, line in enumerate(lines):
            if not _PAGE.fullmatch(line.text) and max(seen[key] for key in _running(line)) < often:
                break
            after = lines[at + 1] if at + 1 < len(lines) else None
            if after is None or abs(after.base - line.base) > SET_APART * line.size:
                count = at + 1
        return count

    kept = []
    for lines in pages:
        first = min((header.at for header in headers(lines, headings)), default=len(lines))
        top = run(lines[:first])
        foot = run(lines[top:][::-1])
        kept.append(lines[top : len(lines) - foot])
    return kept


def _running(line: Line) -> set[tuple[str, int]]:
    """A line as it would stand on other pages: with its numbers, or with those of the pages."""
    counted = re.sub(r"\d{1,6}", lambda found: f"#{int(found[0]) - line.page}", line.text)
    place = round(line.base / NEAR)
    return {(line.text, place), (counted, place)}
