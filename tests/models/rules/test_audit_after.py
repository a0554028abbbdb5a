"""What the self-check says of Z, I6, I12, U40 and C that no run told.

"not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct" reads: the step was owed on the first of these days,
and the self-check says so from the second to the third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.rules.facts import PolicyChange, Stop
from models.rules.words import (
    DateState,
    DecisionKind,
    NoticeState,
    Progress,
    Step,
    StopKind,
    VersionCause,
)
from tests.models.rules.audited import Lived, Watched, decided, lived, made
from tests.models.rules.builders import a_board, an_action, day, heard, stop, stopped, version
from tests.tables import table

Z, I6, I12, U40, C = Step.Z, Step.I6, Step.I12, Step.U40, Step.C
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


def closed(on: str, how: Progress = Progress.CLOSED_ACCEPTED, **more: Any) -> Lived:
    """An action closed on a day, whose impact nobody was asked about."""
    end = replace(stop(StopKind.CLOSURE, on), closed_as=how, stop_id=4)
    action = stopped(heard(an_action("2010-02-15", "2009-11-02")), end)
    return Lived(replace(action, **more), a_board(), day("2009-11-02"), day("2011-06-30"))


def changed(one: Lived, on: str) -> Lived:
    """The same under a policy that changed on a day, and says what it said before."""
    change = PolicyChange(on=day(on), before=one.board)
    return replace(one, board=replace(one.board, change=change))


def undated(*stops: Stop, **more: Any) -> Lived:
    """An action without a date, of which the chair was not told."""
    action = replace(an_action(None), stops=stops, **more)
    return lived(action).without(U40)


def recurring(**more: Any) -> Lived:
    """A recurring action, of whose checkpoints nobody was told."""
    again = version(None, "2010-08-02", state=DateState.RECURRING)
    return lived(replace(an_action(None), version=again, **more), end="2011-02-28").without(C)


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
    "closed six months ago": (
        lambda: closed("2010-05-10").over("2010-11-01"),
        [
            "not-told I6 2010-11-10 of 10 Nov: 10 Nov - 22 Dec",
            "not-told I12 2011-05-10 of 10 May: 10 May - 22 Jun",
        ],
    ),
    "closed six months ago, and a policy changed that may ask later": (
        lambda: changed(closed("2010-05-10"), "2010-11-05").over("2010-11-01", "2010-12-01"),
        [],
    ),
    "closed six months ago, and a policy changed before": (
        lambda: changed(closed("2010-05-10"), "2010-11-02").over("2010-11-01", "2010-12-01"),
        [
            "not-told I6 2010-11-10 of 10 Nov: 10 Nov - 1 Dec",
        ],
    ),
    "closed a year ago": (
        lambda: closed("2010-01-11").without(I12).over("2010-12-01"),
        [
            "not-told I12 2011-01-11 of 11 Jan: 11 Jan - 22 Feb",
        ],
    ),
    "closed, not implemented": (
        lambda: closed("2010-05-10", Progress.CLOSED_NOT_IMPLEMENTED).over("2010-11-01"),
        [],
    ),
    "closed and adopted since": (
        lambda: closed("2010-05-10", decisions=(decided(DecisionKind.ADOPT, "2010-11-10"),)).over(
            "2010-11-01", "2010-12-01"
        ),
        [],
    ),
    "closed and adopted before": (
        lambda: closed("2010-05-10", decisions=(decided(DecisionKind.ADOPT, "2010-11-09"),)).over(
            "2010-11-01", "2010-12-01"
        ),
        [
            "not-told I6 2010-11-10 of 10 Nov: 10 Nov - 1 Dec",
        ],
    ),
    "closed and decided otherwise": (
        lambda: (
            closed("2010-05-10", decisions=(decided(DecisionKind.IMPACT_HELD, "2010-11-10"),))
            .without(Step.D)
            .over("2010-11-10", "2010-11-12")
        ),
        [
            "not-told D d7 to 1 of 11 Nov: 11 Nov - 12 Nov",
            "not-told I6 2010-11-10 of 11 Nov: 11 Nov - 12 Nov",
        ],
    ),
    "closed by a plan": (
        lambda: replace(
            closed("2010-05-10"),
            action=stopped(
                closed("2010-05-10").action,
                replace(
                    stop(StopKind.CLOSURE, "2010-05-10"),
                    closed_as=Progress.CLOSED_ACCEPTED,
                    awaits_adoption=True,
                ),
            ),
        ).over("2010-11-01"),
        [],
    ),
    "adopted twice": (
        lambda: closed(
            "2010-05-10",
            decisions=(
                decided(DecisionKind.ADOPT, "2010-06-01"),
                decided(DecisionKind.ADOPT, "2010-11-10"),
            ),
        ).over("2010-11-01", "2010-12-01"),
        [],
    ),
    "no date": (
        lambda: undated().over("2010-09-20"),
        [
            "not-told U40 u2010-08-02 of 29 Sep.. 9 Dec: 29 Sep - 31 Jan",
        ],
    ),
    "no date, told": (lambda: lived(an_action(None)).over("2010-09-20"), []),
    "no date since later": (
        lambda: undated(undated_since=day("2010-08-16")).over("2010-09-20", "2010-10-29"),
        [
            "not-told U40 u2010-08-16 of 13 Oct: 13 Oct - 29 Oct",
        ],
    ),
    "no date, followed from later": (
        lambda: undated(follow_from=day("2010-08-16")).over("2010-09-20", "2010-10-29"),
        [
            "not-told U40 u2010-08-16 of 13 Oct: 13 Oct - 29 Oct",
        ],
    ),
    "no date, once held": (
        lambda: undated(stop(StopKind.HOLD, "2010-08-10", "2010-08-11")).over("2010-09-20"),
        [],
    ),
    "no date, and closed": (
        lambda: undated(stop(StopKind.CLOSURE, "2010-09-01")).over("2010-09-28", "2010-10-08"),
        [],
    ),
    "no date, once silenced": (
        lambda: undated(stop(StopKind.SILENCE, "2010-08-10", "2010-08-11")).over(
            "2010-09-20", "2010-10-01"
        ),
        [
            "not-told U40 u2010-08-02 of 29 Sep: 29 Sep - 1 Oct",
        ],
    ),
    "waits for an event": (
        lambda: lived(
            replace(
                an_action(None),
                version=version(None, "2010-08-02", state=DateState.AWAITING_TRIGGER),
            )
        ).over("2010-09-20"),
        [],
    ),
    "no date, the policy changed": (
        lambda: (
            lived(
                an_action(None),
                replace(a_board(), change=PolicyChange(on=day("2010-09-24"), before=a_board())),
            )
            .without(U40)
            .over("2010-09-20", "2010-10-29")
        ),
        [
            "not-told U40 u2010-08-02 of 4 Oct: 4 Oct - 29 Oct",
        ],
    ),
    "checkpoints": (
        lambda: recurring().over("2010-10-25"),
        [
            "not-told C 2010-11-02 of 2 Nov: 2 Nov - 14 Dec",
            "not-told C 2011-02-02 of 2 Feb: 2 Feb - 28 Feb",
        ],
    ),
    "checkpoints, followed from later": (
        lambda: recurring(follow_from=day("2010-08-09")).over("2010-10-25", "2010-11-12"),
        [
            "not-told C 2010-11-09 of 9 Nov: 9 Nov - 12 Nov",
        ],
    ),
    "checkpoints, an interval decided": (
        lambda: recurring(
            decisions=(decided(DecisionKind.INTERVAL, "2010-08-03", interval_months=1),)
        ).over("2010-10-25", "2010-11-12"),
        [],
    ),
    "checkpoints, held that day": (
        lambda: recurring(stops=(stop(StopKind.HOLD, "2010-10-25", "2010-11-05"),)).over(
            "2010-10-25", "2010-11-12"
        ),
        [
            "not-told C 2010-11-02 of 5 Nov: 5 Nov - 12 Nov",
        ],
    ),
    "checkpoints, the policy changed": (
        lambda: (
            lived(
                replace(
                    an_action(None), version=version(None, "2010-08-02", state=DateState.RECURRING)
                ),
                replace(a_board(), change=PolicyChange(on=day("2010-09-01"), before=a_board())),
            )
            .without(C)
            .over("2010-10-25", "2010-11-12")
        ),
        [],
    ),
    "checkpoints of a closed action": (
        lambda: recurring(stops=(stop(StopKind.CLOSURE, "2010-11-03"),)).over(
            "2010-11-01", "2010-11-12"
        ),
        [],
    ),
}


@table("case", CASES)
def test_audit_after(case: str) -> None:
    """A step that follows is missed from the first run after what it follows."""
    looked, says = CASES[case]
    assert looked().says(says) == says
