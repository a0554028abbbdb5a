"""Raised numbers of a PDF: what calls a footnote is no part of the text, as in Word and Excel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.plan_pdf_page import Word

SMALLER = 0.9  # of the size of the letters beside it, at most
LEAST, MOST = 0.1, 0.6  # of that size: so much higher it stands
CLOSE, APART = 0.3, 0.8  # of that size: behind a word, and before a note
_MARK = re.compile(r"\d{1,2}(?:,\d{1,2})*")
_UNIT = re.compile(r"[\d.,]*(?:k|c|m)?m", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def is_raised(small: float, size: float, up: float) -> bool:
    """True of letters so small, and so much higher, that they are raised beside those of a size."""
    return small <= SMALLER * size and LEAST * size <= up <= MOST * size


def without_marks(words: Sequence[Word]) -> list[Word]:
    """The words without the raised numbers behind them.

    The number before a note stays, as a sign that is raised itself, and so does that of "m²".
    """
    made: list[Word] = []
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else None
        if not _MARK.fullmatch(word.text):
            made.append(word)
        elif made and _stands_by(word, made[-1], word.left - made[-1].right, CLOSE):
            if _is_part(made[-1], word, after):
                made[-1] = _joined(made[-1], word)
        elif after and _stands_by(word, after, after.left - word.right, APART):
            made.append(replace(word, text=word.text.translate(_RAISED)))
        else:
            made.append(word)
    return made


def _stands_by(word: Word, other: Word, gap: float, most: float) -> bool:
    near = -0.1 * other.size <= gap < most * other.size
    return near and is_raised(word.size, other.size, other.base - word.base)


def _is_part(before: Word, word: Word, after: Word | None) -> bool:
    """True of "m²", and of the upper number of a fraction."""
    touches = after is not None and 0 <= after.left - word.right < LEAST * word.size
    is_stroke = after is not None and touches and after.text[0] in "/\u2044"
    return bool(_UNIT.fullmatch(before.text)) or is_stroke


def _joined(before: Word, word: Word) -> Word:
    return replace(before, text=before.text + word.text.translate(_RAISED), right=word.right)
