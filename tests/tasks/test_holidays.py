"""Bank holidays as they were proclaimed, and the closure days of the policy."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.policy import CalendarRules, Policy
from models.rules.words import Division
from tasks.holidays import board_calendar
from tests.models.rules.bank_holidays import working_days_of

OPEN_ALWAYS = Policy(calendar=CalendarRules(closed=()))
ENGLAND, SCOTLAND, IRELAND = Division


@pytest.mark.clause("1.1")
@pytest.mark.parametrize(
    ("division", "day", "works"),
    [
        # Christmas Day and Boxing Day of 2010 fell on a weekend, so Monday and Tuesday were free.
        (ENGLAND, date(2010, 12, 27), False),
        (ENGLAND, date(2010, 12, 28), False),
        (ENGLAND, date(2010, 12, 29), True),
        (ENGLAND, date(2011, 1, 3), False),
        # A royal wedding, proclaimed for 2011 alone; Good Friday was a week before.
        (ENGLAND, date(2011, 4, 29), False),
        (SCOTLAND, date(2011, 4, 29), False),
        (IRELAND, date(2011, 4, 29), False),
        (ENGLAND, date(2011, 4, 22), False),
        (ENGLAND, date(2010, 4, 30), True),
        # Easter Monday is no holiday in Scotland, and 12 July is one in Northern Ireland alone.
        (ENGLAND, date(2011, 4, 25), False),
        (SCOTLAND, date(2011, 4, 25), True),
        (IRELAND, date(2011, 7, 12), False),
        (ENGLAND, date(2011, 7, 12), True),
    ],
)
def test_each_division_keeps_its_own_days(division: Division, day: date, works: bool) -> None:  # noqa: FBT001
    """A day that is free in one division can be a working day in another."""
    assert board_calendar(division, OPEN_ALWAYS, 2010, 2011).is_wd(day) is works


@pytest.mark.clause("1.1")
@pytest.mark.parametrize("division", Division)
def test_the_days_of_three_years_are_those_that_were_proclaimed(division: Division) -> None:
    """The library's days are those that the tests of the rules have written down by hand."""
    three_years = date(2010, 1, 1), date(2012, 12, 31)
    kept = board_calendar(division, OPEN_ALWAYS, 2010, 2012)
    written = working_days_of(division, ())
    assert kept.working_days(*three_years) == written.working_days(*three_years)


@pytest.mark.clause("1.1")
def test_the_board_is_closed_between_christmas_and_new_year() -> None:
    """The closure days of the default policy are no working days, in either year."""
    calendar = board_calendar(ENGLAND, Policy(), 2010, 2011)
    # 23 December 2010 is a Thursday; closed to 1 January, a Saturday; 3 January is a bank holiday.
    assert calendar.plus(date(2010, 12, 23), 1) == date(2011, 1, 4)


def test_the_same_question_is_answered_once() -> None:
    """The calendar of a division, a policy and some years is made once."""
    first = board_calendar(ENGLAND, Policy(number=1), 2010, 2011)
    assert board_calendar(ENGLAND, Policy(number=2), 2010, 2011) is first
    assert board_calendar(ENGLAND, Policy(), 2010, 2012).last == date(2012, 12, 31)
