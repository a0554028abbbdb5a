"""The text of a table's cell from its printed lines: which breaks were wanted, which only wrap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from models.rules.plan_lead_doubts import begins_anew
from models.rules.plan_numbered import label_after
from models.rules.plan_offices import office_words
from models.rules.policy import Offices
from tasks.plan_pdf_habits import Habits, bare, ends_parted, slash_spaces
from tasks.plan_pdf_page import Line

BULLETS = frozenset("•●▪◦·‣■□➢➤✓✔\uf0b7\uf0a7\uf0d8\uf0fc")
DASHES = frozenset("-–—*")
SPACE = 0.28  # of a letter's size
SLACK = 1.0  # of a letter's size: so much more room a line must have had that goes on in small
HANGS = 5.0  # points: a line that begins so much further left or right is set off
LONGEST_REST = 3  # letters of a word that its column had no room for
APART, BLANK = 1.14, 1.9  # of the usual distance of lines: a new paragraph; an empty line
_LABEL = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]+", re.IGNORECASE)
_BEFORE_A_HYPHEN = frozenset(
    [
        "anti", "co", "cross", "de", "e", "ex", "half", "inter", "intra", "long", "mid", "multi",
        "non", "on", "one", "out", "over", "post", "pre", "re", "self", "semi", "short", "single",
        "sub", "two", "un", "under", "up", "well",
    ]
)  # fmt: skip
_LEADS_ON = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]
)
_SHORT = frozenset(
    [
        "all", "any", "are", "be", "but", "can", "do", "due", "has", "had", "her", "his", "how",
        "if", "is", "it", "its", "may", "new", "no", "not", "now", "off", "one", "our", "out",
        "own", "per", "set", "she", "so", "two", "use", "via", "was", "we", "who",
    ]
)  # fmt: skip
_STOPS = frozenset(".,;:!?)")
_ENDS = (".", ";", ":", ",", " and", " or")
_OFFICES = office_words(Offices())


def cell_text(
    cell: Sequence[Line], left: float, right: float, usual: Habits, *, names_leads: bool = False
) -> str:
    """The cell's paragraphs as lines, an empty one where the printed gap is as high.

    `left` and `right` are the column's edges. A line is a paragraph's last where the next line's
    first word would have fitted behind it; one that `names_leads` also where a post begins anew.
    """
    if not cell:
        return ""
    column = _Column(cell, left + usual.padding, right - usual.padding, usual)
    text = _said(cell[0])
    began = cell[0]
    for above, line in pairwise(cell):
        between = column.between(began, above, line)
        if names_leads and between == " ":
            between = "\n" if begins_anew(text.rpartition("\n")[2], line.text, _OFFICES) else " "
        if "\n" in between:
            began = line
        elif not between and column.hyphenated(above, line):
            text = text[:-1]
        text += between + _said(line)
    return text


def begins_with_bullet(line: Line) -> bool:
    """True of a line whose first word is a bullet and nothing else."""
    return len(line.words) > 1 and _said(line).split()[0] in BULLETS


def _said(line: Line) -> str:
    """A line's words; an "o" that stands for a bullet as one."""
    first, *rest = line.words
    if first.text == "o" and rest and rest[0].left - first.right > line.size * 0.8:
        return " ".join(["◦", *(word.text for word in rest)])
    return line.text


def _goes_on(above: Line, line: Line) -> bool:
    """True of a small letter behind a line that no stop ends."""
    return line.text[0].islower() and above.text[-1].isalpha()


def _parted_by_page(above: Line, line: Line) -> bool:
    """True of a sentence that begins on a new page: there no gap tells where a paragraph ends."""
    if above.page == line.page or len(line.words) < 2:  # noqa: PLR2004 - a sentence has two words
        return False
    last, (first, second, *_) = above.words[-1].text, line.words
    ended = last[0].islower() and last not in _LEADS_ON and last[-1] not in ",-–/&"
    return ended and first.text[0].isupper() and second.text[0].islower()


def _listed(cell: Sequence[Line]) -> list[Line]:
    """The lines that begin with the labels of one list, from its first: "a)", "b)"."""
    found: list[Line] = []
    wanted = {"a", "1", "i"}
    for line in cell:
        label = line.words[0].text.strip("().").lower()
        if label in wanted and len(line.words) > 1 and _LABEL.fullmatch(line.words[0].text):
            found.append(line)
            wanted = {label_after(label)}
    return found if len(found) > 1 else []


class _Column:
    """Where the text of a cell may stand."""

    def __init__(self, cell: Sequence[Line], left: float, right: float, usual: Habits) -> None:
        self.right, self.usual = right, usual
        self.left = min(line.left for line in cell)
        sides = [(line.left - left, right - line.right) for line in cell]
        centred = all(abs(before - behind) < HANGS for before, behind in sides)
        at_right = all(behind < HANGS for _, behind in sides)
        ragged = len({round(before / HANGS) for before, _ in sides}) > len(sides) / 2
        self.centred = centred or (at_right and ragged and len(sides) > 1)
        slashes = [mark for line in cell for mark in slash_spaces(line)]
        self.listed = _listed(cell)
        self.spaced_slash = (sum(slashes) * 2 > len(slashes)) if slashes else usual.spaced_slash

    def between(self, began: Line, above: Line, line: Line) -> str:
        """What stands between two lines: nothing, a space, a line's end or an empty line."""
        usual = max(self.usual.pitch.get(line.size, 1.2 * line.size), line.size)
        gap = line.base - above.base if above.page == line.page else usual
        if gap > BLANK * usual:
            return "\n\n"
        if gap > APART * usual or self._begins(began, above, line):
            return "\n"
        return "" if self._one_word(above, line) else " "

    def _begins(self, began: Line, above: Line, line: Line) -> bool:
        """True of a line that begins a paragraph by its bullet, its label, its place, or room."""
        first = line.words[0].text
        if begins_with_bullet(line):
            return True
        if first in DASHES and began.words[0].text in DASHES:
            return True
        if line in self.listed or (_LABEL.fullmatch(first) and above.text.endswith(_ENDS)):
            return True
        set_back = line.left < above.left - HANGS
        if set_back and above is not began and not self.centred:
            return True
        return self._had_room(above, line) or _parted_by_page(above, line)

    def _had_room(self, above: Line, line: Line) -> bool:
        """True where the line's first word would have fitted behind the line above."""
        first = line.words[0]
        used = above.right - (above.left if self.centred else self.left)
        slack = SLACK * line.size if _goes_on(above, line) else 0.0
        needed = used + SPACE * line.size + first.right - first.left
        return needed + slack < self.right - self.left

    def hyphenated(self, above: Line, line: Line) -> bool:
        """True where the hyphen at a line's end only parts a word: "pro-" and "tocol".

        The document's own words say so; "multi-" and "agency" are one word with its hyphen.
        """
        if not self.usual.hyphenates or not ends_parted(above) or not line.text[0].islower():
            return False
        first, rest = bare(above.words[-1].text)[:-1], bare(line.words[0].text)
        words = self.usual.words
        if "-" in first:  # "out-of-hours" had one already
            return False
        if f"{first}-{rest}" in words or first + rest in words:
            return f"{first}-{rest}" not in words
        return first not in _BEFORE_A_HYPHEN and not {first, rest} <= words

    def _one_word(self, above: Line, line: Line) -> bool:
        """True where the lines' end parts a word: at its hyphen or slash, or for want of room."""
        last = above.words[-1].text
        if line.words[0].text in _STOPS:
            return True
        in_date = last[-2:-1].isdigit() and line.text[0].isdigit()
        parting = "-" if self.spaced_slash and not in_date else "-/"
        if len(last) > 1 and last[-2].isalnum() and last[-1] in parting:
            return True
        if in_date and last[-1] == "–":
            return True
        alone = len(above.words) == 1 and last.isalpha() and line.text[0].islower()
        return alone and above.right > self.right - above.size and self._is_parted(above, line)

    def _is_parted(self, above: Line, line: Line) -> bool:
        """True of a word that its column had no room for: as the document's words have it."""
        first, rest = bare(above.words[0].text), bare(line.words[0].text)
        if first + rest in self.usual.words:
            return True
        whole = self.usual.words | _LEADS_ON | _SHORT
        return rest.isalpha() and len(rest) <= LONGEST_REST and not {first, rest} & whole
