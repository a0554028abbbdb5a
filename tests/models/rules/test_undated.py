"""U40: forty working days without an agreed date.

Entered on Monday 2 August 2010: 3 to 31 August is 20 WD (the 30th is a holiday), and the
twentieth WD of September is the 28th.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.facts import ActionFacts, Stop
from models.rules.ladder import Verdict, view
from models.rules.notices import owed
from models.rules.words import DateState, Step, StopKind
from tests.models.rules.builders import (
    CHAIR,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    played,
    stop,
    stopped,
    told,
    vacant,
    version,
    waits,
)
from tests.tables import table

UNDATED = heard(an_action(None))


def days(action: ActionFacts) -> list[str]:
    """The days on which the chair is told."""
    return played(action, a_board(), "2010-08-02", "2010-12-31").get(Step.U40, [])


@pytest.mark.clause("4.18")
@table(
    ("case", "action", "expected"),
    [
        ("from its entry", UNDATED, ["2010-09-28"]),
        (
            "from a follow-from day: 1 Sep and 40 WD, 21 in September and 19 in October",
            replace(UNDATED, follow_from=day("2010-09-01")),
            ["2010-10-27"],
        ),
        (
            "from the day it lost its date, 1 Sep",
            replace(UNDATED, version=version(None, "2010-09-01", number=2)),
            ["2010-10-27"],
        ),
        (
            "a reading corrected that gave no date: still from its entry",
            replace(
                UNDATED,
                version=version(None, "2010-09-01", number=2),
                undated_since=day("2010-08-02"),
            ),
            ["2010-09-28"],
        ),
        (
            "awaiting a trigger",
            replace(UNDATED, version=version(None, "2010-08-02", state=DateState.AWAITING_TRIGGER)),
            [],
        ),
        (
            "recurring",
            replace(UNDATED, version=version(None, "2010-08-02", state=DateState.RECURRING)),
            [],
        ),
        ("dated", heard(an_action()), []),
        (
            "told",
            heard(an_action(None), told(Step.U40, "2010-09-28", CHAIR, cause="u2010-08-02")),
            [],
        ),
    ],
)
def test_the_chair_is_told_after_forty_working_days(
    case: str, action: ActionFacts, expected: list[str]
) -> None:
    """From the entry or the day it last lost its date, once, while one is to be agreed."""
    assert days(action) == expected, case


@pytest.mark.clause("5.10")
@table(
    ("case", "given", "expected"),
    [
        (
            "held for 5 WD: 28 29 30 Sep 1 4 Oct, then 5 Oct",
            ("2010-09-06", "2010-09-13"),
            "2010-10-05",
        ),
        ("held over the day, 5 WD lost", ("2010-09-27", "2010-10-04"), "2010-10-05"),
    ],
)
def test_a_hold_stops_it(case: str, given: tuple[str, str], expected: str) -> None:
    """Rule 10: a hold stops U40, and its days do not count."""
    assert days(stopped(UNDATED, stop(StopKind.HOLD, *given))) == [expected], case


@pytest.mark.clause("5.10")
@table("kind", [StopKind.EVIDENCE, StopKind.SILENCE])
def test_nothing_else_does(kind: StopKind) -> None:
    """Evidence stops the leads' steps, and a silence A, M, R and E1 to E3."""
    assert days(stopped(UNDATED, stop(kind, "2010-09-06"))) == ["2010-09-28"]


@pytest.mark.clause("4.18")
@table(
    ("stops", "verdict"),
    [
        ((), Verdict.LATER),
        ((stop(StopKind.HOLD, "2010-09-06"),), Verdict.HELD_BACK),
    ],
)
def test_it_says_why_it_waits(stops: tuple[Stop, ...], verdict: Verdict) -> None:
    """Ahead of its day, or held without an end."""
    views = view(stopped(UNDATED, *stops), a_board(), day("2010-09-07"))
    one = next(v for v in views if v.step is Step.U40)
    assert one.verdict is verdict
    assert one.reason


@pytest.mark.clause("5.7")
def test_a_vacant_chair_has_a_stand_in() -> None:
    """Rule 7: the secretary is told for the committee's chair."""
    notices = owed(UNDATED, a_board(vacant(CHAIR), ran="2010-09-27"), day("2010-09-28"))
    assert [(n.step, n.post_id, n.for_post_id) for n in notices] == [(Step.U40, SECRETARY, CHAIR)]


@pytest.mark.clause("4.18")
def test_it_waits_and_is_not_queued_twice() -> None:
    """Queued on the 28th and not accepted."""
    line = waits(Step.U40, "2010-09-28", CHAIR, cause="u2010-08-02")
    assert owed(heard(an_action(None), line), a_board(ran="2010-09-28"), day("2010-09-29")) == ()


@pytest.mark.clause("4.18", "5.10")
def test_a_hold_with_an_end_is_the_reason_while_it_lasts() -> None:
    """Held to 12 September: 5 WD are lost, and until then it is the hold that is said."""
    held = stopped(UNDATED, stop(StopKind.HOLD, "2010-09-06", "2010-09-13"))
    one = next(v for v in view(held, a_board(), day("2010-09-07")) if v.step is Step.U40)
    assert (one.verdict, one.planned_on) == (Verdict.HELD_BACK, day("2010-10-05"))
    assert one.reason.startswith("held by the committee or its chair on 6 September 2010")


@pytest.mark.clause("4.18")
def test_it_is_said_that_the_chair_was_told() -> None:
    """On the day it was told, and why it is told."""
    line = told(Step.U40, "2010-09-28", CHAIR, cause="u2010-08-02")
    views = view(heard(an_action(None), line), a_board(), day("2010-10-04"))
    one = next(v for v in views if v.step is Step.U40)
    assert (one.verdict, one.reason) == (Verdict.TOLD, "told on 28 September 2010")
    due = next(v for v in view(UNDATED, a_board(), day("2010-09-28")) if v.step is Step.U40)
    assert due.reason == "without an agreed date for 40 working days from 2 August 2010"
