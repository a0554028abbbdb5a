"""When a run is held for its number of messages, and what waits at a gate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.rules.holding import (
    counted,
    held_at_gate,
    held_by_storm,
    held_words,
    storm,
    waits_at_gate,
)
from models.rules.notices import answers, decide, decide_apart
from models.rules.owed import Notice
from models.rules.policy import Policy, ReviewGate, StormGuard
from models.rules.tally import End, Tally
from models.rules.words import NoticeState, Step
from tests.models.rules.builders import a_board, an_action, day, heard, told
from tests.tables import table

GUARD = StormGuard()
USUAL = (8,) * 20


def notice(step: Step, person: int, *, let_go: bool = False) -> Notice:
    """A notice to a person, which they may have released once already."""
    return Notice(
        action_id=1,
        step=step,
        cause="v1",
        post_id=person,
        person_id=person,
        first=True,
        copy=False,
        planned_on=date(2010, 10, 18),
        reason="a reason",
        let_go=let_go,
    )


@pytest.mark.clause("5.12")
@table(
    ("case", "count", "earlier", "held"),
    [
        ("two hundred is not more than two hundred", 200, (), False),
        ("one more is, though nothing ran before", 201, (), True),
        ("five times eight is not more than five times", 40, USUAL, False),
        ("one more is", 41, USUAL, True),
        ("nineteen runs say too little of a usual day", 41, USUAL[:19], False),
        ("twenty-five is a small day whatever the usual one is", 25, (1,) * 20, False),
        ("twenty-six is not", 26, (1,) * 20, True),
        ("the median, not the mean: one storm before makes no usual day", 41, (*USUAL, 900), True),
        (
            "the last sixty: what was usual long ago does not count",
            41,
            (8,) * 60 + (99,) * 90,
            True,
        ),
        ("an even number of runs has its median between two", 43, (8,) * 10 + (9,) * 10, True),
        ("and no less", 42, (8,) * 10 + (9,) * 10, False),
    ],
)
def test_a_run_is_held_for_its_messages(
    case: str, count: int, earlier: tuple[int, ...], *, held: bool
) -> None:
    """More than 200; or more than 25 and than five times the median, once 20 runs sent any."""
    assert bool(storm(count, earlier, GUARD)) is held, case


@pytest.mark.clause("5.12")
@table("guard", [replace(GUARD, messages=0), replace(GUARD, times_usual=0)])
def test_a_limit_of_nought_is_off(guard: StormGuard) -> None:
    """Each of the two limits is turned off by itself."""
    assert bool(storm(201, (), guard)) is bool(guard.messages)
    assert bool(storm(150, USUAL, guard)) is bool(guard.times_usual)


@pytest.mark.clause("5.12")
def test_a_message_with_nothing_but_the_list_does_not_count() -> None:
    """M alone is left out; with anything beside it the message counts, once a person."""
    notices = [notice(Step.M, 1), notice(Step.M, 2), notice(Step.E1, 2), notice(Step.E2, 2)]
    assert counted(notices) == {2}
    assert counted([*notices, notice(Step.A, 3, let_go=True)]) == {2}


@pytest.mark.clause("5.12")
def test_what_was_let_go_is_held_no_second_time() -> None:
    """The secretary's own message leaves a held run, and so does what they released."""
    kept = held_by_storm([notice(Step.A, 1), notice(Step.S, 2), notice(Step.A, 3, let_go=True)])
    assert [n.held for n in kept] == [True, False, False]
    gate = Policy(review_gate=ReviewGate(on=True, stages=("E4",)))
    some = [notice(Step.E3, 1), notice(Step.E4, 1), notice(Step.E4, 2, let_go=True)]
    assert [n.held for n in held_at_gate(some, gate)] == [False, True, False]
    assert [n.held for n in held_at_gate(some, Policy())] == [False] * 3


@pytest.mark.clause("5.12")
def test_a_held_run_says_why_and_tells_its_secretary() -> None:
    """A guard of one message: the run of E2 and its copy is held, the secretary's S is not."""
    guard = StormGuard(messages=1)
    board = replace(a_board(ran="2010-10-21"), policy=Policy(storm_guard=guard), sent=())
    action = heard(an_action(), told(Step.E1, "2010-10-18"))
    today = decide([action], board, day("2010-10-22"))
    assert today.held == "it would send 2 messages; more than 1 are held"
    assert [(n.step, n.held) for n in today.notices] == [
        (Step.E2, True),
        (Step.E2, True),
        (Step.S, False),
    ]
    assert decide([action], replace(board, sent=None), day("2010-10-22")).held == ""


@pytest.mark.clause("4.12", "5.12")
def test_whoever_has_something_held_is_counted_once() -> None:
    """E4 of the day waits at the gate for four persons; released once, it waits no second time."""
    gate = Policy(review_gate=ReviewGate(on=True))
    lines = [told(Step.E1, "2010-10-18"), told(Step.E2, "2010-10-22", 3)]
    action = heard(an_action(), *lines, told(Step.E3, "2010-10-29", 4))
    back = replace(told(Step.E4, "2010-11-12", 5), state=NoticeState.WITHDRAWN, let_go=True)
    for lines_of_e4, held, let_go in (((), 4, 0), ((back,), 0, 4)):
        asked = replace(action, ledger=(*action.ledger, *lines_of_e4))
        board, on = a_board(policy=gate, ran="2010-11-11"), day("2010-11-12")
        tally = Tally(board)
        for one in answers([asked], board, on):
            tally.add(one)
        end = tally.end(on)
        assert (end.people_held, end.counted, len(tally.let_go)) == (held, 4 - let_go, let_go)
        assert [n.reason for n in end.news] == ["4 held messages"] * bool(held)


@pytest.mark.clause("5.5")
def test_a_day_that_is_no_working_day_ends_with_nothing() -> None:
    """A Saturday, though an address was refused; nor does a day count before it has ended."""
    board = replace(a_board(undeliverable=[101]), refused_on={101: day("2010-10-15")})
    saturday = day("2010-10-16")
    assert Tally(board).end(saturday) == End(counted=0, people_held=0)
    assert decide([heard(an_action())], board, saturday).notices == ()
    assert decide_apart([heard(an_action())], board, day("2010-10-18")).counted == 0


@pytest.mark.clause("5.12")
@table(
    ("step", "gate", "waits"),
    [
        (Step.E4, ReviewGate(on=True), True),
        (Step.E3, ReviewGate(on=True), False),
        (Step.E4, ReviewGate(on=False), False),
        (Step.E3, ReviewGate(on=False), False),
    ],
)
def test_what_waits_at_a_gate_is_said_before(step: Step, gate: ReviewGate, *, waits: bool) -> None:
    """Of the gate's own stages, where a board has one."""
    said = (
        "it waits at the review gate for the secretary, and leaves by itself after 2 working days"
    )
    assert waits_at_gate(step, Policy(review_gate=gate)) == (said if waits else "")


@pytest.mark.clause("5.12")
def test_what_is_held_says_what_lets_it_go() -> None:
    """A run only by the secretary; an escalation of Friday 12 November by itself on the 16th."""
    held = day("2010-11-12")
    assert held_words(held, a_board(), "12", whole_run=True) == (
        "held since 12 November 2010 with its whole run, until the secretary releases it "
        "(`matters release 12`)"
    )
    assert held_words(held, a_board(), "n34", whole_run=False) == (
        "held since 12 November 2010 at the review gate, until the secretary releases it "
        "(`matters release n34`), or by itself on 16 November 2010"
    )
