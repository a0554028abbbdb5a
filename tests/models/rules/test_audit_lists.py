"""What the self-check says of lists and reminders that no run told.

"not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct" reads: the step was owed on the first of these days,
and the self-check says so from the second to the third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.rules.facts import Entry, PolicyChange, Stop
from models.rules.words import DateState, NoticeState, Priority, Step, StopKind
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

A, M, R20, R5, R0 = Step.A, Step.M, Step.R20, Step.R5, Step.R0
BACK: dict[str, Any] = {"state": NoticeState.WITHDRAWN}


def unlisted(due: str | None = "2010-10-15", entered: str = "2010-08-02", **more: Any) -> Lived:
    """An action that was on no list."""
    return lived(replace(an_action(due, entered), **more), end="2010-12-17").without(M)


def unlooked(due: str = "2010-10-15", **more: Any) -> Lived:
    """An action that was on no list of the secretary's."""
    return lived(replace(an_action(due), **more), end="2010-12-17").without(M, post=SECRETARY)


def unreminded(*stops: Stop, **more: Any) -> Lived:
    """An action of whose date nobody was reminded."""
    return lived(replace(TWO, stops=stops, **more)).without(R20, R5, R0)


def _second(line: Entry) -> bool:
    """True of the A of the second lead."""
    return line.step is A and line.post_id == SECOND


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
def test_audit_lists(case: str) -> None:
    """They are missed where a run was in time for them and nothing kept them back."""
    looked, says = CASES[case]
    assert looked().says(says) == says
