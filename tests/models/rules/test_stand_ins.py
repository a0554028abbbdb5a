"""Who is told a step in the place of a post that nobody holds, or that does not exist."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.recipients import first_named, lead_agency, recipients, secretary_of
from models.rules.words import Step
from tests.models.rules.addressed import DUE, ON, who
from tests.models.rules.builders import (
    BOARD_MEMBER,
    CHAIR,
    DEPUTY,
    HEALTH,
    INDEPENDENT,
    LEAD,
    MEMBER,
    SAFEGUARDING,
    SECOND,
    SECRETARY,
    a_board,
    person,
    post,
    vacant,
)
from tests.tables import table


@pytest.mark.clause("5.7")
def test_a_post_that_does_not_exist_has_a_stand_in() -> None:
    """The second lead's agency has no safeguarding lead: the secretary is told, and it is said."""
    action = replace(DUE, leads=(SECOND,))
    found, missing = recipients(action, a_board(), Step.E2, ON)
    assert [(r.post_id, r.first, r.for_words) for r in found] == [
        (SECRETARY, True, "the safeguarding lead of Housing"),
        (SECOND, False, ""),
    ]
    assert [one.words for one in missing] == ["the safeguarding lead of Housing"]


@pytest.mark.clause("5.7")
@table(
    ("case", "gone", "expected"),
    [
        ("its own deputy first", {BOARD_MEMBER}, DEPUTY),
        ("the agency's safeguarding lead", {BOARD_MEMBER, DEPUTY}, SAFEGUARDING),
        ("the secretary", {BOARD_MEMBER, DEPUTY, SAFEGUARDING}, SECRETARY),
        ("the committee's chair", {BOARD_MEMBER, DEPUTY, SAFEGUARDING, SECRETARY}, CHAIR),
        (
            "the independent chair",
            {BOARD_MEMBER, DEPUTY, SAFEGUARDING, SECRETARY, CHAIR},
            INDEPENDENT,
        ),
    ],
)
def test_stand_ins_come_in_order(case: str, gone: set[int], expected: int) -> None:
    """Deputy, safeguarding lead, secretary, committee's chair, independent chair."""
    changed = [vacant(p, DEPUTY if p == BOARD_MEMBER else None) for p in gone]
    first = first_named(DUE, a_board(*changed), Step.E3, ON)
    assert first is not None, case
    assert (first.post_id, first.for_post_id) == (expected, BOARD_MEMBER), case


@pytest.mark.clause("5.7")
def test_where_nobody_is_left_nobody_is_told() -> None:
    """Every post is vacant: no recipient, and each addressee is unreached."""
    board = a_board(*[vacant(p) for p in range(1, 10)])
    found, missing = recipients(DUE, board, Step.E3, ON)
    assert found == ()
    assert [one.post_id for one in missing] == [BOARD_MEMBER, SECRETARY, LEAD]


@pytest.mark.clause("5.7")
def test_a_post_of_the_board_is_of_no_agency() -> None:
    """The secretary's post is vacant: not a lead's agency but the committee's chair stands in."""
    stand_in = secretary_of(DUE, a_board(vacant(SECRETARY)), ON)
    assert stand_in is not None
    assert stand_in.post_id == CHAIR


@pytest.mark.clause("5.7")
def test_a_refused_or_missing_address_counts_as_a_vacancy() -> None:
    """An address that is refused, and a person without one, are not told."""
    refused = a_board(undeliverable=[person(SAFEGUARDING)])
    missing = replace(a_board(), unaddressed=frozenset({person(SAFEGUARDING)}))
    for board in (refused, missing):
        assert who(DUE, Step.E2, board)[0] == SECRETARY


@pytest.mark.clause("5.7")
def test_a_board_without_an_independent_chair_still_escalates() -> None:
    """E5 has no post of its own: the secretary stands in for it."""
    found, _ = recipients(DUE, a_board(without=[INDEPENDENT]), Step.E5, ON)
    first = next(one for one in found if one.first)
    assert (first.post_id, first.for_words) == (SECRETARY, "the independent chair")


@pytest.mark.clause("1.6")
def test_a_post_is_told_a_step_once() -> None:
    """The vacant board member's stand-in is the secretary, who is on E3 already."""
    board = a_board(vacant(BOARD_MEMBER), vacant(SAFEGUARDING))
    found, _ = recipients(DUE, board, Step.E3, ON)
    secretary = [one for one in found if one.post_id == SECRETARY]
    assert [(r.first, r.copy, r.for_words) for r in secretary] == [(True, False, "Board member")]


@pytest.mark.clause("5.7")
def test_a_vacancy_is_named_whichever_role_came_first() -> None:
    """The vacant chair's stand-in is the secretary, who is first-named of E4 in their own right."""
    found, _ = recipients(DUE, a_board(vacant(CHAIR)), Step.E4, ON)
    assert (found[0].post_id, found[0].first, found[0].for_words) == (SECRETARY, True, "Chair")


# A post of the board that leads, and one whose kind is an agency's.
NO_AGENCY = replace(post(LEAD), agency_id=None)


@pytest.mark.clause("5.7")
def test_a_lead_of_no_agency_is_of_the_sections() -> None:
    """The plan's section is Health's: its safeguarding lead stands in for the vacant lead."""
    board = a_board(replace(NO_AGENCY, tenures=()))
    assert who(DUE, Step.R5, board) == [SAFEGUARDING]
    assert lead_agency(DUE, board) == HEALTH
    corrected, missing = recipients(DUE, board, Step.D, ON, (LEAD, BOARD_MEMBER))
    assert [r.post_id for r in corrected if r.first] == [SAFEGUARDING]
    assert [r.post_id for r in corrected if not r.first] == [BOARD_MEMBER]
    assert [one.post_id for one in missing] == [LEAD]


@pytest.mark.clause("5.7")
def test_a_vacant_member_of_an_agency_has_its_safeguarding_lead() -> None:
    """A member of the committee who is of an agency; the other members are told as ever."""
    board = a_board(replace(vacant(MEMBER), agency_id=HEALTH))
    assert who(DUE, Step.E4, board) == [SECRETARY, CHAIR, SAFEGUARDING, LEAD]


@pytest.mark.clause("5.7")
def test_a_board_member_who_does_not_exist_has_a_stand_in() -> None:
    """The agency's safeguarding lead is next, and who leads as well is named beside it."""
    found, missing = recipients(DUE, a_board(without=[BOARD_MEMBER]), Step.E3, ON)
    assert found[0].post_id == SAFEGUARDING
    assert (found[0].first, found[0].for_post_id) == (True, None)
    assert found[0].for_words == "the board member of Health"
    assert [one.words for one in missing] == ["the board member of Health"]


@pytest.mark.clause("5.7")
def test_the_board_has_no_safeguarding_lead_that_stands_in() -> None:
    """A post of that kind that is of no agency is nobody's: the committee's chair is next."""
    stray = replace(post(SAFEGUARDING), post_id=20, agency_id=None)
    board = a_board(vacant(SECRETARY), stray)
    assert who(DUE, Step.E3, board)[1] == CHAIR


@pytest.mark.clause("5.7")
def test_who_is_told_in_two_roles_has_the_first_of_them_and_the_vacancy() -> None:
    """E3: the vacant board member's deputy leads the action: told for the post, with no copy."""
    found, _ = recipients(DUE, a_board(vacant(BOARD_MEMBER, deputy=LEAD)), Step.E3, ON)
    lead = next(one for one in found if one.post_id == LEAD)
    assert (lead.first, lead.copy) == (True, False)
    assert (lead.for_post_id, lead.for_words) == (BOARD_MEMBER, "Board member")
