"""A cell's text with its marks in it, as Word and Excel set them: words struck through, footnotes.

While a text is put together its marks stand in it as signs that no text holds; then it is parted.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from models.rules.plan_sheets import Marks, Struck

# Code points that are no characters: no program writes them into a text.
_OPEN, _CLOSE, _NOTE, _END = "\ufdd0\ufdd1\ufdd2\ufdd3"
_SIGNS = re.compile("[\ufdd0-\ufdd3]")
_JOINED = re.compile(f"{_CLOSE}(\\s*){_OPEN}")
_STRUCK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_FOOTNOTE = re.compile(f"{_NOTE}([^{_END}]*){_END}")
_BLANKS = re.compile(r"[ \t]{2,}")
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_WORD = re.compile(r"\w")


class Parted(NamedTuple):
    """A text without its marks, and these."""

    text: str
    struck: Struck | None
    footnotes: str

    def keep(self, marks: Marks, row: int, place: int) -> None:
        """Add what the cell shows to the marks of its grid."""
        if self.struck:
            marks.struck[row, place] = self.struck
        if self.footnotes:
            marks.footnotes[row, place] = self.footnotes


def bare(text: str) -> str:
    """A text of a file, without the signs that are ours."""
    return text if text.isascii() else _SIGNS.sub("", text)


def struck(text: str) -> str:
    """Words through which a line goes."""
    return f"{_OPEN}{text}{_CLOSE}" if text else ""


def footnote(text: str) -> str:
    """The words of a footnote, where its mark stands."""
    return f"{_NOTE}{text}{_END}" if text else ""


def is_all_struck(text: str) -> bool:
    """True of a text in which nothing stands but what is struck through."""
    return _OPEN in text and not _WORD.search(_STRUCK.sub("", _FOOTNOTE.sub("", text)))


def without_marks(text: str) -> str:
    """A text as it is written: its struck words stay, its footnotes do not."""
    return parted(text).text


def parted(text: str) -> Parted:
    """A text and its marks."""
    if text.isascii() or not _SIGNS.search(text):
        return Parted(text, None, "")
    notes = "; ".join(" ".join(found[1].split()) for found in _FOOTNOTE.finditer(text))
    marked = _JOINED.sub(r"\1", _FOOTNOTE.sub("", text))
    words = " ".join(" ".join(found[1].split()) for found in _STRUCK.finditer(marked)).strip()
    whole = _SIGNS.sub("", marked)
    if not _WORD.search(words):
        return Parted(whole, None, notes)
    return Parted(whole, Struck(words, _rest(marked)), notes)


def _rest(marked: str) -> str:
    """What stands beside the struck words: "" where that is no word."""
    left = _EMPTY.sub("", _STRUCK.sub(" ", marked))
    lines = (_BLANKS.sub(" ", line).strip(" \t,;/") for line in left.split("\n"))
    rest = "\n".join(lines).strip("\n")
    return rest if _WORD.search(rest) else ""
