"""The label before a heading, and the words around a name in it."""

from __future__ import annotations

from models.rules.plan_section_labels import (
    LONGEST_SECTION,
    agency_in_cell,
    bare_section,
    is_like_an_agency,
    is_theme,
    is_titled,
    order_of,
)
from tests.tables import table


@table(
    ("heading", "name"),
    [
        ("Recommendations for the Board", "Recommendations for the Board"),
        ("Actions for Oakfield Park", "Oakfield Park"),
        ("Actions: Record Keeping", "Actions: Record Keeping"),
        ("Actions for reviewing records", "Actions for reviewing records"),
        ("Support for Carers action plan", "Support for Carers action plan"),
        ("Part B: Police recommendations", "Police"),
    ],
)
def test_the_words_for_a_plan_go_from_around_an_agency(heading: str, name: str) -> None:
    """What it is for is named before it, as are bodies; a subject and the board keep them."""
    assert bare_section(heading) == name


@table(
    ("heading", "kind"),
    [
        ("Topic 2: Health", "topic"), ("Group B: Police", "group"), ("Group 3", "group"),
        ("Two. Housing", "letter"), ("B) Police", "letter"), ("(3) Housing", "figure"),
        ("Housing", ""),
    ],
)  # fmt: skip
def test_a_label_is_of_a_kind(heading: str, kind: str) -> None:
    """By its word, or by its sign where it has none."""
    assert order_of(heading) == kind


def test_an_agency_in_a_cell_has_its_label_taken_off() -> None:
    """One alone, in a cell of a usual length; what may be a place or several stays as it is."""
    assert agency_in_cell("3.  Housing") == "Housing"
    for text in ("1. Rowan", "1. Police 2. Probation", "1. Police; Probation Service"):
        assert agency_in_cell(text) == text
    longest = "3. Housing" + " Service" * 17 + " Unit"
    assert len(longest) + 1 == LONGEST_SECTION + 2
    assert agency_in_cell(longest) == longest
    assert agency_in_cell(longest[:-1]) == longest[3:-1]


@table("name", ["Licensing", "Probation", "HR", "GP", "Children", "police", "Ash Hospitals"])
def test_a_name_is_like_an_agencys(name: str) -> None:
    """A subject that councils have a service of, a body of one word, or some capitals."""
    assert is_like_an_agency(name)


@table(
    "name",
    [
        "Health and Housing", "Care at Home", "Centre for Women", "Carers in Westmere",
        "Friends of Ash", "Women on Wheels", "Over the Hill",
    ],
)  # fmt: skip
def test_a_name_begins_its_words_with_capitals_but_for_the_small(name: str) -> None:
    """And another word without one makes it a subject."""
    assert is_titled(name)
    assert not is_titled(f"{name} first")


def test_what_has_no_words_is_no_name() -> None:
    """A figure alone says nothing."""
    assert not is_titled("2.")


def test_a_kind_of_theme_before_a_colon_is_one() -> None:
    """Though it has no number."""
    assert is_theme("Topic: Record keeping")
