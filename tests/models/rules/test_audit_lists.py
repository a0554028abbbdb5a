"""What the self-check says of lists that no run told.

"not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct" reads: the step was owed on the first of these days,
and the self-check says so from the second to the third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.rules.words import DateState, NoticeState, Step, StopKind
from tests.models.rules.audited import TWO, Lived, Watched, lived, made
from tests.models.rules.builders import (
    CHAIR,
    SECOND,
    SECRETARY,
    a_board,
    an_action,
    day,
    person,
    stop,
    told,
    version,
)
from tests.tables import table

A, M, R5 = Step.A, Step.M, Step.R5
BACK: dict[str, Any] = {"state": NoticeState.WITHDRAWN}


def unlisted(due: str | None = "2010-10-15", entered: str = "2010-08-02", **more: Any) -> Lived:
    """An action that was on no list."""
    return lived(replace(an_action(due, entered), **more), end="2010-12-17").without(M)


def unlooked(due: str = "2010-10-15", **more: Any) -> Lived:
    """An action that was on no list of the secretary's."""
    return lived(replace(an_action(due), **more), end="2010-12-17").without(M, post=SECRETARY)


CASES: dict[str, tuple[Callable[[], Watched], list[str]]] = {
    "one lead on no list": (
        lambda: lived(TWO).without(M, post=SECOND).over("2010-08-30", "2010-11-30"),
        [
            "not-told M 2010-09 to 2 of 1 Sep: 1 Sep - 13 Oct",
            "not-told M 2010-10 to 2 of 1 Oct: 1 Oct - 12 Nov",
            "not-told M 2010-11 to 2 of 1 Nov: 1 Nov - 30 Nov",
        ],
    ),
    "a lead whose address is refused": (
        lambda: (
            lived(TWO, a_board(undeliverable=(person(SECOND),)))
            .spoilt(lambda e: None if e.step is M and e.for_post_id else e)
            .over("2010-09-01", "2010-09-03")
        ),
        [
            "refused to 2 (board) of 1 Jan: 1 Sep - 3 Sep",
        ],
    ),
    "another had it for the lead": (
        lambda: lived(TWO).given_to(M, SECOND, 9, 109).over("2010-09-01", "2010-09-03"),
        [],
    ),
    "on no list": (
        lambda: unlisted().over("", "2010-10-29"),
        [
            "not-told M 2010-09 to 1 of 1 Sep: 1 Sep - 13 Oct",
            "not-told M 2010-10 to 1 of 1 Oct: 1 Oct - 29 Oct",
        ],
    ),
    "due in 45 days": (
        lambda: unlisted("2010-10-16").over("", "2010-09-30"),
        [
            "not-told M 2010-09 to 1 of 1 Sep: 1 Sep - 30 Sep",
        ],
    ),
    "due in 46 days": (lambda: unlisted("2010-10-17").over("", "2010-09-30"), []),
    "entered in the month before": (
        lambda: unlisted(entered="2010-08-31").over("", "2010-09-06"),
        [
            "not-told M 2010-09 to 1 of 1 Sep: 1 Sep - 6 Sep",
        ],
    ),
    "entered in the month": (lambda: unlisted(entered="2010-09-01").over("", "2010-09-06"), []),
    "entered a year before": (
        lambda: unlisted("2010-01-29", "2009-12-01").over("2010-01-04", "2010-01-29"),
        [
            "not-told M 2010-01 to 1 of 4 Jan: 4 Jan - 29 Jan",
        ],
    ),
    "followed from that month": (
        lambda: unlisted(follow_from=day("2010-09-01")).over("", "2010-10-04"),
        [
            "not-told M 2010-10 to 1 of 1 Oct: 1 Oct - 4 Oct",
        ],
    ),
    "given a date later": (
        lambda: unlisted(version=version("2010-10-15", "2010-09-02")).over("", "2010-10-04"),
        [
            "not-told M 2010-10 to 1 of 1 Oct: 1 Oct - 4 Oct",
        ],
    ),
    "no date": (
        lambda: unlisted(None).over("", "2010-10-08"),
        [
            "not-told M 2010-09 to 1 of 1 Sep: 1 Sep - 8 Oct",
            "not-told M 2010-09 to 5 of 1 Sep: 1 Sep - 8 Oct",
            "not-told M 2010-10 to 1 of 1 Oct: 1 Oct - 8 Oct",
            "not-told M 2010-10 to 5 of 1 Oct: 1 Oct - 8 Oct",
        ],
    ),
    "waits for an event": (
        lambda: unlisted(
            None, version=version(None, "2010-08-02", state=DateState.AWAITING_TRIGGER)
        ).over("", "2010-09-08"),
        [
            "not-told M 2010-09 to 1 of 1 Sep: 1 Sep - 8 Sep",
            "not-told M 2010-09 to 5 of 1 Sep: 1 Sep - 8 Sep",
        ],
    ),
    "overdue, and not on the secretary's list": (
        lambda: unlooked().over("2010-10-18", "2010-11-26"),
        [
            "not-told M 2010-11 to 5 of 1 Nov: 1 Nov - 26 Nov",
        ],
    ),
    "due on the day of the secretary's list": (
        lambda: unlooked("2010-11-01").over("2010-10-18", "2010-11-26"),
        [],
    ),
    "due on the day before the secretary's list": (
        lambda: unlooked("2010-10-31").over("2010-10-18", "2010-11-03"),
        [
            "not-told M 2010-11 to 5 of 1 Nov: 1 Nov - 3 Nov",
        ],
    ),
    "held on the day of the secretary's list": (
        lambda: unlooked(stops=(stop(StopKind.HOLD, "2010-10-11", "2010-11-04"),)).over(
            "2010-10-18", "2010-11-26"
        ),
        [],
    ),
    "undecided on the day of the secretary's list": (
        lambda: unlooked("2010-12-10", stops=(stop(StopKind.EVIDENCE, "2010-10-11"),)).over(
            "2010-10-18", "2010-11-03"
        ),
        [
            "not-told M 2010-11 to 5 of 1 Nov: 1 Nov - 3 Nov",
        ],
    ),
    "another had the list for the secretary": (
        lambda: (
            lived(an_action(), end="2010-12-17")
            .given_to(M, SECRETARY, CHAIR, 106)
            .over("2010-10-18", "2010-11-26")
        ),
        [],
    ),
    "the secretary leads it, and had it as the lead": (
        lambda: lived(replace(an_action(), leads=(SECRETARY,)), end="2010-12-17").over(
            "2010-10-18", "2010-11-26"
        ),
        [],
    ),
    "recurring": (
        lambda: unlisted(None, version=version(None, "2010-08-02", state=DateState.RECURRING)).over(
            "", "2010-09-08"
        ),
        [],
    ),
    "evidence is in": (
        lambda: unlisted(stops=(stop(StopKind.EVIDENCE, "2010-09-01", "2010-09-02"),)).over(
            "", "2010-10-04"
        ),
        [
            "not-told M 2010-10 to 1 of 1 Oct: 1 Oct - 4 Oct",
        ],
    ),
    "held": (
        lambda: unlisted(stops=(stop(StopKind.HOLD, "2010-09-01", "2010-09-02"),)).over(
            "", "2010-10-04"
        ),
        [
            "not-told M 2010-10 to 1 of 1 Oct: 1 Oct - 4 Oct",
        ],
    ),
    "silenced": (
        lambda: unlisted(stops=(stop(StopKind.SILENCE, "2010-09-01", "2010-09-02"),)).over(
            "", "2010-10-04"
        ),
        [
            "not-told M 2010-10 to 1 of 1 Oct: 1 Oct - 4 Oct",
        ],
    ),
    "closed for a day": (
        lambda: unlisted(stops=(stop(StopKind.CLOSURE, "2010-09-01", "2010-09-02"),)).over(
            "2010-09-02", "2010-10-04"
        ),
        [
            "not-told R20 v1 to 1 of 17 Sep: 17 Sep - 4 Oct",
            "not-told M 2010-10 to 1 of 1 Oct: 1 Oct - 4 Oct",
        ],
    ),
    "more time was asked for": (
        lambda: unlisted(stops=(stop(StopKind.EXTENSION_ASKED, "2010-09-01", "2010-09-02"),)).over(
            "2010-09-03", "2010-10-04"
        ),
        [
            "not-told M 2010-10 to 1 of 1 Oct: 1 Oct - 4 Oct",
        ],
    ),
    "M was withdrawn": (
        lambda: lived(an_action()).spoilt(made(M, **BACK)).over("2010-08-30", "2010-11-30"),
        [],
    ),
    "on no list, and R5 was withdrawn": (
        lambda: unlisted().spoilt(made(R5, **BACK)).over("2010-10-08", "2010-10-12"),
        [
            "not-told M 2010-09 to 1 of 1 Sep: 8 Oct - 12 Oct",
            "not-told M 2010-10 to 1 of 1 Oct: 8 Oct - 12 Oct",
        ],
    ),
    "on no list, and A is missing": (
        lambda: unlisted().without(A).over("", "2010-09-06"),
        [
            "not-told A v1 to 1 of 3 Aug: 3 Aug - 6 Sep",
        ],
    ),
    "A was kept back": (
        lambda: (
            unlisted()
            .spoilt(made(A, **BACK))
            .without(Step.E1, Step.E2, Step.E3, Step.E4, Step.E5)
            .over("2010-08-30", "2010-09-14")
        ),
        [],
    ),
    "another A was refused long ago": (
        lambda: replace(
            unlisted(),
            action=replace(
                unlisted().action,
                ledger=(
                    *unlisted().action.ledger,
                    replace(told(A, "2010-08-02", cause="t1", post_id=9), refused=True, **BACK),
                ),
            ),
        ).over("2010-09-30", "2010-10-04"),
        [],
    ),
    "another A was withdrawn": (
        lambda: replace(
            unlisted(),
            action=replace(
                unlisted().action,
                ledger=(
                    *unlisted().action.ledger,
                    replace(told(A, "2010-08-02", cause="t1", post_id=9), **BACK),
                ),
            ),
        ).over("2010-09-10", "2010-09-16"),
        [
            "not-told M 2010-09 to 1 of 1 Sep: 15 Sep - 16 Sep",
        ],
    ),
    "nobody could be told": (
        lambda: unlisted().unreached(M, "2010-09-30").over("", "2010-10-04"),
        [
            "not-told M 2010-10 to 1 of 1 Oct: 1 Oct - 4 Oct",
        ],
    ),
    "recorded that day": (
        lambda: unlisted().but(settled={1: day("2010-09-01")}).over("2010-09-01", "2010-10-04"),
        [
            "not-told M 2010-10 to 1 of 1 Oct: 1 Oct - 4 Oct",
        ],
    ),
    "the first run was late, in time": (
        lambda: (
            unlisted()
            .but(
                runs=tuple(
                    one
                    for one in unlisted().on(day("2010-10-11")).runs
                    if one.on >= day("2010-10-08")
                )
            )
            .over("2010-10-11", "2010-10-11")
        ),
        [
            "not-told M 2010-10 to 1 of 8 Oct: 11 Oct - 11 Oct",
        ],
    ),
    "the first run was too late": (
        lambda: (
            unlisted()
            .but(
                runs=tuple(
                    one
                    for one in unlisted().on(day("2010-10-12")).runs
                    if one.on >= day("2010-10-11")
                )
            )
            .over("2010-10-12", "2010-10-12")
        ),
        [],
    ),
}


@table("case", CASES)
def test_audit_lists(case: str) -> None:
    """They are missed where a run was in time for them and nothing kept them back."""
    looked, says = CASES[case]
    assert looked().says(says) == says
