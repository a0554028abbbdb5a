"""The agencies of a plan beside those that the contacts name."""

from __future__ import annotations

from models.rules.plan_agencies import KnownPlaces, nearest, strangers
from tests.models.rules.plan_rows import read
from tests.tables import table

HEADER = ["No", "Agency", "Recommendation", "Action", "Lead", "Date", "Status"]
KNOWN = KnownPlaces(
    board="Northmoor Board",
    agencies=("Northmoor Police", "Northmoor Council Housing", "Westmere NHS Trust"),
    posts=("Matron",),
    own_sections=("Part A: Overview recommendations",),
)


def said(*rows: str, known: KnownPlaces = KNOWN) -> list[str]:
    """What is said of rows of an agency, a lead and a status."""
    parts = [row.split(" / ") for row in rows]
    made = [
        [str(n), agency, "Share", "Write", lead, "May 2011", status]
        for n, (agency, lead, status) in enumerate(parts, 1)
    ]
    return [one.message for one in strangers(read(*made, header=HEADER).items, known)]


def test_an_agency_that_no_contact_has_is_said_once() -> None:
    """With its first open row, how many actions it has, and the agency that may be meant."""
    first, second = said(
        "Housing / Clerk / Complete", "Housing / Clerk / ", "Housing / Warden / ", "Fire / Clerk / "
    )
    assert first == (
        "row 2 (row 3 of the file), Agency: “Housing” is no agency that the contacts name, so that "
        "of 2 actions others are told in the place of its safeguarding lead and its board member; "
        "did you mean Northmoor Council Housing?"
    )
    assert second == (
        "row 4 (row 5 of the file), Agency: “Fire” is no agency that the contacts name, so that of "
        "one action others are told in the place of its safeguarding lead and its board member."
    )


def test_what_is_known_or_does_no_harm_is_not_said() -> None:
    """An agency in other signs, the board, its own section; a lead of a known agency; no contacts.

    Nor is a row that is over, or one of no agency.
    """
    assert said("northmoor  POLICE / Clerk / ", "Northmoor Board / Clerk / ") == []
    assert (
        said("Overview recommendations / Clerk / ", "2. Overview Recommendations / Clerk / ") == []
    )
    assert said("Fire / matron / ", "Fire / Clerk / Complete", " / Clerk / ") == []
    assert said("Fire / Clerk / ", known=KnownPlaces(board="Northmoor Board")) == []


def test_a_section_that_may_be_the_boards_own_is_said_whoever_leads() -> None:
    """Its actions would go up the ladder of an agency, and not the board's."""
    (one,) = said("Overview report recommendations / Matron / ")
    assert "did you mean Part A: Overview recommendations?" in one


@table(
    ("name", "meant"),
    [
        ("Police", "Northmoor Police"), ("Northmoor Polise", "Northmoor Police"),
        ("Westmere Trust", "Westmere NHS Trust"), ("Housing service", "Northmoor Council Housing"),
        ("Northmoor Fire Service", ""), ("Northmoor Probation", ""), ("Ash NHS Trust", ""),
    ],
)  # fmt: skip
def test_the_nearest_agency_shares_what_says_which_it_is(name: str, meant: str) -> None:
    """The place that they share does not, nor does a word that many bodies have."""
    assert nearest(name, KNOWN.agencies, [KNOWN.board]) == meant
