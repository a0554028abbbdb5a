"""What the self-check says of a Z that no run told.

"not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct" reads: the step was owed on the first of these days,
and the self-check says so from the second to the third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.rules.words import NoticeState, Step, StopKind, VersionCause
from tests.models.rules.audited import Lived, Watched, lived, made
from tests.models.rules.builders import a_board, an_action, day, stop, stopped, version
from tests.tables import table

Z = Step.Z
BACK: dict[str, Any] = {"state": NoticeState.WITHDRAWN}


def stood_down(kind: StopKind, start: str, end: str | None = None, **more: Any) -> Lived:
    """An action with a stop, and no Z to those who were told above its lead."""
    one = replace(stop(kind, start, end), stop_id=4, **more)
    return lived(stopped(an_action(), one)).without(Z)


def dated_anew(cause: VersionCause, on: str, second: str = "2011-06-30") -> Lived:
    """An action that was given a new date, and no Z."""
    old, new = version("2010-10-15", "2010-08-02"), version(second, on, cause, number=2)
    told = lived(an_action(), end=on).action.ledger
    return (
        Lived(
            replace(an_action(), version=new, versions=(old, new), ledger=told),
            a_board(),
            day("2010-08-02"),
            day("2011-01-31"),
        )
        .without(Z, Step.D)
        .spoilt(lambda e: e if e.recorded_on < day(on) else None)
    )


CASES: dict[str, tuple[Callable[[], Watched], list[str]]] = {
    "held": (
        lambda: stood_down(StopKind.HOLD, "2010-11-01").over("2010-10-13"),
        [
            "not-told Z s4 of 2 Nov: 2 Nov - 13 Dec",
        ],
    ),
    "held and known later": (
        lambda: stood_down(StopKind.HOLD, "2010-11-01", recorded_on=day("2010-11-05")).over(
            "2010-11-01"
        ),
        [
            "not-told Z s4 of 8 Nov: 8 Nov - 17 Dec",
        ],
    ),
    "held for a while": (
        lambda: stood_down(StopKind.HOLD, "2010-11-01", "2010-12-01").over("2010-10-28"),
        [
            "not-told Z s4 of 2 Nov: 2 Nov - 30 Nov",
        ],
    ),
    "held, and E5 alone was told": (
        lambda: (
            stood_down(StopKind.HOLD, "2010-12-15")
            .without(Step.E2, Step.E3, Step.E4)
            .over("2010-12-15", "2010-12-16")
        ),
        [
            "out-of-order E5 v1 to 8 of 10 Dec: 15 Dec - 16 Dec",
            "not-told Z s4 of 16 Dec: 16 Dec - 16 Dec",
        ],
    ),
    "held, and E4 alone was told": (
        lambda: (
            stood_down(StopKind.HOLD, "2010-11-15")
            .without(Step.E2, Step.E3)
            .over("2010-11-15", "2010-11-16")
        ),
        [
            "out-of-order E4 v1 to 5 of 12 Nov: 15 Nov - 16 Nov",
            "not-told Z s4 of 16 Nov: 16 Nov - 16 Nov",
        ],
    ),
    "held, and E3 alone was told": (
        lambda: (
            stood_down(StopKind.HOLD, "2010-11-01")
            .without(Step.E2)
            .over("2010-11-01", "2010-11-02")
        ),
        [
            "out-of-order E3 v1 to 4 of 29 Oct: 1 Nov - 2 Nov",
            "not-told Z s4 of 2 Nov: 2 Nov - 2 Nov",
        ],
    ),
    "evidence came in": (
        lambda: stood_down(StopKind.EVIDENCE, "2010-11-01").over("2010-10-28", "2010-11-08"),
        [
            "not-told Z s4 of 2 Nov: 2 Nov - 8 Nov",
        ],
    ),
    "closed": (
        lambda: stood_down(StopKind.CLOSURE, "2010-11-01").over("2010-10-28", "2010-11-08"),
        [
            "not-told Z s4 of 2 Nov: 2 Nov - 8 Nov",
        ],
    ),
    "silenced": (
        lambda: stood_down(StopKind.SILENCE, "2010-11-01").over("2010-10-28", "2010-11-08"),
        [],
    ),
    "held on the day of E2": (
        lambda: stood_down(StopKind.HOLD, "2010-10-25").over("2010-10-20", "2010-10-29"),
        [
            "not-told Z s4 of 26 Oct: 26 Oct - 29 Oct",
        ],
    ),
    "held, and no version is known": (
        lambda: replace(
            stood_down(StopKind.HOLD, "2010-11-01"),
            action=replace(stood_down(StopKind.HOLD, "2010-11-01").action, versions=()),
        ).over("2010-11-02", "2010-11-03"),
        [],
    ),
    "E2 was withdrawn since": (
        lambda: (
            stood_down(StopKind.HOLD, "2010-10-25")
            .spoilt(made(Step.E2, **BACK))
            .over("2010-10-20", "2010-10-29")
        ),
        [],
    ),
    "held before E2": (
        lambda: stood_down(StopKind.HOLD, "2010-10-21").over("2010-10-20", "2010-10-29"),
        [],
    ),
    "E2 was queued alone": (
        lambda: (
            stood_down(StopKind.HOLD, "2010-10-25")
            .spoilt(made(Step.E2, state=NoticeState.WAITING, told_on=None))
            .over("2010-10-20", "2010-10-29")
        ),
        [],
    ),
    "only copies of E2": (
        lambda: (
            stood_down(StopKind.HOLD, "2010-10-25")
            .spoilt(made(Step.E2, copy=True))
            .over("2010-10-20", "2010-10-29")
        ),
        [],
    ),
    "E2 was told later": (
        lambda: (
            stood_down(StopKind.HOLD, "2010-10-25")
            .spoilt(made(Step.E2, told_on=day("2010-10-26")))
            .over("2010-10-20", "2010-10-29")
        ),
        [],
    ),
    "E2 was told that day": (
        lambda: (
            stood_down(StopKind.HOLD, "2010-10-25")
            .spoilt(made(Step.E2, told_on=day("2010-10-25")))
            .over("2010-10-20", "2010-10-29")
        ),
        [
            "not-told Z s4 of 26 Oct: 26 Oct - 29 Oct",
        ],
    ),
    "E2 of another date": (
        lambda: (
            stood_down(StopKind.HOLD, "2010-10-25")
            .spoilt(made(Step.E2, cause="v9"))
            .over("2010-10-25", "2010-10-27")
        ),
        [],
    ),
    "Z was told": (
        lambda: lived(stopped(an_action(), stop(StopKind.HOLD, "2010-11-01"))).over("2010-11-01"),
        [],
    ),
    "Z was withdrawn": (
        lambda: (
            lived(stopped(an_action(), stop(StopKind.HOLD, "2010-11-01")))
            .spoilt(made(Z, **BACK))
            .over("2010-11-01")
        ),
        [],
    ),
    "extended": (
        lambda: dated_anew(VersionCause.EXTENDED, "2010-11-08").over("2010-11-01"),
        [
            "not-told A v2 to 1 of 9 Nov.. 9 Dec: 9 Nov - 31 Jan",
            "not-told Z v2 of 9 Nov: 9 Nov - 20 Dec",
        ],
    ),
    "set anew": (
        lambda: dated_anew(VersionCause.SET, "2010-11-08").over("2010-11-08", "2010-11-12"),
        [
            "not-told A v2 to 1 of 9 Nov: 9 Nov - 12 Nov",
            "not-told Z v2 of 9 Nov: 9 Nov - 12 Nov",
        ],
    ),
    "held before the extension": (
        lambda: replace(
            dated_anew(VersionCause.EXTENDED, "2010-11-08"),
            action=replace(
                dated_anew(VersionCause.EXTENDED, "2010-11-08").action,
                stops=(replace(stop(StopKind.HOLD, "2010-11-03"), stop_id=4),),
            ),
        ).over("2010-11-03", "2010-11-10"),
        [
            "not-told A v2 to 1 of 9 Nov: 9 Nov - 10 Nov",
            "not-told Z s4 of 9 Nov: 9 Nov - 10 Nov",
            "not-told Z v2 of 9 Nov: 9 Nov - 10 Nov",
        ],
    ),
    "held on the day of the extension": (
        lambda: replace(
            dated_anew(VersionCause.EXTENDED, "2010-11-08"),
            action=replace(
                dated_anew(VersionCause.EXTENDED, "2010-11-08").action,
                stops=(replace(stop(StopKind.HOLD, "2010-11-08"), stop_id=4),),
            ),
        ).over("2010-11-05", "2010-11-10"),
        [
            "not-told A v2 to 1 of 9 Nov: 9 Nov - 10 Nov",
            "not-told Z v2 of 9 Nov: 9 Nov - 10 Nov",
        ],
    ),
    "reopened": (
        lambda: dated_anew(VersionCause.REOPENED, "2010-11-08").over("2010-11-01"),
        [
            "not-told A v2 to 1 of 9 Nov.. 9 Dec: 9 Nov - 31 Jan",
        ],
    ),
    "extended before E2": (
        lambda: dated_anew(VersionCause.EXTENDED, "2010-10-21").over("2010-10-20", "2010-10-29"),
        [
            "not-told A v2 to 1 of 22 Oct: 22 Oct - 29 Oct",
        ],
    ),
}


@table("case", CASES)
def test_audit_stood_down(case: str) -> None:
    """A stand-down is missed from the first run after the stop or the date that it tells of."""
    looked, says = CASES[case]
    assert looked().says(says) == says
