"""Of what W10 and W30 remind the secretary and the chair, on which day, and until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models.rules.facts import PolicyChange, Stop
from models.rules.words import NoticeState, Step, StopKind
from tests.models.rules.answered import answers, ended, leaves
from tests.models.rules.builders import (
    CHAIR,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    told,
    waits,
    withdrawn,
)
from tests.tables import table

W10, W30 = Step.W10, Step.W30
EVIDENCE, ASKED, HOLD = StopKind.EVIDENCE, StopKind.EXTENSION_ASKED, StopKind.HOLD


def waiting(one: Stop, on: str, **more: Any) -> list[str]:
    """What is said of W10 and W30, where something waits since Monday 11 October 2010."""
    return answers(replace(heard(an_action()), stops=(one,), **more), on, W10, W30)


def of(*stops: Stop) -> Any:
    """An action with these stops."""
    return replace(heard(an_action()), stops=stops)


CASES: dict[str, tuple[Callable[[], list[str]], list[str]]] = {
    "evidence": (
        lambda: waiting(ended(EVIDENCE, "2010-10-11"), "2010-10-25"),
        [
            "W10 s4 on 25 Oct is due: evidence came in on 11 October 2010",
            "W30 s4 on 22 Nov is later: evidence came in on 11 October 2010",
        ],
    ),
    "evidence, the day before": (
        lambda: waiting(ended(EVIDENCE, "2010-10-11"), "2010-10-22"),
        [
            "W10 s4 on 25 Oct is later: evidence came in on 11 October 2010",
            "W30 s4 on 22 Nov is later: evidence came in on 11 October 2010",
        ],
    ),
    "more time": (
        lambda: waiting(ended(ASKED, "2010-10-11"), "2010-11-22"),
        [
            "W10 s4 on 25 Oct is due: more time was asked for on 11 October 2010",
            "W30 s4 on 22 Nov is due: more time was asked for on 11 October 2010",
        ],
    ),
    "a hold": (lambda: waiting(ended(HOLD, "2010-10-11"), "2010-10-25"), []),
    "decided on": (lambda: waiting(ended(EVIDENCE, "2010-10-11", "2010-10-25"), "2010-10-25"), []),
    "W10 was told": (
        lambda: waiting(
            ended(EVIDENCE, "2010-10-11"),
            "2010-10-26",
            ledger=(told(W10, "2010-10-25", SECRETARY, cause="s4"),),
        ),
        [
            "W10 s4 on 25 Oct is told: told on 25 October 2010",
            "W30 s4 on 22 Nov is later: evidence came in on 11 October 2010",
        ],
    ),
    "W10 waits, and W30 was passed over": (
        lambda: waiting(
            ended(EVIDENCE, "2010-10-11"),
            "2010-11-23",
            ledger=(
                waits(W10, "2010-10-25", SECRETARY, cause="s4"),
                replace(waits(W30, "2010-11-22", CHAIR, cause="s4"), state=NoticeState.PASSED_OVER),
            ),
        ),
        [
            "W10 s4 on 25 Oct is waiting: on its way, not yet accepted",
            "W30 s4 on 22 Nov is passed-over: passed over by an earlier run",
        ],
    ),
    "W10 was kept back": (
        lambda: waiting(
            ended(EVIDENCE, "2010-10-11"),
            "2010-10-26",
            ledger=(
                replace(withdrawn(waits(W10, "2010-10-25", SECRETARY, cause="s4")), refused=True),
            ),
        ),
        [
            "W10 s4 on 25 Oct is held-back: kept back, until it is released",
            "W30 s4 on 22 Nov is later: evidence came in on 11 October 2010",
        ],
    ),
    "followed from later": (
        lambda: waiting(ended(EVIDENCE, "2010-10-11"), "2010-10-25", follow_from=day("2010-10-12")),
        [
            "W10 s4 on 26 Oct is later: evidence came in on 11 October 2010",
            "W30 s4 on 23 Nov is later: evidence came in on 11 October 2010",
        ],
    ),
    "the policy changed": (
        lambda: answers(
            of(ended(EVIDENCE, "2010-10-11")),
            "2010-10-25",
            W10,
            board=replace(a_board(), change=PolicyChange(on=day("2010-10-22"), before=a_board())),
        ),
        [
            "W10 s4 on 25 Oct is due: evidence came in on 11 October 2010",
        ],
    ),
    "W10 leaves": (
        lambda: leaves(
            of(ended(EVIDENCE, "2010-10-11")),
            waits(W10, "2010-10-25", SECRETARY, cause="s4"),
            "2010-10-26",
        ),
        [],
    ),
    "W10 of one of two": (
        lambda: leaves(
            of(
                ended(EVIDENCE, "2010-10-11", "2010-10-26"),
                replace(ended(ASKED, "2010-10-12"), stop_id=5),
            ),
            waits(W10, "2010-10-25", SECRETARY, cause="s4"),
            "2010-10-26",
        ),
        [
            "it was decided on",
        ],
    ),
    "W10 of a hold": (
        lambda: leaves(
            of(ended(HOLD, "2010-10-11")),
            waits(W10, "2010-10-25", SECRETARY, cause="s4"),
            "2010-10-26",
        ),
        [
            "it was decided on",
        ],
    ),
    "W30 leaves to the chair": (
        lambda: leaves(
            of(ended(EVIDENCE, "2010-09-11")),
            waits(W30, "2010-10-25", CHAIR, cause="s4"),
            "2010-10-26",
        ),
        [],
    ),
    "W30 does not leave to the secretary": (
        lambda: leaves(
            of(ended(EVIDENCE, "2010-09-11")),
            waits(W30, "2010-10-25", SECRETARY, cause="s4"),
            "2010-10-26",
        ),
        [
            "W30 is told to another post now",
        ],
    ),
}


@pytest.mark.clause("4.17")
@table("case", CASES)
def test_undecided(case: str) -> None:
    """Ten and thirty WD after it came in, until somebody decides."""
    asked, said = CASES[case]
    assert asked() == said
