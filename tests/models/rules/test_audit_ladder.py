"""What the self-check says of a stage that no run told, and how stops put its day off.

"not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct" reads: the step was owed on the first of these days,
and the self-check says so from the second to the third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.rules.facts import PolicyChange
from models.rules.words import NoticeState, Priority, Step, StopKind
from tests.models.rules.audited import TWO, Lived, Watched, lived, made
from tests.models.rules.builders import (
    SECOND,
    a_board,
    an_action,
    day,
    stop,
    stopped,
    told,
    withdrawn,
)
from tests.tables import table

E1, E2, E3, E4, E5 = Step.E1, Step.E2, Step.E3, Step.E4, Step.E5
WAITS: dict[str, Any] = {"state": NoticeState.WAITING, "told_on": None}


def paused(kind: StopKind, start: str, end: str | None, *meetings: str) -> Lived:
    """An action with a stop, whose ladder ended after E1."""
    action = stopped(an_action(), stop(kind, start, end))
    return lived(action, a_board(meetings=meetings)).without(E2, E3, E4, E5)


CASES: dict[str, tuple[Callable[[], Watched], list[str]]] = {
    "E1, E3 and E5": (
        lambda: lived(an_action()).without(E1, E3, E5).over("2010-10-13"),
        [
            "not-told E1 v1 of 19 Oct: 19 Oct - 21 Oct",
            "out-of-order E2 v1 to 3 of 22 Oct: 22 Oct - 3 Dec",
            "not-told E3 v1 of 1 Nov: 1 Nov - 11 Nov",
            "out-of-order E4 v1 to 5 of 12 Nov: 12 Nov - 4 Jan",
            "not-told E5 v1 of 13 Dec: 13 Dec - 31 Jan",
        ],
    ),
    "E2 and E4": (
        lambda: lived(an_action()).without(E2, E4).over("2010-10-13"),
        [
            "not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct",
            "out-of-order E3 v1 to 4 of 29 Oct: 29 Oct - 10 Dec",
            "not-told E4 v1 of 15 Nov: 15 Nov - 9 Dec",
            "out-of-order E5 v1 to 8 of 10 Dec: 10 Dec - 31 Jan",
        ],
    ),
    "of high priority": (
        lambda: (
            lived(replace(an_action(), priority=Priority.HIGH)).without(E2, E4).over("2010-10-13")
        ),
        [
            "not-told E2 v1 of 21 Oct: 21 Oct - 21 Oct",
            "out-of-order E3 v1 to 4 of 22 Oct: 22 Oct - 3 Dec",
            "not-told E4 v1 of 1 Nov: 1 Nov - 11 Nov",
            "out-of-order E5 v1 to 8 of 12 Nov: 12 Nov - 4 Jan",
        ],
    ),
    "E1 of a plan entered late": (
        lambda: lived(an_action("2010-07-15")).without(E1).over("", "2010-09-01"),
        [
            "not-told E1 v1 of 10 Aug: 10 Aug - 12 Aug",
            "out-of-order E2 v1 to 3 of 13 Aug: 13 Aug - 1 Sep",
        ],
    ),
    "more time is asked for tomorrow, and a meeting is known": (
        lambda: paused(StopKind.EXTENSION_ASKED, "2010-10-15", None, "2010-10-29").over(
            "2010-10-13", "2010-10-14"
        ),
        [],
    ),
    "no A to begin with": (
        lambda: lived(an_action("2010-07-15")).without(E1, Step.A).over("2010-08-10", "2010-08-13"),
        [
            "not-told A v1 to 1 of 3 Aug: 10 Aug - 13 Aug",
            "before-a E2 v1 to 3 of 13 Aug: 13 Aug - 13 Aug",
            "out-of-order E2 v1 to 3 of 13 Aug: 13 Aug - 13 Aug",
        ],
    ),
    "A waits": (
        lambda: (
            lived(an_action())
            .without(E1)
            .spoilt(made(Step.A, **WAITS))
            .over("2010-10-13", "2010-10-20")
        ),
        [],
    ),
    "E1 waits": (
        lambda: (
            lived(an_action())
            .without(E2)
            .spoilt(made(E1, **WAITS))
            .over("2010-10-13", "2010-10-27")
        ),
        [],
    ),
    "E1 was told late": (
        lambda: (
            lived(an_action())
            .without(E2)
            .spoilt(made(E1, told_on=day("2010-10-25")))
            .over("2010-10-25", "2010-11-03")
        ),
        [
            "out-of-order E3 v1 to 4 of 29 Oct: 29 Oct - 3 Nov",
        ],
    ),
    "E1 was told to one of two": (
        lambda: (
            lived(an_action())
            .without(E2)
            .spoilt(
                lambda e: (
                    replace(e, told_on=day("2010-10-25")) if e.step is E1 and not e.first else e
                )
            )
            .over("2010-10-20", "2010-10-28")
        ),
        [
            "not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct",
        ],
    ),
    "E1 to one of two was told days later": (
        lambda: (
            lived(TWO)
            .without(E2, E3, E4, E5)
            .spoilt(
                lambda e: (
                    replace(e, told_on=day("2010-10-26")) if e.step is E1 and not e.first else e
                )
            )
            .over("2010-10-20", "2010-11-05")
        ),
        [
            "not-told E2 v1 of 2 Nov: 2 Nov - 5 Nov",
        ],
    ),
    "E1 to one of two waits": (
        lambda: (
            lived(TWO)
            .without(E2, E3, E4, E5)
            .spoilt(lambda e: replace(e, **WAITS) if e.step is E1 and not e.first else e)
            .over("2010-10-20", "2010-10-28")
        ),
        [],
    ),
    "A of another post was withdrawn of late": (
        lambda: (
            lived(an_action())
            .without(E1, E2, E3, E4, E5)
            .with_lines(withdrawn(told(Step.A, "2010-10-15", SECOND)))
            .over("2010-10-15", "2010-10-29")
        ),
        [],
    ),
    "held between E4 and E5": (
        lambda: (
            lived(stopped(an_action(), stop(StopKind.HOLD, "2010-11-15", "2010-11-26")))
            .without(E5)
            .over("2010-12-10")
        ),
        [
            "not-told E5 v1 of 4 Jan: 4 Jan - 31 Jan",
        ],
    ),
    "held until a day that no calendar has": (
        lambda: paused(StopKind.HOLD, "2010-10-20", "2013-06-01").over("2010-10-20", "2010-11-05"),
        [],
    ),
    "more time was asked for, between a meeting and a later one": (
        lambda: paused(
            StopKind.EXTENSION_ASKED, "2010-10-13", None, "2010-10-20", "2010-11-24"
        ).over("2010-10-20"),
        [
            "not-told E2 v1 of 3 Dec: 3 Dec - 31 Jan",
        ],
    ),
    "E1 was withdrawn": (
        lambda: (
            lived(an_action())
            .spoilt(made(E1, state=NoticeState.WITHDRAWN))
            .without(E2, E3, E4, E5)
            .over("2010-10-13")
        ),
        [
            "not-told E1 v1 of 19 Oct: 30 Nov - 31 Jan",
        ],
    ),
    "E1 was refused": (
        lambda: (
            lived(an_action())
            .spoilt(made(E1, state=NoticeState.WITHDRAWN, refused=True))
            .without(E2, E3, E4, E5)
            .over("2010-11-26", "2010-12-10")
        ),
        [],
    ),
    "nobody to tell E2": (
        lambda: (
            lived(an_action())
            .without(E2)
            .unreached(E2, "2010-10-27")
            .over("2010-10-20", "2010-10-28")
        ),
        [
            "not-told E2 v1 of 25 Oct: 28 Oct - 28 Oct",
        ],
    ),
    "recorded since": (
        lambda: (
            lived(an_action())
            .without(E2)
            .but(settled={1: day("2010-10-26")})
            .over("2010-10-20", "2010-10-28")
        ),
        [
            "not-told E2 v1 of 25 Oct: 27 Oct - 28 Oct",
        ],
    ),
    "evidence, returned": (
        lambda: paused(StopKind.EVIDENCE, "2010-10-20", "2010-11-03").over("2010-10-20"),
        [
            "not-told E2 v1 of 11 Nov: 11 Nov - 31 Jan",
        ],
    ),
    "evidence, returned on the day before E2": (
        lambda: paused(StopKind.EVIDENCE, "2010-10-20", "2010-10-21").over(
            "2010-10-20", "2010-11-05"
        ),
        [
            "not-told E2 v1 of 29 Oct: 29 Oct - 5 Nov",
        ],
    ),
    "evidence, not decided on": (
        lambda: (
            paused(StopKind.EVIDENCE, "2010-10-20", None)
            .without(Step.W10, Step.W30, Step.Z)
            .over("2010-10-13", "2010-10-29")
        ),
        [],
    ),
    "evidence in before it was due": (
        lambda: paused(StopKind.EVIDENCE, "2010-10-11", "2010-10-14").over(
            "2010-10-20", "2010-11-05"
        ),
        [
            "not-told E2 v1 of 28 Oct: 28 Oct - 5 Nov",
        ],
    ),
    "silenced": (
        lambda: paused(StopKind.SILENCE, "2010-10-20", "2010-11-03").over("2010-10-20"),
        [
            "not-told E2 v1 of 11 Nov: 11 Nov - 31 Jan",
        ],
    ),
    "more time asked for in time": (
        lambda: (
            paused(StopKind.EXTENSION_ASKED, "2010-10-15", None)
            .without(Step.W10, Step.W30)
            .over("2010-10-20", "2010-12-10")
        ),
        [
            "not-told W10 s0 to 5 of 1 Nov: 1 Nov - 10 Dec",
            "not-told E2 v1 of 22 Nov: 22 Nov - 10 Dec",
            "not-told W30 s0 to 6 of 29 Nov: 29 Nov - 10 Dec",
        ],
    ),
    "more time asked for too late": (
        lambda: paused(StopKind.EXTENSION_ASKED, "2010-10-18", None).over(
            "2010-10-20", "2010-10-29"
        ),
        [
            "not-told E2 v1 of 25 Oct: 25 Oct - 29 Oct",
        ],
    ),
    "more time, decided on": (
        lambda: paused(StopKind.EXTENSION_ASKED, "2010-10-15", "2010-11-01").over(
            "2010-10-20", "2010-12-10"
        ),
        [
            "not-told E2 v1 of 9 Nov: 9 Nov - 10 Dec",
        ],
    ),
    "more time, a meeting within 20 WD": (
        lambda: (
            paused(StopKind.EXTENSION_ASKED, "2010-10-15", None, "2010-10-27", "2010-11-02")
            .without(Step.W10, Step.W30)
            .over("2010-10-20", "2010-12-10")
        ),
        [
            "not-told W10 s0 to 5 of 1 Nov: 1 Nov - 10 Dec",
            "not-told E2 v1 of 22 Nov: 22 Nov - 10 Dec",
            "not-told W30 s0 to 6 of 29 Nov: 29 Nov - 10 Dec",
        ],
    ),
    "more time, a meeting after 20 WD": (
        lambda: (
            paused(StopKind.EXTENSION_ASKED, "2010-10-15", None, "2010-10-29", "2010-11-17")
            .without(Step.W10, Step.W30)
            .over("2010-10-20", "2010-12-31")
        ),
        [
            "not-told W10 s0 to 5 of 1 Nov.. 11 Nov: 1 Nov - 23 Dec",
            "not-told E2 v1 of 22 Nov: 22 Nov - 23 Dec",
            "not-told W30 s0 to 6 of 29 Nov: 29 Nov - 23 Dec",
        ],
    ),
    "the policy changed": (
        lambda: (
            lived(
                an_action(),
                replace(a_board(), change=PolicyChange(on=day("2010-10-20"), before=a_board())),
            )
            .without(E2, E3, E4, E5)
            .over("2010-10-18", "2010-11-12")
        ),
        [
            "not-told E2 v1 of 28 Oct: 28 Oct - 12 Nov",
        ],
    ),
    "the policy changed long ago": (
        lambda: (
            lived(
                an_action(),
                replace(a_board(), change=PolicyChange(on=day("2010-09-20"), before=a_board())),
            )
            .without(E2, E3, E4, E5)
            .over("2010-10-18", "2010-10-27")
        ),
        [
            "not-told E2 v1 of 25 Oct: 25 Oct - 27 Oct",
        ],
    ),
    "no date": (lambda: lived(an_action(None)).over("2010-09-28", "2010-10-10"), []),
}


@table("case", CASES)
def test_audit_ladder(case: str) -> None:
    """A WD late at most; days that are stopped do not count; a doubt is not said."""
    looked, says = CASES[case]
    assert looked().says(says) == says
