"""The lines of a PDF that stand in none of its tables: titles, and prose."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.plan_pdf_cells import BLANK, SPACE
from tasks.plan_pdf_grid import Grid
from tasks.plan_pdf_page import Line, Page, printed_lines


def outside_of(page: Page, held: Sequence[Grid]) -> list[Line]:
    """The printed lines of a page that stand in none of its tables."""
    free = (
        word
        for word in page.words
        if not any(
            grid.top <= word.middle[1] <= grid.bottom
            and grid.edges[0] <= word.middle[0] <= grid.edges[-1]
            for grid in held
        )
    )
    return printed_lines(free, page.number)


def paragraphs(lines: Sequence[Line], right: float) -> list[str]:
    """The texts of lines that stand in no table: a line that had no room for more goes on."""
    said: list[str] = []
    above: Line | None = None
    for line in lines:
        if above and above.page == line.page and _only_wraps(above, line, right):
            said[-1] = f"{said[-1]} {line.text}"
        else:
            said.append(line.text)
        above = line
    return said


def _only_wraps(above: Line, line: Line, right: float) -> bool:
    """True of a line of the same letters close below one with no room for its first word."""
    first = line.words[0]
    close = line.base - above.base < BLANK * line.size and above.size == line.size
    return close and above.right + SPACE * line.size + first.right - first.left > right
