"""The text of a cell from its printed lines: which line's end parts a word, and how."""

from __future__ import annotations

import pytest

from tasks.plan_pdf_cells import cell_text
from tasks.plan_pdf_habits import Habits
from tasks.plan_pdf_page import Line, Word

HABITS = Habits({9.0: 11.0}, 2.0, spaced_slash=False, words=frozenset(), hyphenates=True)
RIGHT = 100.0


def full(said: str, at: int) -> Line:
    """A printed line that has no room for another word."""
    parts = said.split()
    step = (RIGHT - 4) / len(parts)
    words = [Word(one, 2 + n * step, 2 + (n + 1) * step - 1, 20 + 11.0 * at, 9.0)
             for n, one in enumerate(parts)]  # fmt: skip
    return Line(1, words)


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("the proto-", "col", "the protocol"),
        ("cover out-of-", "hours", "cover out-of-hours"),
        ("multi-", "agency", "multi-agency"),
        ("Manager; 0\u2013", "19 services", "Manager; 0\u201319 services"),
        ("Head of \u2013", "Housing", "Head of \u2013 Housing"),
        ("in the assessments", ".", "in the assessments."),
    ],
)
def test_what_a_lines_end_parts_is_put_together(first: str, second: str, text: str) -> None:
    """A hyphen that only parts a word goes; one that the word has stays, and so does a range's."""
    lines = [full(said, at) for at, said in enumerate((first, second))]
    assert cell_text(lines, 0.0, RIGHT, HABITS) == text


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("a) Revise the guide/for all staff/b) Train them/(c) Tell",
         "a) Revise the guide for all staff\nb) Train them\n(c) Tell"),
        ("Do these/1. Revise/2. Train", "Do these\n1. Revise\n2. Train"),
        ("i) Revise/ii) Train/iii) Tell", "i) Revise\nii) Train\niii) Tell"),
        ("As said in/1. and in/3. below", "As said in 1. and in 3. below"),
        ("By the Act of part/a) alone", "By the Act of part a) alone"),
    ],
)  # fmt: skip
def test_the_labels_of_a_list_begin_its_lines(said: str, text: str) -> None:
    """From the first of them on, whether a stop ends the line above or not; one alone is none."""
    lines = [full(one, at) for at, one in enumerate(said.split("/"))]
    assert cell_text(lines, 0.0, RIGHT, HABITS) == text


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("Ward manager", "Chair of the audit group", "Ward manager\nChair of the audit group"),
        (
            "Head of Law; Training Officer",
            "Named Nurse",
            "Head of Law; Training Officer\nNamed Nurse",
        ),
        ("Chief Executive", "Director of Nursing", "Chief Executive Director of Nursing"),
        ("Head of Service", "Deputy Team Manager", "Head of Service Deputy Team Manager"),
        ("Training Officer", "Team Manager", "Training Officer Team Manager"),
        ("Ward Manager", "Deputy", "Ward Manager Deputy"),
    ],
)
def test_a_post_that_begins_anew_begins_a_line_of_a_leads_cell(
    first: str, second: str, text: str
) -> None:
    """Behind a post that its office ends: what else a line's end may part stays one, and asked."""
    lines = [full(said, at) for at, said in enumerate((first, second))]
    assert cell_text(lines, 0.0, RIGHT, HABITS, names_leads=True) == text
    assert "\n" not in cell_text(lines, 0.0, RIGHT, HABITS)
