"""A line in a table that heads the rows below it and is no row."""

from __future__ import annotations

from models.rules.plan_heading_rows import (
    agency_orders,
    heads_rows,
    is_agency_among,
    is_missing,
    is_parent,
    is_peer,
    is_subject_among,
)
from models.rules.plan_sections import LONGEST_TITLE
from tests.tables import table

COLUMNS = ("number", "recommendation", "key_actions", "action_no")
ROW = ("2", "Share", "Write", "")
LONG = "Theme 1: " + "r" * (LONGEST_TITLE - len("Theme 1: "))


def heads(
    text: str, at: str = "1", below: tuple[str, ...] = ROW, columns: tuple[str, ...] = COLUMNS
) -> bool:
    """Whether a line in these places heads the row below it."""
    return heads_rows(text, dict(enumerate(columns)), [int(one) for one in at], below)


@table(
    ("text", "at"),
    [
        ("Theme 1: Records", "1"), ("Training staff", "123"), ("Training staff", "0"),
        ("Training staff", "3"), (LONG, "1"),
    ],
)  # fmt: skip
def test_a_line_heads_rows_that_say_what_they_are_for(text: str, at: str) -> None:
    """It is a theme, is merged over three cells, or stands where a number would."""
    assert heads(text, at)


@table(
    ("text", "at"),
    [
        ("Training staff", "12"), ("Training staff", "1"), ("Training", "0"), (f"{LONG}r", "1"),
        ("Theme 1: agencies should share", "1"), ("Theme 1: records.", "1"),
        ("Theme 1: records;", "1"), ("Recommendation 4: share", "012"),
    ],
)  # fmt: skip
def test_a_line_that_says_something_itself_heads_none(text: str, at: str) -> None:
    """It asks, is a sentence, is long, or is a recommendation; a number has no second word."""
    assert not heads(text, at)


def test_a_heading_is_of_rows_with_an_action_and_what_it_is_for() -> None:
    """Its recommendation; where the plan has none, its number."""
    theme = "Theme 1: Records"
    assert heads(theme, below=("", "Share", "Write", ""))
    assert not heads(theme, below=("2", "Share", "", ""))
    assert not heads(theme, below=("2", "", "Write", ""))
    bare = ("number", "key_actions")
    assert heads(theme, below=("2", "Write"), columns=bare)
    assert not heads(theme, below=("", "Write"), columns=bare)


@table(
    ("text", "first", "parent"),
    [
        ("2. Records", "2.1", True), ("Recommendation 2", "2.1", True), ("2. Records", "21", False),
        ("2. Records", "a)", False), ("Records", "2.1", False), ("Records", ".1", False),
    ],
)  # fmt: skip
def test_a_line_is_the_parent_of_the_number_below_it(
    text: str, first: str, *, parent: bool
) -> None:
    """2 is that of 2.1."""
    assert is_parent(text, ["", first]) is parent


@table(
    ("text", "above", "below", "missing"),
    [
        ("2 - withdrawn", "1", "3", True), ("2. Police", "1", "3", False),
        ("1 - withdrawn", "1", "3", False), ("3 - withdrawn", "1", "3", False),
        ("withdrawn", "1", "3", False), ("2.1 - withdrawn", "1", "3", False),
        ("2 - withdrawn", "1.1", "3", False), ("2 - withdrawn", "1", "3.1", False),
    ],
)  # fmt: skip
def test_a_row_that_is_missing_stands_between_its_neighbours(
    text: str, above: str, below: str, *, missing: bool
) -> None:
    """By whole numbers; and the name of an agency is none."""
    assert is_missing(text, ["", above], ["", below]) is missing


@table(
    ("text", "section", "peer"),
    [
        ("2. Oakfield", "1. Police", True), ("1. Oakfield", "1. Police", False),
        ("(3.1) Oakfield", "2. Police", True), ("B) Oakfield", "A) Police", True),
        ("B) Oakfield", "1. Police", False), ("Oakfield", "Police", False),
    ],
)  # fmt: skip
def test_a_line_goes_on_with_the_labels_above_it(text: str, section: str, *, peer: bool) -> None:
    """With a label of the same kind, whose number is higher."""
    assert is_peer(text, section) is peer


def test_the_labels_of_agencies_are_known_from_their_names() -> None:
    """In lines that are short enough for a title."""
    longest = "2. " + "Housing " * 9 + "Units"
    assert len(longest) == LONGEST_TITLE
    assert agency_orders(["A) Records", longest, "Police"]) == {"figure"}
    assert agency_orders([f"1{longest}"]) == frozenset()


def test_a_label_that_no_agency_has_is_a_subjects() -> None:
    """A name has capitals."""
    assert is_subject_among("Area 3: record keeping", frozenset({"part"}))
    for text in ("Area 3: Oakfield Park", "record keeping"):
        assert not is_subject_among(text, frozenset({"part"}))
    assert not is_subject_among("Area 3: record keeping", frozenset({"area"}))


def test_a_name_that_is_labelled_as_agencies_are_is_one() -> None:
    """Unless its label is a theme's, or it has none."""
    orders = frozenset({"part", "theme"})
    assert is_agency_among("Part 3: Oakfield Park", orders)
    for text in ("Theme 2: Oakfield Park", "Oakfield Park", "Part 3: record keeping", "Part 3"):
        assert not is_agency_among(text, orders)
