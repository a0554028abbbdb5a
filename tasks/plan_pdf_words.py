"""The words of a PDF's page, put together from its letters by where they stand."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from tasks.plan_pdf_marks import is_raised, without_marks
from tasks.plan_pdf_page import Word

Point = Callable[[float, float], tuple[float, float]]
APART = 0.22  # of a letter's size: a wider gap parts two words
RAISED = 0.6  # of a letter's size: what stands higher or lower is of another line
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
              0xFB06: "st", 0x2: "-", 0xAD: "-"}  # fmt: skip
_UNMAPPED = frozenset({0, 0xFFFD, 0xFFFE, 0xFFFF})


@dataclass(slots=True)
class _Letter:
    text: str
    left: float
    right: float
    base: float
    size: float


def words_of(page: Any, point: Point) -> tuple[list[Word], int]:
    """The upright words of a page, and how many letters its fonts give no meaning to."""
    text = page.get_textpage()
    try:
        letters = list(_letters(text, point))
    finally:
        text.close()
    unread = sum(letter is not None and not letter.text for letter in letters)
    return without_marks(_with_hyphens(_words(letters))), unread


def _letters(text: Any, point: Point) -> Iterator[_Letter | None]:
    """Each letter in the order of the page; None where white space parts two."""
    import pypdfium2.raw as pdfium

    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, at)
        said = _LIGATURES.get(code) or chr(code)
        if said.isspace():
            yield None
            continue
        pdfium.FPDFText_GetMatrix(text, at, matrix)
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        base = point(x.value, y.value)
        along = point(x.value + matrix.a, y.value + matrix.b)
        if along[0] - base[0] <= abs(along[1] - base[1]):
            continue  # not upright: a mark across the page, a title along its side
        pdfium.FPDFText_GetLooseCharBox(text, at, box)
        ends = point(box.left, box.bottom)[0], point(box.right, box.top)[0]
        size = pdfium.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
        if not all(map(math.isfinite, (*ends, base[1], size))):
            continue  # a broken file may set a letter nowhere
        unmapped = code in _UNMAPPED or pdfium.FPDFText_HasUnicodeMapError(text, at) == 1
        yield _Letter("" if unmapped else said, min(ends), max(ends), base[1], size or 1.0)


def _words(letters: list[_Letter | None]) -> Iterator[Word]:
    held: list[_Letter] = []
    for letter in letters:
        if held and (letter is None or not _goes_on(held, letter)):
            yield _word(held)
            held = []
        if letter is not None and letter.text:
            held.append(letter)
    if held:
        yield _word(held)


def _with_hyphens(words: Iterable[Word]) -> list[Word]:
    """The words, a hyphen that PDFium gives after the line's end put back on its word."""
    made: list[Word] = []
    for word in words:
        last = made[-1] if made else None
        if last and word.text == "-" and word.base == last.base and 0 <= word.left - last.right < 1:
            made[-1] = replace(last, text=last.text + "-", right=word.right)
        else:
            made.append(word)
    return made


def _goes_on(held: list[_Letter], letter: _Letter) -> bool:
    """True of a letter that stands close behind the last, be it raised as in "1st"."""
    size = max(letter.size, *(one.size for one in held))
    behind = letter.left > held[-1].left - 0.1 * size  # both letters of a ligature stand on it
    near = letter.left - held[-1].right < APART * size
    if letter.text.isdigit() and is_raised(letter.size, held[-1].size, held[-1].base - letter.base):
        return False  # the mark of a footnote
    return behind and near and abs(letter.base - held[-1].base) < RAISED * size


def _word(held: list[_Letter]) -> Word:
    largest = max(held, key=lambda letter: letter.size)
    return Word(
        "".join(letter.text for letter in held),
        round(held[0].left, 2),
        round(max(letter.right for letter in held), 2),
        round(largest.base, 2),
        round(largest.size, 2),
    )
