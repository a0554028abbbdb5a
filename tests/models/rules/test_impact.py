"""When I6 and I12 ask whether the change has held, of which closures, and until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.rules.facts import ActionFacts, Stop
from models.rules.records import Decided
from models.rules.words import DecisionKind, Progress, Step, StopKind
from tests.models.rules.answered import answers, closed, leaves
from tests.models.rules.builders import (
    CHAIR,
    POLICY,
    a_board,
    an_action,
    day,
    heard,
    person,
    told,
    waits,
)
from tests.tables import table

I6, I12 = Step.I6, Step.I12
EIGHT = replace(POLICY, reminders=replace(POLICY.reminders, impact_months=(8, 12)))
LATER = a_board(policy=EIGHT)
DONE = closed(Progress.CLOSED_ACCEPTED, "2010-05-10")
ANEW = closed(Progress.CLOSED_ACCEPTED, "2010-11-10")


def after(*stops: Stop, adopted: str | None = None, told_on: str | None = None) -> ActionFacts:
    """An action of 2009, closed in May 2010 unless told otherwise."""
    action = heard(an_action("2010-02-15", "2009-11-02"))
    if told_on:
        line = told(I6, told_on, cause="2010-11-10")
        action = replace(action, ledger=(*action.ledger, line))
    if adopted:
        one = Decided(
            decision_id=7, kind=DecisionKind.ADOPT, on=day(adopted), recorded_on=day(adopted),
            person_id=person(CHAIR), post_id=CHAIR,
        )  # fmt: skip
        action = replace(action, decisions=(one,))
    return replace(action, stops=stops)


def decided_since() -> ActionFacts:
    """A decision was told after I6."""
    action = after(DONE, told_on="2010-11-10")
    return replace(action, ledger=(*action.ledger, told(Step.D, "2010-11-12", cause="d1")))


CASES: dict[str, tuple[Callable[[], list[str]], list[str]]] = {
    "before either": (
        lambda: answers(after(DONE), "2010-11-09", I6, I12),
        [
            "I6 2010-11-10 on 10 Nov is later: closed with its evidence accepted on 10 May 2010",
            "I12 2011-05-10 on 10 May is later: closed with its evidence accepted on 10 May 2010",
        ],
    ),
    "six months": (
        lambda: answers(after(DONE), "2010-11-10", I6, I12),
        [
            "I6 2010-11-10 on 10 Nov is due: closed with its evidence accepted on 10 May 2010",
            "I12 2011-05-10 on 10 May is later: closed with its evidence accepted on 10 May 2010",
        ],
    ),
    "a year, and the first was told": (
        lambda: answers(after(DONE, told_on="2010-11-10"), "2011-05-10", I6, I12),
        [
            "I6 2010-11-10 on 10 Nov is told: told on 10 November 2010",
            "I12 2011-05-10 on 10 May is due: closed with its evidence accepted on 10 May 2010",
        ],
    ),
    "six months was told, and a policy has made it eight since": (
        lambda: answers(after(DONE, told_on="2010-11-10"), "2011-01-10", I6, board=LATER),
        ["I6 2010-11-10 on 10 Jan is told: told on 10 November 2010"],
    ),
    "the same, and a decision was told since": (
        lambda: answers(decided_since(), "2011-01-10", I6, board=LATER),
        ["I6 2010-11-10 on 10 Jan is told: told on 10 November 2010"],
    ),
    "told of a closure before, reopened, and closed anew on the day it was told": (
        lambda: answers(after(ANEW, told_on="2010-11-10"), "2010-11-11", I6),
        ["I6 2011-05-10 on 10 May is later: closed with its evidence accepted on 10 November 2010"],
    ),
    "not implemented": (
        lambda: answers(
            after(closed(Progress.CLOSED_NOT_IMPLEMENTED, "2010-05-10")), "2010-11-10", I6, I12
        ),
        [],
    ),
    "evidence in": (
        lambda: answers(after(replace(DONE, kind=StopKind.EVIDENCE)), "2010-11-10", I6, I12),
        [],
    ),
    "not adopted": (
        lambda: answers(after(replace(DONE, awaits_adoption=True)), "2010-11-10", I6, I12),
        [],
    ),
    "adopted that day": (
        lambda: answers(after(DONE, adopted="2010-11-10"), "2010-11-10", I6, I12),
        [
            "I12 2011-05-10 on 10 May is later: closed with its evidence accepted on 10 May 2010",
        ],
    ),
    "adopted the day before": (
        lambda: answers(after(DONE, adopted="2010-11-09"), "2010-11-10", I6, I12),
        [
            "I6 2010-11-10 on 10 Nov is due: closed with its evidence accepted on 10 May 2010",
            "I12 2011-05-10 on 10 May is later: closed with its evidence accepted on 10 May 2010",
        ],
    ),
    "I6 leaves": (
        lambda: leaves(after(DONE), waits(I6, "2010-11-10", cause="2010-11-10"), "2010-11-11"),
        [],
    ),
    "I12 leaves": (
        lambda: leaves(after(DONE), waits(I12, "2011-05-10", cause="2011-05-10"), "2011-05-11"),
        [],
    ),
    "I12 with the cause of I6": (
        lambda: leaves(after(DONE), waits(I12, "2010-11-10", cause="2010-11-10"), "2010-11-11"),
        [
            "the action was reopened",
        ],
    ),
    "I6 of another day": (
        lambda: leaves(after(DONE), waits(I6, "2010-11-10", cause="2010-11-11"), "2010-11-11"),
        [
            "the action was reopened",
        ],
    ),
    "reopened": (
        lambda: leaves(after(), waits(I6, "2010-11-10", cause="2010-11-10"), "2010-11-11"),
        [
            "the action was reopened",
        ],
    ),
}


@pytest.mark.clause("4.16")
@table("case", CASES)
def test_impact(case: str) -> None:
    """Six and twelve months after a closure with evidence accepted that stands."""
    asked, said = CASES[case]
    assert asked() == said
