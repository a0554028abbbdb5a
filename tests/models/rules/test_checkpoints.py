"""C: the checkpoints of an action that recurs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from models.rules.checkpoints import checkpoints
from models.rules.facts import ActionFacts
from models.rules.notices import owed
from models.rules.policy import Policy
from models.rules.standing import stands
from models.rules.words import Brag, DateState, DecisionKind, Standing, Step, StopKind
from tests.models.rules.builders import (
    BOARD,
    LEAD,
    POLICY,
    a_board,
    an_action,
    changed_board,
    day,
    heard,
    stop,
    stopped,
    told,
)
from tests.models.rules.test_answering import decided
from tests.tables import table


def recurring() -> ActionFacts:
    """Entered on Monday 2 August 2010: checkpoints on the 2nd of November, February, May ..."""
    action = heard(an_action(None))
    return replace(action, version=replace(action.version, state=DateState.RECURRING))


def days(action: ActionFacts, until: str) -> list[str]:
    """The checkpoints of an action up to the first after a day."""
    return [f"{d}" for d in checkpoints(action, POLICY, day(until))]


@pytest.mark.clause("4.15")
def test_a_recurring_action_has_a_checkpoint_each_quarter() -> None:
    """Every three months from its entry; one that has a date has none."""
    assert days(recurring(), "2011-02-02") == ["2010-11-02", "2011-02-02", "2011-05-02"]
    assert days(heard(an_action()), "2011-02-02") == []


@pytest.mark.clause("4.15")
def test_the_committee_sets_another_interval() -> None:
    """Six months, from the day it was decided; what fell before has fallen all the same."""
    six = decided(DecisionKind.INTERVAL, "2010-11-17", interval_months=6)
    assert days(replace(recurring(), decisions=(six,)), "2011-05-17") == [
        "2010-11-02",
        "2011-05-17",
        "2011-11-17",
    ]
    next_day = decided(DecisionKind.INTERVAL, "2010-11-03", interval_months=6)
    found = owed(replace(recurring(), decisions=(next_day,)), a_board(), day("2010-11-03"))
    assert [n.cause for n in found if n.step is Step.C] == ["2010-11-02"]
    same_day = decided(DecisionKind.INTERVAL, "2010-11-02", interval_months=6)
    assert days(replace(recurring(), decisions=(same_day,)), "2010-11-02") == ["2011-05-02"]


@pytest.mark.clause("4.15", "5.10")
def test_a_checkpoint_is_told_once_and_waits_for_a_hold() -> None:
    """Told on Tuesday 2 November; held, on the day after the hold."""
    board = a_board(ran="2010-11-01")
    assert [(n.step, n.cause) for n in owed(recurring(), board, day("2010-11-02"))] == [
        (Step.C, "2010-11-02")
    ]
    again = replace(
        recurring(),
        ledger=(*recurring().ledger, told(Step.C, "2010-11-02", LEAD, cause="2010-11-02")),
    )
    assert owed(again, board, day("2010-11-03")) == ()
    held = stopped(recurring(), stop(StopKind.HOLD, "2010-11-01", "2010-11-08"))
    assert owed(held, board, day("2010-11-05")) == ()
    assert [n.step for n in owed(held, board, day("2010-11-08"))] == [Step.C]


@pytest.mark.clause("4.15")
@table(
    ("on", "answered", "standing", "brag"),
    [
        ("2010-11-29", None, Standing.NO_DATE, Brag.AMBER),
        ("2010-11-30", None, Standing.OVERDUE, Brag.RED),
        ("2010-12-01", "2010-11-02", Standing.NO_DATE, Brag.AMBER),
        ("2010-12-01", "2010-11-01", Standing.OVERDUE, Brag.RED),
    ],
)
def test_a_checkpoint_missed_by_twenty_working_days_shows_as_overdue(
    on: str, answered: str | None, standing: Standing, brag: Brag
) -> None:
    """20 WD after Tuesday 2 November is Tuesday 30 November; no stage follows."""
    action = replace(recurring(), responded_on=day(answered) if answered else None)
    found = stands(action, BOARD, day(on))
    assert (found.standing, found.brag) == (standing, brag)
    assert not [n for n in owed(action, a_board(ran="2010-11-30"), day(on)) if n.step.is_stage]


SAID = {
    "next": "It recurs: its next checkpoint is",
    "missed": "Overdue: nobody answered its checkpoint of",
}


def each_months(months: int) -> Policy:
    """The policy with another interval between checkpoints."""
    return replace(POLICY, reminders=replace(POLICY.reminders, checkpoint_months=months))


@pytest.mark.clause("4.15", "5.14")
@table(
    ("months", "changed", "answered", "on", "said"),
    [
        ([1], "2010-11-15", None, "2010-11-29", "next 2 December"),
        ([1], "2010-11-15", None, "2010-11-30", "missed 2 November"),
        ([2], "2010-11-15", None, "2010-11-30", "missed 2 November"),
        ([1], "2010-11-15", "2010-11-10", "2010-12-01", "next 2 December"),
        ([1], "2010-11-15", "2010-11-10", "2010-12-30", "next 2 January"),
        ([1], "2010-11-15", "2010-11-10", "2011-01-07", "next 2 February"),
        ([1], "2010-11-15", "2010-11-10", "2011-01-10", "missed 2 December"),
        ([1], "2010-11-25", "2010-11-10", "2010-11-26", "next 2 December"),
        ([1], "2010-11-26", "2010-11-10", "2010-11-29", "next 2 January"),
        ([1], "2010-11-26", "2010-11-10", "2011-01-28", "next 2 February"),
        ([1], "2010-11-02", None, "2010-11-30", "missed 2 November"),
        ([4, 1], "2010-10-18", None, "2010-11-30", "next 2 December"),
        ([4, 1], "2010-10-18", None, "2011-01-10", "missed 2 December"),
    ],
)
def test_what_did_not_fall_before_a_change_is_not_missed(
    months: list[int], changed: str, answered: str | None, on: str, said: str
) -> None:
    """Under the policy before it every three months; what had fallen then has fallen all the same.

    A second change comes two weeks after the first.
    """
    board = a_board()
    since = day(changed)
    for number, each in enumerate(months):
        then = since + timedelta(days=14 * number)
        board = changed_board(str(then), board, each_months(each))
    action = replace(recurring(), responded_on=day(answered) if answered else None)
    which, _, of = said.partition(" ")
    assert stands(action, board, day(on)).why.startswith(f"{SAID[which]} {of} 201")
