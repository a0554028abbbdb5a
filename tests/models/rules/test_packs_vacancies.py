"""Which vacancies a pack names: those above the leads that V told of and that last."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.facts import ActionFacts, BoardFacts, Entry
from models.rules.packs_vacancies import vacancies_told
from models.rules.words import Step
from tests.models.rules.builders import (
    BOARD_MEMBER,
    LEAD,
    SAFEGUARDING,
    SECRETARY,
    START,
    a_board,
    an_action,
    day,
    holds,
    person,
    post,
    told,
    vacant,
    waits,
    withdrawn,
)
from tests.tables import table

ON, V = "2010-11-03", Step.V
GAP = (
    "The post of Safeguarding lead has been vacant since 1 January 2009; messages go to a stand-in."
)
LEFT = post(SAFEGUARDING, holds(SAFEGUARDING, person(SAFEGUARDING), START, day("2010-10-20")))
SINCE = "The post of Safeguarding lead has been vacant since 20 October 2010"


def line(cause: str = "p3-2009-01-01", step: Step = V) -> Entry:
    """A line of the board's own: V, told to the agency's board member."""
    return told(step, "2010-10-25", BOARD_MEMBER, cause=cause)


def told_of(board: BoardFacts, *lines: Entry) -> BoardFacts:
    """The board with lines of its own in the ledger."""
    return replace(board, ledger=lines)


EMPTY = a_board(vacant(SAFEGUARDING))
NOBODY = told_of(EMPTY, line())
WAITS = waits(V, "2010-10-25", cause="p3-2009-01-01")
SECOND: ActionFacts = replace(an_action(), action_id=2, reference="child-x/2")
CASES: dict[str, tuple[BoardFacts, tuple[ActionFacts, ...], list[str]]] = {
    "told of, and it lasts": (NOBODY, (an_action(),), [GAP]),
    "of two actions, once": (NOBODY, (an_action(), SECOND), [GAP]),
    "no action of the agency is open": (NOBODY, (), []),
    "not told of yet": (EMPTY, (an_action(),), []),
    "waiting": (told_of(EMPTY, WAITS), (an_action(),), [GAP]),
    "withdrawn": (told_of(EMPTY, withdrawn(line())), (an_action(),), []),
    "withdrawn because a person kept it back": (
        told_of(EMPTY, replace(withdrawn(line()), refused=True)), (an_action(),), [GAP],
    ),
    "another step of that cause": (told_of(EMPTY, line(step=Step.S)), (an_action(),), []),
    "another vacancy was told of": (told_of(EMPTY, line("p3-2010-01-01")), (an_action(),), []),
    "since a day": (
        told_of(a_board(LEFT), line("p3-2010-10-20")), (an_action(),),
        [f"{SINCE}; messages go to a stand-in."],
    ),
    "held again": (told_of(a_board(), line()), (an_action(),), []),
    "the lead's own, which a pack tells of elsewhere": (
        told_of(a_board(vacant(LEAD)), line("p1-2009-01-01")), (an_action(),), [],
    ),
    "the secretary's": (
        told_of(a_board(vacant(SECRETARY)), line("p5-2009-01-01")), (an_action(),),
        ["The post of Secretary has been vacant since 1 January 2009; messages go to a stand-in."],
    ),
    "no post of that kind": (
        told_of(a_board(without=[SAFEGUARDING]), line("none: the safeguarding lead of Health")),
        (an_action(),),
        [
            "The safeguarding lead of Health is not among the contacts; messages go to a stand-in."
        ],
    ),
    "a refused address, told of apart": (
        told_of(
            replace(
                a_board(undeliverable=[person(SAFEGUARDING)]),
                refused_on={person(SAFEGUARDING): day("2010-10-20")},
            ),
            line(f"u{person(SAFEGUARDING)}-2010-10-20"),
        ),
        (an_action(),), [],
    ),
    "a holder without an address": (
        told_of(
            replace(a_board(), unaddressed=frozenset([person(SAFEGUARDING)])),
            line(f"u{person(SAFEGUARDING)}"),
        ),
        (an_action(),), ["The Safeguarding lead has no address; messages go to a stand-in."],
    ),
    "an address since": (
        told_of(a_board(), line(f"u{person(SAFEGUARDING)}")),
        (an_action(),),
        [],
    ),
    "the last stage's": (
        told_of(a_board(without=[8]), line("none: the independent chair")), (an_action(),),
        ["The independent chair is not among the contacts; messages go to a stand-in."],
    ),
}  # fmt: skip


@pytest.mark.clause("5.7", "6.4")
@table("case", CASES)
def test_which_vacancies_a_pack_names(case: str) -> None:
    """Whoever the stages of its actions are meant for, each vacancy once."""
    board, actions, said = CASES[case]
    assert list(vacancies_told(actions, board, day(ON))) == said
