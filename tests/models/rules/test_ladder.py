"""The whole ladder of one action, as a secretary would read it off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.ladder import Verdict, due_steps, first_a_on, view
from models.rules.words import Priority, Step, StopKind, VersionCause
from tests.models.rules.builders import (
    a_board,
    an_action,
    day,
    heard,
    played,
    stop,
    stopped,
    told,
    version,
    waits,
)


@pytest.mark.clause("4.1", "4.2", "4.4", "4.5", "4.6", "4.7", "4.8", "4.9", "4.19")
def test_a_year_in_which_nobody_answers() -> None:
    """Due on Friday 15 October 2010: every step once, and M in every month until it is decided."""
    found = played(an_action(), a_board(), "2010-08-02", "2011-01-31")
    assert found == {
        Step.A: ["2010-08-02"],
        Step.M: ["2010-09-01", "2010-10-01", "2010-11-01", "2010-12-01", "2011-01-04"],
        Step.R20: ["2010-09-17"],
        Step.R5: ["2010-10-08"],
        Step.R0: ["2010-10-15"],
        Step.E1: ["2010-10-18"],
        Step.E2: ["2010-10-22"],
        Step.E3: ["2010-10-29"],
        Step.E4: ["2010-11-12"],
        Step.E5: ["2010-12-10"],
    }


@pytest.mark.clause("5.8")
def test_an_undated_action_is_listed_and_never_escalated() -> None:
    """Rule 8: A, M in every month but that of its entry, and the chair after 40 WD."""
    found = played(an_action(None), a_board(), "2010-08-02", "2010-12-31")
    assert found == {
        Step.A: ["2010-08-02"],
        Step.M: ["2010-09-01", "2010-10-01", "2010-11-01", "2010-12-01"],
        # August has 20 WD after the 2nd (the 30th is a holiday): 40 WD after entry is 28 Sep.
        Step.U40: ["2010-09-28"],
    }


@pytest.mark.clause("5.9")
def test_high_priority_has_a_ladder_of_its_own() -> None:
    """Rule 9: 12, 15 October; 18, 20, 22, 29 October and 12 November."""
    action = replace(an_action(), priority=Priority.HIGH)
    found = played(action, a_board(), "2010-08-02", "2010-11-30")
    days = {s: found[s] for s in found if s not in (Step.A, Step.M)}
    assert days == {
        Step.R5: ["2010-10-12"],
        Step.R0: ["2010-10-15"],
        Step.E1: ["2010-10-18"],
        Step.E2: ["2010-10-20"],
        Step.E3: ["2010-10-22"],
        Step.E4: ["2010-10-29"],
        Step.E5: ["2010-11-12"],
    }


@pytest.mark.clause("5.11")
def test_a_new_date_begins_a_new_ladder() -> None:
    """Rule 11: extended at E2 to 30 November: A again, the reminders ahead, and E1 from there."""
    so_far = (told(Step.E1, "2010-10-18"), told(Step.E2, "2010-10-22", 3))
    extended = replace(
        heard(an_action(), *so_far),
        version=version("2010-11-30", "2010-10-27", VersionCause.EXTENDED, number=2),
    )
    assert first_a_on(extended) is None
    found = played(extended, a_board(ran="2010-10-26"), "2010-10-27", "2010-12-31")
    assert found == {
        Step.A: ["2010-10-27"],
        Step.M: ["2010-11-01", "2010-12-01"],
        # R20 is 2 November, and the list of the 1st named the action.
        Step.R5: ["2010-11-23"],
        Step.R0: ["2010-11-30"],
        Step.E1: ["2010-12-01"],
        Step.E2: ["2010-12-07"],
        Step.E3: ["2010-12-14"],
    }


@pytest.mark.clause("5.11")
def test_a_reopened_action_is_followed_again() -> None:
    """Closed in September and reopened on 1 November with a date: a new version and a new A."""
    action = replace(
        heard(an_action()), version=version("2010-12-10", "2010-11-01", VersionCause.REOPENED, 2)
    )
    reopened = stopped(action, stop(StopKind.CLOSURE, "2010-09-15", "2010-11-01"))
    assert view(reopened, a_board(), day("2010-10-29")) == ()
    board = a_board(ran="2010-10-29")
    found = played(reopened, board, "2010-11-01", "2010-12-13")
    assert found[Step.A] == ["2010-11-01"]
    # R20 is 12 November; the action was not on the list of the 1st, the day of its A.
    assert found[Step.R20] == ["2010-11-12"]
    assert found[Step.E1] == ["2010-12-13"]


@pytest.mark.clause("5.5")
def test_the_steps_due_are_in_the_order_of_the_table() -> None:
    """1 November, overdue: the month's list before the stage."""
    action = heard(an_action("2010-10-29"))
    board = a_board(ran="2010-10-29")
    assert [v.step for v in due_steps(action, board, day("2010-11-01"))] == [Step.M, Step.E1]


@pytest.mark.clause("5.1", "5.2")
def test_the_view_tells_what_was_what_is_and_what_comes() -> None:
    """On 18 October: A told, R20 passed over, R5 told, R0 on its way, E1 due."""
    lines = (told(Step.R5, "2010-10-08"), waits(Step.R0, "2010-10-15"))
    views = view(heard(an_action(), *lines), a_board(ran="2010-10-15"), day("2010-10-18"))
    assert [(v.step.value, v.verdict) for v in views] == [
        ("A", Verdict.TOLD),
        ("M", Verdict.LATER),
        ("R20", Verdict.PASSED_OVER),
        ("R5", Verdict.TOLD),
        ("R0", Verdict.WAITING),
        ("E1", Verdict.DUE),
    ]
    assert all(v.reason for v in views)


@pytest.mark.clause("1.4")
def test_a_was_first_told_on_one_day() -> None:
    """The first A of the version for the accountable lead; none for another version."""
    assert first_a_on(an_action()) is None
    assert first_a_on(heard(an_action())) == day("2010-08-02")
    waiting = replace(an_action(), ledger=(waits(Step.A, "2010-08-02"),))
    assert first_a_on(waiting) is None
