"""What stands on a plan's paper and is no part of the plan: page numbers, markings, counts.

None of it is ever an agency, a heading or a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = r"\d{1,4}"
_PAGE = re.compile(
    rf"(?:page|pg|tudalen)\.?\s*[|:\u2013-]?\s*{_NUMBER}\s*(?:of|o|/|\u2013|-)\s*{_NUMBER}\b"
    rf"|^\W*(?:page|pg|tudalen)\.?\s*[|:\u2013-]?\s*{_NUMBER}\W*$"
    rf"|\b(?:page|pg)\.?\s*[|:]?\s*{_NUMBER}\W*$|\b{_NUMBER}\s*\|\s*p\s?a\s?g\s?e\b"
    rf"|^\W*p a g e\s*\|?\s*{_NUMBER}",
    re.IGNORECASE,
)
# A marking is a text of nothing but such words, and one of these first is among them.
_MARKS = frozenset(
    ["official", "sensitive", "restricted", "confidential", "protect", "unclassified", "marked",
     "embargoed", "draft", "version", "v", "printed", "swyddogol", "sensitif", "drafft"]
)  # fmt: skip
_BESIDE_A_MARK = frozenset(
    ["not", "protectively", "personal", "commercial", "locsen", "private", "and", "strictly", "in",
     "confidence", "when", "complete", "completed", "handling", "caveat", "publication", "for",
     "internal", "use", "only", "partners", "final", "copy", "document", "uncontrolled", "if",
     "on", "until", "as", "at", "of", "date", "dated", "updated", "january", "february", "march",
     "april", "may", "june", "july", "august", "september", "october", "november", "december",
     "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"]
)  # fmt: skip
_TOTAL = re.compile(
    r"(?:grand |sub[- ]?)?totals?"
    r"(?: (?:(?:no\.?|number) of )?(?:actions?|recommendations?|items?))?:?",
    re.IGNORECASE,
)
_BEGINS_TOTAL = re.compile(r"\s*(?:grand|sub|total)", re.IGNORECASE)
_COUNT = re.compile(r"\d+(?: [a-z]+){0,2}|\d+(?:\.\d+)? ?%", re.IGNORECASE)


def is_running(text: str) -> bool:
    """True of a line that holds a page's number, or is nothing but a marking or a version."""
    return has_page_number(text) or is_marking(text)


def has_page_number(text: str) -> bool:
    """True of a line that names a page, whatever else it says: "Policy team | Page 2 of 9"."""
    return bool(_PAGE.search(text))


def is_marking(text: str) -> bool:
    """ "OFFICIAL \u2013 SENSITIVE", "Not protectively marked", "Draft v0.3 (12 March 2024)"."""
    words = re.findall(r"[a-z]+", text.lower())
    marks = sum(word in _MARKS for word in words)
    return marks > 0 and all(word in _MARKS or word in _BESIDE_A_MARK for word in words)


def is_no_action(cells: Sequence[str]) -> str:
    """What a row is that stands among the actions and is none; "" of an action."""
    filled = [cell for cell in cells if cell and not cell.isspace()]
    # Most rows are told at little cost: they begin with no total, and say several things.
    if set(filled) != {filled[0]} and not _BEGINS_TOTAL.match(filled[0]):
        return ""
    said = [" ".join(cell.split()) for cell in filled]
    if _is_total(said):
        return "counts the others"
    is_one = len(set(said)) == 1 and is_running(said[0])
    return "is a page's number or a marking" if is_one else ""


def _is_total(said: Sequence[str]) -> bool:
    """True of a row that counts the others: "Total", "12 recommendations", and no more."""
    return len(said) > 1 and bool(
        _TOTAL.fullmatch(said[0]) and all(_COUNT.fullmatch(cell) for cell in said[1:])
    )
