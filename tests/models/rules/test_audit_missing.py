"""What the self-check says of A, D and W that no run told, and when it says nothing.

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
from tests.models.rules.audited import TWO, Lived, Watched, decided, lived, made, runs_from
from tests.models.rules.builders import (
    LEAD,
    SECOND,
    START,
    a_board,
    an_action,
    day,
    holds,
    person,
    post,
    stop,
    stopped,
    told,
)
from tests.tables import table

A, D, W10, W30 = Step.A, Step.D, Step.W10, Step.W30
BACK: dict[str, Any] = {"state": NoticeState.WITHDRAWN}
HANDED_OVER = a_board(
    post(
        LEAD, holds(LEAD, 101, START, day("2010-09-20")), holds(LEAD, 201, day("2010-09-20"), nth=1)
    )
)


def entered(kind: StopKind, start: str, end: str) -> Lived:
    """Two leads, a stop soon after the entry, and no A in the ledger."""
    return lived(stopped(TWO, stop(kind, start, end)), end="2010-10-14").without(A)


def handed_over(**more: Any) -> Lived:
    """A post handed over on 20 September, and its new holder's A left out, or made otherwise."""
    whole = lived(an_action(), HANDED_OVER, "2010-12-17")
    return whole.spoilt(lambda e: None if e.cause == "t1011" else e).but(**more)


def answered(kind: DecisionKind, on: str = "2010-09-06", **more: Any) -> Lived:
    """A decision, and the register without the D that tells of it."""
    action = replace(an_action(), decisions=(decided(kind, on, **more),))
    return lived(action, end="2010-11-30").without(D)


def waiting(kind: StopKind, end: str | None = None, **more: Any) -> Lived:
    """What waits for a decision from 11 October, and the register without W10 and W30."""
    asked = replace(stop(kind, "2010-10-11", end), stop_id=4)
    return lived(replace(stopped(an_action(), asked), **more)).without(W10, W30)


CASES: dict[str, tuple[Callable[[], Watched], list[str]]] = {
    "nothing": (lambda: lived(TWO).over(), []),
    "nobody had A": (
        lambda: lived(TWO).without(A).over("", "2010-12-03"),
        [
            "not-told A v1 to 1 of 3 Aug.. 22 Oct: 3 Aug - 3 Dec",
            "before-a E1 v1 to 1 of 18 Oct: 18 Oct - 29 Nov",
        ],
    ),
    "one lead had no A": (
        lambda: lived(TWO).without(A, post=SECOND).over("", "2010-09-16"),
        [
            "not-told A v1 to 2 of 3 Aug.. 4 Aug: 3 Aug - 16 Sep",
        ],
    ),
    "nobody leads and nobody had A": (
        lambda: lived(replace(an_action(), leads=())).without(A).over("", "2010-08-05"),
        [
            "not-told A v1 of 3 Aug: 3 Aug - 5 Aug",
        ],
    ),
    "another had A for the lead": (
        lambda: lived(TWO).given_to(A, SECOND, 9, 109).over("", "2010-08-05"),
        [],
    ),
    "a lead whose address is refused": (
        lambda: (
            lived(TWO, a_board(undeliverable=(person(SECOND),)))
            .without(A, post=9)
            .without(A, post=5)
            .spoilt(lambda e: None if e.step is A and e.for_post_id else e)
            .over("", "2010-08-05")
        ),
        [
            "refused to 2 (board) of 1 Jan: 2 Aug - 5 Aug",
        ],
    ),
    "A was withdrawn": (
        lambda: lived(TWO).spoilt(made(A, **BACK)).over("", "2010-09-20"),
        [
            "not-told A v1 to 1 of 3 Aug.. 6 Aug: 15 Sep - 20 Sep",
        ],
    ),
    "A was refused": (
        lambda: lived(TWO).spoilt(made(A, refused=True, **BACK)).over("", "2010-10-14"),
        [],
    ),
    "A was silenced": (
        lambda: entered(StopKind.SILENCE, "2010-08-02", "2010-08-20").over("", "2010-08-31"),
        [
            "not-told A v1 to 1 of 23 Aug: 23 Aug - 31 Aug",
        ],
    ),
    "closed for a while": (
        lambda: entered(StopKind.CLOSURE, "2010-08-02", "2010-08-20").over("", "2010-08-31"),
        [
            "not-told A v1 to 1 of 23 Aug: 23 Aug - 31 Aug",
        ],
    ),
    "held, which does not keep A": (
        lambda: entered(StopKind.HOLD, "2010-08-02", "2010-08-20").over("", "2010-08-31"),
        [
            "not-told A v1 to 1 of 3 Aug: 3 Aug - 31 Aug",
        ],
    ),
    "closed, and closed still": (
        lambda: (
            lived(stopped(TWO, stop(StopKind.CLOSURE, "2010-08-12")))
            .without(A)
            .over("", "2010-08-31")
        ),
        [],
    ),
    "nobody could be reached": (
        lambda: (
            lived(TWO, end="2010-09-10")
            .without(A)
            .unreached(A, "2010-08-10")
            .over("", "2010-08-31")
        ),
        [
            "not-told A v1 to 1 of 11 Aug: 11 Aug - 31 Aug",
        ],
    ),
    "entered late in the book": (
        lambda: (
            lived(replace(TWO, version=replace(TWO.version, recorded_on=day("2010-08-10"))))
            .without(A)
            .over("", "2010-08-20")
        ),
        [
            "not-told A v1 to 1 of 11 Aug: 11 Aug - 20 Aug",
        ],
    ),
    "followed from a day": (
        lambda: (
            lived(replace(TWO, follow_from=day("2010-09-01"))).without(A).over("", "2010-09-10")
        ),
        [
            "not-told A v1 to 1 of 1 Sep: 1 Sep - 10 Sep",
        ],
    ),
    "told of something on a day": (
        lambda: lived(TWO).without(A).but(settled={1: day("2010-08-10")}).over("", "2010-08-31"),
        [
            "not-told A v1 to 1 of 11 Aug: 11 Aug - 31 Aug",
        ],
    ),
    "something of the board changed": (
        lambda: lived(TWO).without(A).but(settled_on=day("2010-08-12")).over("", "2010-08-31"),
        [
            "not-told A v1 to 1 of 13 Aug: 13 Aug - 31 Aug",
        ],
    ),
    "a new holder": (
        lambda: handed_over().over("2010-09-13", "2010-11-10"),
        [
            "not-told A t1011 to 1 of 20 Sep: 20 Sep - 1 Nov",
        ],
    ),
    "a new holder whom no run has met": (
        lambda: handed_over(runs=runs_from(day("2010-08-09"), day("2010-09-17"))).over(
            "2010-09-20", "2010-09-20"
        ),
        [],
    ),
    "a new holder had it": (
        lambda: (
            handed_over()
            .spoilt(lambda e: e)
            .spoilt(lambda e: replace(e, person_id=201) if e.step is A else e)
            .over("2010-09-13", "2010-09-30")
        ),
        [
            "no-holder A v1 to 1 of 2 Aug: 13 Sep - 14 Sep",
        ],
    ),
    "a new holder's A was withdrawn": (
        lambda: (
            lived(an_action(), HANDED_OVER, "2010-12-17")
            .spoilt(lambda e: replace(e, **BACK, person_id=9) if e.cause == "t1011" else e)
            .over("2010-09-13", "2010-11-10")
        ),
        [],
    ),
    "a new holder while silenced": (
        lambda: (
            lived(
                stopped(an_action(), stop(StopKind.SILENCE, "2010-09-20", "2010-09-29")),
                HANDED_OVER,
                "2010-10-14",
            )
            .spoilt(lambda e: None if e.cause == "t1011" else e)
            .over("2010-09-13", "2010-10-06")
        ),
        [
            "not-told A t1011 to 1 of 30 Sep: 30 Sep - 6 Oct",
        ],
    ),
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
def test_audit_missing(case: str) -> None:
    """A step is missed from the first run that could have told it; a doubt is no fault."""
    looked, says = CASES[case]
    assert looked().says(says) == says
