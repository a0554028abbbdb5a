"""What the self-check says of lines of the ledger that should not be there.

"not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct" reads: the step was owed on the first of these days,
and the self-check says so from the second to the third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.rules.audit_facts import Cause, LeftNotice
from models.rules.records import Struck
from models.rules.words import NoticeState, Step, StopKind
from tests.models.rules.audited import TWO, Lived, Watched, lived, made
from tests.models.rules.builders import (
    LEAD,
    SECRETARY,
    START,
    a_board,
    day,
    holds,
    post,
    stop,
    told,
)
from tests.tables import table

M, R5, E1 = Step.M, Step.R5, Step.E1
BACK: dict[str, Any] = {"state": NoticeState.WITHDRAWN}
WHOLE = lived(TWO)
CORRECTED = Struck(
    correction_id=3, entry=9, what="stop", on=day("2010-10-22"), recorded_on=day("2010-10-22")
)


def stopped_since(kind: StopKind, start: str, end: str | None, known: str, **more: Any) -> Lived:
    """The register with a stop of which the runs took no notice."""
    one = replace(stop(kind, start, end), recorded_on=day(known))
    return replace(WHOLE, action=replace(WHOLE.action, stops=(one,), **more))


def answers(cause: str, **rows: Cause | None) -> Lived:
    """The register with an R5 for another cause, and the rows that notices may answer."""
    found = {"v1": Cause(action_id=1), cause: Cause(action_id=1), **rows}
    return WHOLE.spoilt(made(R5, cause=cause)).but(causes={k: v for k, v in found.items() if v})


CASES: dict[str, tuple[Callable[[], Watched], list[str]]] = {
    "nothing": (
        lambda: WHOLE.but(causes={"v1": Cause(action_id=1)}).over("2010-09-15", "2010-11-15"),
        [],
    ),
    "E1 is there twice": (
        lambda: WHOLE.with_lines(told(E1, "2010-10-19")).over("2010-10-15"),
        [
            "twice E1 v1 to 1 of 18 Oct.. 19 Oct: 19 Oct - 30 Nov",
        ],
    ),
    "E1 is there three times, of late once": (
        lambda: WHOLE.with_lines(told(E1, "2010-10-18"), told(E1, "2010-11-01")).over(
            "2010-11-29", "2010-12-14"
        ),
        [
            "twice E1 v1 to 1 of 18 Oct.. 1 Nov: 29 Nov - 13 Dec",
        ],
    ),
    "E1 is there twice, once withdrawn": (
        lambda: WHOLE.with_lines(replace(told(E1, "2010-10-19"), **BACK)).over(
            "2010-10-15", "2010-10-21"
        ),
        [],
    ),
    "E1 is there for another post and date": (
        lambda: WHOLE.with_lines(
            told(E1, "2010-10-18", 3), told(E1, "2010-10-18", cause="v2")
        ).over("2010-10-18", "2010-10-21"),
        [
            "not-told E1 v2 to 2 of 18 Oct: 18 Oct - 21 Oct",
        ],
    ),
    "a withdrawn line of nobody": (
        lambda: WHOLE.with_lines(replace(told(E1, "2010-10-19", 99), **BACK)).over(
            "2010-10-15", "2010-10-21"
        ),
        [],
    ),
    "accepted twice": (
        lambda: WHOLE.but(
            arrived_twice=(
                LeftNotice(
                    action_id=1, step=E1, cause="v1", post_id=2, recorded_on=day("2010-10-18")
                ),
            )
        ).over("2010-10-18", "2010-10-18"),
        [
            "arrived-twice E1 v1 to 2 of 18 Oct: 18 Oct - 18 Oct",
        ],
    ),
    "a person without the post": (
        lambda: WHOLE.spoilt(made(E1, person_id=3)).over("2010-10-15"),
        [
            "no-holder E1 v1 to 1 of 18 Oct: 18 Oct - 29 Nov",
            "no-holder E1 v1 to 2 of 18 Oct: 18 Oct - 29 Nov",
        ],
    ),
    "a post that is not there": (
        lambda: WHOLE.spoilt(made(R5, post_id=99)).without(E1).over("2010-10-08", "2010-10-11"),
        [
            "no-holder R5 v1 to 99 of 8 Oct: 8 Oct - 11 Oct",
            "not-told R5 v1 to 1 of 8 Oct: 8 Oct - 11 Oct",
            "not-told R5 v1 to 2 of 8 Oct: 8 Oct - 11 Oct",
            "twice R5 v1 to 99 of 8 Oct: 8 Oct - 11 Oct",
        ],
    ),
    "a person who held the post before": (
        lambda: replace(
            WHOLE, board=a_board(post(LEAD, holds(LEAD, 101, START, day("2010-10-18"))))
        ).over("2010-10-15", "2010-10-18"),
        [
            "no-holder E1 v1 to 1 of 18 Oct: 18 Oct - 18 Oct",
        ],
    ),
    "a tenure that was changed that day": (
        lambda: (
            replace(WHOLE, board=a_board(post(LEAD, holds(LEAD, 101, START, day("2010-10-18")))))
            .but(changed_tenures={1010: day("2010-10-18")})
            .over("2010-10-15", "2010-10-19")
        ),
        [
            "not-told V p1 to 1 (board) of 19 Oct: 19 Oct - 19 Oct",
        ],
    ),
    "a tenure that was changed the day before": (
        lambda: (
            replace(WHOLE, board=a_board(post(LEAD, holds(LEAD, 101, START, day("2010-10-18")))))
            .but(changed_tenures={1010: day("2010-10-17")})
            .over("2010-10-15", "2010-10-18")
        ),
        [
            "no-holder E1 v1 to 1 of 18 Oct: 18 Oct - 18 Oct",
        ],
    ),
    "a line of the board's to nobody": (
        lambda: replace(
            WHOLE,
            board=replace(
                WHOLE.board,
                ledger=(
                    told(Step.S, "2010-10-18", SECRETARY),
                    replace(told(Step.S, "2010-10-19", SECRETARY), person_id=9),
                ),
            ),
        ).over("2010-10-15"),
        [
            "no-holder S v1 to 5 (board) of 19 Oct: 19 Oct - 30 Nov",
        ],
    ),
    "M of another month": (
        lambda: WHOLE.spoilt(made(M, recorded_on=day("2010-10-29"))).over(
            "2010-10-29", "2010-10-29"
        ),
        [
            "no-cause M 2010-09 to 1 of 29 Oct: 29 Oct - 29 Oct",
            "no-cause M 2010-11 to 1 of 29 Oct: 29 Oct - 29 Oct",
            "no-cause M 2010-12 to 1 of 29 Oct: 29 Oct - 29 Oct",
            "no-cause M 2011-01 to 1 of 29 Oct: 29 Oct - 29 Oct",
            "no-cause M 2010-09 to 2 of 29 Oct: 29 Oct - 29 Oct",
            "no-cause M 2010-11 to 2 of 29 Oct: 29 Oct - 29 Oct",
            "no-cause M 2010-12 to 2 of 29 Oct: 29 Oct - 29 Oct",
            "no-cause M 2011-01 to 2 of 29 Oct: 29 Oct - 29 Oct",
            "no-cause M 2010-11 to 5 of 29 Oct: 29 Oct - 29 Oct",
            "no-cause M 2010-12 to 5 of 29 Oct: 29 Oct - 29 Oct",
            "no-cause M 2011-01 to 5 of 29 Oct: 29 Oct - 29 Oct",
        ],
    ),
    "a row that is there": (
        lambda: answers("s7").without(E1).over("2010-10-08", "2010-10-13"),
        [
            "not-told R5 v1 to 1 of 8 Oct: 8 Oct - 13 Oct",
        ],
    ),
    "a row that is not there": (
        lambda: answers("s7", s7=None).over("2010-10-08", "2010-10-13"),
        [
            "no-cause R5 s7 to 1 of 8 Oct: 8 Oct - 13 Oct",
            "no-cause R5 s7 to 2 of 8 Oct: 8 Oct - 13 Oct",
            "not-told R5 v1 to 1 of 8 Oct: 8 Oct - 13 Oct",
        ],
    ),
    "a row of another action": (
        lambda: answers("s7", s7=Cause(action_id=2)).over("2010-10-08", "2010-10-13"),
        [
            "no-cause R5 s7 to 1 of 8 Oct: 8 Oct - 13 Oct",
            "no-cause R5 s7 to 2 of 8 Oct: 8 Oct - 13 Oct",
            "not-told R5 v1 to 1 of 8 Oct: 8 Oct - 13 Oct",
        ],
    ),
    "a row of no action": (
        lambda: answers("t7", t7=Cause(action_id=None)).over("2010-10-08", "2010-10-13"),
        [
            "not-told R5 v1 to 1 of 8 Oct: 8 Oct - 13 Oct",
        ],
    ),
    "a row struck on the day": (
        lambda: answers("d7", d7=Cause(action_id=1, struck_on=day("2010-10-08"))).over(
            "2010-10-08", "2010-10-13"
        ),
        [
            "not-told R5 v1 to 1 of 8 Oct: 8 Oct - 13 Oct",
        ],
    ),
    "a row struck before": (
        lambda: answers("x7", x7=Cause(action_id=1, struck_on=day("2010-10-07"))).over(
            "2010-10-08", "2010-10-13"
        ),
        [
            "no-cause R5 x7 to 1 of 8 Oct: 8 Oct - 13 Oct",
            "no-cause R5 x7 to 2 of 8 Oct: 8 Oct - 13 Oct",
            "not-told R5 v1 to 1 of 8 Oct: 8 Oct - 13 Oct",
        ],
    ),
    "a day is no row": (
        lambda: (
            answers("v7-x", v1=Cause(action_id=1))
            .spoilt(lambda e: replace(e, cause="2010-10-08") if e.step is R5 else e)
            .over("2010-10-08", "2010-10-13")
        ),
        [
            "not-told R5 v1 to 1 of 8 Oct: 8 Oct - 13 Oct",
        ],
    ),
    "no rows were looked up": (
        lambda: WHOLE.spoilt(made(R5, cause="s7")).over("2010-10-08", "2010-10-13"),
        [
            "not-told R5 v1 to 1 of 8 Oct: 8 Oct - 13 Oct",
        ],
    ),
    "held": (
        lambda: stopped_since(StopKind.HOLD, "2010-10-08", "2010-10-19", "2010-10-07").over(
            "2010-10-06", "2010-12-01"
        ),
        [
            "stopped R0 v1 to 1 of 15 Oct: 15 Oct - 26 Nov",
            "stopped R0 v1 to 2 of 15 Oct: 15 Oct - 26 Nov",
            "stopped E1 v1 to 1 of 18 Oct: 18 Oct - 29 Nov",
            "stopped E1 v1 to 2 of 18 Oct: 18 Oct - 29 Nov",
        ],
    ),
    "held, known that day": (
        lambda: stopped_since(StopKind.HOLD, "2010-10-08", "2010-10-11", "2010-10-08").over(
            "2010-10-06", "2010-10-22"
        ),
        [],
    ),
    "held until R0": (
        lambda: stopped_since(StopKind.HOLD, "2010-10-11", "2010-10-15", "2010-10-11").over(
            "2010-10-11", "2010-10-22"
        ),
        [],
    ),
    "evidence is in": (
        lambda: stopped_since(StopKind.EVIDENCE, "2010-10-14", "2010-10-18", "2010-10-14").over(
            "2010-10-11", "2010-10-22"
        ),
        [
            "stopped R0 v1 to 1 of 15 Oct: 15 Oct - 22 Oct",
            "stopped R0 v1 to 2 of 15 Oct: 15 Oct - 22 Oct",
        ],
    ),
    "closed": (
        lambda: stopped_since(StopKind.CLOSURE, "2010-10-14", "2010-10-18", "2010-10-14").over(
            "2010-10-11", "2010-10-22"
        ),
        [
            "stopped R0 v1 to 1 of 15 Oct: 15 Oct - 22 Oct",
            "stopped R0 v1 to 2 of 15 Oct: 15 Oct - 22 Oct",
        ],
    ),
    "silenced": (
        lambda: stopped_since(StopKind.SILENCE, "2010-10-14", "2010-10-18", "2010-10-14").over(
            "2010-10-11", "2010-10-22"
        ),
        [],
    ),
    "held on the day of a list": (
        lambda: stopped_since(StopKind.HOLD, "2010-10-01", "2010-10-04", "2010-09-30").over(
            "2010-10-01", "2010-10-05"
        ),
        [],
    ),
    "held and corrected since": (
        lambda: (
            stopped_since(
                StopKind.HOLD, "2010-10-21", "2010-11-01", "2010-10-20", struck=(CORRECTED,)
            )
            .without(Step.D)
            .over("2010-10-20", "2010-11-02")
        ),
        [
            "not-told D x3 to 1 of 25 Oct: 25 Oct - 2 Nov",
            "stopped E3 v1 to 1 of 29 Oct: 29 Oct - 2 Nov",
            "stopped E3 v1 to 2 of 29 Oct: 29 Oct - 2 Nov",
            "stopped E3 v1 to 4 of 29 Oct: 29 Oct - 2 Nov",
            "stopped E3 v1 to 5 of 29 Oct: 29 Oct - 2 Nov",
        ],
    ),
}


@table("case", CASES)
def test_audit_extra(case: str) -> None:
    """Each line that should not be there is named for thirty WD, and none that should."""
    looked, says = CASES[case]
    assert looked().says(says) == says
