"""What is said of the stages on a day: which are looked at, for when, and why they wait.

The action of the builders is due on Friday 15 October 2010: E1 18 and E2 22 October, E3 29 October,
E4 12 November, E5 10 December.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, BoardFacts, PolicyChange, Stop
from models.rules.ladder import StepView, Verdict, view
from models.rules.policy import Ladder, Policy
from models.rules.words import Priority, Step, StopKind, VersionCause
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
)
from tests.tables import table

EVIDENCE, HOLD, SILENCE = StopKind.EVIDENCE, StopKind.HOLD, StopKind.SILENCE
OPEN = a_board()
DUE = heard(an_action())
E1, E2 = told(Step.E1, "2010-10-18"), told(Step.E2, "2010-10-22", SAFEGUARDING)
E3 = told(Step.E3, "2010-10-29", BOARD_MEMBER)
AT_E4 = heard(an_action(), E1, E2, E3)


def said(action: ActionFacts, on: str, board: BoardFacts = OPEN) -> dict[Step, StepView]:
    """What is said of each stage that is looked at on a day."""
    return {v.step: v for v in view(action, board, day(on)) if v.step.is_stage}


def planned(action: ActionFacts, step: Step, on: str, board: BoardFacts = OPEN) -> str:
    """For when a stage is planned, as of a day."""
    return f"{said(action, on, board)[step].planned_on}"


# --- Before anything is told -------------------------------------------------------------------


@pytest.mark.clause("1.5", "5.3", "5.9")
@table(
    ("case", "action", "expected"),
    [
        ("overdue: 5 WD after today, 2 3 6 7 8", an_action(), "2010-12-08"),
        (
            "followed from 15 December: 16 17 20 21 22",
            replace(an_action(), follow_from=day("2010-12-15")),
            "2010-12-22",
        ),
        ("due on 31 March: the day after", an_action("2011-03-31"), "2011-04-01"),
    ],
)
def test_before_a_e1_is_planned_as_if_a_were_told_today(
    case: str, action: ActionFacts, expected: str
) -> None:
    """Asked on Wednesday 1 December 2010, A not accepted yet."""
    views = said(action, "2010-12-01")
    assert list(views) == [Step.E1], case
    assert f"{views[Step.E1].planned_on}" == expected, case
    assert views[Step.E1].reason == "the lead has not been told yet that it is theirs (step A)"


@pytest.mark.clause("5.10")
def test_a_hold_keeps_e1_back_before_the_due_date_too() -> None:
    """Held on 11 October for the rest of the month: the reason is the hold, not a day."""
    held = stopped(DUE, stop(HOLD, "2010-10-11", "2010-10-30"))
    one = said(held, "2010-10-12")[Step.E1]
    assert one.verdict is Verdict.HELD_BACK
    assert one.reason.startswith("held by the committee or its chair on 11 October 2010")
    assert planned(held, Step.E1, "2010-11-01") == "2010-11-05"


@pytest.mark.clause("5.10b")
def test_a_stage_stopped_between_its_own_day_and_its_pace_has_no_day() -> None:
    """E1 told late, on 22 October: E2 is 4 WD after, and evidence came in on the 26th."""
    action = stopped(heard(an_action(), told(Step.E1, "2010-10-22")), stop(EVIDENCE, "2010-10-26"))
    one = said(action, "2010-10-27")[Step.E2]
    assert (one.planned_on, one.verdict) == (None, Verdict.HELD_BACK)
    assert one.reason == "evidence was submitted on 26 October 2010 and waits for a decision"


@pytest.mark.clause("5.14")
def test_e1_is_eased_before_the_due_date_too() -> None:
    """Changed on 15 October from 10 WD to 1: E1 is not before the fifth WD, the 22nd."""
    slow = Policy(number=1, ladder=Ladder(normal=(10, 20, 30, 40, 50)))
    change = PolicyChange(on=day("2010-10-15"), before=a_board(policy=slow))
    assert planned(DUE, Step.E1, "2010-10-15", replace(OPEN, change=change)) == "2010-10-22"


# --- Which are looked at ------------------------------------------------------------------------

EXTENDED = replace(AT_E4, version=version("2010-10-15", "2010-09-01", VersionCause.EXTENDED))


@pytest.mark.clause("4.9", "5.3")
@table(
    ("case", "action", "on", "expected"),
    [
        ("E1 is due", DUE, "2010-10-18", "E1"),
        ("E2 of an extension", replace(EXTENDED, ledger=(*DUE.ledger, E1)), "2010-10-22", "E1 E2"),
        ("E4 is due", AT_E4, "2010-11-12", "E1 E2 E3 E4"),
        ("E4 is due with E5", EXTENDED, "2010-11-12", "E1 E2 E3 E4 E5"),
        (
            "E4 of an extension is held",
            stopped(EXTENDED, stop(HOLD, "2010-11-08", "2010-12-01")),
            "2010-11-12",
            "E1 E2 E3 E4",
        ),
        (
            "E1 was silenced this morning: E2 does not wait for it",
            stopped(DUE, stop(SILENCE, "2010-10-18", "2010-10-20")),
            "2010-10-18",
            "E1 E2",
        ),
    ],
)
def test_a_stage_is_looked_at_once_the_one_before_it_is_over(
    case: str, action: ActionFacts, on: str, expected: str
) -> None:
    """Told, silenced, or E4 with its E5."""
    assert " ".join(said(action, on)) == expected, case


@pytest.mark.clause("2.3", "5.3")
def test_e4_waits_for_no_stage_that_is_silenced() -> None:
    """E1 told, E2 and E3 silenced over the day of E4; the silence over, E2 is told before E4."""
    silence = stop(SILENCE, "2010-10-20", "2010-11-15")
    action = stopped(heard(an_action(), E1), silence)
    views = said(action, "2010-11-12")
    assert [views[step].verdict for step in (Step.E1, Step.E2, Step.E3, Step.E4)] == [
        Verdict.TOLD,
        Verdict.HELD_BACK,
        Verdict.HELD_BACK,
        Verdict.DUE,
    ]
    after = said(action, "2010-11-15")
    assert after[Step.E2].verdict is Verdict.DUE
    assert Step.E4 not in after


# --- Told late, beside a silence that was or was not the reason ----------------------------------


@pytest.mark.clause("2.3", "5.3")
@table(
    ("case", "given", "e2"),
    [
        # 21 22 25 26: 4 WD after the day it was told.
        ("no silence", (), "2010-10-26"),
        (
            "silenced over its day: from the 18th",
            (stop(SILENCE, "2010-10-18", "2010-10-20"),),
            "2010-10-22",
        ),
        (
            "silenced over its day, and once before",
            (stop(SILENCE, "2010-10-01", "2010-10-06"), stop(SILENCE, "2010-10-18", "2010-10-20")),
            "2010-10-22",
        ),
        (
            "silenced after it was told",
            (stop(SILENCE, "2010-10-21", "2010-10-23"),),
            "2010-10-26",
        ),
        (
            "silenced from the day it was told",
            (stop(SILENCE, "2010-10-20", "2010-10-22"),),
            "2010-10-26",
        ),
        ("silenced long before", (stop(SILENCE, "2010-10-01", "2010-10-06"),), "2010-10-26"),
        (
            "silenced up to the day before it",
            (stop(SILENCE, "2010-10-11", "2010-10-18"),),
            "2010-10-26",
        ),
        (
            # In and returned on the 18th, nothing is told before 19 20 21 22 25, silenced or not.
            "silenced over its day, which was no stage's",
            (stop(SILENCE, "2010-10-18", "2010-10-20"), stop(EVIDENCE, "2010-10-18", "2010-10-18")),
            "2010-10-26",
        ),
        (
            "the same, and evidence is in again",
            (
                stop(SILENCE, "2010-10-18", "2010-10-20"),
                stop(EVIDENCE, "2010-10-18", "2010-10-18"),
                stop(EVIDENCE, "2010-10-20"),
            ),
            "None",
        ),
    ],
)
def test_a_silenced_stage_counts_as_told_on_its_day_and_a_late_one_does_not(
    case: str, given: tuple[Stop, ...], e2: str
) -> None:
    """E1, planned for 18 October, was told on the 20th."""
    action = stopped(heard(an_action(), told(Step.E1, "2010-10-20")), *given)
    assert planned(action, Step.E2, "2010-10-21") == e2, case


@pytest.mark.clause("5.3", "5.10b")
def test_a_hold_is_no_silence() -> None:
    """E3 told late, on 3 November, after a hold of one day: E4 is 10 WD after it was told."""
    late = told(Step.E3, "2010-11-03", BOARD_MEMBER)
    held = stopped(heard(an_action(), E1, E2, late), stop(HOLD, "2010-11-01", "2010-11-02"))
    # 4 5, 8 to 12, 15 16 17.
    assert planned(held, Step.E4, "2010-11-04") == "2010-11-17"


@pytest.mark.clause("2.3", "5.3")
def test_no_silence_holds_e4_and_e5_counts_from_the_day_e4_was_told() -> None:
    """Silenced from the 11th, no run on the 12th: E4 on the 15th, and E5 20 WD after that."""
    e4 = told(Step.E4, "2010-11-15", SECRETARY)
    action = stopped(heard(an_action(), E1, E2, E3, e4), stop(SILENCE, "2010-11-11", "2010-11-16"))
    # 16 to 19, 22 to 26, 29 November to 3 December, 6 to 10, 13.
    assert stages(action, OPEN, "2010-11-16", "2010-12-31") == ["E5 2010-12-13"]


# --- At a cut-off ---------------------------------------------------------------------------------


@pytest.mark.clause("5.4")
@table(
    ("meeting", "on", "said_so"),
    [
        ("2010-11-19", "2010-11-05", True),  # frozen on the 5th
        ("2010-11-26", "2010-11-12", False),  # frozen on E4's own day
    ],
)
def test_e4_says_that_it_comes_at_a_cut_off(meeting: str, on: str, *, said_so: bool) -> None:
    """Where a cut-off brought it forward, and not where it only falls on one."""
    one = said(AT_E4, on, a_board(meetings=("2010-10-08", meeting)))[Step.E4]
    assert one.verdict is Verdict.DUE
    its = f"at the cut-off for the papers of the committee's meeting of {day_words(day(meeting))}"
    assert one.reason.endswith(its) is said_so


@pytest.mark.clause("5.4")
def test_no_stage_but_e4_comes_forward_to_a_cut_off() -> None:
    """Papers for 10 December are frozen on 26 November, 10 WD after E4: E5 keeps its day."""
    action = heard(an_action(), E1, E2, E3, told(Step.E4, "2010-11-12", SECRETARY))
    board = a_board(meetings=("2010-12-10",))
    assert planned(action, Step.E5, "2010-11-15", board) == "2010-12-10"


@pytest.mark.clause("5.9")
def test_the_pace_of_a_high_priority_is_its_own_from_e1_on() -> None:
    """E1 told on 20 October at high priority: E2 is 2 WD after."""
    action = replace(heard(an_action(), told(Step.E1, "2010-10-20")), priority=Priority.HIGH)
    assert planned(action, Step.E2, "2010-10-21") == "2010-10-22"


@pytest.mark.clause("1.4")
def test_an_e1_on_its_way_is_not_looked_past() -> None:
    """It waits to be accepted, and no E2 is planned meanwhile."""
    action = heard(an_action(), waits(Step.E1, "2010-10-18"))
    assert [step.value for step in said(action, "2010-10-29")] == ["E1"]


@pytest.mark.clause("5.4", "5.14")
def test_a_cut_off_at_which_e4_was_planned_already_stays() -> None:
    """A slower ladder from 3 November: E4 was planned for the cut-off of the 5th, and so it is."""
    slow = Policy(number=1, ladder=Ladder(normal=(10, 20, 30, 40, 50)))
    before = a_board(meetings=("2010-11-19",))
    changed = a_board(meetings=("2010-11-19",), policy=slow, ran="2010-11-03")
    board = replace(changed, change=PolicyChange(on=day("2010-11-03"), before=before))
    assert planned(AT_E4, Step.E4, "2010-11-04", board) == "2010-11-05"
