"""From which day the stages after a silence keep their pace.

The action of the builders is due on Friday 15 October 2010. Counting from there: 1 WD is 18 Oct,
5 WD 22 Oct, 10 WD 29 Oct, 20 WD 12 Nov and 40 WD 10 Dec.
"""

from __future__ import annotations

import pytest

from models.rules.facts import ActionFacts, Stop
from models.rules.ladder import Verdict, view
from models.rules.words import Step, StopKind
from tests.models.rules.builders import (
    a_board,
    an_action,
    day,
    heard,
    stages,
    stop,
    stopped,
    waits,
)
from tests.tables import table

HOLD, SILENCE = StopKind.HOLD, StopKind.SILENCE
OPEN = a_board()
DUE = heard(an_action())


def verdict(action: ActionFacts, step: Step, on: str) -> Verdict | None:
    """What the ladder says of one step on a day; None where it is not looked at yet."""
    return next((v.verdict for v in view(action, OPEN, day(on)) if v.step is step), None)


@pytest.mark.clause("2.3", "5.3")
@table(
    ("case", "silence", "expected"),
    [
        (
            "over E2's day: E2 on the first run after; E3 counts from 22 Oct",
            stop(SILENCE, "2010-10-20", "2010-10-27"),
            ["E1 2010-10-18", "E2 2010-10-27", "E3 2010-10-29", "E4 2010-11-12"],
        ),
        (
            "over E1 to E3: one a run from 2 Nov, and E4 on its own day",
            stop(SILENCE, "2010-10-18", "2010-11-02"),
            ["E1 2010-11-02", "E2 2010-11-03", "E3 2010-11-04", "E4 2010-11-12"],
        ),
        (
            "over E4's day as well: E4 does not wait, and those silenced are told after it",
            stop(SILENCE, "2010-10-18", "2010-11-16"),
            ["E1 2010-11-16", "E2 2010-11-17", "E3 2010-11-18", "E4 2010-11-12"],
        ),
        (
            "ended on E4's own day: in order, one a run",
            stop(SILENCE, "2010-10-18", "2010-11-12"),
            ["E1 2010-11-12", "E2 2010-11-15", "E3 2010-11-16", "E4 2010-11-17"],
        ),
        (
            "between two stages: nothing changes",
            stop(SILENCE, "2010-10-19", "2010-10-22"),
            ["E1 2010-10-18", "E2 2010-10-22", "E3 2010-10-29", "E4 2010-11-12"],
        ),
    ],
)
def test_a_silenced_stage_waits_and_the_days_count(
    case: str, silence: Stop, expected: list[str]
) -> None:
    """A silenced stage counts, for later ones, as told on its planned day."""
    assert stages(stopped(DUE, silence), OPEN, "2010-10-01", "2010-11-23") == expected, case


@pytest.mark.clause("2.3", "5.3")
def test_a_silenced_stage_on_its_way_keeps_its_place() -> None:
    """E1, silenced and then queued, waits to be accepted: no stage is told past it."""
    action = stopped(
        heard(an_action(), waits(Step.E1, "2010-11-02")),
        stop(SILENCE, "2010-10-18", "2010-11-02"),
    )
    for on in ("2010-11-03", "2010-11-12"):
        assert {verdict(action, stage, on) for stage in (Step.E2, Step.E4)} == {None}


@pytest.mark.clause("2.3", "5.3", "5.10b")
@table(
    ("case", "stops", "expected"),
    [
        (
            "held before the silence ended: E1 and E2 still count as told on 18 and 22 Oct",
            (stop(SILENCE, "2010-10-18", "2010-11-02"), stop(HOLD, "2010-10-27", "2010-11-10")),
            ["E1 2010-11-17", "E2 2010-11-18", "E3 2010-11-19", "E4 2010-12-03"],
        ),
        (
            "after a hold of 19 Oct: E2 would have been told on 27 Oct, and counts from there",
            (stop(HOLD, "2010-10-19", "2010-10-20"), stop(SILENCE, "2010-10-22", "2010-11-02")),
            ["E1 2010-10-18", "E2 2010-11-02", "E3 2010-11-03", "E4 2010-11-17"],
        ),
        (
            "the same hold and no silence: E3 and E4 are on the same days",
            (stop(HOLD, "2010-10-19", "2010-10-20"),),
            ["E1 2010-10-18", "E2 2010-10-27", "E3 2010-11-03", "E4 2010-11-17"],
        ),
        (
            "silenced only while the hold let nothing be told: nothing changes",
            (stop(HOLD, "2010-10-19", "2010-10-20"), stop(SILENCE, "2010-10-25", "2010-10-27")),
            ["E1 2010-10-18", "E2 2010-10-27", "E3 2010-11-03", "E4 2010-11-17"],
        ),
    ],
)
def test_a_silence_neither_hastens_nor_delays_the_stages_after_it(
    case: str, stops: tuple[Stop, ...], expected: list[str]
) -> None:
    """Its stage counts as told on its planned day, or the first that no stop keeps it from."""
    assert stages(stopped(DUE, *stops), OPEN, "2010-10-01", "2010-12-06") == expected, case
