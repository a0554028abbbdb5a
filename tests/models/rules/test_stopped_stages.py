"""Which stage a stop took on its day, and which it keeps back.

The action of the builders is due on Friday 15 October 2010: E1 is planned for Monday the 18th, E2
for the 22nd, E3 for the 29th.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.facts import ActionFacts
from models.rules.stopped_stages import stage_kept_back, stages_taken
from models.rules.stops import stop_words
from models.rules.words import Progress, Step, StopKind, VersionCause
from tests.models.rules.builders import (
    a_board,
    an_action,
    day,
    heard,
    stop,
    stopped,
    told,
    version,
)
from tests.tables import table

BOARD = a_board(ran="2010-08-02", meetings=["2010-11-19"])
E1_TOLD = heard(an_action(), told(Step.E1, "2010-10-18"))
E3_TOLD = heard(
    an_action(),
    told(Step.E1, "2010-10-18"),
    told(Step.E2, "2010-10-22"),
    told(Step.E3, "2010-10-29"),
)
IN_BY_THE_4TH = stop(StopKind.EVIDENCE, "2010-11-04")
EVIDENCE = stop(StopKind.EVIDENCE, "2010-10-20")
ASKED = stop(StopKind.EXTENSION_ASKED, "2010-10-15", "2010-11-01")
IN = "evidence was submitted on {} October 2010 and waits for a decision"
E2_TAKEN = [f"E2 2010-10-22 5.10: {IN.format(20)}"]
LONG_OVER = stop(StopKind.EVIDENCE, "2010-09-10", "2010-10-18")
HELD = stop(StopKind.HOLD, "2010-10-14", "2010-10-30")
IN_ON_TIME, RETURNED_ON_25TH = (
    stop(StopKind.EVIDENCE, "2010-10-15"),
    stop(StopKind.EVIDENCE, "2010-10-15", "2010-10-25"),
)
LONG_SILENCE = stop(StopKind.SILENCE, "2010-10-11", "2010-11-06")
HELD_LATER = replace(HELD, from_on=day("2010-10-20"))
IN_ON_THE_18TH = stop(StopKind.EVIDENCE, "2010-10-18")
IN_BY_THE_5TH = stop(StopKind.EVIDENCE, "2010-11-05")
SILENCE = stop(StopKind.SILENCE, "2010-10-11", "2010-11-01")
RETURNED = "; if it is returned, no stage is told sooner than 5 working days after that day"


def closed(action: ActionFacts, on: str = "2010-11-01") -> ActionFacts:
    """The action closed as not implemented on a day."""
    shut = replace(stop(StopKind.CLOSURE, on), closed_as=Progress.CLOSED_NOT_IMPLEMENTED)
    return replace(action, stops=(*action.stops, shut))


def extended(action: ActionFacts) -> ActionFacts:
    """The action with a second date, from 1 November on."""
    new = version("2011-01-31", "2010-11-01", VersionCause.EXTENDED, number=2)
    return replace(action, version=new, versions=(action.version, new))


@pytest.mark.clause("2.3", "5.10", "5.10a")
@table(
    ("case", "action", "expected"),
    [
        ("closed after its day", closed(stopped(E1_TOLD, EVIDENCE), "2010-11-01"), E2_TAKEN),
        ("closed the day after", closed(stopped(E1_TOLD, EVIDENCE), "2010-10-23"), E2_TAKEN),
        ("closed on its day", closed(stopped(E1_TOLD, EVIDENCE), "2010-10-22"), []),
        ("nothing stopped it", closed(E1_TOLD, "2010-11-01"), []),
        ("its ladder goes on", stopped(E1_TOLD, EVIDENCE), []),
        ("without a date", closed(stopped(heard(an_action(None)), EVIDENCE), "2010-11-01"), []),
        (
            "after an earlier stop: the fifth WD after the 18th",
            closed(stopped(heard(an_action()), LONG_OVER, EVIDENCE), "2010-11-01"),
            [f"E1 2010-10-25 5.10: {IN.format(20)}"],
        ),
        (
            "more time was asked for and given: the first ladder ended",
            extended(stopped(E1_TOLD, ASKED)),
            [f"E2 2010-10-22 5.10a: {stop_words(ASKED)}"],
        ),
        (
            "planned for the cut-off of 5 November, and evidence on the day before",
            closed(stopped(E3_TOLD, IN_BY_THE_4TH), "2010-11-09"),
            [f"E4 2010-11-05 5.10: {stop_words(IN_BY_THE_4TH)}"],
        ),
        ("held before any date of it", closed(extended(E1_TOLD), "2010-11-01"), []),
        (
            "returned, and closed before the fifth WD after that",
            closed(stopped(heard(an_action()), RETURNED_ON_25TH), "2010-11-01"),
            [f"E1 2010-10-18 5.10: {stop_words(RETURNED_ON_25TH)}"],
        ),
        (
            "returned, and closed before its day",
            closed(stopped(heard(an_action()), RETURNED_ON_25TH), "2010-10-18"),
            [],
        ),
        (
            "held, and put off by evidence to a day that came too late",
            closed(stopped(heard(an_action()), HELD, EVIDENCE), "2010-11-03"),
            [f"E1 2010-10-18 5.10: {stop_words(HELD)}"],
        ),
        (
            "held while evidence waited",
            closed(stopped(heard(an_action()), IN_ON_TIME, HELD_LATER)),
            [f"E1 2010-10-18 5.10: {stop_words(IN_ON_TIME)}"],
        ),
        (
            "silenced until it was closed",
            closed(stopped(heard(an_action()), SILENCE), "2010-10-25"),
            [f"{one} 2.3: {stop_words(SILENCE)}" for one in ("E1 2010-10-18", "E2 2010-10-22")],
        ),
        (
            "silenced, and stopped as well",
            closed(stopped(heard(an_action()), SILENCE, EVIDENCE), "2010-10-25"),
            [
                f"E1 2010-10-18 2.3: {stop_words(SILENCE)}",
                f"E2 2010-10-22 5.10: {stop_words(EVIDENCE)}",
            ],
        ),
        (
            "silenced, and stopped on its day",
            closed(stopped(heard(an_action()), SILENCE, IN_ON_THE_18TH), "2010-10-22"),
            [f"E1 2010-10-18 2.3: {stop_words(SILENCE)}"],
        ),
        (
            "stopped, and silenced too late",
            closed(
                stopped(heard(an_action()), IN_ON_TIME, replace(SILENCE, from_on=day("2010-10-18")))
            ),
            [f"E1 2010-10-18 5.10: {stop_words(IN_ON_TIME)}"],
        ),
        (
            "no run on its day, and stopped two days later",
            closed(stopped(heard(an_action()), EVIDENCE)),
            [f"E1 2010-10-18 5.10: {stop_words(EVIDENCE)}"],
        ),
        (
            "E4 is never silenced",
            closed(stopped(E3_TOLD, LONG_SILENCE, IN_BY_THE_5TH), "2010-11-09"),
            [f"E4 2010-11-05 5.10: {stop_words(IN_BY_THE_5TH)}"],
        ),
        (
            "silenced for a while, and closed before the first run after",
            closed(stopped(E1_TOLD, replace(SILENCE, until_on=day("2010-10-23"))), "2010-10-23"),
            [f"E2 2010-10-22 2.3: {stop_words(replace(SILENCE, until_on=day('2010-10-23')))}"],
        ),
    ],
)
def test_a_stage_that_a_stop_took_is_said(
    case: str, action: ActionFacts, expected: list[str]
) -> None:
    """With the day on which it would have been told; by 10 November."""
    found = stages_taken(action, BOARD, day("2010-11-10"))
    said = [f"{one.step} {one.planned_on} {one.clause}: {one.reason}" for one in found]
    assert said == expected, case
    assert {one.due_on for one in found} <= {day("2010-10-15")}


@pytest.mark.clause("5.10")
@table(
    ("case", "action", "expected"),
    [
        ("evidence", stopped(E1_TOLD, EVIDENCE), f"E2 2010-10-22: {IN.format(20)}{RETURNED}"),
        (
            "a hold",
            stopped(E1_TOLD, stop(StopKind.HOLD, "2010-10-20")),
            "E2 2010-10-22: held by the committee or its chair on 20 October 2010",
        ),
        ("nothing stops it", E1_TOLD, None),
        (
            "a silence is no stop of the ladder",
            stopped(E1_TOLD, stop(StopKind.SILENCE, "2010-10-20")),
            None,
        ),
        ("evidence that is over", stopped(heard(an_action()), LONG_OVER), None),
        ("without a date", stopped(heard(an_action(None)), EVIDENCE), None),
    ],
)
def test_a_stage_that_is_kept_back_has_its_day(
    case: str, action: ActionFacts, expected: str | None
) -> None:
    """And of evidence it is said what follows if it is returned; on 26 October."""
    one = stage_kept_back(action, BOARD, day("2010-10-26"))
    assert (one and f"{one.step} {one.planned_on}: {one.reason}") == expected, case
