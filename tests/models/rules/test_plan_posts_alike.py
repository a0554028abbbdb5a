"""Posts whose names are nearly equal are listed with what differs, and no others are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.rules.plan_posts_alike import AlikePosts, nearly_equal_posts
from tests.models.rules.plan_rows import read, row
from tests.readings import wanted

CASE = "they differ in case or signs only"
SMALL = "they differ in a plural or in small words"
ORDER = "they have the same words in another order"
LETTERS = "one has the first letters of what the other spells out"
SPELT = "a word is spelt in two ways"
MORE = "one has a word more that may go without saying"
ALIKE = (
    ("Care Team manager", "Care Team Manager", CASE),
    ("Head of Audit & Quality", "Head of Audit and Quality", CASE),
    ("Childrens Services Manager", "Children\u2019s Services Manager", CASE),
    ("Training Co-ordinator", "Training Coordinator", CASE),
    ("Team Managers", "Team Manager", SMALL),
    ("Asst Director, Housing", "Assistant Director of Housing", SMALL),
    ("Named Nurse, Safeguarding", "Named Nurse for Safeguarding", SMALL),
    ("Service Manager, Fostering", "Fostering Service Manager", ORDER),
    ("HoS Fieldwork", "Head of Service Fieldwork", LETTERS),
    ("DCS", "Director of Children's Services", LETTERS),
    ("PPU Inspector", "Public Protection Unit Inspector", LETTERS),
    ("Head of Safegaurding", "Head of Safeguarding", SPELT),
    ("Care Manager", "Care Team Manager", MORE),
)
OTHER = (
    ("Named Nurse", "Named Doctor"),
    ("Head of Service (North)", "Head of Service (South)"),
    ("Team 1 Manager", "Team 2 Manager"),
    ("Deputy Head of Housing", "Head of Housing"),
    ("Head of Early Years", "Head of Early Help"),
    ("Manager, Fostering", "Manager, Adoption"),
    ("HR Manager", "Housing Repairs Officer"),
    ("Commissioning Manager", "Commissioner"),
)


def test_nearly_equal_names_are_a_pair_with_what_differs() -> None:
    """Case, plural, short forms, order, letters, spelling, a word more: the first that holds."""
    wanted = [AlikePosts(a, b, why, is_one=why == CASE) for a, b, why in ALIKE]
    assert [pair for a, b, _ in ALIKE for pair in nearly_equal_posts([a, b])] == wanted


def test_names_of_different_posts_are_none() -> None:
    """A word of another meaning makes another post."""
    assert [pair for names in OTHER for pair in nearly_equal_posts(names)] == []
    assert nearly_equal_posts(["Matron", "Matron"]) == ()


def test_a_plan_lists_them_in_the_row_of_the_second() -> None:
    """Once for a plan, as a note, with both rows; nothing is merged."""
    reading = read(row(lead="Team Manager"), row("2. Look"), row("3. See", lead="Team Managers"))
    (one,) = [problem for problem in reading.problems if problem.code == "similar_posts"]
    assert (one.severity, one.row, one.column) == ("note", 3, "Lead Officer")
    assert "\u201cTeam Managers\u201d and \u201cTeam Manager\u201d (row 1)" in one.message
    assert [item.leads[0].name for item in reading.items][0::2] == ["Team Manager", "Team Managers"]


@given(st.lists(st.one_of(st.text(max_size=12), st.sampled_from([a for a, *_ in ALIKE]))))
def test_any_names_are_compared(names: list[str]) -> None:
    """Whatever the names are, a pair is of two of them, once."""
    pairs = nearly_equal_posts(names)
    assert all(pair.first in names and pair.second in names for pair in pairs)
    assert len({(pair.first, pair.second) for pair in pairs}) == len(pairs)


def said(names: str) -> list[str]:
    """The pairs among names, each with its reason."""
    pairs = nearly_equal_posts(names.split(" | "))
    same = {True: ", and are one", False: ""}
    return [f"{one.first} = {one.second}: {one.reason}{same[one.is_one]}" for one in pairs] or [
        "no two are alike"
    ]


def test_names_side_by_side() -> None:
    """Short forms, small words, and words that may go without saying."""
    cases = wanted("posts_alike")
    assert {names: said(names) for names in cases} == cases


def test_of_very_many_names_that_differ_in_one_word_none_is_a_slip() -> None:
    """Two hundred are still looked at; the words of more are a plan's places."""
    slips = ["Head of Nursing", "Head of Nusring"]
    others = [f"Head of {a}{b}" for a in "bcdfghjklmnpq" for b in "bcdfghjklmnpqrtv"][:199]
    assert len(nearly_equal_posts([*slips, *others[:198]])) == 1
    assert nearly_equal_posts([*slips, *others]) == ()


def test_a_name_of_two_hundred_characters_is_prose_when_it_has_one_more() -> None:
    """What is as long is not compared."""
    name = "Matron " + "x" * 193
    assert nearly_equal_posts([name, name.lower()]) != ()
    assert nearly_equal_posts([f"{name}x", f"{name}x".lower()]) == ()
