"""To whom D tells a decision or a correction, and when it is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models.rules.causes import cause_stands
from models.rules.facts import ActionFacts
from models.rules.ladder import Verdict, view
from models.rules.notices import decide
from models.rules.records import Decided, Struck
from models.rules.words import DecisionKind, Step
from tests.models.rules.answered import answers, leaves
from tests.models.rules.builders import (
    CHAIR,
    LEAD,
    MEMBER,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    person,
    told,
    vacant,
    waits,
)
from tests.tables import table

D = Step.D
STRUCK = Struck(
    correction_id=3, entry=9, what="decision", on=day("2010-11-04"), recorded_on=day("2010-11-04"),
    told_posts=(MEMBER, LEAD),
)  # fmt: skip


def decided(kind: DecisionKind, until: str | None = "2011-01-31", **more: Any) -> ActionFacts:
    """An action on which the chair decided on 4 November 2010."""
    one = Decided(
        decision_id=7, kind=kind, on=day("2010-11-04"), recorded_on=day("2010-11-04"),
        person_id=person(CHAIR), post_id=CHAIR, until_on=day(until) if until else None,
    )  # fmt: skip
    return replace(heard(an_action()), decisions=(replace(one, **more),))


HELD = decided(DecisionKind.HOLD)
CORRECTED = replace(heard(an_action()), struck=(STRUCK,))
OVERRULED = replace(CORRECTED, struck=(replace(STRUCK, what="decided accept"),))

CASES: dict[str, tuple[Callable[[], list[str]], list[str]]] = {
    "a decision": (
        lambda: answers(HELD, "2010-11-04", D),
        [
            "D d7 on 4 Nov is due: the action was held until 31 January 2011 on 4 November 2010",
        ],
    ),
    "a decision of tomorrow": (
        lambda: answers(HELD, "2010-11-03", D),
        [
            "D d7 on 4 Nov is later: the action was held until 31 January 2011 on 4 November 2010",
        ],
    ),
    "a decision without a day": (
        lambda: answers(decided(DecisionKind.PRIORITY_HIGH, None), "2010-11-05", D),
        [
            "D d7 on 4 Nov is due: the action was given high priority on 4 November 2010",
        ],
    ),
    "a chair's action": (
        lambda: answers(decided(DecisionKind.EXTEND, chairs_action=True), "2010-11-05", D),
        [
            (
                "D d7 on 4 Nov is due: the due date was extended to 31 January 2011 by the "
                "committee's chair, between meetings, on 4 November 2010"
            ),
        ],
    ),
    "a request that was declined": (
        lambda: answers(decided(DecisionKind.RETURN, declines=True), "2010-11-05", D),
        [
            (
                "D d7 on 4 Nov is due: the request for more time was declined on 4 November "
                "2010: the due date stands"
            ),
        ],
    ),
    "declined, but no return": (
        lambda: answers(decided(DecisionKind.HOLD, declines=True), "2010-11-05", D),
        [
            "D d7 on 4 Nov is due: the action was held until 31 January 2011 on 4 November 2010",
        ],
    ),
    "told": (
        lambda: answers(
            replace(HELD, ledger=(*HELD.ledger, told(D, "2010-11-04", cause="d7"))), "2010-11-05", D
        ),
        [
            "D d7 on 4 Nov is told: told on 4 November 2010",
        ],
    ),
    "adopted": (lambda: answers(decided(DecisionKind.ADOPT), "2010-11-05", D), []),
    "before the day that is followed from": (
        lambda: answers(replace(HELD, follow_from=day("2010-11-08")), "2010-11-05", D),
        [
            "D d7 on 8 Nov is later: the action was held until 31 January 2011 on 4 November 2010",
        ],
    ),
    "a correction": (
        lambda: answers(CORRECTED, "2010-11-04", D),
        [
            (
                "D x3 on 4 Nov is due to 1, 7: an entry of the record was struck on 4 November "
                "2010 (decision): what you were told because of it no longer counts"
            ),
        ],
    ),
    "a correction of a decision": (
        lambda: answers(OVERRULED, "2010-11-04", D),
        [
            (
                "D x3 on 4 Nov is due to 1, 7: an entry of the record was struck on 4 November "
                "2010 (evidence accepted): what you were told because of it no longer counts"
            ),
        ],
    ),
    "a decision leaves": (
        lambda: leaves(HELD, waits(D, "2010-11-04", cause="d7"), "2010-11-05"),
        [],
    ),
    "a correction leaves": (
        lambda: leaves(CORRECTED, waits(D, "2010-11-04", cause="x3"), "2010-11-05"),
        [],
    ),
    "a correction leaves to a former lead": (
        lambda: leaves(CORRECTED, waits(D, "2010-11-04", MEMBER, cause="x3"), "2010-11-05"),
        [],
    ),
    "a decision does not leave to a former lead": (
        lambda: leaves(HELD, waits(D, "2010-11-04", MEMBER, cause="d7"), "2010-11-05"),
        [
            "D is told to another post now",
        ],
    ),
    "a decision that was struck": (
        lambda: leaves(CORRECTED, waits(D, "2010-11-04", cause="d7"), "2010-11-05"),
        [
            "the decision was struck",
        ],
    ),
}


@pytest.mark.clause("4.11")
@table("case", CASES)
def test_decisions_told(case: str) -> None:
    """Leads and contributors; after a correction all who were told of the struck entry."""
    asked, said = CASES[case]
    assert asked() == said


@pytest.mark.clause("2.2", "4.11")
def test_of_an_action_that_was_struck_nothing_is_told_but_that() -> None:
    """It is on no list, finds no vacancy, and what waits of it is withdrawn but for the D."""
    gone = replace(CORRECTED, version=an_action(None).version, struck_on=day("2010-11-04"))
    board, on = a_board(vacant(SECRETARY)), day("2010-12-01")
    (only,) = view(gone, board, on)
    assert (only.step, only.cause, only.verdict) == (D, "x3", Verdict.DUE)
    told_of = decide([gone], board, on)
    assert {n.step for n in told_of.notices if n.action_id} == {D}
    after = replace(gone, ledger=(*gone.ledger, told(D, "2010-12-01", cause="x3")))
    assert decide([after], board, on).next_on == ((1, None),)
    assert decide([after], board, on).notices == ()
    assert decide([after], a_board(vacant(LEAD)), on).notices == ()
    waiting = waits(Step.M, "2010-12-01", cause="2010-12")
    assert cause_stands(gone, a_board(), waiting, on) == "the action was struck"
    assert cause_stands(gone, a_board(), waits(D, "2010-12-01", cause="x3"), on) is None
