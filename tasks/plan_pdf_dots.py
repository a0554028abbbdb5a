"""The dots of a PDF's lists, where they are drawn as shapes and stand in no font."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from tasks.plan_pdf_page import Area, Word

LEAST, LARGEST = 0.12, 0.75  # of a letter's size: how wide and high the dot of a list is
HIGHEST = 0.62  # of a letter's size above the base line: the middle of a dot
FURTHEST = 2.5  # of a letter's size: so near behind it its text begins
DOT = "\u2022"


def with_dots(words: Sequence[Word], areas: Iterable[Area]) -> list[Word]:
    """The words of a page, each dot that is drawn before one as a word of its own."""
    by_base = sorted(words, key=lambda word: word.base)
    bases = [word.base for word in by_base]
    dots = {word for area in areas for word in _dot(area, by_base, bases)}
    return [*words, *sorted(dots, key=lambda word: (word.base, word.left))]


def _dot(area: Area, words: Sequence[Word], bases: Sequence[float]) -> Iterator[Word]:
    """A small area as high as it is wide, between the base line and the top of the word behind."""
    across, down = area.right - area.left, area.bottom - area.top
    if not 1.0 < across < 1.4 * down or not down < 1.4 * across:
        return
    middle = (area.top + area.bottom) / 2
    for word in words[bisect_left(bases, middle) : bisect_right(bases, middle + down * 6)]:
        high, size = word.base - middle, word.size
        fits = LEAST * size < across < LARGEST * size and across / 2 < high < HIGHEST * size
        if fits and 0 < word.left - area.right < FURTHEST * size:
            yield Word(DOT, area.left, area.right, word.base, size)
            return
