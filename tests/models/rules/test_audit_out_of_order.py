"""What the self-check says of a stage that was told before A, or before the stage below it.

"not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct" reads: the step was owed on the first of these days,
and the self-check says so from the second to the third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.rules.records import Struck
from models.rules.words import NoticeState, Step, StopKind, VersionCause
from tests.models.rules.audited import TWO, Lived, Watched, lived, made
from tests.models.rules.builders import day, stop, told, version
from tests.tables import table

A, E2, E3, E5 = Step.A, Step.E2, Step.E3, Step.E5
BACK: dict[str, Any] = {"state": NoticeState.WITHDRAWN}
WHOLE = lived(TWO)
CORRECTED = Struck(
    correction_id=3, entry=9, what="stop", on=day("2010-10-22"), recorded_on=day("2010-10-22")
)


def of(cause: VersionCause, *earlier: VersionCause) -> Lived:
    """The register where E5 went with E4, for a date that came about so."""
    first = version("2010-10-15", "2010-08-02", cause)
    before = [version("2010-09-30", "2010-08-02", one, number=2) for one in earlier]
    whole = replace(WHOLE, action=replace(WHOLE.action, version=first, versions=(*before, first)))
    return whole.spoilt(made(E5, recorded_on=day("2010-11-12"), told_on=day("2010-11-12")))


CASES: dict[str, tuple[Callable[[], Watched], list[str]]] = {
    "E1 before A": (
        lambda: WHOLE.spoilt(
            made(A, recorded_on=day("2010-10-18"), told_on=day("2010-10-18"))
        ).over("2010-10-18"),
        [
            "before-a E1 v1 to 1 of 18 Oct: 18 Oct - 29 Nov",
        ],
    ),
    "E1 a day after A": (
        lambda: WHOLE.spoilt(
            made(A, recorded_on=day("2010-10-15"), told_on=day("2010-10-15"))
        ).over("2010-10-18", "2010-10-20"),
        [],
    ),
    "A waits": (
        lambda: WHOLE.spoilt(made(A, state=NoticeState.WAITING, told_on=None)).over(
            "2010-10-18", "2010-10-20"
        ),
        [],
    ),
    "A was told and withdrawn": (
        lambda: (
            WHOLE.spoilt(made(A, refused=True, **BACK))
            .with_lines(told(A, "2010-10-20", 9))
            .over("2010-10-18", "2010-10-20")
        ),
        [],
    ),
    "A of another date": (
        lambda: WHOLE.spoilt(made(A, cause="v2")).over("2010-10-18", "2010-10-20"),
        [
            "not-told A v1 to 1 of 6 Sep.. 8 Sep: 18 Oct - 20 Oct",
            "before-a E1 v1 to 1 of 18 Oct: 18 Oct - 20 Oct",
        ],
    ),
    "E3 before E2": (
        lambda: WHOLE.spoilt(made(E3, told_on=day("2010-10-21"))).over("2010-10-22"),
        [
            "out-of-order E3 v1 to 4 of 29 Oct: 29 Oct - 10 Dec",
        ],
    ),
    "E3 before E2, of which a copy came in time and stands first": (
        lambda: (
            replace(WHOLE, action=replace(WHOLE.action, ledger=WHOLE.action.ledger[::-1]))
            .spoilt(
                lambda e: replace(e, told_on=day("2010-11-03")) if e.step is E2 and e.first else e
            )
            .over("2010-10-29", "2010-11-03")
        ),
        [
            "out-of-order E3 v1 to 4 of 29 Oct: 29 Oct - 3 Nov",
        ],
    ),
    "E3 queued before E2": (
        lambda: WHOLE.spoilt(made(E3, recorded_on=day("2010-10-21"))).over("2010-10-22"),
        [
            "out-of-order E3 v1 to 4 of 21 Oct: 22 Oct - 2 Dec",
        ],
    ),
    "E3 with E2": (
        lambda: WHOLE.spoilt(made(E3, told_on=day("2010-10-22"))).over("2010-10-22"),
        [
            "same-day E3 v1 to 4 of 29 Oct: 29 Oct - 10 Dec",
        ],
    ),
    "E3 with E2 and silenced": (
        lambda: replace(
            WHOLE.spoilt(made(E3, told_on=day("2010-10-22"))),
            action=replace(
                WHOLE.spoilt(made(E3, told_on=day("2010-10-22"))).action,
                stops=(stop(StopKind.SILENCE, "2010-08-03", "2010-08-05"),),
            ),
        ).over("2010-10-22", "2010-11-01"),
        [],
    ),
    "E3 to others before E2": (
        lambda: WHOLE.spoilt(
            lambda e: replace(e, told_on=day("2010-10-21")) if e.step is E3 and not e.first else e
        ).over("2010-10-22", "2010-11-05"),
        [],
    ),
    "two first lines of E2": (
        lambda: WHOLE.with_lines(told(E2, "2010-10-29", 4)).over("2010-10-25", "2010-11-05"),
        [],
    ),
    "E3 waits, and E4 was told": (
        lambda: WHOLE.spoilt(made(E3, state=NoticeState.WAITING, told_on=None)).over(
            "2010-11-12", "2010-11-15"
        ),
        [],
    ),
    "A was told after E1, and recorded before": (
        lambda: WHOLE.spoilt(made(A, told_on=day("2010-10-19"))).over("2010-10-18", "2010-10-20"),
        [
            "before-a E1 v1 to 1 of 18 Oct: 18 Oct - 20 Oct",
        ],
    ),
    "E5 with E4 of a date set, and the one before an extension": (
        lambda: of(VersionCause.SET, VersionCause.EXTENDED).over("2010-11-10", "2010-11-15"),
        [
            "same-day E5 v1 to 8 of 12 Nov: 12 Nov - 15 Nov",
        ],
    ),
    "E5 with E4 of an extension, and the one before a date set": (
        lambda: of(VersionCause.EXTENDED, VersionCause.SET).over("2010-11-10", "2010-11-15"),
        [],
    ),
    "E5 with E4 of an extension": (
        lambda: of(VersionCause.EXTENDED).over("2010-11-10", "2010-11-15"),
        [],
    ),
    "E5 with E4 of a date set": (
        lambda: of(VersionCause.SET).over("2010-11-10", "2010-11-15"),
        [
            "same-day E5 v1 to 8 of 12 Nov: 12 Nov - 15 Nov",
        ],
    ),
    "E3 with E2 of an extension": (
        lambda: (
            of(VersionCause.EXTENDED)
            .spoilt(made(E3, told_on=day("2010-10-22")))
            .over("2010-10-27", "2010-11-05")
        ),
        [
            "same-day E3 v1 to 4 of 29 Oct: 29 Oct - 5 Nov",
        ],
    ),
    "E3 without E2": (
        lambda: WHOLE.without(E2).over("2010-10-27"),
        [
            "not-told E2 v1 of 25 Oct: 27 Oct - 28 Oct",
            "out-of-order E3 v1 to 4 of 29 Oct: 29 Oct - 10 Dec",
        ],
    ),
    "E3 without E2 and silenced": (
        lambda: replace(
            WHOLE.without(E2),
            action=replace(
                WHOLE.without(E2).action,
                stops=(stop(StopKind.SILENCE, "2010-08-03", "2010-08-05"),),
            ),
        ).over("2010-10-29", "2010-11-10"),
        [],
    ),
    "E3, and E2 of another date": (
        lambda: WHOLE.spoilt(made(E2, cause="v2")).over("2010-10-27", "2010-11-01"),
        [
            "not-told E2 v1 of 25 Oct: 27 Oct - 28 Oct",
            "out-of-order E3 v1 to 4 of 29 Oct: 29 Oct - 1 Nov",
        ],
    ),
    "E3 without E2 and corrected": (
        lambda: (
            replace(
                WHOLE.without(E2), action=replace(WHOLE.without(E2).action, struck=(CORRECTED,))
            )
            .without(Step.D)
            .over("2010-10-29", "2010-11-10")
        ),
        [
            "not-told D x3 to 1 of 25 Oct: 29 Oct - 10 Nov",
        ],
    ),
}


@table("case", CASES)
def test_audit_out_of_order(case: str) -> None:
    """A stage is named that came before A, before the one below it, or with it."""
    looked, says = CASES[case]
    assert looked().says(says) == says
