"""Whether two lines of a lead's cell, with nothing between them, are two posts."""

from __future__ import annotations

import pytest

from models.rules.plan_lead_doubts import are_two, begins_anew, may_be_run_together
from models.rules.plan_offices import office_words
from models.rules.policy import Offices
from tests.tables import table

OFFICES = office_words(Offices())


@pytest.mark.clause("7.5")
@table(
    ("above", "below", "two"),
    [
        ("Ward Manager", "Chair of the audit group", True),
        ("Ward Manager", "Deputy Matron", True),
        ("Senior Ward Manager", "Deputy Matron", True),
        # One word more may be the name going on, and so may what names no office.
        ("Ward Manager", "Chair", False),
        ("Ward Manager", "Named Places", False),
        ("Ward Manager", "Service Manager", False),
        # What stands above has not come to its office, or goes on behind it.
        ("Head of Nursing", "Deputy Matron", False),
        ("Service Head", "Deputy Matron", False),
        ("Fire Chief", "Deputy Matron", False),
        ("Manager", "Deputy Matron", False),
        ("Ward Manager:", "Deputy Matron", False),
    ],
)
def test_a_line_that_begins_a_post_anew_is_another(above: str, below: str, *, two: bool) -> None:
    """Behind a whole post, and with a word that opens one."""
    assert begins_anew(above, below, OFFICES) is two


@pytest.mark.clause("7.5")
@table(
    ("above", "below", "may_be"),
    [
        ("Team Lead", "Housing Manager", True),
        ("Early Help Lead", "Housing Manager", True),
        ("Ward Manager", "Housing Manager", True),
        ("Lead", "Housing Manager", False),
        ("Housing Services", "Ward Manager", False),
        ("Ward Manager", "Housing Services", False),
        ("Team Lead", "Housing Services", False),
        ("Head of Safeguarding", "Emergency Department Matron", True),
        ("Named Nurse for Looked After Children", "Ward Manager", True),
        ("Head of Legal", "Services and Monitoring Officer", False),
        ("Head of Safeguarding and", "Service Manager", False),
        ("Head of", "Ward Manager", False),
        ("Deputy for the Designated", "Safeguarding Officer", False),
        ("Review of Safeguarding", "Department Matron", False),
        ("Head of Care, Harbour", "Ward Manager", False),
        ("Ward Manager", "& Care Manager", False),
        ("Ward Manager", "and Care Manager", False),
        ("Ward Manager", "/ Care Manager", False),
        ("Ward Manager", "Andover Care Manager", True),
    ],
)
def test_two_lines_with_a_whole_post_each_may_be_two(
    above: str, below: str, *, may_be: bool
) -> None:
    """It is asked; a line that only goes on is not."""
    assert may_be_run_together(above, below, OFFICES) is may_be


@pytest.mark.clause("7.5")
@table(
    ("above", "below", "two"),
    [
        ("Health Visiting Team Lead", "Housing Options Manager", True),
        ("Ward Manager", "Service Manager", True),
        ("Deputy Director", "Safeguarding Adults Lead", True),
        ("Social Work Team Leader", "Practice Educator Facilitator", True),
        # One post may have all of these words.
        ("Health Visitor", "Team Lead", False),
        ("Safeguarding Lead", "Nurse Manager", False),
        ("Case Manager", "Team Leader", False),
        ("Account Manager", "Housing Officer", False),
        ("Care Manager", "Housing Officer", False),
        ("Contract Manager", "Housing Officer", False),
        ("Project Manager", "Housing Officer", False),
        ("Housing Headteacher", "Service Manager", True),
        ("Housing Matron", "Service Manager", True),
        ("Housing Superintendent", "Service Manager", True),
        ("Head of Safeguarding", "Emergency Department Matron", False),
        # No whole post on one of the lines.
        ("Manager", "Housing Officer", False),
        ("7", "Housing Manager", False),
        ("\u2013", "Housing Manager", False),
        ("Ward Manager", "Matron", False),
        ("Ward Manager", "Housing Services", False),
        ("Ward Manager", "& Care Manager", False),
        ("Ward Manager,", "Care Manager", False),
    ],
)
def test_behind_who_leads_a_team_a_line_is_another_post(
    above: str, below: str, *, two: bool
) -> None:
    """No name of one post goes on behind a manager, a director or the lead of a team."""
    assert are_two(above, below, OFFICES) is two
