"""The days played forward."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.rules.rehearsal import accepted, rehearse
from models.rules.words import NoticeState, Step
from tests.models.rules.builders import CALENDAR, a_board, an_action, day, heard, told


@pytest.mark.clause("1.5")
def test_only_days_that_tell_something_are_played_back() -> None:
    """From 2 August to 1 September: A on the first day and the list on the last."""
    days = rehearse((an_action(),), a_board(), day("2010-08-02"), day("2010-09-01"))
    assert [(d.on, [n.step for n in d.notices]) for d in days] == [
        (date(2010, 8, 2), [Step.A]),
        (date(2010, 9, 1), [Step.M]),
    ]


@pytest.mark.clause("1.5")
def test_a_rehearsal_goes_on_from_what_was_told() -> None:
    """The ledger so far counts: E2 is 4 WD after E1."""
    action = heard(an_action(), told(Step.E1, "2010-10-20"))
    days = rehearse((action,), a_board(ran="2010-10-20"), day("2010-10-21"), day("2010-10-29"))
    assert [d.on for d in days] == [date(2010, 10, 26)]


@pytest.mark.clause("1.5")
def test_actions_are_rehearsed_together() -> None:
    """Two actions of one lead: both have their A on the day of the run."""
    both = (an_action(), replace(an_action("2010-11-30"), action_id=2))
    days = rehearse(both, a_board(), day("2010-08-02"), day("2010-08-10"))
    assert [[n.action_id for n in d.notices] for d in days] == [[1, 2]]


@pytest.mark.clause("5.5")
def test_nothing_is_told_on_a_day_that_is_no_working_day() -> None:
    """A rehearsal from Christmas Eve to New Year's Day is empty."""
    assert rehearse((an_action(),), a_board(), day("2010-12-24"), day("2011-01-03")) == ()


@pytest.mark.clause("1.5")
def test_a_rehearsed_notice_is_told_on_the_day_of_its_run() -> None:
    """Acceptance is assumed, and the line says for whom a stand-in was told."""
    (today,) = rehearse((an_action(),), a_board(), day("2010-08-02"), day("2010-08-02"))
    line = accepted(today.notices[0], today.on)
    assert (line.state, line.recorded_on, line.told_on) == (NoticeState.TOLD, today.on, today.on)
    assert CALENDAR.is_wd(today.on)
