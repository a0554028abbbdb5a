"""How a printed line lies over the columns of a table: its part in each, or across their ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from tasks.plan_pdf_grid import Row
from tasks.plan_pdf_page import Line, printed_lines

CLOSE = 4.0  # points: words so near to a column's end on both sides stand across it
GAP = 0.7  # of a letter's size: wider than between two words
_LABEL = re.compile(r"\W?(?:rec\w*\s*)?[a-z]{0,3}\d{1,3}(?:\.\d{1,3})*[.):]?", re.IGNORECASE)


def may_head(line: Line, parts: Sequence[Line | None]) -> bool:
    """True of a text alone in the first column that is no sentence and has no number."""
    alone = parts[0] is not None and not any(parts[1:])
    return alone and line.text[0].isupper() and line.text[-1] not in ".,;" and not labelled(line)


def labelled(line: Line | None) -> bool:
    """True of a line that begins with a number, as a row's own: "3.", "Rec 12", "(a1)"."""
    return line is not None and bool(_LABEL.fullmatch(line.words[0].text))


def in_columns(line: Line, edges: Sequence[float]) -> list[Line | None]:
    """The part of a line that stands in each column."""
    parts: list[Line | None] = []
    for at in range(len(edges) - 1):
        own = [word for word in line.words if bisect_right(edges, word.middle[0]) - 1 == at]
        parts.append(Line(line.page, own) if own else None)
    return parts


def row_of(lines: Sequence[Line], edges: Sequence[float], headings: AbstractSet[int]) -> Row:
    """The lines' words in their columns; a heading, or a line over their ends, fills the row."""
    if len(lines) == 1 and (id(lines[0]) in headings or is_across(lines[0], edges)):
        return Row([list(lines), *([] for _ in edges[2:])], spans=True)
    words = [word for line in lines for word in line.words]
    own = [
        [word for word in words if bisect_right(edges, word.middle[0]) - 1 == at]
        for at in range(len(edges) - 1)
    ]
    return Row([printed_lines(held, lines[0].page) for held in own])


def is_across(line: Line, edges: Sequence[float]) -> bool:
    """True of one run of words that goes on over a column's end."""
    if any(other.left - one.right > GAP * line.size for one, other in pairwise(line.words)):
        return False
    ends = [edge for edge in edges[1:-1] if line.left < edge < line.right]
    return any(_over(line, edge) for edge in ends)


def _over(line: Line, edge: float) -> bool:
    before = max(word.right for word in line.words if word.left < edge)
    behind = min((word.left for word in line.words if word.left >= edge), default=edge)
    return before > edge or behind - before < CLOSE
