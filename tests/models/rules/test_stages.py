"""E1 to E5: when each stage is told, in tables of days.

The action of the builders is due on Friday 15 October 2010. Counting from there: 1 WD is 18 Oct,
5 WD 22 Oct, 10 WD 29 Oct, 20 WD 12 Nov and 40 WD 10 Dec.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.rules.facts import ActionFacts, Entry, Stop
from models.rules.ladder import Verdict, view
from models.rules.notices import owed
from models.rules.words import Priority, Step, StopKind, VersionCause
from tests.models.rules.answered import AT_E4, EXTENDED, SO_FAR
from tests.models.rules.builders import (
    BOARD_MEMBER,
    SAFEGUARDING,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    stages,
    stop,
    stopped,
    told,
    version,
    waits,
    withdrawn,
)
from tests.tables import table

EVIDENCE, HOLD = StopKind.EVIDENCE, StopKind.HOLD
SILENCE = StopKind.SILENCE
OPEN = a_board()
DUE = heard(an_action())


def verdict(action: ActionFacts, step: Step, on: str, ran: str | None = None) -> Verdict | None:
    """What the ladder says of one step on a day; None where it is not looked at yet."""
    views = view(action, a_board(ran=ran), day(on))
    return next((v.verdict for v in views if v.step is step), None)


@pytest.mark.clause("4.5", "4.6", "4.7", "4.8", "4.9")
def test_the_stages_fall_on_their_own_days() -> None:
    """Nobody answers: 1, 5, 10, 20 and 40 WD after the due date."""
    assert stages(DUE, OPEN, "2010-09-01", "2011-03-31") == [
        "E1 2010-10-18",
        "E2 2010-10-22",
        "E3 2010-10-29",
        "E4 2010-11-12",
        "E5 2010-12-10",
    ]


@pytest.mark.clause("1.1", "5.3")
def test_the_closure_at_christmas_counts_for_nothing() -> None:
    """Due on 17 December: 20 21 22 23 Dec, then 4 Jan is the fifth; 11 Jan, 25 Jan, 22 Feb."""
    action = heard(an_action("2010-12-17"))
    assert stages(action, OPEN, "2010-12-01", "2011-03-31") == [
        "E1 2010-12-20",
        "E2 2011-01-04",  # 20 21 22 23 Dec 4 Jan
        "E3 2011-01-11",  # 5 6 7 10 11
        "E4 2011-01-25",  # 12 13 14 17 18 19 20 21 24 25
        "E5 2011-02-22",  # 26 27 28 31 Jan, 1 to 4, 7 to 11, 14 to 18, 21 22 Feb
    ]


@pytest.mark.clause("1.3", "4.5")
def test_a_due_date_in_the_closure_is_not_rolled() -> None:
    """Due on Friday 31 December: overdue on 1 January, and E1 on the first WD, 4 January."""
    action = heard(an_action("2010-12-31"))
    assert stages(action, OPEN, "2010-12-01", "2011-01-11") == ["E1 2011-01-04", "E2 2011-01-10"]


@pytest.mark.clause("5.9")
def test_high_priority_takes_its_own_offsets() -> None:
    """Rule 9: 1, 3, 5, 10 and 20 WD: 18, 20, 22 and 29 October, 12 November."""
    action = replace(DUE, priority=Priority.HIGH)
    assert stages(action, OPEN, "2010-10-01", "2010-12-31") == [
        "E1 2010-10-18",
        "E2 2010-10-20",
        "E3 2010-10-22",
        "E4 2010-10-29",
        "E5 2010-11-12",
    ]


@pytest.mark.clause("5.9")
def test_a_change_of_priority_applies_to_steps_not_yet_told() -> None:
    """E2 told on 22 October at normal pace; made high, E3 is 2 WD after it: 26 October."""
    so_far = (told(Step.E1, "2010-10-18"), told(Step.E2, "2010-10-22", SAFEGUARDING))
    action = replace(heard(an_action(), *so_far), priority=Priority.HIGH)
    assert stages(action, OPEN, "2010-10-25", "2010-11-02") == ["E3 2010-10-26", "E4 2010-11-02"]


# --- Pace (rule 3) ----------------------------------------------------------------------------


@pytest.mark.clause("5.3")
def test_a_plan_entered_late_begins_with_a_and_moves_at_the_ladders_pace() -> None:
    """Entered on Wednesday 1 December: E1 5 WD after A, then 4, 5, 10 and 20 WD."""
    action = an_action(entered="2010-12-01")
    assert stages(action, OPEN, "2010-12-01", "2011-03-31") == [
        "E1 2010-12-08",  # 2 3 6 7 8
        "E2 2010-12-14",  # 9 10 13 14
        "E3 2010-12-21",  # 15 16 17 20 21
        "E4 2011-01-13",  # 22 23 Dec, 4 5 6 7 10 11 12 13
        "E5 2011-02-10",  # 14, 17 to 21, 24 to 28, 31 Jan to 4 Feb, 7 8 9 10
    ]


@pytest.mark.clause("5.3")
def test_nothing_is_told_before_the_follow_from_day() -> None:
    """Followed from Monday 1 November, which counts as the day of entry: E1 on the 8th."""
    action = replace(an_action(), follow_from=day("2010-11-01"))
    assert owed(action, OPEN, day("2010-10-29")) == ()
    assert [n.step for n in owed(action, OPEN, day("2010-11-01"))] == [Step.A]
    assert stages(action, OPEN, "2010-10-01", "2010-11-12") == ["E1 2010-11-08", "E2 2010-11-12"]


@pytest.mark.clause("5.3")
def test_after_an_outage_the_ladder_goes_on_with_the_next_stage() -> None:
    """No run from 20 October to 29 November: E2 on the 30th, E3 five WD later, not the same day."""
    action = heard(an_action(), told(Step.E1, "2010-10-18"))
    assert stages(action, OPEN, "2010-11-30", "2010-12-31") == [
        "E2 2010-11-30",
        "E3 2010-12-07",  # 1 2 3 6 7
        "E4 2010-12-21",  # 8 9 10 13 14 15 16 17 20 21
    ]


@pytest.mark.clause("1.5", "5.3")
def test_a_stage_waits_for_the_one_before_it_to_be_told() -> None:
    """E1 queued on the 18th and accepted on the 26th: E2 is 4 WD after, on 1 November."""
    waiting = heard(an_action(), waits(Step.E1, "2010-10-18"))
    assert verdict(waiting, Step.E1, "2010-10-25") is Verdict.WAITING
    assert verdict(waiting, Step.E2, "2010-10-25") is None
    accepted = heard(an_action(), told(Step.E1, "2010-10-26"))
    assert stages(accepted, OPEN, "2010-10-27", "2010-11-02") == ["E2 2010-11-01"]


@pytest.mark.clause("1.5")
def test_no_stage_is_told_before_a() -> None:
    """A waits to be accepted: E1 stays ahead, however late the action is."""
    action = replace(an_action(), ledger=(waits(Step.A, "2010-08-02"),))
    assert verdict(action, Step.E1, "2010-12-01") is Verdict.LATER


@pytest.mark.clause("5.1")
def test_a_withdrawn_stage_is_due_again() -> None:
    """A notice withdrawn counts as neither told nor passed over."""
    action = heard(an_action(), withdrawn(waits(Step.E1, "2010-10-18")))
    assert verdict(action, Step.E1, "2010-10-19") is Verdict.DUE


# --- E4 at a cut-off (rule 4), E5 with E4 ------------------------------------------------------


@pytest.mark.clause("5.4")
@table(
    ("meetings", "e4"),
    [
        ((), "2010-11-12"),
        (("2010-11-19",), "2010-11-05"),  # frozen on the 5th, the fifth WD after E3: 1 2 3 4 5
        (("2010-11-18",), "2010-11-12"),  # frozen on the 4th: only four WD
        (("2010-11-25",), "2010-11-11"),  # frozen the day before rule 3's own
        (("2010-11-26",), "2010-11-12"),  # frozen on rule 3's day: nothing to bring forward
        (("2010-11-19", "2010-11-24"), "2010-11-05"),  # the earliest such
        (("2010-11-18", "2010-11-24"), "2010-11-10"),  # the earliest such, again
    ],
)
def test_e4_comes_forward_to_a_paper_cut_off(meetings: tuple[str, ...], e4: str) -> None:
    """Rule 4: at least 5 WD after E3 was told and before the day rule 3 gives."""
    board = a_board(meetings=meetings)
    assert stages(AT_E4, board, "2010-11-01", "2010-11-19") == [f"E4 {e4}"]


@pytest.mark.clause("5.4")
def test_a_cut_off_that_is_past_brings_nothing_forward() -> None:
    """No run on the 5th, the cut-off: on the 8th E4 is again planned for its own day."""
    board = a_board(meetings=("2010-11-19",))
    assert stages(AT_E4, board, "2010-11-08", "2010-11-19") == ["E4 2010-11-12"]


@pytest.mark.clause("5.4")
def test_e5_stays_under_rule_3_after_a_cut_off() -> None:
    """E4 told early on 5 November: E5 is still 40 WD after the due date, 10 December."""
    board = a_board(meetings=("2010-11-19",))
    assert stages(AT_E4, board, "2010-11-01", "2010-12-31") == ["E4 2010-11-05", "E5 2010-12-10"]


@pytest.mark.clause("4.9", "5.4")
def test_e5_goes_with_e4_where_an_extension_was_missed() -> None:
    """The date missed was an extension: E4 and E5 are queued in the same run."""
    assert stages(EXTENDED, OPEN, "2010-10-01", "2010-12-31")[3:] == [
        "E4 2010-11-12",
        "E5 2010-11-12",
    ]


@pytest.mark.clause("4.9", "5.4")
def test_e5_goes_with_e4_at_a_cut_off_too() -> None:
    """An extension missed and a cut-off on 5 November: both that day."""
    board = a_board(meetings=("2010-11-19",))
    assert stages(EXTENDED, board, "2010-10-01", "2010-12-31")[3:] == [
        "E4 2010-11-05",
        "E5 2010-11-05",
    ]


@pytest.mark.clause("4.9")
def test_an_e5_that_was_refused_does_not_wait_for_e4_to_be_accepted() -> None:
    """E4 is on its way and E5, queued with it, was withdrawn: E5 is due again on its own."""
    lines = (*SO_FAR, waits(Step.E4, "2010-11-12", SECRETARY))
    action = replace(EXTENDED, ledger=(*EXTENDED.ledger, *lines))
    assert verdict(action, Step.E5, "2010-11-15") is Verdict.DUE


@pytest.mark.clause("4.9")
def test_a_date_set_by_the_committee_is_no_extension() -> None:
    """A first date set by decision keeps E5 on its own day."""
    action = replace(EXTENDED, version=version("2010-10-15", "2010-09-01", VersionCause.SET))
    assert stages(action, OPEN, "2010-10-01", "2010-11-30")[-1] == "E4 2010-11-12"


# --- Why, as it is said -----------------------------------------------------------------------


@pytest.mark.clause("5.3")
def test_every_view_says_why() -> None:
    """On every day of the ladder each stage that is looked at has a reason."""
    calendar = OPEN.calendar
    for on in calendar.working_days(date(2010, 10, 1), date(2011, 1, 31)):
        assert all(v.reason for v in view(DUE, OPEN, on))


E1_TOLD = told(Step.E1, "2010-10-18")
E4_TOLD = (*SO_FAR, told(Step.E4, "2010-11-12", SECRETARY))
HELD = stop(HOLD, "2010-10-25", "2010-11-01")
AFTER_A_STOP = "; at the earliest 5 working days after a stop"


@pytest.mark.clause("4.9", "5.10b")
@table(
    ("action", "lines", "stops", "on", "reason"),
    [
        (DUE, (), (), "2010-10-18", "E1: 1 working day after {}"),
        (
            DUE,
            (E1_TOLD,),
            (HELD,),
            "2010-11-08",
            f"E2: 16 working days after {{}}, 5 of them stopped{AFTER_A_STOP}",
        ),
        (
            DUE,
            (E1_TOLD,),
            (HELD, stop(EVIDENCE, "2010-10-27", "2010-11-03")),
            "2010-11-10",
            f"E2: 18 working days after {{}}, 7 of them stopped{AFTER_A_STOP}",
        ),
        (
            DUE,
            (),
            (stop(HOLD, "2010-10-14", "2010-10-18"),),
            "2010-10-25",
            f"E1: 6 working days after {{}}{AFTER_A_STOP}",
        ),
        (
            DUE,
            (told(Step.E1, "2010-10-20"),),
            (),
            "2010-10-26",
            "E2: 7 working days after {}; 4 working days after E1 was told",
        ),
        (
            DUE,
            (*SO_FAR[:2], told(Step.E3, "2010-11-03", BOARD_MEMBER)),
            (stop(HOLD, "2010-11-04", "2010-11-05"),),
            "2010-11-18",
            "E4: 24 working days after {}, 1 of them stopped; 10 working days after E3 was told",
        ),
        (
            DUE,
            SO_FAR,
            (stop(HOLD, "2010-11-01", "2010-11-02"),),
            "2010-11-15",
            "E4: 21 working days after {}, 1 of them stopped",
        ),
        (
            heard(an_action(), a_on="2010-10-14"),
            (),
            (),
            "2010-10-21",
            "E1: 4 working days after {}; 5 working days after the lead was told of it (step A)",
        ),
        (EXTENDED, SO_FAR, (), "2010-11-12", "E4: 20 working days after {}"),
        (
            EXTENDED,
            E4_TOLD,
            (),
            "2010-11-15",
            (
                "E5: 21 working days after {}, with E4: the date missed was an extension; planned"
                " for 12 November 2010"
            ),
        ),
        (
            EXTENDED,
            (*SO_FAR, told(Step.E4, "2010-12-20", SECRETARY)),
            (),
            "2010-12-20",
            "E5: 46 working days after {}, with E4: the date missed was an extension",
        ),
        (DUE, E4_TOLD, (), "2010-12-10", "E5: 40 working days after {}"),
        (
            DUE,
            (),
            (stop(SILENCE, "2010-10-12", "2010-10-27"),),
            "2010-10-27",
            (
                "E1: 8 working days after {}; planned for 18 October 2010, silenced by the"
                " secretary on 12 October 2010, up to and including 26 October 2010"
            ),
        ),
        (
            DUE,
            SO_FAR,
            (stop(SILENCE, "2010-11-10", "2010-11-17"),),
            "2010-11-15",
            "E4: 21 working days after {}; planned for 12 November 2010",
        ),
        (
            DUE,
            SO_FAR[:1],
            (),
            "2010-10-27",
            "E2: 8 working days after {}; planned for 22 October 2010",
        ),
    ],
)
def test_a_stage_that_is_due_says_what_its_days_are(
    action: ActionFacts, lines: tuple[Entry, ...], stops: tuple[Stop, ...], on: str, reason: str
) -> None:
    """Which of them were stopped, counted from the day after the date; and why E5 goes with E4."""
    asked = stopped(replace(action, ledger=(*action.ledger, *lines)), *stops)
    views = view(asked, OPEN, day(on))
    due = next(v for v in views if v.verdict is Verdict.DUE and v.step.is_stage)
    assert due.reason == reason.format("15 October 2010")
