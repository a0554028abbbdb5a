"""The heading row of a table without ruled columns: where it ends, and where its headings part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.plan_pdf_columns import set_tables
from tasks.plan_pdf_heads import headers
from tasks.plan_pdf_page import Page, Rule, Word, printed_lines

SIZE, LETTER, BLANK = 9.0, 5.0, 2.5
LEFTS = (40.0, 90.0, 200.0, 290.0, 370.0)


def line(texts: Sequence[str], base: float, lefts: Sequence[float] = LEFTS) -> Iterator[Word]:
    """The words of texts that begin at these places; "" says nothing."""
    for text, begins in zip(texts, lefts, strict=True):
        left = begins
        for said in text.split():
            yield Word(said, left, left + LETTER * len(said), base, SIZE)
            left += LETTER * len(said) + BLANK


def test_headings_close_to_each_other_are_parted_where_that_makes_more_known() -> None:
    """Half a letter's size parts two headings; the blank between two words does not."""
    texts = ["Ref", "Lead agency", "Action required", "Target date", "Status"]
    lefts = [40.0]
    for text in texts[:-1]:
        width = LETTER * len(text.replace(" ", "")) + BLANK * text.count(" ")
        lefts.append(lefts[-1] + width + SIZE / 2)
    lines = printed_lines(line(texts, 50, lefts), 1)
    (header,) = headers(lines, None)
    assert [cell.text for cell in header.cells] == texts


def test_a_level_line_drawn_cell_by_cell_ends_the_heading_row() -> None:
    """What stands below it is the first row, though the room above it is no more than usual."""
    texts = [
        ["Ref", "Recommendation", "Action", "Lead", "Date it is"],
        ["", "of the review", "", "", "to be done"],
        ["1", "Action", "Share", "Matron", "May 2011"],
        ["", "on records", "them", "", ""],
    ]
    words = [word for at, row in enumerate(texts) for word in line(row, 50.0 + 12 * at)]
    pieces = tuple(Rule(at, 65.0, at + 80, 65.0) for at in range(40, 440, 80))
    (grid,) = set_tables(
        Page(1, 500, 300, tuple(words), pieces), printed_lines(words, 1), None, None
    )
    assert [row.texts() for row in grid.rows] == [
        ["Ref", "Recommendation of the review", "Action", "Lead", "Date it is to be done"],
        ["1", "Action on records", "Share them", "Matron", "May 2011"],
    ]
