"""What every rule is told of the ledger: who was told what, first and when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.ladder import Verdict, first_a_on, view
from models.rules.questions import told_on
from models.rules.words import NoticeState, Step
from tests.models.rules.builders import (
    LEAD,
    POSTS,
    SECOND,
    SECRETARY,
    a_board,
    an_action,
    day,
    heard,
    person,
    told,
    waits,
)

EVERYBODY = [person(post_id) for post_id in POSTS]


@pytest.mark.clause("1.4")
def test_a_step_is_told_on_the_first_day_on_which_a_line_of_it_was() -> None:
    """A line that waits has no day."""
    lines = (waits(Step.E1, "2010-10-18"), told(Step.E1, "2010-10-26"), told(Step.E1, "2010-10-20"))
    assert told_on(lines) == day("2010-10-20")
    assert told_on(lines[:1]) is None


@pytest.mark.clause("1.4")
def test_a_was_first_told_when_the_accountable_lead_was() -> None:
    """A contributor who heard before makes no difference."""
    before = told(Step.A, "2010-08-02", SECOND, first=False)
    action = replace(an_action(), leads=(LEAD, SECOND), ledger=(before, told(Step.A, "2010-08-04")))
    assert first_a_on(action) == day("2010-08-04")
    earlier = told(Step.A, "2010-08-02", cause="v0")
    assert first_a_on(replace(action, ledger=(earlier, *action.ledger))) == day("2010-08-04")


@pytest.mark.clause("1.6", "5.1")
def test_a_step_that_was_told_is_said_with_its_cause() -> None:
    """M for its month, U40 for the entry, R for the version."""
    lines = (
        told(Step.M, "2010-10-01", cause="2010-10"),
        told(Step.R20, "2010-09-17"),
    )
    views = {v.step: v for v in view(heard(an_action(), *lines), a_board(), day("2010-10-01"))}
    assert (views[Step.M].verdict, views[Step.M].cause) == (Verdict.TOLD, "2010-10")
    assert (views[Step.R20].verdict, views[Step.R20].cause) == (Verdict.TOLD, "v1")


@pytest.mark.clause("5.1")
def test_what_was_passed_over_for_one_is_passed_over() -> None:
    """Though a line for another first-named waits."""
    passed = replace(waits(Step.R20, "2010-09-17"), state=NoticeState.PASSED_OVER)
    action = heard(an_action(), passed, waits(Step.R20, "2010-09-17", SECRETARY))
    views = {v.step: v for v in view(action, a_board(), day("2010-09-20"))}
    assert views[Step.R20].verdict is Verdict.PASSED_OVER


@pytest.mark.clause("5.7")
def test_where_nobody_can_be_told_nothing_is_taken_for_told() -> None:
    """Every address is refused; a contributor has heard, and the accountable lead has not."""
    line = told(Step.A, "2010-08-02", SECOND, first=False)
    action = replace(an_action(), leads=(LEAD, SECOND), ledger=(line,))
    views = view(action, a_board(undeliverable=EVERYBODY), day("2010-08-03"))
    assert views[0].verdict is Verdict.DUE
    assert [v.verdict for v in views if v.step is Step.E1] == [Verdict.LATER]
