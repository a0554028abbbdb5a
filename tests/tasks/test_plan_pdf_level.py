"""A table with level lines alone, as web pages print them: merged cells, headings in the middle."""

from __future__ import annotations

from tasks.plan_pdf_columns import set_tables
from tasks.plan_pdf_page import Page, Rule, Word, printed_lines

SIZE = 9.0
LEFTS = (40.0, 90.0, 250.0, 440.0)
RIGHT = 560.0


def words(text: str, left: float, base: float) -> list[Word]:
    """The words of a line, each letter half as wide as it is high."""
    found, at = [], left
    for word in text.split():
        found.append(Word(word, at, at + len(word) * SIZE / 2, base, SIZE))
        at = found[-1].right + SIZE / 3
    return found


def row(base: float, *texts: str) -> list[Word]:
    """The words of a row of the four columns; an empty text leaves its column empty."""
    places = zip(LEFTS, texts, strict=True)
    return [word for left, text in places for word in words(text, left, base)]


def page(*placed: list[Word], level: list[tuple[float, float, float]]) -> Page:
    """A page of words with its level lines: how far down, and from where to where."""
    rules = tuple(Rule(left, top, right, top) for top, left, right in level)
    return Page(1, 600, 400, tuple(word for line in placed for word in line), rules)


def tables(one: Page) -> list[list[list[str]]]:
    """The texts of each row of each table of a page."""
    found = set_tables(one, printed_lines(one.words, 1), None, None)
    return [[row.texts() for row in table.rows] for table in found]


def test_a_line_that_leaves_a_column_out_goes_past_a_merged_cell() -> None:
    """The text on both sides of it is one cell, which stands in each of its rows."""
    one = page(
        row(60, "Ref", "Recommendation", "Action", "Lead"),
        row(85, "1", "Visits are written", "Write it", "Matron"),
        row(97, "", "down on the", "", ""),
        row(114, "2", "same day", "Teach it", "Trainer"),
        row(140, "3", "Look again", "Audit it", "Auditor"),
        level=[(66, 36, RIGHT), (102, 36, 80), (102, 245, RIGHT), (124, 36, RIGHT)],
    )
    (found,) = tables(one)
    said = "Visits are written down on the same day"
    assert [cells[1] for cells in found[1:]] == [said, said, "Look again"]
    assert [cells[2] for cells in found[1:]] == ["Write it", "Teach it", "Audit it"]


def test_a_heading_of_two_lines_stands_in_the_middle_of_its_row() -> None:
    """Its lines stand above and below those of the others, and none is a row of the plan."""
    one = page(
        row(54, "", "", "", "Who takes the"),
        row(60, "Ref", "Recommendation", "Action", ""),
        row(66, "", "", "", "lead"),
        row(95, "1", "Write it down", "Write it", "Matron"),
        row(120, "2", "Look again", "Audit it", "Auditor"),
        level=[],
    )
    (found,) = tables(one)
    assert [cells[3] for cells in found] == ["Who takes the lead", "Matron", "Auditor"]


def test_a_title_and_a_sentence_above_the_next_table_are_no_rows_of_the_last() -> None:
    """The title names the section of the table below it, though a sentence stands between."""
    header = ("Ref", "Recommendation", "Action", "Lead")
    one = page(
        row(60, *header),
        row(80, "1", "Write it down", "Write it", "Matron"),
        row(100, "2", "Look again", "Audit it", "Auditor"),
        words("Northmoor Police", 40, 150),
        words("The force has a group that meets to oversee these actions.", 40, 168),
        row(190, *header),
        row(210, "3", "Share it", "Send it", "Inspector"),
        level=[],
    )
    first, second = tables(one)
    assert [cells[0] for cells in first] == ["Ref", "1", "2"]
    assert [cells[0] for cells in second] == ["Ref", "3"]
