"""What the register makes of a plan's item: the state of its date, and how it is named."""

from __future__ import annotations

from datetime import date

import pytest

from models.plan_values import date_state, short_title
from models.rules.calendar import Calendar
from models.rules.dates import read_date
from models.rules.words import DateState

CALENDAR = Calendar(date(2010, 1, 1), date(2012, 12, 31))


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("31 March 2011", DateState.DATED),
        ("Ongoing", DateState.RECURRING),
        # An event that nobody has named a review day for awaits no trigger: a date is to be agreed.
        ("When the new premises open", DateState.TO_BE_AGREED),
        ("On advice from our solicitors", DateState.TO_BE_AGREED),
        ("TBC", DateState.TO_BE_AGREED),
        ("", DateState.TO_BE_AGREED),
        ("Immediately", DateState.TO_BE_AGREED),
        ("31 March 2009", DateState.TO_BE_AGREED),
    ],
)
@pytest.mark.clause("3.2")
def test_a_plan_makes_no_action_await_a_trigger(written: str, state: DateState) -> None:
    """Dated, recurring or to be agreed: only a decision names an event and its review day."""
    reading = read_date(
        written, agreed_on=date(2010, 10, 20), commissioned_on=None, calendar=CALENDAR
    )
    assert date_state(reading) is state


@pytest.mark.clause("8.1")
def test_an_action_is_named_by_review_recommendation_and_section() -> None:
    """Until the secretary sets a title; a plan may have neither numbers nor sections."""
    assert short_title("Child Q", "7", "Health") == "Child Q, recommendation 7, Health"
    assert short_title("Child Q", "7", "") == "Child Q, recommendation 7"
    assert short_title("Child Q", "", "Health") == "Child Q, recommendation, Health"
