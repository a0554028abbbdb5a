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


def test_who_leads_is_the_first_and_what_is_in_progress_is_open() -> None:
    """A contributor of a known agency hears nothing of the stages that go to an agency."""
    (one,) = said("Fire / Clerk; Matron / In progress")
    assert "of one action others are told" in one
    rows = read(["1", "Fire", "Share", "Write", "Clerk", "May 2011", ""], header=HEADER).items
    assert [told.code for told in strangers(rows, KNOWN)] == ["unknown_agency"]


@table(
    ("board", "agencies"),
    [("Ash Board", ("Ash Fire",)), ("Safeguarding Board", ("Ash Fire", "Ash Relate"))],
)
def test_the_place_is_told_by_the_board_and_by_the_plans_other_agencies(
    board: str, agencies: tuple[str, ...]
) -> None:
    """Ash is the place, so that Ash Fire is not taken for Ash Police."""
    known = KnownPlaces(board=board, agencies=("Ash Police",))
    lines = said(*(f"{one} / Clerk / " for one in agencies), known=known)
    assert len(lines) == len(agencies)
    assert not any("did you mean" in line for line in lines)


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


@table(
    ("name", "known", "meant"),
    [
        ("Northbrock", "Northbrook", True),
        ("Ash Birch Cedar Elm Fir", "Ash Birch Cedar Oak Yew", True),
        ("Ash Birch Elm Fir", "Ash Birch Oak Yew", False),
        ("Rowan NHS Foundation Trust", "Rowan Council School Service", False),
        ("The Rowan", "Rowan Hospice", True),
        ("Trust of Rowan", "Rowan Hospice", True),
        ("Rowan and Partnership", "Rowan Hospice", True),
        ("Partnership for Rowan", "Rowan Hospice", True),
        ("School in Rowan", "Rowan Hospice", True),
    ],
)
def test_a_name_that_is_nearly_another_or_has_most_of_its_words(
    name: str, known: str, *, meant: bool
) -> None:
    """Nine signs of ten, or three words of five; a small word, as "of", is none of them."""
    assert nearest(name, [known]) == (known if meant else "")


def test_nothing_is_like_a_place_alone_or_like_no_name() -> None:
    """Northmoor is where they all are; and a board may have no agency yet."""
    assert nearest("Northmoor", KNOWN.agencies, [KNOWN.board]) == ""
    assert nearest("Northmoor", []) == ""
