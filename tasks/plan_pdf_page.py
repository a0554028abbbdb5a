"""What stands on a page of a PDF: its words, its ruled lines, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

NEAR = 3.0  # points: lines drawn nearer than this are one, and what nearly touches does


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its left and right edge, its base line from the page's top, its letters' size."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point that says in which cell the word stands."""
        return (self.left + self.right) / 2, self.base - self.size * 0.3


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line from its left upper to its right lower end: level where both are as high."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        """True of a line across the page."""
        return self.top == self.bottom


@dataclass(frozen=True, slots=True)
class Area:
    """A filled area, with its colour word: the shade behind a row or a cell, or a list's dot."""

    left: float
    top: float
    right: float
    bottom: float
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is looked at, whichever way it is turned; distances are points."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    areas: tuple[Area, ...] = ()
    pictures: int = 0
    unread: int = 0


@dataclass(slots=True)
class Line:
    """The words of one printed line of a cell, from left to right."""

    page: int
    words: list[Word] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.words[-1].right

    @property
    def size(self) -> float:
        """The size of its largest letters: a raised "st" is smaller."""
        return max(word.size for word in self.words)

    @property
    def base(self) -> float:
        """The base line of its largest letters."""
        return max(self.words, key=lambda word: word.size).base

    @property
    def text(self) -> str:
        """The words with a space between them."""
        return " ".join(word.text for word in self.words)


def printed_lines(words: Iterable[Word], page: int) -> list[Line]:
    """The words as printed lines from top to bottom; what is raised stays with its line."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        line = lines[-1] if lines else None
        if line and abs(word.base - line.base) < max(word.size, line.size) * 0.5:
            line.words.append(word)
        else:
            lines.append(Line(page, [word]))
    for line in lines:
        line.words.sort(key=lambda word: word.left)
    return lines
