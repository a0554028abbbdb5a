"""What may name a person is flagged, and posts are not."""

from __future__ import annotations

from models.rules.plan_personal import named_as_lead, personal_data
from tests.models.rules.plan_rows import read, row
from tests.readings import wanted
from tests.tables import table

# Made of a common first name and a word that is nobody's, so that no person is named.
PERSON = "Susan Exampleton"


@table(
    "text",
    ["Ask Mrs Exampleton", "Ask Mr O'Exampleton",
     "by Dr. E Exampleton", f"agreed with {PERSON} today", "checked (KD)",
     "see (K.D.)", "seen by (KD/JX)", "Cllr Exampleton", "ring 01632 960123",
     "post@example.org", "Printed. K Exampleton has it", "ask E. Exampleton",
     "met Zofia Exampleton"],
)  # fmt: skip
def test_what_may_name_a_person_is_found(text: str) -> None:
    """A title or a first name with a name after it, initials in brackets, an address."""
    assert personal_data(text)


@table(
    "text",
    ["Director of Nursing (DN)", "the Multi Agency Team (MAT)", "training in law (MCA)",
     "St Mary Exampleton Hospital", "Victoria Road Surgery", "Claire House", "Dr and nurse",
     "Miss no appointment",
     "\u2018Mr D\u2019", "Head of Legal Services", "Professor of nursing", "General (GP)",
     "On 01/02/2010 and 15/03/2011", "Adam Lane School", "see appendix K Exampleton",
     "Hepatitis B Exampleton", "wing B Nursing", "A Exampleton", "in family K Exampleton met"],
)  # fmt: skip
def test_posts_places_and_abbreviations_are_no_persons(text: str) -> None:
    """A warning that cries wolf is not read."""
    assert not personal_data(text)


@table("name", ["KD", "K.D.", "J Exampleton", "J. Exampleton", "KD/JX", "Samplina Exampleton",
       "Head of Audit (Samplina Exampleton)", "Samplina Exampleton, Matron"])  # fmt: skip
def test_initials_where_a_post_is_expected_are_found(name: str) -> None:
    """A lead cell names a post; initials in it are a person's."""
    assert named_as_lead(name)


@table("name", ["GP", "HR", "DSL", "LSCB", "Matron", "A Ward Manager", "IT & HR", "Front Door",
       "Exampleton Homes", "Head of Care (Exampleton North)", "Early Help", "Exampleton CAMHS",
       "Superintendent, G Division",
       "Designated Nurse, Exampleton Vale", "Head of Service (Job Share)"])  # fmt: skip
def test_abbreviated_posts_are_no_initials(name: str) -> None:
    """What is commonly abbreviated is a post or an agency."""
    assert not named_as_lead(name)


def test_a_name_is_flagged_in_whichever_cell_it_stands() -> None:
    """The problem names the column, also one that no field has."""
    reading = read([*row(), f"said {PERSON}"], header=[*"ABCDEF"[:0], "Recommendation",
                   "Key Actions", "Evidence", "Outcome", "Lead", "Date", "Internal"])  # fmt: skip
    found = [(one.code, one.column) for one in reading.problems if one.severity == "warning"]
    assert found == [("personal_data", "Internal")]
    (problem,) = read(row(lead="KD")).problems
    assert (problem.code, problem.column) == ("personal_data", "Lead Officer")


def found(text: str) -> list[str]:
    """What of a text may name a person in a plan's prose, and what where a post is expected."""
    inside, lead = personal_data(text), named_as_lead(text)
    return [f"in prose: {inside or 'nobody'}", f"as a lead: {lead or 'nobody'}"]


def test_who_is_named_by_a_text() -> None:
    """Side by side: what is flagged in prose, and what in a lead's cell."""
    texts = wanted("personal")
    assert {text: found(text) for text in texts} == texts
