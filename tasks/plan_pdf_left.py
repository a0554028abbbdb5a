"""What of a PDF's pages stands in no table and heads none: named, as it was not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import shorten

from models.rules.plan_sections import title_agency, title_recommendation
from models.rules.plan_sheets import Problem
from tasks.plan_pdf_grid import Grid
from tasks.plan_pdf_outside import paragraphs
from tasks.plan_pdf_page import NEAR, Line

LONGEST, MOST = 120, 4  # of a paragraph that is quoted; of those of one page
SENTENCE_WORDS = 8

Paged = tuple[int, str]
"""A paragraph with the number of its page."""


def paged(lines: Iterable[Line], right: float) -> list[Paged]:
    """The paragraphs of lines outside of tables, each with its page."""
    pages = groupby(lines, key=lambda line: line.page)
    return [(page, said) for page, own in pages for said in paragraphs(list(own), right)]


def heads_nothing(said: Sequence[Paged]) -> list[Paged]:
    """Those above a table that are sentences, and name neither its agency nor what it is for."""
    return [one for one in said if _is_sentence(one[1])]


def _is_sentence(text: str) -> bool:
    is_long = len(text.split()) >= SENTENCE_WORDS and text.endswith((".", ";", "!", "?"))
    return is_long and not title_recommendation([text]) and not title_agency([text])


def beside(grid: Grid, lines: Iterable[Line]) -> list[Line]:
    """The lines to the left and right of a ruled table."""
    return [one for one in lines if grid.ruled and grid.top + NEAR < one.base <= grid.bottom]


def left_out(said: Iterable[Paged], with_tables: Collection[int]) -> Iterator[Problem]:
    """A note for each page of which something was not read, and one for all without a table."""
    pages: dict[int, list[str]] = defaultdict(list)
    for page, text in said:
        pages[page].append(text)
    bare = sorted(page for page in pages if page not in with_tables)
    if bare:
        whose = "its" if len(bare) == 1 else "their"
        yield _note(f"{_pages(bare)} no table of the plan; {whose} sentences were not read.")
    for page, texts in sorted(pages.items()):
        if page in with_tables:
            named = [f"“{shorten(one, LONGEST, placeholder=' …')}”" for one in texts[:MOST]]
            more = [f"{len(texts) - MOST} more"] if len(texts) > MOST else []
            one = len(texts) == 1
            yield _note(
                f"Page {page}: {', '.join([*named, *more])} {'stands' if one else 'stand'} in no "
                f"table of the plan; {'it was' if one else 'they were'} not read."
            )


def _pages(numbers: Sequence[int]) -> str:
    """ "Page 3 has", "Pages 1, 2 and 5 have"; only how many, where they are many."""
    if len(numbers) == 1:
        return f"Page {numbers[0]} has"
    if len(numbers) > MOST:
        return f"{len(numbers)} pages, from page {numbers[0]} to page {numbers[-1]}, have"
    return f"Pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]} have"


def _note(message: str) -> Problem:
    return Problem(code="left_out", severity="note", message=message)
