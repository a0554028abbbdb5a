"""What the self-check says of D and W that no run told: a decision, and one that is waited for.

"not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct" reads: the step was owed on the first of these days,
and the self-check says so from the second to the third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.rules.facts import PolicyChange
from models.rules.records import Struck
from models.rules.words import DecisionKind, NoticeState, Step, StopKind
from tests.models.rules.audited import Lived, Watched, decided, lived, made
from tests.models.rules.builders import a_board, an_action, day, stop, stopped, told
from tests.tables import table

D, W10, W30 = Step.D, Step.W10, Step.W30
BACK: dict[str, Any] = {"state": NoticeState.WITHDRAWN}


def answered(kind: DecisionKind, on: str = "2010-09-06", **more: Any) -> Lived:
    """A decision, and the register without the D that tells of it."""
    action = replace(an_action(), decisions=(decided(kind, on, **more),))
    return lived(action, end="2010-11-30").without(D)


def waiting(kind: StopKind, end: str | None = None, **more: Any) -> Lived:
    """What waits for a decision from 11 October, and the register without W10 and W30."""
    asked = replace(stop(kind, "2010-10-11", end), stop_id=4)
    return lived(replace(stopped(an_action(), asked), **more)).without(W10, W30)


CASES: dict[str, tuple[Callable[[], Watched], list[str]]] = {
    "a decision": (
        lambda: answered(DecisionKind.HOLD).over("2010-08-31"),
        [
            "not-told D d7 to 1 of 7 Sep: 7 Sep - 18 Oct",
        ],
    ),
    "a decision recorded later": (
        lambda: answered(DecisionKind.HOLD, recorded_on=day("2010-09-13")).over("2010-08-31"),
        [
            "not-told D d7 to 1 of 14 Sep: 14 Sep - 25 Oct",
        ],
    ),
    "adopted": (lambda: answered(DecisionKind.ADOPT).over("2010-08-31"), []),
    "concluded": (lambda: answered(DecisionKind.CONCLUDE).over("2010-08-31"), []),
    "a decision nobody leads": (
        lambda: (
            lived(
                replace(
                    an_action(), leads=(), decisions=(decided(DecisionKind.HOLD, "2010-09-06"),)
                )
            )
            .without(D)
            .over("2010-09-06", "2010-09-10")
        ),
        [
            "not-told D d7 of 7 Sep: 7 Sep - 10 Sep",
        ],
    ),
    "D was withdrawn": (
        lambda: (
            lived(replace(an_action(), decisions=(decided(DecisionKind.HOLD, "2010-09-06"),)))
            .spoilt(made(D, **BACK))
            .over("2010-09-01", "2010-11-30")
        ),
        [],
    ),
    "a decision before its following": (
        lambda: (
            lived(
                replace(
                    an_action(),
                    follow_from=day("2010-09-20"),
                    decisions=(decided(DecisionKind.HOLD, "2010-09-06"),),
                )
            )
            .without(D)
            .over("2010-09-01", "2010-11-30")
        ),
        [
            "not-told D d7 to 1 of 20 Sep: 20 Sep - 18 Oct",
        ],
    ),
    "nobody could be reached with D": (
        lambda: (
            answered(DecisionKind.HOLD).unreached(D, "2010-09-10").over("2010-09-01", "2010-09-20")
        ),
        [
            "not-told D d7 to 1 of 13 Sep: 13 Sep - 20 Sep",
        ],
    ),
    "a correction": (
        lambda: (
            lived(
                replace(
                    an_action(),
                    struck=(
                        Struck(
                            correction_id=3,
                            entry=9,
                            what="decision",
                            on=day("2010-09-06"),
                            recorded_on=day("2010-09-07"),
                            told_posts=(4,),
                        ),
                    ),
                ),
                end="2010-11-30",
            )
            .without(D)
            .over("2010-09-01")
        ),
        [
            "not-told D x3 to 1 of 8 Sep: 8 Sep - 19 Oct",
        ],
    ),
    "evidence waits": (
        lambda: waiting(StopKind.EVIDENCE).over("2010-10-11"),
        [
            "not-told W10 s4 to 5 of 26 Oct.. 9 Dec: 26 Oct - 31 Jan",
            "not-told W30 s4 to 6 of 23 Nov.. 9 Dec: 23 Nov - 31 Jan",
        ],
    ),
    "evidence waits, and W10 was told": (
        lambda: (
            waiting(StopKind.EVIDENCE)
            .with_lines(told(W10, "2010-10-25", 5, cause="s4"))
            .over("2010-10-25", "2010-11-24")
        ),
        [
            "not-told W30 s4 to 6 of 23 Nov: 23 Nov - 24 Nov",
        ],
    ),
    "more time was asked for": (
        lambda: waiting(StopKind.EXTENSION_ASKED).over("2010-10-20", "2010-10-29"),
        [
            "not-told W10 s4 to 5 of 26 Oct: 26 Oct - 29 Oct",
        ],
    ),
    "evidence was decided on": (
        lambda: waiting(StopKind.EVIDENCE, "2010-11-01").over("2010-10-20"),
        [],
    ),
    "a hold waits for nobody": (
        lambda: waiting(StopKind.HOLD).over("2010-10-20", "2010-12-01"),
        [],
    ),
    "evidence of before its following": (
        lambda: waiting(StopKind.EVIDENCE, follow_from=day("2010-10-18")).over(
            "2010-10-20", "2010-12-10"
        ),
        [
            "not-told W10 s4 to 5 of 2 Nov: 2 Nov - 10 Dec",
            "not-told W30 s4 to 6 of 30 Nov: 30 Nov - 10 Dec",
        ],
    ),
    "W was withdrawn": (
        lambda: (
            lived(stopped(an_action(), stop(StopKind.EVIDENCE, "2010-10-11")))
            .spoilt(made(W10, W30, **BACK))
            .over("2010-10-20")
        ),
        [
            "not-told W10 s0 to 5 of 26 Oct.. 9 Dec: 7 Dec - 31 Jan",
            "not-told W30 s0 to 6 of 23 Nov.. 9 Dec: 13 Jan - 31 Jan",
        ],
    ),
    "nobody could be reached with W": (
        lambda: (
            waiting(StopKind.EVIDENCE).unreached(W10, "2010-10-29").over("2010-10-20", "2010-11-05")
        ),
        [
            "not-told W10 s4 to 5 of 1 Nov: 1 Nov - 5 Nov",
        ],
    ),
    "closed while evidence waits": (
        lambda: (
            lived(
                stopped(
                    an_action(),
                    stop(StopKind.EVIDENCE, "2010-10-11"),
                    stop(StopKind.CLOSURE, "2010-10-11", "2010-10-29"),
                )
            )
            .without(W10, W30)
            .over("2010-10-20", "2010-11-30")
        ),
        [
            "not-told M 2010-11 to 5 of 1 Nov: 1 Nov - 30 Nov",
            "not-told W10 s0 to 5 of 1 Nov: 1 Nov - 30 Nov",
            "not-told W30 s0 to 6 of 23 Nov: 23 Nov - 30 Nov",
        ],
    ),
    "the policy changed": (
        lambda: (
            lived(
                stopped(an_action(), stop(StopKind.EVIDENCE, "2010-10-11")),
                replace(a_board(), change=PolicyChange(on=day("2010-10-22"), before=a_board())),
            )
            .without(W10, W30)
            .over("2010-10-20", "2010-12-10")
        ),
        [
            "not-told W10 s0 to 5 of 1 Nov: 1 Nov - 10 Dec",
            "not-told W30 s0 to 6 of 23 Nov: 23 Nov - 10 Dec",
        ],
    ),
}


@table("case", CASES)
def test_audit_decisions(case: str) -> None:
    """A step is missed from the first run that could have told it; a doubt is no fault."""
    looked, says = CASES[case]
    assert looked().says(says) == says
