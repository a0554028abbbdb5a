"""What a page shows without lines: dots drawn before a text, shades behind rows, wide sheets."""

from __future__ import annotations

from itertools import pairwise

from tasks.plan_pdf_beside import side_by_side
from tasks.plan_pdf_columns import set_tables
from tasks.plan_pdf_dots import DOT, with_dots
from tasks.plan_pdf_page import Area, Page, Word, printed_lines
from tasks.plan_pdf_tables import pdf_tables

SIZE = 9.0


def words(text: str, left: float, base: float) -> list[Word]:
    """The words of a line, each letter half as wide as it is high."""
    found: list[Word] = []
    for word in text.split():
        at = found[-1].right + SIZE / 3 if found else left
        found.append(Word(word, at, at + len(word) * SIZE / 2, base, SIZE))
    return found


def page(number: int, *rows: tuple[float, tuple[str, ...]], areas: tuple[Area, ...] = ()) -> Page:
    """A page of rows, their texts 120 points apart."""
    said = (
        word
        for base, texts in rows
        for at, text in enumerate(texts)
        for word in words(text, 40 + 120 * at, base)
    )
    return Page(number, 600, 400, tuple(said), areas=areas)


WIDE = (
    page(
        1,
        (60, ("No.", "Recommendation", "Action")),
        (90, ("1", "Visits are planned", "Plan them")),
        (120, ("2", "Calls are answered", "Answer them")),
    ),
    page(2, (60, ("No.", "Recommendation", "Action")), (90, ("3", "Notes are kept", "Keep them"))),
    page(
        3,
        (60, ("Lead", "Due date", "Seen")),
        (90, ("Head of Service", "May 2025", "Plan")),
        (120, ("Matron", "June 2025", "Log")),
    ),
    page(4, (60, ("Lead", "Due date", "Seen")), (90, ("Trainer", "July 2025", "Note"))),
)
COLUMNS = ("No.", "Recommendation", "Action", "Lead", "Due date", "Seen")


def read(pages: list[Page]) -> list[tuple[str, ...]]:
    """The cells of each row of a document."""
    sheets = pdf_tables(side_by_side(pages, None), None)
    return [row.cells for sheet in sheets for row in sheet.rows]


def test_a_wide_sheet_is_one_however_its_pages_are_ordered() -> None:
    """Down and then over, over and then down: each row has the columns of all its pages."""
    one, two, three, four = WIDE
    (sheet,) = pdf_tables(side_by_side([one, two, three, four], None), None)
    assert sheet.header == COLUMNS
    down, over = read([one, two, three, four]), read([one, three, two, four])
    assert down == over
    assert down[1] == ("2", "Calls are answered", "Answer them", "Matron", "June 2025", "Log")
    assert [row[4] for row in down] == ["May 2025", "June 2025", "July 2025"]


def test_columns_that_each_page_repeats_stand_once() -> None:
    """The first column printed again at the left of the further pages is cut off there."""
    more = page(2, (60, ("No.", "Lead", "Due date")), (90, ("1", "Matron", "May 2025")),
                (120, ("2", "Trainer", "June 2025")))  # fmt: skip
    assert read([WIDE[0], more]) == [
        ("1", "Visits are planned", "Plan them", "Matron", "May 2025"),
        ("2", "Calls are answered", "Answer them", "Trainer", "June 2025"),
    ]


def test_pages_of_other_tables_stay_apart() -> None:
    """A page that begins with a heading row of its own, or goes on with rows, is no neighbour."""
    own = page(1, (60, ("Recommendation", "Action", "Lead")), (90, ("Visits", "Plan", "Matron")))
    rest = page(2, (60, ("Calls", "Answer", "Trainer")), (90, ("Notes", "Keep", "Auditor")))
    assert len(side_by_side([own, rest], None)) == len(side_by_side([own, own], None)) == 2


def test_a_dot_that_is_drawn_before_a_text_is_a_bullet() -> None:
    """A small square or disc before the first word; what is larger, or lies elsewhere, is none."""
    line = words("Plan them", 50, 100)
    dot, box = Area(40, 95, 43, 98), Area(40, 80, 60, 100)
    under = Area(40, 101, 43, 104)
    assert [word.text for word in with_dots(line, [dot])] == ["Plan", "them", DOT]
    assert with_dots(line, [box, under]) == line


def test_a_row_ends_where_the_shade_behind_it_ends() -> None:
    """Rows as close as lines are told apart by their shades; a merged cell goes on behind them."""
    rows = [
        (60.0, ("Ref", "Recommendation", "Action", "Lead")),
        (84.0, ("1", "Visits are planned", "Plan them all", "Matron")),
        (95.0, ("", "and written down", "Write them", "Trainer")),
        (106.0, ("2", "Calls are answered", "Answer them", "Auditor")),
    ]
    tops = [75.0, 86.5, 97.5, 109.0]
    shaded = tuple(Area(36, top, 520, end) for top, end in list(pairwise(tops))[::2])
    one = page(1, *rows, areas=shaded)
    (found,) = set_tables(one, printed_lines(one.words, 1), None, None)
    rows_read = [row.texts()[1:3] for row in found.rows[1:]]
    planned = "Visits are planned and written down"
    assert rows_read[:2] == [[planned, "Plan them all"], [planned, "Write them"]]
    assert rows_read[2:] == [["Calls are answered", "Answer them"]]
