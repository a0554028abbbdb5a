"""Worked by hand with a calendar on the table: stops, silences, new dates (rules 10 and 11)."""

import pytest

from tests.oracle.sample import SAFEGUARDING, days, event, meeting, told, world

STAGES = ("E1", "E2", "E3", "E4", "E5")


def test_an_extension_asked_for_in_time_waits_for_the_meeting_whose_cut_off_it_met() -> None:
    """Meeting 15 December 2010, cut-off 1 December; asked 30 November, never decided."""
    lived = world(
        "2010-11-01",
        "2010-12-01",
        "2011-01-31",
        event("2010-11-30", "ask-extension", "2011-02-28"),
        meetings=(meeting("2010-12-15"),),
    )
    assert days(lived, *STAGES, "W10", "W30") == [
        "2010-12-02 E1",
        "2010-12-14 W10",
        "2010-12-23 E2",
        "2011-01-10 E3",
        "2011-01-20 W30",
        "2011-01-24 E4",
    ]


@pytest.mark.parametrize(
    ("on", "known_from", "e2"),
    [
        ("2010-12-14", "2010-01-01", "2010-12-22 E2"),  # its cut-off is the day of asking: met
        ("2010-12-13", "2010-01-01", "2011-01-13 E2"),  # its cut-off was the day before: 20 WD
        ("2010-12-14", "2010-12-06", "2010-12-22 E2"),  # known in time, though not when asked
    ],
)
def test_which_meeting_a_request_waits_for(on: str, known_from: str, e2: str) -> None:
    """Asked on 30 November 2010 for an action due the day after."""
    asked = event("2010-11-30", "ask-extension", "2011-02-28")
    lived = world(
        "2010-11-01", "2010-12-01", "2011-01-14", asked, meetings=(meeting(on, known_from),)
    )
    assert days(lived, "E2") == [e2]


def test_an_extension_asked_for_after_the_date_stops_nothing() -> None:
    """Due 1 December 2010, asked the day after."""
    asked = event("2010-12-02", "ask-extension", "2011-02-28")
    lived = world("2010-11-01", "2010-12-01", "2010-12-20", asked)
    assert days(lived, *STAGES) == ["2010-12-02 E1", "2010-12-08 E2", "2010-12-15 E3"]


def test_a_hold_stops_the_ladder_up_to_its_last_day() -> None:
    """Seven WD, 6 to 14 December 2010, do not count; nothing before the fifth WD after the 15th."""
    lived = world(
        "2010-11-01", "2010-12-01", "2011-01-31", event("2010-12-06", "hold", "2010-12-14")
    )
    assert days(lived, *STAGES, "D") == [
        "2010-12-02 E1",
        "2010-12-06 D",
        "2010-12-22 E2",
        "2011-01-07 E3",
        "2011-01-21 E4",
    ]


def test_whoever_was_told_at_e2_hears_of_a_hold() -> None:
    """E2 on 8 December 2010, held from the 9th."""
    lived = world(
        "2010-11-01", "2010-12-01", "2010-12-20", event("2010-12-09", "hold", "2010-12-31")
    )
    assert told(lived, "Z") == [f"2010-12-09 {SAFEGUARDING}"]


def test_silenced_stages_wait_and_count_as_told_on_their_planned_day() -> None:
    """Silenced 1 to 20 December 2010: E1, E2, E3 a run each afterwards, E4 on its own day."""
    lived = world(
        "2010-11-01", "2010-12-01", "2011-01-10", event("2010-12-01", "silence", "2010-12-20")
    )
    assert days(lived, *STAGES, "M", "R0") == [
        "2010-12-21 E1",
        "2010-12-21 M",
        "2010-12-22 E2",
        "2010-12-23 E3",
        "2011-01-04 M",
        "2011-01-04 M",
        "2011-01-07 E4",
    ]


def test_a_hold_within_a_silence_does_not_plan_the_silenced_stages_anew() -> None:
    """Silenced 1 to 15 December 2010, held 14 to 17: no stage before 4 January, 5 WD after."""
    lived = world(
        "2010-11-01",
        "2010-12-01",
        "2011-01-31",
        event("2010-12-01", "silence", "2010-12-15"),
        event("2010-12-14", "hold", "2010-12-17"),
    )
    assert days(lived, *STAGES) == [
        "2011-01-04 E1",
        "2011-01-05 E2",
        "2011-01-06 E3",
        "2011-01-20 E4",
    ]


def test_e4_does_not_wait_for_silenced_stages() -> None:
    """High priority from the day of the silence: E4 on `d+10WD`, E5 ten WD after it."""
    lived = world(
        "2010-11-01",
        "2010-12-01",
        "2011-01-10",
        event("2010-12-01", "priority-high"),
        event("2010-12-01", "silence", "2010-12-20"),
    )
    assert days(lived, *STAGES) == [
        "2010-12-15 E4",
        "2010-12-21 E1",
        "2010-12-22 E2",
        "2010-12-23 E3",
        "2011-01-07 E5",
    ]


def test_a_silenced_a_keeps_the_ladder_waiting() -> None:
    """Entered late on 1 November 2010 and silenced to the 12th: A on the 15th, E1 five WD after."""
    lived = world(
        "2010-11-01", "2010-10-01", "2010-11-30", event("2010-11-01", "silence", "2010-11-12")
    )
    assert days(lived, "A", *STAGES) == ["2010-11-15 A", "2010-11-22 E1", "2010-11-26 E2"]


def test_a_closure_stops_everything_but_z_and_d() -> None:
    """Superseded on 9 December 2010, the day after E2."""
    lived = world("2010-11-01", "2010-12-01", "2011-12-31", event("2010-12-09", "superseded"))
    assert days(lived)[-3:] == ["2010-12-08 E2", "2010-12-09 D", "2010-12-09 Z"]


def test_a_reopened_action_begins_a_new_ladder() -> None:
    """Closed 8 December 2010, reopened 20 January 2011 to 28 February; no impact check is left."""
    lived = world(
        "2010-11-01",
        "2010-12-01",
        "2011-06-30",
        event("2010-11-25", "evidence"),
        event("2010-12-08", "accept"),
        event("2011-01-20", "reopen", "2011-02-28"),
    )
    assert days(lived, "A", "R20", "R5", "R0", "E1", "D", "W10", "I6") == [
        "2010-11-01 A",
        "2010-11-03 R20",
        "2010-11-24 R5",
        "2010-12-08 D",
        "2011-01-20 A",
        "2011-01-20 D",
        "2011-01-31 R20",
        "2011-02-21 R5",
        "2011-02-28 R0",
        "2011-03-01 E1",
    ]


def test_a_struck_extension_never_was() -> None:
    """Extended 29 November 2010, struck 13 December: the old ladder goes on from there."""
    lived = world(
        "2010-11-01",
        "2010-12-01",
        "2011-01-31",
        event("2010-11-29", "extend", "2011-01-31"),
        event("2010-12-13", "correct", strikes=0),
    )
    assert days(lived, "A", "D", *STAGES) == [
        "2010-11-01 A",
        "2010-11-29 A",
        "2010-11-29 D",
        "2010-12-13 D",
        "2010-12-13 E1",
        "2010-12-17 E2",
        "2011-01-04 E3",
        "2011-01-18 E4",
    ]


def test_evidence_that_nobody_decides_on_comes_to_secretary_and_chair() -> None:
    """In on Saturday 27 November 2010: ten WD later 10 December, thirty 18 January 2011."""
    lived = world("2010-11-01", "2010-12-01", "2011-01-31", event("2010-11-27", "evidence"))
    assert days(lived, "W10", "W30", "S", "R0", "E1") == [
        "2010-11-29 S",
        "2010-12-10 W10",
        "2011-01-18 W30",
    ]


def test_a_second_look_at_returned_evidence_counts_out_both_waits() -> None:
    """In 3 to 8 December and 10 to 14 December 2010 (three and two WD)."""
    lived = world(
        "2010-11-01",
        "2010-12-01",
        "2011-01-31",
        event("2010-12-03", "evidence"),
        event("2010-12-08", "return"),
        event("2010-12-10", "evidence"),
        event("2010-12-14", "return"),
    )
    assert days(lived, *STAGES) == [
        "2010-12-02 E1",
        "2010-12-21 E2",
        "2011-01-06 E3",
        "2011-01-20 E4",
    ]
