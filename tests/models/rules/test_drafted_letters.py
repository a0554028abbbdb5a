"""To whom the letter of E5 is drafted, and until when it is unsent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.drafted_letters import letter_to, unsent_letters
from models.rules.facts import ActionFacts, BoardFacts, Entry, PostFacts
from models.rules.records import Decided
from models.rules.words import DecisionKind, PostKind, Step
from tests.models.rules.builders import (
    HEALTH,
    INDEPENDENT,
    LEAD,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    person,
    told,
    waits,
    withdrawn,
)
from tests.tables import table

OFFICER = PostFacts(
    post_id=10,
    name="Chief executive",
    agency_id=HEALTH,
    kind=PostKind.CHIEF_OFFICER,
    deputy_id=None,
    tenures=(),
)
WITH_OFFICER = a_board(OFFICER)
WITH_BODY = replace(WITH_OFFICER, accountable_body="Northmoor Council")
OWN = replace(an_action(), board_own=True)
SENT, NOT_SENT = DecisionKind.LETTER_SENT, DecisionKind.LETTER_NOT_SENT
E5 = told(Step.E5, "2010-12-10", INDEPENDENT)
SECOND = told(Step.E5, "2011-02-10", INDEPENDENT, cause="v2")


def recorded(kind: DecisionKind, on: str) -> Decided:
    """What the secretary recorded on a day."""
    return Decided(
        decision_id=1,
        kind=kind,
        on=day(on),
        recorded_on=day(on),
        person_id=person(SECRETARY),
        post_id=SECRETARY,
    )


@pytest.mark.clause("4.19", "5.13")
@table(
    ("action", "board", "to"),
    [
        (an_action(), WITH_OFFICER, "the Chief executive"),
        (an_action(), a_board(), "the agency's chief officer"),
        (OWN, WITH_BODY, "Northmoor Council"),
        (OWN, WITH_OFFICER, "the Chief executive"),
        (an_action(), WITH_BODY, "the Chief executive"),
    ],
)
def test_the_letter_is_drafted_to_the_agencys_chief_officer(
    action: ActionFacts, board: BoardFacts, to: str
) -> None:
    """Of the board's own action to the accountable body that the committee's file names."""
    assert letter_to(action, board) == to


@pytest.mark.clause("4.19")
@table(
    ("lines", "decided", "unsent"),
    [
        ((), (), ()),
        ((waits(Step.E5, "2010-12-10", INDEPENDENT),), (), ()),
        ((withdrawn(E5),), (), ()),
        ((E5, told(Step.E5, "2010-12-13", LEAD, first=False)), (), ("2010-12-10",)),
        ((E5, E5), (), ("2010-12-10",)),
        ((E5,), (recorded(SENT, "2010-12-09"),), ("2010-12-10",)),
        ((E5,), (recorded(SENT, "2010-12-10"),), ()),
        ((E5,), (recorded(NOT_SENT, "2010-12-20"),), ()),
        ((E5,), (recorded(DecisionKind.HOLD, "2010-12-20"),), ("2010-12-10",)),
        ((E5, SECOND), (), ("2010-12-10", "2011-02-10")),
        ((E5, SECOND), (recorded(SENT, "2010-12-20"),), ("2011-02-10",)),
        ((E5,), (recorded(SENT, "2010-12-20"), recorded(NOT_SENT, "2010-12-01")), ()),
    ],
)
def test_a_letter_is_unsent_until_a_person_records_what_became_of_it(
    lines: tuple[Entry, ...], decided: tuple[Decided, ...], unsent: tuple[str, ...]
) -> None:
    """Drafted the day the independent chair was told; that it was sent, or is not to be."""
    action = replace(heard(an_action(), *lines), decisions=decided)
    assert unsent_letters(action) == tuple(day(on) for on in unsent)
