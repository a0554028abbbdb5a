"""Lead cells as the plans of many boards have them, and the posts a careful secretary sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.plan_leads import NamedLead, split_leads
from models.rules.policy import Offices
from tests.readings import wanted


def is_date(text: str) -> bool:
    """True of the date texts of these tests."""
    return text.strip("() ").removeprefix("by ") in {"31 March 2011", "April 2011", "immediately"}


def names(text: str, offices: Offices | None = None) -> list[str]:
    """The names of the leads of a cell."""
    return [lead.name for lead in split_leads(text, is_date, offices or Offices())]


def said(text: str) -> list[str]:
    """The leads of a cell: number, name, date, and whether it may be two."""
    return [
        " | ".join(filter(None, (one.label and f"{one.label}.", one.name, one.date_text)))
        + (" | unsure" if one.is_unsure else "")
        for one in split_leads(text, is_date)
    ] or ["nobody"]


@pytest.mark.clause("7.6")
def test_who_leads_by_a_cell() -> None:
    """Each post of a cell in its order, with its number and its date."""
    cells = wanted("leads")
    assert {cell: said(cell.replace("\\n", "\n")) for cell in cells} == cells


@pytest.mark.clause("7.6")
def test_a_cell_of_two_thousand_characters_is_parted_and_no_longer_one() -> None:
    """Beyond it a cell is prose."""
    longest = ("Matron; Police; " * 125)[:-2] + "; "
    assert (len(longest), names(longest)) == (2000, ["Matron", "Police"])
    assert said(longest + ";") == [longest + ";"]


ONE = """
Service Manager, Children's Social Care
Assistant Director, Safeguarding and Quality Assurance
Detective Superintendent, Public Protection
Director of Nursing and Quality
Head of Learning and Development
Group Manager - Assessment & Family Support
Strategic Lead for Domestic Abuse and Sexual Violence
Head of Service for Fostering, Adoption and Residential Care
Consultant Paediatrician (Named Doctor)
Manager with responsibility for Health Visitors
Lead for Children with Disabilities
All partner agencies
Health and Wellbeing Board
Principal Child and Family Social Worker
Adults, Health and Housing Services
HR and Finance Team
Learning and Development Team
Head of Safeguarding (job share)
Named Nurse and Safeguarding
"""


SEVERAL = """
HoS Fostering & HoS Adoption                   HoS Fostering | HoS Adoption
Det. Supt and DASS                             Det. Supt | DASS
Named Nurse / Named Doctor                     Named Nurse | Named Doctor
Head Teacher/Designated Teacher                Head Teacher | Designated Teacher
Head of Service (North)/Head of Service (South)  Head of Service (North) | Head of Service (South)
Director of Skills and Work/Head of Inclusion  Director of Skills and Work | Head of Inclusion
Designated and Named Nurse                     Designated Nurse | Named Nurse
Named and Designated Professionals             Named Professionals | Designated Professionals
Designated Doctor and Nurse                    Designated Doctor | Designated Nurse
Named Doctor and Nurse for Fostering           Named Doctor for Fostering | Named Nurse for Fostering
Director and Deputy Director of Nursing        Director of Nursing | Deputy Director of Nursing
Trust, Director and Deputy Director of Nursing  Trust, Director of Nursing | Deputy Director of Nursing
Ward Matron & Matron of Audit                  Ward Matron | Matron of Audit
Clerk & Clerk of Works                         Clerk | Clerk of Works
Named GP and Designated Nurse, CCG             Named GP, CCG | Designated Nurse, CCG
Heads of Service (Intake and Fieldwork)        Head of Service (Intake) | Head of Service (Fieldwork)
Business Manager and Training Co-ordinator     Business Manager | Training Co-ordinator
Domestic Abuse Lead and Learning and Development Manager  Domestic Abuse Lead | Learning and Development Manager
Audit Lead & Policy and Practice Manager & Clerk  Audit Lead | Policy and Practice Manager | Clerk
Supt Partnerships / Independent Scrutineer     Supt Partnerships | Independent Scrutineer
DSL and Headteacher                            DSL | Headteacher
Practice Manager with Lead GP                  Practice Manager | Lead GP
Practice Manager plus Team Managers            Practice Manager | Team Managers
Team Manager supported by Training Group       Team Manager | Training Group
Head of Service in conjunction with Legal Services  Head of Service | Legal Services
Social Workers, Health Visitors and Midwives   Social Workers | Health Visitors | Midwives
Lead Nurse, Fostering, and Virtual School Head  Lead Nurse, Fostering | Virtual School Head
Head of Service - Intake, Head of Service - Audit  Head of Service - Intake | Head of Service - Audit
Medical Director, North Trust and Head of Care, South Trust  Medical Director, North Trust | Head of Care, South Trust
Education: Virtual Head; Health: Named Nurse   Education: Virtual Head | Health: Named Nurse
Lead: Head of Audit; Support: Legal Services   Head of Audit | Legal Services
Jointly: Matron + Head of Audit                Matron | Head of Audit
Head of Audit \u2013 lead; Named GP \u2013 support     Head of Audit | Named GP
Head of Audit \u2013 support; Named GP \u2013 lead     Named GP | Head of Audit
Support: Head of Audit; Lead officer: Named GP  Named GP | Head of Audit
Lead: Head of Audit. Support: Named GP         Head of Audit | Named GP
Named GP (supporting), Clerk, Matron (lead)    Matron | Clerk | Named GP
Support \u2013 Team Auditor; Lead - Named GP           Named GP | Team Auditor
Team Auditor to support, Named GP to lead      Named GP | Team Auditor
Lead:Named GP; Support:Clerk                   Named GP | Clerk
Co-leads: Named GP, Clerk                      Named GP | Clerk
Lead \u2013 Adult Nurses; Clerk                     Lead \u2013 Adult Nurses | Clerk
Support \u2013 Adults; Clerk                        Support \u2013 Adults | Clerk
Police \u2013 to support; Health \u2013 leading       Health | Police
HEAD OF AUDIT AND TEAM MANAGER                 HEAD OF AUDIT | TEAM MANAGER
IROs and CP Chairs                             IROs | CP Chairs
ASC/CSC                                        ASC | CSC
Police & Probation                             Police | Probation
Police/Health/Education                        Police | Health | Education
Health, Police and Children's Social Care      Health | Police | Children's Social Care
Legal Services & HR                            Legal Services | HR
1. Head of Audit 2. Head of Care               Head of Audit | Head of Care
Head of Audit (TBC)                            Head of Audit
Lead for Adults and Head of Care               Lead for Adults | Head of Care
Principal QRS & Chair QRS                      Principal QRS | Chair QRS
Training Officer and Head of Service, Intake   Training Officer | Head of Service, Intake
North Borough Council / Housing                North Borough Council | Housing
"""  # noqa: E501 - a table
UNSURE = """
Ward manager Chair of the audit group
Head of Care (North) Team Manager
HR Manager/Legal
Head of Service (Children and Families)
Adult Social Care and Housing
Team Manager and Legal Services
Director, Housing Services and Legal Services
Youth Services / Legal Services
Housing / Early Help
"""


def lines(text: str) -> list[str]:
    """The lines of a table."""
    return text.strip().split("\n")


@pytest.mark.clause("7.5")
def test_a_posts_own_joins_stay() -> None:
    """What belongs to one post's name, or to one body's, does not part it, and is not doubted."""
    alone = (
        "Head of Safeguarding (job share)",
        "Assistant Executive Director of Care",
        "Named Nurse, Grange Manor",
    )
    doubted = dict.fromkeys(alone, False)
    assert {text: names(text) for text in lines(ONE)} == {text: [text] for text in lines(ONE)}
    found = {text: split_leads(text, is_date)[0].is_unsure for text in doubted}
    assert found == doubted


@pytest.mark.clause("7.5")
def test_posts_are_parted_and_have_what_they_share() -> None:
    """A word for an office, or a whole agency, stands on each side; shared words are repeated."""
    rows = [line.split("  ", 1) for line in lines(SEVERAL)]
    wanted = {text: [one.strip() for one in posts.split("|")] for text, posts in rows}
    assert {text: names(text) for text in wanted} == wanted


@pytest.mark.clause("7.5")
def test_what_may_be_two_is_one_and_said() -> None:
    """Where an office stands on one side only, the cell is one post and is marked as unsure."""
    leads = {text: split_leads(text, is_date) for text in lines(UNSURE)}
    assert leads == {text: (NamedLead(name=text, is_unsure=True),) for text in lines(UNSURE)}


@pytest.mark.clause("7.5")
def test_a_cell_that_leaves_the_lead_open_names_none() -> None:
    """ "TBC" is no post."""
    for text in (
        "TBC",
        "tba",
        "N/A",
        "-",
        "\u2014",
        "To be confirmed",
        "Not yet allocated",
        "None",
    ):
        assert names(text) == []
    assert names("Head of Audit / TBC") == ["Head of Audit"]


@pytest.mark.clause("7.5")
def test_a_line_that_names_nothing_goes_on() -> None:
    """A line without a post, an agency or a date belongs to the post above it."""
    assert names("Designated Nurse\nSafeguarding\nTeam Manager") == [
        "Designated Nurse Safeguarding",
        "Team Manager",
    ]
    assert names("a) Team Manager\nb) Matron") == ["Team Manager", "Matron"]


@pytest.mark.clause("7.5")
def test_a_date_at_the_end_or_below_is_the_leads() -> None:
    """A date needs no sign before it, and may stand on a line of its own."""
    for text in ("Matron 31 March 2011", "Matron April 2011", "Matron\n31 March 2011"):
        (lead,) = split_leads(text, is_date)
        assert (lead.name, lead.date_text) == ("Matron", text[7:])
    assert [(lead.name, lead.date_text) for lead in split_leads(
        "Head of Care (by 31 March 2011) and Matron (April 2011)", is_date
    )] == [("Head of Care", "(by 31 March 2011)"), ("Matron", "(April 2011)")]  # fmt: skip


@pytest.mark.clause("7.5")
def test_a_numbered_lead_has_its_number() -> None:
    """The number of an entry is kept: a numbered date is its own."""
    leads = split_leads("1. Head of Audit\n2) Matron", is_date)
    assert [(lead.label, lead.name) for lead in leads] == [("1", "Head of Audit"), ("2", "Matron")]


@pytest.mark.clause("7.5")
def test_a_board_adds_words_for_its_offices() -> None:
    """A word that a board's policy gives stands for an office, one or many, as ours do."""
    text = "Link Navigators and Team Manager"
    assert names(text) == [text]
    assert names(text, Offices(posts=("Navigator",))) == ["Link Navigators", "Team Manager"]
    agencies = "North Consortium and Police"
    assert names(agencies) == [agencies]
    added = Offices(organisations=("consortium",))
    assert names(agencies, added) == ["North Consortium", "Police"]


WORDS = (
    "Head Named Nurse Designated and & / , ; ( ) with of Service Services Manager Deputy Police "
    "Health 1. a) \u2022 - (immediately) April 2011 Managers TBC supported by Legal"
)
PIECES = st.sampled_from([*WORDS.split(), "\n"])


@pytest.mark.clause("7.5")
@given(text=st.one_of(st.text(), st.lists(PIECES, max_size=12).map(" ".join)))
def test_any_cell_has_its_leads(text: str) -> None:
    """Whatever a cell holds, each lead has a name, and no name stands twice."""
    leads = split_leads(text, is_date)
    assert all(lead.name.strip() for lead in leads)
    assert len({lead.name.lower() for lead in leads}) == len(leads)
