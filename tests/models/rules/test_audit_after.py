"""What the self-check says of I6, I12, U40 and C that no run told.

"not-told E2 v1 of 25 Oct: 25 Oct - 28 Oct" reads: the step was owed on the first of these days,
and the self-check says so from the second to the third.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.rules.facts import PolicyChange, Stop
from models.rules.words import DateState, DecisionKind, Progress, Step, StopKind
from tests.models.rules.audited import Lived, Watched, decided, lived
from tests.models.rules.builders import a_board, an_action, day, heard, stop, stopped, version
from tests.tables import table

I12, U40, C = Step.I12, Step.U40, Step.C


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
