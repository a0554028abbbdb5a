"""How a document sets its cells: what most of its lines show, by which each cell is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tasks.plan_pdf_page import Line

WIDEST_PADDING = 12.0  # points
OFTEN = 0.03  # of all lines: so many end with a hyphen where a program parts words

Boxed = tuple[Sequence[Line], float, float]
"""A cell with the left and right edge of its column."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a document sets its cells, so that one cell is read in the light of all.

    The usual distance of lines by the size of their letters, the usual room between a column's
    edge and its text, whether a space follows a slash, the words that no line's end parts, and
    whether it parts words by hyphens at all.
    """

    pitch: Mapping[float, float]
    padding: float
    spaced_slash: bool
    words: frozenset[str]
    hyphenates: bool


def habits(cells: Sequence[Boxed]) -> Habits:
    """The habits that most lines of these cells show."""
    gaps: dict[float, Counter[float]] = {}
    paddings: Counter[float] = Counter()
    slashes: Counter[bool] = Counter()
    words: set[str] = set()
    parted: list[str] = []
    for cell, left, _ in cells:
        paddings.update(round(line.left - left, 1) for line in cell if line.left >= left)
        slashes.update(mark for line in cell for mark in slash_spaces(line))
        words.update(_whole_words(cell))
        for above, line in pairwise(cell):
            gap = line.base - above.base
            parted.append(
                above.words[-1].text[:-1] + line.words[0].text if ends_parted(above) else ""
            )
            if above.page == line.page and above.size == line.size and gap > 0.9 * line.size:
                gaps.setdefault(line.size, Counter())[round(gap * 4) / 4] += 1
    usual = {size: min(seen, key=lambda gap: (-seen[gap], gap)) for size, seen in gaps.items()}
    padding = paddings.most_common(1)[0][0] if paddings else 0.0
    spaced = slashes[True] > slashes[False]
    often = sum(map(bool, parted)) > OFTEN * len(parted)
    hyphenates = often or any(bare(word) in words for word in parted if word)
    return Habits(usual, min(padding, WIDEST_PADDING), spaced, frozenset(words), hyphenates)


def ends_parted(line: Line) -> bool:
    """True of a line whose last word ends with a hyphen behind a letter."""
    last = line.words[-1].text
    return len(last) > 1 and last[-1] == "-" and last[-2].isalpha()


def bare(word: str) -> str:
    """A word in small letters, without the stops around it."""
    return word.lower().strip(".,;:()\u2018\u2019\"'")


def _whole_words(cell: Sequence[Line]) -> Iterator[str]:
    """The words of a cell that no line's end can have parted: those with another on both sides."""
    if len(cell) == 1 and len(cell[0].words) == 1:
        yield bare(cell[0].text)
    for line in cell:
        yield from (bare(word.text) for word in line.words[1:-1])
        if len(line.words) > 1:
            yield bare(line.words[0 if line is cell[0] else -1].text)


def slash_spaces(line: Line) -> list[bool]:
    """For each slash between two words of a line, whether a space follows it."""
    inner = [False for word in line.words if re.search(r"[^\W\d]/[^\W\d]", word.text)]
    return inner + [True for word in line.words[:-1] if re.search(r"\w/$", word.text)]
