"""When a stage is told that was stopped: no WD of a stop counts, and none is told at once after it.

The action of the builders is due on Friday 15 October 2010. Counting from there: 1 WD is 18 Oct,
5 WD 22 Oct, 10 WD 29 Oct, 20 WD 12 Nov and 40 WD 10 Dec.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.facts import Stop
from models.rules.words import Step, StopKind
from tests.models.rules.answered import AT_E4, EXTENDED, SO_FAR
from tests.models.rules.builders import (
    SECRETARY,
    a_board,
    an_action,
    heard,
    stages,
    stop,
    stopped,
    told,
)
from tests.tables import table

EVIDENCE, HOLD, ASKED = StopKind.EVIDENCE, StopKind.HOLD, StopKind.EXTENSION_ASKED
OPEN = a_board()
DUE = heard(an_action())


@pytest.mark.clause("5.10b")
@table(
    ("case", "stops", "expected"),
    [
        (
            # 18 to 29 Oct do not count, so d+1 is 1 Nov, but not before 2 3 4 5 8.
            "in on the due date, returned on 1 Nov",
            (stop(EVIDENCE, "2010-10-15", "2010-11-01"),),
            ["E1 2010-11-08", "E2 2010-11-12", "E3 2010-11-19"],
        ),
        (
            # 5 WD lost: E2 would be 29 Oct, but not before 28 29 Oct 1 2 3 Nov; E3 is 5 WD after.
            "in after E1 on 20 Oct, returned on 27 Oct",
            (stop(EVIDENCE, "2010-10-20", "2010-10-27"),),
            ["E1 2010-10-18", "E2 2010-11-03", "E3 2010-11-10"],
        ),
        (
            "held until Friday 29 Oct, the last day held, so it ends on the 30th: 1 2 3 4 5 Nov",
            (stop(HOLD, "2010-10-11", "2010-10-30"),),
            ["E1 2010-11-05", "E2 2010-11-11", "E3 2010-11-18"],
        ),
        (
            # 18 Oct to 2 Nov is 12 WD, so d+1 is 3 Nov, and the fifth after the end is 10 Nov.
            "a hold and evidence that overlap from 20 to 22 Oct",
            (stop(HOLD, "2010-10-18", "2010-10-23"), stop(EVIDENCE, "2010-10-20", "2010-11-03")),
            ["E1 2010-11-10", "E2 2010-11-16", "E3 2010-11-23"],
        ),
        (
            "ended long before the due date: nothing changes",
            (stop(HOLD, "2010-09-01", "2010-09-10"),),
            ["E1 2010-10-18", "E2 2010-10-22", "E3 2010-10-29", "E4 2010-11-12"],
        ),
        ("evidence that still waits", (stop(EVIDENCE, "2010-10-15"),), []),
        (
            "the same after a hold and a silence",
            (
                stop(HOLD, "2010-09-01", "2010-09-10"),
                stop(StopKind.SILENCE, "2010-09-13", "2010-09-20"),
                stop(EVIDENCE, "2010-10-15"),
            ),
            [],
        ),
        ("a closure", (stop(StopKind.CLOSURE, "2010-10-20"),), ["E1 2010-10-18"]),
    ],
)
def test_days_that_are_stopped_do_not_count(
    case: str, stops: tuple[Stop, ...], expected: list[str]
) -> None:
    """Rule 10: no WD of a stop counts, and no stage is told before the 5th WD after it ended."""
    assert stages(stopped(DUE, *stops), OPEN, "2010-10-01", "2010-11-23") == expected, case


@pytest.mark.clause("5.10b")
def test_a_closure_that_ended_counts_as_any_stop() -> None:
    """From 20 to 26 October: as with evidence, E2 is on 3 November."""
    action = stopped(
        heard(an_action(), told(Step.E1, "2010-10-18")),
        stop(StopKind.CLOSURE, "2010-10-20", "2010-10-27"),
    )
    assert stages(action, OPEN, "2010-10-27", "2010-11-12") == ["E2 2010-11-03", "E3 2010-11-10"]


@pytest.mark.clause("5.10a")
@table(
    ("case", "asked", "meetings", "expected"),
    [
        (
            # 20 WD from 15 Oct end on 12 Nov. With 19 WD lost d+5 is 18 Nov, but 15 16 17 18 19.
            "asked on the due date, no meeting known",
            stop(ASKED, "2010-10-15"),
            (),
            ["E1 2010-10-18", "E2 2010-11-19", "E3 2010-11-26"],
        ),
        (
            "asked the day after the due date: stops nothing",
            stop(ASKED, "2010-10-16"),
            (),
            ["E1 2010-10-18", "E2 2010-10-22", "E3 2010-10-29", "E4 2010-11-12"],
        ),
        (
            "met the cut-off of 29 Oct (frozen on 15 Oct): ends on Saturday 30 Oct; 1 2 3 4 5 Nov",
            stop(ASKED, "2010-10-15"),
            ("2010-10-29",),
            ["E1 2010-10-18", "E2 2010-11-05", "E3 2010-11-12", "E4 2010-11-26"],
        ),
        (
            "refused on 20 Oct: 18 and 19 Oct lost makes d+5 26 Oct, but 21 22 25 26 27 Oct",
            stop(ASKED, "2010-10-11", "2010-10-20"),
            ("2010-10-29",),
            ["E1 2010-10-18", "E2 2010-10-27", "E3 2010-11-03", "E4 2010-11-17"],
        ),
    ],
)
def test_an_extension_asked_for_in_time_stops_e2_and_above(
    case: str, asked: Stop, meetings: tuple[str, ...], expected: list[str]
) -> None:
    """Rule 10: until the day after the meeting it met, the decision, or 20 WD."""
    board = a_board(meetings=meetings)
    assert stages(stopped(DUE, asked), board, "2010-10-01", "2010-11-26") == expected, case


@pytest.mark.clause("5.4", "5.10b")
def test_a_cut_off_before_the_fifth_day_after_a_stop_is_no_cut_off_for_e4() -> None:
    """Held until 3 November: nothing before 10 November, so the freeze of the 5th is missed."""
    held = stopped(AT_E4, stop(HOLD, "2010-11-02", "2010-11-04"))
    board = a_board(meetings=("2010-11-19",))
    # Two WD lost: d+20 is 16 Nov; 10 WD after E3, two lost, is 16 Nov as well.
    assert stages(held, board, "2010-11-01", "2010-11-30") == ["E4 2010-11-16"]


@pytest.mark.clause("5.10b")
def test_an_e5_left_over_waits_for_the_fifth_day_after_a_stop() -> None:
    """E4 told on the 12th without its E5; a hold ends on the 18th: 19 22 23 24 25 November."""
    lines = (*SO_FAR, told(Step.E4, "2010-11-12", SECRETARY))
    action = replace(EXTENDED, ledger=(*EXTENDED.ledger, *lines))
    held = stopped(action, stop(HOLD, "2010-11-15", "2010-11-18"))
    assert stages(held, OPEN, "2010-11-15", "2010-12-31") == ["E5 2010-11-25"]
