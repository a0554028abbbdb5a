"""What the self-check says of a step that reached some of those it was for.

"not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct" reads: the step was owed on the first of these days,
and the self-check says so from the second to the third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from models.rules.words import DateState, DecisionKind, NoticeState, Step, StopKind
from tests.models.rules.audited import TWO, Watched, decided, lived, made
from tests.models.rules.builders import SECOND, a_board, day, person, stop, stopped, version
from tests.tables import table

C, D, R5, E1, E2, E3 = Step.C, Step.D, Step.R5, Step.E1, Step.E2, Step.E3

CASES: dict[str, tuple[Callable[[], Watched], list[str]]] = {
    "one lead had no R5 and no E1": (
        lambda: lived(TWO).without(R5, E1, post=SECOND).over("2010-10-01"),
        [
            "not-told R5 v1 to 2 of 8 Oct: 8 Oct - 19 Nov",
            "not-told E1 v1 to 2 of 18 Oct: 18 Oct - 29 Nov",
        ],
    ),
    "one lead had no D": (
        lambda: (
            lived(replace(TWO, decisions=(decided(DecisionKind.HOLD, "2010-09-04"),)))
            .without(D, post=SECOND)
            .over("2010-09-01", "2010-11-01")
        ),
        [
            "not-told D d7 to 2 of 6 Sep: 6 Sep - 18 Oct",
        ],
    ),
    "one lead had no C": (
        lambda: (
            lived(replace(TWO, version=version(None, "2010-08-02", state=DateState.RECURRING)))
            .without(C, post=SECOND)
            .over("2010-11-01", "2010-11-10")
        ),
        [
            "not-told C 2010-11-02 to 2 of 2 Nov: 2 Nov - 10 Nov",
        ],
    ),
    "one lead had no Z, which is for others": (
        lambda: lived(stopped(TWO, stop(StopKind.HOLD, "2010-10-30"))).over(
            "2010-11-01", "2010-11-10"
        ),
        [],
    ),
    "the first-named had no E2": (
        lambda: lived(TWO).without(E2, post=3).over("2010-10-20"),
        [
            "not-told E2 v1 of 22 Oct: 22 Oct - 3 Dec",
        ],
    ),
    "the first-named had no E2 and could not": (
        lambda: (
            lived(TWO)
            .without(E2, post=3)
            .unreached(E2, "2010-10-22")
            .over("2010-10-20", "2010-10-29")
        ),
        [],
    ),
    "the first-named had no E3 and could not have E2": (
        lambda: (
            lived(TWO)
            .without(E3, post=4)
            .unreached(E2, "2010-10-22")
            .over("2010-10-29", "2010-11-01")
        ),
        [
            "not-told E3 v1 of 29 Oct: 29 Oct - 1 Nov",
        ],
    ),
    "neither the first-named nor one lead had E2": (
        lambda: (
            lived(TWO).without(E2, post=3).without(E2, post=SECOND).over("2010-10-20", "2010-10-28")
        ),
        [
            "not-told E2 v1 of 22 Oct: 22 Oct - 28 Oct",
            "not-told E2 v1 to 2 of 22 Oct: 22 Oct - 28 Oct",
        ],
    ),
    "another had it for the lead": (
        lambda: lived(TWO).given_to(R5, SECOND, 9, 109).over("2010-10-08", "2010-10-11"),
        [],
    ),
    "a lead whose address is refused": (
        lambda: (
            lived(TWO, a_board(undeliverable=(person(SECOND),)))
            .spoilt(lambda e: None if e.step is R5 and e.for_post_id else e)
            .over("2010-10-08", "2010-10-11")
        ),
        [
            "refused to 2 (board) of 1 Jan: 8 Oct - 11 Oct",
        ],
    ),
    "one lead's was withdrawn": (
        lambda: (
            lived(TWO)
            .spoilt(
                lambda e: (
                    replace(e, state=NoticeState.WITHDRAWN)
                    if e.step is R5 and e.post_id == SECOND
                    else e
                )
            )
            .over("2010-10-08", "2010-11-22")
        ),
        [],
    ),
    "both were withdrawn": (
        lambda: (
            lived(TWO)
            .spoilt(made(E1, state=NoticeState.WITHDRAWN))
            .without(E2, E3, Step.E4, Step.E5)
            .over("2010-10-18", "2010-10-22")
        ),
        [],
    ),
    "recorded that day": (
        lambda: (
            lived(TWO)
            .without(R5, post=SECOND)
            .but(settled={1: day("2010-10-08")})
            .over("2010-10-08", "2010-10-12")
        ),
        [],
    ),
    "recorded between two of its lines": (
        lambda: (
            lived(TWO)
            .spoilt(
                lambda e: (
                    replace(e, post_id=9, person_id=109, recorded_on=day("2010-10-12"))
                    if e.step is R5 and e.post_id == SECOND
                    else e
                )
            )
            .but(settled={1: day("2010-10-08")})
            .over("2010-10-12", "2010-10-15")
        ),
        [],
    ),
    "recorded the day before": (
        lambda: (
            lived(TWO)
            .without(R5, post=SECOND)
            .but(settled={1: day("2010-10-07")})
            .over("2010-10-08", "2010-10-12")
        ),
        [
            "not-told R5 v1 to 2 of 8 Oct: 8 Oct - 12 Oct",
        ],
    ),
}


@table("case", CASES)
def test_audit_partly(case: str) -> None:
    """Whoever could be told and has no line of a step is named."""
    looked, says = CASES[case]
    assert looked().says(says) == says
