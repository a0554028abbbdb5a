"""Worked by hand: who is told, who stands in, who is spared (rules 7 and 13)."""

from dataclasses import replace

from tests.oracle.sample import (
    CHAIR,
    DEPUTY,
    INDEPENDENT,
    LEAD,
    MEMBER,
    OTHER,
    SAFEGUARDING,
    SEAT,
    SECRETARY,
    changed,
    day,
    days,
    event,
    told,
    vacated,
    world,
)
from tests.oracle.scenario import Refusal, Scenario, Tenure

LEFT = (Tenure(f"holder of {LEAD}", day("2010-01-01"), day("2010-11-30")),)


def lived(last: str = "2010-12-31") -> Scenario:
    """Entered on 1 November 2010, due on 1 December."""
    return world("2010-11-01", "2010-12-01", last)


def test_each_stage_goes_to_its_own_posts_and_copies_the_lead() -> None:
    """E2 on 8 December 2010, E3 on the 15th, E4 on 7 January 2011, E5 on 4 February."""
    scenario = lived("2011-02-28")
    assert told(scenario, "E1") == [f"2010-12-02 {LEAD}"]
    assert told(scenario, "E2") == [f"2010-12-08 {SAFEGUARDING}", f"2010-12-08 ({LEAD})"]
    assert told(scenario, "E3") == [
        f"2010-12-15 {MEMBER}",
        f"2010-12-15 {SECRETARY}",
        f"2010-12-15 ({LEAD})",
    ]
    assert told(scenario, "E4") == [
        f"2011-01-07 {SECRETARY}",
        f"2011-01-07 {CHAIR}",
        f"2011-01-07 {SEAT}",
        f"2011-01-07 ({LEAD})",
    ]
    assert told(scenario, "E5") == [f"2011-02-04 {INDEPENDENT}", f"2011-02-04 ({LEAD})"]


def test_a_contributor_is_told_what_the_lead_is_told() -> None:
    """R5 on 24 November 2010."""
    scenario = changed(lived(), leads=(LEAD, OTHER))
    assert told(scenario, "R5") == [f"2010-11-24 {LEAD}", f"2010-11-24 {OTHER}"]


def test_the_safeguarding_lead_stands_in_and_is_not_escalated_past() -> None:
    """The lead left on 30 November 2010 without a deputy: E2 goes one further as well."""
    scenario = vacated(lived(), LEAD, tenures=LEFT)
    assert told(scenario, "R0") == [f"2010-12-01 {SAFEGUARDING}"]
    assert told(scenario, "V") == [f"2010-12-01 {MEMBER}"]
    assert told(scenario, "S") == [f"2010-12-01 {SECRETARY}"]
    assert told(scenario, "E1") == [f"2010-12-02 {SAFEGUARDING}"]
    assert told(scenario, "E2") == [f"2010-12-08 {SAFEGUARDING}", f"2010-12-08 {MEMBER}"]
    assert told(scenario, "E3") == [
        f"2010-12-15 {MEMBER}",
        f"2010-12-15 {SECRETARY}",
        f"2010-12-15 ({SAFEGUARDING})",
    ]


def test_a_deputy_stands_in_first() -> None:
    """Then the ladder above is as it would have been."""
    scenario = vacated(lived(), LEAD, tenures=LEFT, deputy=DEPUTY)
    assert told(scenario, "E1") == [f"2010-12-02 {DEPUTY}"]
    assert told(scenario, "E2") == [f"2010-12-08 {SAFEGUARDING}", f"2010-12-08 ({DEPUTY})"]


def test_a_lead_who_is_the_safeguarding_lead_is_told_e2_with_the_next_above() -> None:
    """E2's first-named is a lead of the action."""
    scenario = changed(lived(), leads=(SAFEGUARDING,))
    assert told(scenario, "E1") == [f"2010-12-02 {SAFEGUARDING}"]
    assert told(scenario, "E2") == [f"2010-12-08 {SAFEGUARDING}", f"2010-12-08 {MEMBER}"]


def test_no_lead_named_is_a_vacant_lead() -> None:
    """Told to the safeguarding lead of the section's agency, V to its board member."""
    scenario = changed(lived("2010-11-12"), leads=())
    assert told(scenario, "A") == [f"2010-11-01 {SAFEGUARDING}"]
    assert told(scenario, "V") == [f"2010-11-01 {MEMBER}"]


def test_a_refused_message_goes_to_the_stand_in_from_the_next_run() -> None:
    """R5 refused on 24 November 2010, the address cleared on the 29th."""
    refused = Refusal(f"holder of {LEAD}", day("2010-11-24"), day("2010-11-24"), day("2010-11-29"))
    scenario = replace(lived(), refusals=(refused,))
    assert told(scenario, "R5") == [f"2010-11-25 {SAFEGUARDING}"]
    assert told(scenario, "V") == [f"2010-11-25 {MEMBER}"]
    assert told(scenario, "S") == [f"2010-11-25 {SECRETARY}"]
    assert told(scenario, "R0") == [f"2010-12-01 {LEAD}"]


def test_a_handover_is_told_to_the_new_lead() -> None:
    """On 15 November 2010; R5 goes to the new lead too."""
    changes = event("2010-11-15", "change-lead", posts=(OTHER,))
    scenario = replace(lived(), events=(changes,))
    assert told(scenario, "A") == [f"2010-11-01 {LEAD}", f"2010-11-15 {OTHER}"]
    assert told(scenario, "R5") == [f"2010-11-24 {OTHER}"]


def test_a_new_holder_is_told_this_is_yours() -> None:
    """The post is vacant from 13 November 2010, filled from Wednesday the 17th."""
    tenures = (
        Tenure("the one before", day("2010-01-01"), day("2010-11-12")),
        Tenure("the one after", day("2010-11-17")),
    )
    scenario = vacated(lived(), LEAD, tenures=tenures)
    assert told(scenario, "A") == [f"2010-11-01 {LEAD}", f"2010-11-17 {LEAD}"]


def test_the_boards_own_actions_have_contacts_of_their_own() -> None:
    """Rule 13; at E4 the secretary, first at E2, would go one further: already named there."""
    scenario = changed(lived("2011-02-28"), own=True)
    assert told(scenario, "E2") == [f"2010-12-08 {SECRETARY}", f"2010-12-08 ({LEAD})"]
    assert told(scenario, "E3") == [f"2010-12-15 {CHAIR}", f"2010-12-15 ({LEAD})"]
    assert told(scenario, "E4") == [
        f"2011-01-07 {SECRETARY}",
        f"2011-01-07 {CHAIR}",
        f"2011-01-07 {SEAT}",
        f"2011-01-07 {INDEPENDENT}",
        f"2011-01-07 ({LEAD})",
    ]
    assert told(scenario, "E5") == [f"2011-02-04 {INDEPENDENT}", f"2011-02-04 ({LEAD})"]


def test_z_and_a_correction_reach_those_told_because_of_it() -> None:
    """A hold of 9 December 2010, struck on the 13th, had told the safeguarding lead Z."""
    scenario = replace(
        lived(),
        events=(
            event("2010-12-09", "hold", "2010-12-31"),
            event("2010-12-13", "correct", strikes=0),
        ),
    )
    assert told(scenario, "Z") == [f"2010-12-09 {SAFEGUARDING}"]
    assert told(scenario, "D") == [
        f"2010-12-09 {LEAD}",
        f"2010-12-13 {LEAD}",
        f"2010-12-13 {SAFEGUARDING}",
    ]
    assert days(scenario, "E3") == ["2010-12-15 E3"]


def test_each_stop_stands_down_everyone_told_by_then() -> None:
    """Evidence in on 9 December 2010, back on the 10th; E3 on the 17th; superseded on the 20th."""
    scenario = replace(
        lived(),
        events=(
            event("2010-12-09", "evidence"),
            event("2010-12-10", "return"),
            event("2010-12-20", "superseded"),
        ),
    )
    assert days(scenario, "E3") == ["2010-12-17 E3"]
    assert told(scenario, "Z") == [
        f"2010-12-09 {SAFEGUARDING}",
        f"2010-12-20 {SAFEGUARDING}",
        f"2010-12-20 {MEMBER}",
        f"2010-12-20 {SECRETARY}",
    ]


def test_the_chair_stands_in_for_a_secretary_who_left() -> None:
    """An answer on 2 November 2010; the post is of no agency, so V goes where S goes."""
    scenario = vacated(lived("2010-11-02"), SECRETARY, tenures=())
    scenario = replace(scenario, events=(event("2010-11-02", "progress"),))
    assert told(scenario, "S") == [f"2010-11-02 {CHAIR}"]
    assert told(scenario, "V") == [f"2010-11-02 {CHAIR}"]
