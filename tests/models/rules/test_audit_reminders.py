"""What the self-check says of reminders that no run told, and of lists that took their place.

"not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct" reads: the step was owed on the first of these days,
and the self-check says so from the second to the third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.rules.facts import Entry, PolicyChange, Stop
from models.rules.words import NoticeState, Priority, Step, StopKind
from tests.models.rules.audited import TWO, Lived, Watched, lived, made
from tests.models.rules.builders import SECOND, a_board, an_action, day, stop, told
from tests.tables import table

A, M, R20, R5, R0 = Step.A, Step.M, Step.R20, Step.R5, Step.R0
BACK: dict[str, Any] = {"state": NoticeState.WITHDRAWN}


def unreminded(*stops: Stop, **more: Any) -> Lived:
    """An action of whose date nobody was reminded."""
    return lived(replace(TWO, stops=stops, **more)).without(R20, R5, R0)


def _second(line: Entry) -> bool:
    """True of the A of the second lead."""
    return line.step is A and line.post_id == SECOND


CASES: dict[str, tuple[Callable[[], Watched], list[str]]] = {
    "no reminder": (
        lambda: unreminded().over("2010-09-14", "2010-11-30"),
        [
            "not-told R20 v1 to 1 of 17 Sep: 17 Sep - 29 Oct",
            "not-told R5 v1 to 1 of 8 Oct: 8 Oct - 19 Nov",
            "not-told R0 v1 to 1 of 15 Oct: 15 Oct - 26 Nov",
        ],
    ),
    "no reminder, of high priority": (
        lambda: unreminded(priority=Priority.HIGH).over("2010-09-14", "2010-11-30"),
        [
            "not-told R5 v1 to 1 of 12 Oct: 12 Oct - 23 Nov",
            "not-told R0 v1 to 1 of 15 Oct: 15 Oct - 26 Nov",
        ],
    ),
    "no reminder, due on a Sunday": (
        lambda: lived(an_action("2010-10-17")).without(R0).over("2010-10-13", "2010-10-20"),
        [
            "not-told R0 v1 to 1 of 15 Oct: 15 Oct - 20 Oct",
        ],
    ),
    "no reminder, nobody leads": (
        lambda: lived(replace(an_action(), leads=())).without(R5).over("2010-10-07", "2010-10-11"),
        [
            "not-told R5 v1 of 8 Oct: 8 Oct - 11 Oct",
        ],
    ),
    "no reminder, no date": (
        lambda: lived(an_action(None)).without(R5).over("2010-10-07", "2010-10-11"),
        [],
    ),
    "no reminder, the policy changed": (
        lambda: (
            lived(
                an_action(),
                replace(a_board(), change=PolicyChange(on=day("2010-08-20"), before=a_board())),
            )
            .without(R5)
            .over("2010-10-07", "2010-10-15")
        ),
        [],
    ),
    "A was told on the day of R20": (
        lambda: lived(an_action(entered="2010-09-17")).without(R20).over(),
        [],
    ),
    "A was told the day before R20": (
        lambda: lived(an_action(entered="2010-09-16")).without(R20).over("", "2010-09-20"),
        [
            "not-told R20 v1 to 1 of 17 Sep: 17 Sep - 20 Sep",
        ],
    ),
    "A waits still": (
        lambda: (
            lived(an_action())
            .without(R5)
            .spoilt(made(A, state=NoticeState.WAITING, told_on=None))
            .over("2010-10-07", "2010-10-15")
        ),
        [],
    ),
    "silenced on R5": (
        lambda: unreminded(stop(StopKind.SILENCE, "2010-10-08", "2010-10-13")).over(
            "2010-10-07", "2010-10-15"
        ),
        [
            "not-told R5 v1 to 1 of 14 Oct: 14 Oct - 15 Oct",
            "not-told R0 v1 to 1 of 15 Oct: 15 Oct - 15 Oct",
        ],
    ),
    "silenced from R5 to R0": (
        lambda: unreminded(stop(StopKind.SILENCE, "2010-10-08", "2010-10-15")).over(
            "2010-10-07", "2010-10-18"
        ),
        [],
    ),
    "held from R5 to R0": (
        lambda: unreminded(stop(StopKind.HOLD, "2010-10-08", "2010-10-15")).over(
            "2010-10-06", "2010-10-18"
        ),
        [
            "not-told R0 v1 to 1 of 15 Oct: 15 Oct - 18 Oct",
        ],
    ),
    "A to one of two was told after R20": (
        lambda: (
            unreminded()
            .spoilt(lambda e: replace(e, told_on=day("2010-09-20")) if _second(e) else e)
            .over("2010-09-17", "2010-09-24")
        ),
        [],
    ),
    "A to one of two waits": (
        lambda: (
            unreminded()
            .spoilt(
                lambda e: replace(e, state=NoticeState.WAITING, told_on=None) if _second(e) else e
            )
            .over("2010-09-17", "2010-09-24")
        ),
        [],
    ),
    "silenced past the date": (
        lambda: unreminded(stop(StopKind.SILENCE, "2010-10-14", "2010-10-18")).over(
            "2010-10-12", "2010-10-18"
        ),
        [],
    ),
    "nobody could be reminded": (
        lambda: unreminded().unreached(R5, "2010-10-12").over("2010-10-08", "2010-10-13"),
        [
            "not-told R20 v1 to 1 of 17 Sep: 8 Oct - 13 Oct",
            "not-told R5 v1 to 1 of 13 Oct: 13 Oct - 13 Oct",
        ],
    ),
    "R5 was withdrawn": (
        lambda: lived(an_action()).spoilt(made(R5, **BACK)).over("2010-10-07", "2010-12-01"),
        [],
    ),
    "a list near the day of R20": (
        lambda: (
            unreminded()
            .with_lines(
                told(M, "2010-09-10", cause="2010-08"),
                told(M, "2010-09-10", SECOND, cause="2010-08"),
            )
            .over("2010-09-17", "2010-09-20")
        ),
        [
            "no-cause M 2010-08 to 1 of 10 Sep: 17 Sep - 20 Sep",
            "no-cause M 2010-08 to 2 of 10 Sep: 17 Sep - 20 Sep",
        ],
    ),
    "a list too long before R20": (
        lambda: (
            unreminded()
            .with_lines(
                told(M, "2010-09-09", cause="2010-08"),
                told(M, "2010-09-09", SECOND, cause="2010-08"),
            )
            .over("2010-09-17", "2010-09-20")
        ),
        [
            "no-cause M 2010-08 to 1 of 9 Sep: 17 Sep - 20 Sep",
            "no-cause M 2010-08 to 2 of 9 Sep: 17 Sep - 20 Sep",
            "not-told R20 v1 to 1 of 17 Sep: 17 Sep - 20 Sep",
        ],
    ),
    "a list on the day of R20": (
        lambda: (
            unreminded()
            .with_lines(told(M, "2010-09-17", cause="2010-08"))
            .over("2010-09-17", "2010-09-20")
        ),
        [
            "no-cause M 2010-08 to 1 of 17 Sep: 17 Sep - 20 Sep",
        ],
    ),
    "a list after the day of R20": (
        lambda: (
            unreminded()
            .with_lines(told(M, "2010-09-20", cause="2010-08"))
            .over("2010-09-20", "2010-09-20")
        ),
        [
            "not-told R20 v1 to 1 of 17 Sep: 20 Sep - 20 Sep",
            "no-cause M 2010-08 to 1 of 20 Sep: 20 Sep - 20 Sep",
        ],
    ),
}


@table("case", CASES)
def test_audit_reminders(case: str) -> None:
    """They are missed where a run was in time for them and nothing kept them back."""
    looked, says = CASES[case]
    assert looked().says(says) == says
