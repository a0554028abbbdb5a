"""Whose line of the ledger says that a step was told, where its first-named refused it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.facts import ActionFacts
from models.rules.ladder import Verdict, view
from models.rules.words import Step
from tests.models.rules.builders import (
    CHAIR,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    person,
    told,
    withdrawn,
)
from tests.tables import table

# E4 of 12 November 2010: the secretary, first-named of it, refused; the chair had it as the chair.
E4 = heard(
    an_action(),
    *(told(Step(f"E{n}"), on) for n, on in ((1, "2010-10-18"), (2, "2010-10-22"))),
    told(Step.E3, "2010-10-29"),
    replace(withdrawn(told(Step.E4, "2010-11-12", SECRETARY)), told_on=None, bounced=True),
    told(Step.E4, "2010-11-12", CHAIR, first=False),
)


def e4(action: ActionFacts, on: str, *ran: str, out: bool = False) -> Verdict:
    """What is said of E4 on a day, after runs in its month."""
    board = a_board(undeliverable=[person(SECRETARY)] if out else [])
    board = replace(board, month_runs=tuple(day(one) for one in ran))
    return next(v.verdict for v in view(action, board, day(on)) if v.step is Step.E4)


@pytest.mark.clause("1.4", "5.7")
@table(
    ("case", "on", "ran", "out", "expected"),
    [
        ("refused still: the chair stands in", "2010-11-15", ["2010-11-12"], True, Verdict.TOLD),
        (
            "good again before the next run",
            "2010-11-15",
            ["2010-11-12"],
            False,
            Verdict.DUE,
        ),
        (
            "good again after it",
            "2010-11-16",
            ["2010-11-12", "2010-11-15"],
            False,
            Verdict.TOLD,
        ),
        ("good again in another month", "2010-12-01", [], False, Verdict.TOLD),
    ],
)
def test_a_step_that_a_stand_in_had_stays_told(
    case: str, on: str, ran: list[str], expected: Verdict, *, out: bool
) -> None:
    """The stand-in has it in a role of their own; the ladder goes on from that day."""
    assert e4(E4, on, *ran, out=out) is expected, case


@pytest.mark.clause("1.4", "5.7")
def test_a_step_that_nobody_had_is_due_to_the_first_named_again() -> None:
    """The chair's line is withdrawn as well."""
    alone = replace(E4, ledger=E4.ledger[:-1])
    assert e4(alone, "2010-11-16", "2010-11-15") is Verdict.DUE
