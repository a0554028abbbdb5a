"""Whom each step is told to, and who is told as well."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.facts import ActionFacts, BoardFacts, Entry
from models.rules.recipients import (
    Addressee,
    Recipient,
    addressees,
    is_told_as_well,
    lead_agency,
    recipients,
    resolve,
)
from models.rules.words import STAGES, Step
from tests.models.rules.addressed import DUE, ON, who
from tests.models.rules.builders import (
    BOARD_MEMBER,
    CHAIR,
    DEPUTY,
    HEALTH,
    HOUSING,
    INDEPENDENT,
    LEAD,
    MEMBER,
    SAFEGUARDING,
    SECOND,
    SECRETARY,
    a_board,
    an_action,
    heard,
    holds,
    person,
    post,
    told,
    vacant,
    withdrawn,
)
from tests.tables import table

OWN = replace(DUE, board_own=True)
JOINT = replace(DUE, leads=(LEAD, SECOND))


@pytest.mark.clause("4.6", "4.7", "4.8", "4.9", "4.19")
@table(
    ("step", "expected"),
    [
        (Step.A, [LEAD, SECOND]),
        (Step.M, [LEAD, SECOND]),
        (Step.R20, [LEAD, SECOND]),
        (Step.E1, [LEAD, SECOND]),
        (Step.E2, [SAFEGUARDING, LEAD, SECOND]),
        (Step.E3, [BOARD_MEMBER, SECRETARY, LEAD, SECOND]),
        (Step.E4, [SECRETARY, CHAIR, MEMBER, LEAD, SECOND]),
        (Step.E5, [INDEPENDENT, LEAD, SECOND]),
    ],
)
def test_each_step_is_told_to_its_posts(step: Step, expected: list[int]) -> None:
    """The table of steps; the lead and contributors are copied from E2 on."""
    assert who(JOINT, step) == expected
    found, missing = recipients(JOINT, a_board(), step, ON)
    copied = {one.post_id for one in found if one.copy}
    assert copied == ({LEAD, SECOND} if step in STAGES[1:] else set())
    assert [one.post_id for one in found if one.first] == [expected[0]]
    assert missing == ()


@pytest.mark.clause("4.10")
def test_a_stand_down_is_told_to_those_named_and_not_to_the_lead() -> None:
    """The lead had copies, and hears of the decision itself; the first told is first-named."""
    found, _ = recipients(DUE, a_board(), Step.Z, ON, (SAFEGUARDING, BOARD_MEMBER))
    assert [(r.post_id, r.first) for r in found] == [(SAFEGUARDING, True), (BOARD_MEMBER, False)]


@pytest.mark.clause("5.13")
@table(
    ("step", "expected"),
    [
        (Step.E1, [LEAD]),
        (Step.E2, [SECRETARY, LEAD]),
        (Step.E3, [CHAIR, LEAD]),
        (Step.E4, [SECRETARY, CHAIR, MEMBER, INDEPENDENT, LEAD]),
        (Step.E5, [INDEPENDENT, LEAD]),
    ],
)
def test_the_boards_own_actions_go_by_their_own_posts(step: Step, expected: list[int]) -> None:
    """Rule 13: secretary, committee's chair, the committee and the independent chair."""
    assert who(OWN, step) == expected


@pytest.mark.clause("4.6")
def test_the_agency_is_the_accountable_leads() -> None:
    """Escalation goes to the agency of the first lead named, else to the section's."""
    board = a_board()
    assert lead_agency(replace(DUE, leads=(SECOND, LEAD)), board) == HOUSING
    assert lead_agency(replace(DUE, leads=()), board) == HEALTH
    assert lead_agency(replace(DUE, leads=(SECRETARY,)), board) == HEALTH


@pytest.mark.clause("4.8")
def test_a_committee_member_who_leads_is_no_copy() -> None:
    """A member of the committee leads the action: told E4 as a member."""
    found, _ = recipients(replace(DUE, leads=(MEMBER,)), a_board(), Step.E4, ON)
    assert [(r.post_id, r.copy) for r in found] == [
        (SECRETARY, False),
        (CHAIR, False),
        (MEMBER, False),
    ]


# --- Escalated past (rule 7) --------------------------------------------------------------------

E1, E2, E3 = (
    told(Step.E1, "2010-10-18"),
    told(Step.E2, "2010-10-22", SAFEGUARDING),
    told(Step.E3, "2010-10-29", BOARD_MEMBER),
)
SAME = holds(BOARD_MEMBER, person(SAFEGUARDING), nth=1)


@pytest.mark.clause("5.7a")
@table(
    ("case", "action", "board", "step", "expected"),
    [
        (
            "the safeguarding lead leads it: E2 to the board member as well",
            replace(heard(an_action(), E1), leads=(SAFEGUARDING,)),
            a_board(),
            Step.E2,
            [SAFEGUARDING, BOARD_MEMBER],
        ),
        (
            "the safeguarding lead stood in at E1: E2 to the board member as well",
            heard(an_action(), told(Step.E1, "2010-10-18", SAFEGUARDING, instead_of=LEAD)),
            a_board(vacant(LEAD)),
            Step.E2,
            [SAFEGUARDING, BOARD_MEMBER],
        ),
        (
            "one person holds both posts: E3 to E4's first-named, the secretary, who has it",
            heard(an_action(), E1, E2),
            a_board(post(BOARD_MEMBER, SAME)),
            Step.E3,
            [BOARD_MEMBER, SECRETARY, LEAD],
        ),
        (
            "the secretary leads one of the board's own: E2 to the chair as well",
            replace(OWN, leads=(SECRETARY,)),
            a_board(),
            Step.E2,
            [SECRETARY, CHAIR],
        ),
        (
            "the secretary's E2 came back, which the chair has in their stead: E3 goes beyond them",
            replace(
                OWN,
                leads=(SECRETARY,),
                ledger=(
                    *OWN.ledger,
                    told(Step.E1, "2010-10-18", SECRETARY),
                    replace(withdrawn(told(Step.E2, "2010-10-22", SECRETARY)), bounced=True),
                    told(Step.E2, "2010-10-22", CHAIR, first=False),
                ),
            ),
            a_board(undeliverable=[person(SECRETARY)]),
            Step.E3,
            [CHAIR, SAFEGUARDING, INDEPENDENT],
        ),
        (
            "the next is a lead too: the one after",
            replace(heard(an_action(), E1), leads=(SAFEGUARDING, BOARD_MEMBER)),
            a_board(),
            Step.E2,
            [SAFEGUARDING, BOARD_MEMBER, SECRETARY],
        ),
        (
            "an ordinary stage: nobody else",
            heard(an_action(), E1, E2, E3),
            a_board(),
            Step.E4,
            [SECRETARY, CHAIR, MEMBER, LEAD],
        ),
        (
            "nothing goes above the independent chair",
            replace(DUE, leads=(INDEPENDENT,)),
            a_board(),
            Step.E5,
            [INDEPENDENT],
        ),
        (
            "an action's E1 is the leads' own",
            replace(DUE, leads=(SAFEGUARDING,)),
            a_board(),
            Step.E1,
            [SAFEGUARDING],
        ),
    ],
)
def test_nobody_is_escalated_past_as_though_the_lapse_were_theirs(
    case: str, action: ActionFacts, board: BoardFacts, step: Step, expected: list[int]
) -> None:
    """A first-named who leads, or was first-named before, is joined by the next who is neither."""
    assert who(action, step, board) == expected, case


@pytest.mark.clause("1.6")
def test_a_recipient_names_the_tenure() -> None:
    """The person told is the post's holder of that day."""
    meant = Addressee(post_id=LEAD, words="Lead of the service", first=True)
    assert resolve(meant, DUE, a_board(), ON) == Recipient(
        post_id=LEAD, person_id=101, tenure_id=1010, first=True, copy=False
    )


@pytest.mark.clause("1.6", "5.7")
def test_addressees_of_one_name_are_two_and_none_is_left_out() -> None:
    """Two posts of one name in two agencies, and two posts that do not exist."""
    twin = replace(post(SECOND), name="Lead of the service")
    meant = addressees(JOINT, a_board(twin), Step.E2)
    assert [one.post_id for one in meant] == [SAFEGUARDING, LEAD, SECOND]
    nobody = addressees(replace(DUE, leads=()), a_board(without=[SAFEGUARDING]), Step.E2)
    assert [one.words for one in nobody] == ["the safeguarding lead of Health", "the lead"]


@pytest.mark.clause("5.7a")
def test_who_is_told_as_well_is_told_in_their_own_right() -> None:
    """The safeguarding lead leads the action; E3's board member is vacant and has a deputy."""
    action = replace(DUE, leads=(SAFEGUARDING,))
    found, _ = recipients(action, a_board(vacant(BOARD_MEMBER, deputy=DEPUTY)), Step.E2, ON)
    as_well = next(one for one in found if one.post_id == DEPUTY)
    assert (as_well.first, as_well.for_post_id, as_well.for_words) == (False, None, "")


@pytest.mark.clause("5.7a", "5.13")
def test_who_is_told_as_well_has_no_copy_in_a_leads_place() -> None:
    """E3 of the board's own: its chair stood in for the secretary at E2, and no lead is there."""
    action = replace(OWN, ledger=(told(Step.E2, "2010-10-22", CHAIR, instead_of=SECRETARY),))
    board = a_board(vacant(LEAD), vacant(SAFEGUARDING))
    found, _ = recipients(action, board, Step.E3, ON)
    assert [(one.post_id, one.copy) for one in found] == [(CHAIR, False), (SECRETARY, False)]
    assert found[1].for_words == "Lead of the service"


@pytest.mark.clause("5.7a")
@table(
    "before",
    [
        told(Step.E3, "2010-10-29", SECRETARY, first=False),
        told(Step.E3, "2010-10-29", SECRETARY, cause="v0"),
    ],
    ids=["with a copy", "on the ladder of an earlier date"],
)
def test_only_who_was_first_named_on_this_ladder_is_passed(before: Entry) -> None:
    """Else E4 is told to the committee alone, and not to the independent chair as well."""
    assert who(heard(an_action(), before), Step.E4) == [SECRETARY, CHAIR, MEMBER, LEAD]


@pytest.mark.clause("5.7a")
@table(
    ("step", "post_id", "as_well"),
    [
        (Step.E2, BOARD_MEMBER, True),
        (Step.E2, INDEPENDENT, True),
        (Step.E2, SAFEGUARDING, False),
        (Step.E3, SAFEGUARDING, False),
        (Step.E2, DEPUTY, False),
        (Step.E3, BOARD_MEMBER, False),
        (Step.E5, BOARD_MEMBER, False),
        (Step.R0, BOARD_MEMBER, False),
    ],
)
def test_a_stage_is_told_in_advance_to_the_first_of_a_later_one(
    step: Step, post_id: int, *, as_well: bool
) -> None:
    """Not to whom it is meant for, to a stand-in, or to the first of an earlier one."""
    assert is_told_as_well(DUE, a_board(), step, post_id) is as_well


@pytest.mark.clause("5.7a", "5.13")
def test_who_is_meant_at_a_stage_and_first_at_a_later_one_is_not_told_in_advance() -> None:
    """E4 of the board's own is the independent chair's too; of another action it is not."""
    told_in_advance = [
        is_told_as_well(action, a_board(), Step.E4, INDEPENDENT) for action in (OWN, DUE)
    ]
    assert told_in_advance == [False, True]
