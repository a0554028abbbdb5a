"""What the self-check says of an A that no run told, and when it says nothing.

"not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct" reads: the step was owed on the first of these days,
and the self-check says so from the second to the third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.rules.words import NoticeState, Step, StopKind
from tests.models.rules.audited import TWO, Lived, Watched, lived, made, runs_from
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
)
from tests.tables import table

A = Step.A
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
}


@table("case", CASES)
def test_audit_missing(case: str) -> None:
    """A step is missed from the first run that could have told it; a doubt is no fault."""
    looked, says = CASES[case]
    assert looked().says(says) == says
