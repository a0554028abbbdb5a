"""What C says on a day, and when it is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.rules.checkpoints import missed_checkpoint
from models.rules.facts import ActionFacts, Stop
from models.rules.words import DateState, Step, StopKind
from tests.models.rules.answered import answers, ended, leaves
from tests.models.rules.builders import (
    BOARD,
    an_action,
    day,
    heard,
    told,
    version,
    waits,
)
from tests.tables import table

C = Step.C
AGAIN = replace(
    heard(an_action(None)), version=version(None, "2010-08-02", state=DateState.RECURRING)
)


def held(*stops: Stop) -> ActionFacts:
    """The recurring action with stops."""
    return replace(AGAIN, stops=stops)


def missed(on: str, answered: str | None = None) -> list[str]:
    """The checkpoint that nobody answered for 20 WD."""
    one = replace(AGAIN, responded_on=day(answered) if answered else None)
    found = missed_checkpoint(one, BOARD, day(on))
    return [str(found)] if found else []


CASES: dict[str, tuple[Callable[[], list[str]], list[str]]] = {
    "before the first": (
        lambda: answers(AGAIN, "2010-11-01", C),
        [
            "C 2010-11-02 on 2 Nov is later: planned for 2 November 2010",
        ],
    ),
    "on the first": (
        lambda: answers(AGAIN, "2010-11-02", C),
        [
            "C 2010-11-02 on 2 Nov is due: the checkpoint of 2 November 2010",
            "C 2011-02-02 on 2 Feb is later: planned for 2 February 2011",
        ],
    ),
    "followed from later": (
        lambda: answers(replace(AGAIN, follow_from=day("2010-08-09")), "2010-11-02", C),
        [
            "C 2010-11-09 on 9 Nov is later: planned for 9 November 2010",
        ],
    ),
    "told": (
        lambda: answers(
            replace(AGAIN, ledger=(*AGAIN.ledger, told(C, "2010-11-02", cause="2010-11-02"))),
            "2010-11-03",
            C,
        ),
        [
            "C 2010-11-02 on 2 Nov is told: told on 2 November 2010",
            "C 2011-02-02 on 2 Feb is later: planned for 2 February 2011",
        ],
    ),
    "held": (
        lambda: answers(held(ended(StopKind.HOLD, "2010-11-02")), "2010-11-02", C),
        [
            (
                "C 2010-11-02 on 2 Nov is held-back: held by the committee or its chair on 2 "
                "November 2010"
            ),
            "C 2011-02-02 on 2 Feb is later: planned for 2 February 2011",
        ],
    ),
    "silenced": (
        lambda: answers(held(ended(StopKind.SILENCE, "2010-11-02")), "2010-11-02", C),
        [
            "C 2010-11-02 on 2 Nov is due: the checkpoint of 2 November 2010",
            "C 2011-02-02 on 2 Feb is later: planned for 2 February 2011",
        ],
    ),
    "C leaves": (
        lambda: leaves(AGAIN, waits(C, "2010-11-02", cause="2010-11-02"), "2010-11-03"),
        [],
    ),
    "C does not leave while held": (
        lambda: leaves(
            held(ended(StopKind.HOLD, "2010-11-03")),
            waits(C, "2010-11-02", cause="2010-11-02"),
            "2010-11-03",
        ),
        [
            "held by the committee or its chair on 3 November 2010",
        ],
    ),
    "C leaves after the hold": (
        lambda: leaves(
            held(ended(StopKind.HOLD, "2010-11-01", "2010-11-03")),
            waits(C, "2010-11-02", cause="2010-11-02"),
            "2010-11-03",
        ),
        [],
    ),
    "C leaves though more time was asked for": (
        lambda: leaves(
            held(ended(StopKind.EXTENSION_ASKED, "2010-11-01")),
            waits(C, "2010-11-02", cause="2010-11-02"),
            "2010-11-03",
        ),
        [],
    ),
    "C of a day that is none": (
        lambda: leaves(AGAIN, waits(C, "2010-11-02", cause="2010-11-03"), "2010-11-04"),
        [
            "its checkpoints have changed",
        ],
    ),
    "not missed": (lambda: missed("2010-11-29"), []),
    "missed by 20 WD": (
        lambda: missed("2010-11-30"),
        [
            "2010-11-02",
        ],
    ),
    "missed but answered that day": (lambda: missed("2010-11-30", "2010-11-02"), []),
    "answered the day before": (
        lambda: missed("2010-11-30", "2010-11-01"),
        [
            "2010-11-02",
        ],
    ),
}


@pytest.mark.clause("4.15")
@table("case", CASES)
def test_checkpoints_asked(case: str) -> None:
    """Each quarter; a hold keeps it back; nobody answers for 20 WD and it is missed."""
    asked, said = CASES[case]
    assert asked() == said
