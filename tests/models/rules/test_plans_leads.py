"""Which posts a lead cell names: by rule, and each post once."""

from __future__ import annotations

import pytest

from models.rules.plan_leads import split_leads
from tests.models.rules.plan_rows import read, row
from tests.tables import table


def is_date(text: str) -> bool:
    """True of the date texts of these tests."""
    return text.strip("() ") in {"immediately", "March 2011", "by March 2011"}


def names(text: str) -> list[str]:
    """The names of the leads of a cell."""
    return [lead.name for lead in split_leads(text, is_date)]


@pytest.mark.clause("7.5")
@table(
    "post",
    [
        "Head of Service, Fostering and Adoption",
        "Director of Learning, Early Help & Inclusion",
        "Quality and Audit lead",
        "Performance & Quality Manager",
        "Head of Service (Social Work), Children\u2019s Services",
        "Designated Doctor, Acute Trust",
        "Director of Universal, Targeted and Learning Services",
        "Legal Services",
        "All agencies",
        "Inspector, Public Protection Unit, East Division",
        "HR and Finance Manager",
        "Young People - Education Support Manager",
    ],
)
def test_a_posts_own_joins_stay(post: str) -> None:
    """A comma, an ampersand or "and" that belongs to a post's name does not part it."""
    assert names(post) == [post]


@pytest.mark.clause("7.5")
@table(
    ("text", "expected"),
    [
        ("Head of Fostering & Named Nurse", ["Head of Fostering", "Named Nurse"]),
        ("Head Teacher and Chair of Governors", ["Head Teacher", "Chair of Governors"]),
        ("DCS & Head of Housing", ["DCS", "Head of Housing"]),
        ("Team Manager; Practice Lead", ["Team Manager", "Practice Lead"]),
        ("Head of Housing, Head of Education", ["Head of Housing", "Head of Education"]),
        ("Team Manager\nPractice Lead", ["Team Manager", "Practice Lead"]),
        ("\u2022 Team Manager\n\u2022 Legal Services", ["Team Manager", "Legal Services"]),
        ("1. Team Manager\n2. Matron", ["Team Manager", "Matron"]),
        ("Head of Service,\nFostering", ["Head of Service, Fostering"]),
        (
            "Head of Service,\nFostering\n\nLegal Services",
            ["Head of Service, Fostering", "Legal Services"],
        ),
        ("Matron / Team Manager", ["Matron", "Team Manager"]),
        ("Acute Trust / Police", ["Acute Trust", "Police"]),
        ("North / South", ["North / South"]),
        ("North / South area managers", ["North area managers", "South area managers"]),
        (
            "Head of Nursing and Named Doctor, Care Unit, Acute Trust",
            ["Head of Nursing, Care Unit, Acute Trust", "Named Doctor, Care Unit, Acute Trust"],
        ),
        (
            "Commissioning, North PCT & South Care Trust",
            ["Commissioning, North PCT", "Commissioning, South Care Trust"],
        ),
        (
            "Head of Service, Help, Prevention and Inclusion & Head of Service Play",
            ["Head of Service, Help, Prevention and Inclusion", "Head of Service Play"],
        ),
        (
            "Matron, Acute Trust\nHead of Wards / Matron, Acute Trust",
            ["Matron, Acute Trust", "Head of Wards"],
        ),
        ("", []),
        (" \n ", []),
    ],
)  # fmt: skip
def test_several_posts_are_parted(text: str, expected: list[str]) -> None:
    """Posts are parted where each is one of its own, share what they share, and stand once."""
    assert names(text) == expected


@pytest.mark.clause("7.5")
@table(
    ("text", "expected"),
    [
        ("Named Nurse (immediately)", [("Named Nurse", "(immediately)")]),
        ("Named Nurse\n(immediately)", [("Named Nurse", "(immediately)")]),
        ("Named\nNurse", [("Named Nurse", "")]),
        ("Lead\nNurse\n(immediately)", [("Lead Nurse", "(immediately)")]),
        (
            "Named Nurse (immediately) Matron (March 2011)",
            [("Named Nurse", "(immediately)"), ("Matron", "(March 2011)")],
        ),
        ("Head of Wards (North) Manager", [("Head of Wards (North) Manager", "")]),
        ("Named Nurse \u2013 March 2011", [("Named Nurse", "March 2011")]),
        ("Named Nurse, by March 2011", [("Named Nurse", "by March 2011")]),
        ("Named Nurse by March 2011", [("Named Nurse", "by March 2011")]),
        ("Named Nurse (Acute Trust)", [("Named Nurse (Acute Trust)", "")]),
        (
            "Named Nurse\n(immediately)\n\nMatron, Acute Trust",
            [("Named Nurse", "(immediately)"), ("Matron, Acute Trust", "")],
        ),
        ("Matron (March 2011), Team Manager", [("Matron", "(March 2011)"), ("Team Manager", "")]),
    ],
)
def test_a_date_beside_a_lead_is_that_leads(text: str, expected: list[tuple[str, str]]) -> None:
    """A date in brackets or after a dash belongs to the lead it stands beside, and to no other."""
    leads = [(lead.name, lead.date_text) for lead in split_leads(text, is_date)]
    assert leads == expected


@pytest.mark.clause("7.5")
def test_a_plan_that_names_two_posts_elsewhere_has_two_in_one_cell() -> None:
    """What its words leave open the plan's other rows say; one of the two alone is not enough."""
    both = "Head of Service (North and South)"
    others = (row("2. Look", lead="Head of Service (South)"), row("3. See", lead=both))
    (_, alone) = read(*others).items
    assert [(lead.name, lead.is_unsure) for lead in alone.leads] == [(both, True)]
    first, *_, last = read(row(lead="Head of Service, North"), *others).items
    assert first.leads[0].name == "Head of Service, North"
    assert [(lead.name, lead.is_unsure) for lead in last.leads] == [
        ("Head of Service (North)", False),
        ("Head of Service (South)", False),
    ]
    reading = read(
        row(lead="Team Manager"),
        row("2. Look", lead="Legal Services"),
        row("3. See", lead="Team Manager and Legal Services", due="1 May 2011"),
    )
    assert [lead.name for lead in reading.items[2].leads] == ["Team Manager", "Legal Services"]
    assert {lead.date.text for lead in reading.items[2].leads} == {"1 May 2011"}
    run_on = "Team Manager Social Worker"
    for apart, leads in ((["Team Manager", "Social Worker"], 2), (["Team Manager"], 1)):
        rows = [row(f"{n}. See", lead=lead) for n, lead in enumerate([run_on, *apart])]
        assert len(read(*rows).items[0].leads) == leads


@pytest.mark.clause("7.5")
def test_a_post_that_then_stands_twice_loses_none_of_its_dates() -> None:
    """One of its own goes before the row's; of two a person must say which one holds."""
    others = [row(lead="Head of Service (North)"), row("2. Look", lead="Head of Service (South)")]
    both, one = "Head of Service (North and South)", "Head of Service (North)"
    cases = {
        f"{both} \u2013 April 2011; {one} \u2013 31 March 2011": "April 2011; 31 March 2011",
        f"{both}; {one} \u2013 31 March 2011": "31 March 2011",
        f"{one} \u2013 31 March 2011; {both}": "31 March 2011",
    }
    for cell, said in cases.items():
        north, south = read(*others, row("3. See", lead=cell)).items[2].leads
        assert (north.name, north.date.text, north.has_own_date) == (one, said, True)
        assert north.date.needs_decision is (";" in said)
        assert south.name == "Head of Service (South)"


@pytest.mark.clause("7.5")
def test_a_join_is_looked_for_in_a_name_of_two_hundred_characters() -> None:
    """And not in one that has one more: that is prose, though other rows name both of its posts."""
    for more, leads in (("", 2), ("y", 1)):
        first, second = "N" + "x" * 92, "M" + "x" * 93 + more
        named = (f"Head of {first}", f"Head of {second}", f"Head of {first} and {second}")
        assert len(named[2]) == 200 + len(more)
        items = read(*(row(f"{n}. Look", lead=lead) for n, lead in enumerate(named, 1))).items
        assert [len(item.leads) for item in items] == [1, 1, leads]
