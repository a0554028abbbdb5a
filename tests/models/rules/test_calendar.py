"""Working days, months, quarters and the cut-offs of a meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendar import (
    Calendar,
    Quarter,
    closures,
    cutoffs,
    last_whole_quarter,
    month_end,
    no_working_day,
    plus_months,
    quarter_of,
)
from tests.models.rules.builders import CALENDAR, day
from tests.tables import table


@pytest.mark.clause("1.1")
def test_a_calendar_ends_with_its_last_day() -> None:
    """Thursday 4 November 2010 is its last working day; the first is that of its month."""
    short = Calendar(date(2010, 11, 1), date(2010, 11, 4))
    assert short.is_wd(date(2010, 11, 4))
    assert short.first_of_month(date(2010, 11, 3)) == date(2010, 11, 1)
    with pytest.raises(ValueError, match="2010-11-04"):
        short.plus(date(2010, 11, 4), 1)


@pytest.mark.clause("1.1")
def test_a_calendar_reaches_the_years_that_it_is_asked_of() -> None:
    """With the days that are closed in them: 3 January 2011 is one here."""
    asked: list[tuple[int, int]] = []

    def closed_in(first: int, last: int) -> frozenset[date]:
        asked.append((first, last))
        return frozenset({date(2011, 1, 3)})

    year = Calendar(date(2010, 1, 1), date(2010, 12, 31), closed_in=closed_in)
    assert year.plus(date(2010, 12, 30), 2) == date(2011, 1, 4)
    assert year.minus(date(2010, 1, 1), 1) == date(2009, 12, 31)
    assert year.between(date(2004, 12, 31), date(2005, 1, 31)) == 21
    assert year.plus(date(2010, 12, 30), 2) == date(2011, 1, 4)
    assert (asked[0][1], asked[-1][0]) == (2012, 2003)
    assert (year.first, year.last) == (date(2003, 1, 1), date(2012, 12, 31))
    assert year.closed == {date(2011, 1, 3)}
    assert year.first_of_month(date(2011, 1, 20)) == date(2011, 1, 4)
    assert year.first_of_month(date(2012, 5, 20)) == date(2012, 5, 1)
    assert year.first_of_month(date(1999, 6, 15)) == date(1999, 6, 1)


@pytest.mark.clause("1.1")
def test_the_next_list_of_a_month_is_after_a_day() -> None:
    """1 May 2010 is a Saturday: its list is on the 3rd, and after that on 1 June."""
    year = Calendar(date(2010, 1, 1), date(2010, 12, 31))
    found = [year.first_of_a_month_after(date(2010, *on)) for on in ((4, 30), (5, 1), (5, 3))]
    assert found == [date(2010, 5, 3), date(2010, 5, 3), date(2010, 6, 1)]
    assert year.first_of_a_month_after(date(2010, 5, 31)) == date(2010, 6, 1)


FEBRUARY = (("02-01", "02-28"),)
DAYS = st.dates(date(2009, 3, 1), date(2012, 9, 30))


@pytest.mark.clause("1.1")
@table(
    ("on", "open_"),
    [
        ("2010-12-23", True),  # the Thursday before the closure
        ("2010-12-24", False),  # the first day of the closure
        ("2010-12-27", False),  # a bank holiday inside the closure
        ("2010-12-31", False),  # a Friday inside the closure
        ("2011-01-03", False),  # New Year's Day moved to a Monday
        ("2011-01-04", True),
        ("2011-04-29", False),  # a royal wedding
        ("2011-05-02", False),  # May Day
        ("2011-05-03", True),
        ("2010-10-16", False),  # a Saturday
    ],
)
def test_a_working_day_is_neither_weekend_nor_holiday_nor_closure(on: str, *, open_: bool) -> None:
    """WD is Monday to Friday, not a bank holiday of the division and not a closure day."""
    assert CALENDAR.is_wd(day(on)) is open_


@pytest.mark.clause("1.3")
@table(
    ("start", "n", "end"),
    [
        ("2010-10-15", 1, "2010-10-18"),  # Friday to Monday
        ("2010-12-17", 4, "2010-12-23"),  # 20 21 22 23
        ("2010-12-17", 5, "2011-01-04"),  # then 24 Dec to 3 Jan are closed
        ("2010-12-31", 1, "2011-01-04"),  # from a day that is closed itself
        ("2011-04-21", 3, "2011-04-28"),  # Good Friday, Monday; 26 27 28
        ("2011-04-21", 4, "2011-05-03"),  # the wedding, a weekend, May Day
        ("2010-10-16", 0, "2010-10-16"),  # none is the day itself, whatever it is
    ],
)
def test_the_nth_working_day_after_is_strictly_after(start: str, n: int, end: str) -> None:
    """`d+nWD` is the n-th WD strictly after d, over weekends, holidays and the closure."""
    assert CALENDAR.plus(day(start), n) == day(end)


@pytest.mark.clause("1.3")
@table(
    ("start", "n", "end"),
    [
        ("2010-10-18", 1, "2010-10-15"),
        ("2010-12-31", 1, "2010-12-23"),
        ("2010-12-31", 5, "2010-12-17"),  # 23 22 21 20 17
        ("2011-01-04", 1, "2010-12-23"),
        ("2011-05-03", 2, "2011-04-27"),  # 28 27
        ("2011-05-01", 0, "2011-05-01"),
    ],
)
def test_the_nth_working_day_before_is_strictly_before(start: str, n: int, end: str) -> None:
    """`d-nWD` is the n-th WD strictly before d."""
    assert CALENDAR.minus(day(start), n) == day(end)


@pytest.mark.clause("1.3")
def test_a_day_that_is_closed_moves_to_its_neighbours() -> None:
    """The WD on or before 1 January 2011 is 23 December, the one on or after is 4 January."""
    new_year = date(2011, 1, 1)
    assert CALENDAR.on_or_before(new_year) == date(2010, 12, 23)
    assert CALENDAR.on_or_after(new_year) == date(2011, 1, 4)
    assert CALENDAR.on_or_before(date(2011, 1, 4)) == date(2011, 1, 4)
    assert CALENDAR.on_or_after(date(2011, 1, 4)) == date(2011, 1, 4)


@pytest.mark.clause("1.3")
def test_days_are_counted_after_the_start_up_to_the_end() -> None:
    """Between 23 December 2010 and 5 January 2011 lie two WDs: the 4th and the 5th."""
    assert CALENDAR.between(date(2010, 12, 23), date(2011, 1, 5)) == 2
    assert CALENDAR.between(date(2011, 1, 5), date(2010, 12, 23)) == 0
    assert CALENDAR.working_days(date(2010, 12, 23), date(2011, 1, 5)) == (
        date(2010, 12, 23),
        date(2011, 1, 4),
        date(2011, 1, 5),
    )


@pytest.mark.clause("1.3")
@given(DAYS, st.integers(1, 60))
def test_counting_forward_and_back_agree(start: date, n: int) -> None:
    """The n-th WD after a day is n WDs away, and the n-th WD before it is no later than the day."""
    end = CALENDAR.plus(start, n)
    assert CALENDAR.is_wd(end)
    assert CALENDAR.between(start, end) == n
    assert CALENDAR.minus(end, n) <= start


# Sixty WD back from any of these lie within the calendar.
@pytest.mark.clause("1.3")
@given(st.dates(date(2009, 6, 1), date(2012, 12, 31)), st.integers(1, 60))
def test_the_days_ahead_are_those_of_the_day_they_were_counted_back_to(due: date, n: int) -> None:
    """`due-nWD` is n WD ahead of a due date of any kind, on which none is left."""
    assert CALENDAR.ahead(CALENDAR.minus(due, n), due) == n
    assert CALENDAR.ahead(due, due) == 0


@pytest.mark.clause("1.3")
def test_no_one_counts_over_days_whose_holidays_nobody_handed_in() -> None:
    """A day outside the calendar is refused, and so is a count that leaves it."""
    with pytest.raises(ValueError, match="outside the calendar"):
        CALENDAR.is_wd(date(2013, 1, 1))
    with pytest.raises(ValueError, match="outside the calendar, 2009-01-01 to 2012-12-31"):
        CALENDAR.plus(date(2012, 12, 20), 9)
    with pytest.raises(ValueError, match="outside the calendar"):
        CALENDAR.minus(date(2009, 1, 3), 9)


# From Monday to Friday; before and after it no day is known.
WEEK = Calendar(date(2010, 10, 11), date(2010, 10, 15))
BEFORE, IN_IT, AFTER = date(2010, 10, 8), date(2010, 10, 13), date(2010, 10, 18)


@pytest.mark.clause("1.3")
def test_a_calendar_has_its_first_and_its_last_day() -> None:
    """Five working days, Monday and Friday among them; the sixth is refused."""
    assert len(WEEK.working_days(WEEK.first, WEEK.last)) == 5
    assert WEEK.plus(date(2010, 10, 14), 1) == WEEK.last
    assert WEEK.minus(date(2010, 10, 12), 1) == WEEK.first
    with pytest.raises(ValueError, match="outside the calendar"):
        WEEK.plus(WEEK.last, 1)
    with pytest.raises(ValueError, match="outside the calendar"):
        WEEK.minus(WEEK.first, 1)


@pytest.mark.clause("1.3")
@table("count", [Calendar.between, Calendar.ahead, Calendar.working_days])
@table("ends", [(BEFORE, IN_IT), (IN_IT, AFTER)], ids=["before", "after"])
def test_neither_end_of_a_count_may_lie_outside_the_calendar(
    count: Callable[[Calendar, date, date], object], ends: tuple[date, date]
) -> None:
    """Days whose holidays nobody handed in would be counted as none."""
    with pytest.raises(ValueError, match="outside the calendar"):
        count(WEEK, *ends)


@pytest.mark.clause("1.3")
def test_no_day_is_counted_from_outside_the_calendar() -> None:
    """Nor is none counted from it, which is the day itself."""
    for outside in (BEFORE, AFTER):
        for n in (0, 1):
            with pytest.raises(ValueError, match="outside the calendar"):
                WEEK.plus(outside, n)
            with pytest.raises(ValueError, match="outside the calendar"):
                WEEK.minus(outside, n)


@pytest.mark.clause("4.2")
def test_a_month_without_a_working_day_has_its_list_in_the_next() -> None:
    """A board that is closed throughout February begins March on the 1st."""
    closed = Calendar(
        date(2010, 1, 1), date(2010, 3, 31), frozenset(closures(2010, 2010, FEBRUARY))
    )
    assert closed.first_of_month(date(2010, 2, 15)) == date(2010, 3, 1)


@pytest.mark.clause("1.1")
@table(
    ("on", "said"),
    [
        ("2010-10-17", "a Sunday"),
        ("2011-01-01", "a Saturday"),
        ("2010-12-31", "when the board is closed (24 December to 1 January)"),
        ("2012-12-24", "when the board is closed (24 December to 1 January)"),
        ("2011-04-29", "a bank holiday"),
        ("2011-08-03", "when the board is closed (1 August to 5 August)"),
    ],
)
def test_why_a_day_is_no_working_day_is_said(on: str, said: str) -> None:
    """A weekend before a closure, and a closure before a bank holiday."""
    closed = (("12-24", "01-01"), ("08-01", "08-05"))
    assert no_working_day(date.fromisoformat(on), closed) == said


@pytest.mark.clause("1.1")
def test_an_empty_calendar_has_no_working_day() -> None:
    """A calendar that is closed throughout knows no WD."""
    only = date(2010, 10, 15)
    assert not Calendar(only, only, frozenset({only})).is_wd(only)


@pytest.mark.clause("1.1")
def test_a_closure_may_run_over_the_new_year_and_stays_in_its_years() -> None:
    """24 December to 1 January is nine days; only those in the years asked for are given."""
    assert closures(2010, 2010, (("12-24", "01-01"),)) == {
        date(2010, 1, 1),
        *(date(2010, 12, n) for n in range(24, 32)),
    }
    assert closures(2010, 2010, (("08-02", "08-03"),)) == {date(2010, 8, 2), date(2010, 8, 3)}


@pytest.mark.clause("7.2")
def test_months_end_and_go_on() -> None:
    """A month's last day is its own, and six months after 31 August is 28 February."""
    assert month_end(2012, 2) == date(2012, 2, 29)
    assert plus_months(date(2010, 8, 31), 6) == date(2011, 2, 28)
    assert plus_months(date(2010, 12, 15), 1) == date(2011, 1, 15)


@pytest.mark.clause("6.3")
@table(
    ("on", "quarter", "words"),
    [
        ("2010-04-01", Quarter(2010, 1), "Quarter 1 2010/11 (April to June 2010)"),
        ("2010-12-31", Quarter(2010, 3), "Quarter 3 2010/11 (October to December 2010)"),
        ("2011-03-31", Quarter(2010, 4), "Quarter 4 2010/11 (January to March 2011)"),
        ("2009-09-30", Quarter(2009, 2), "Quarter 2 2009/10 (July to September 2009)"),
    ],
)
def test_a_quarter_is_of_the_financial_year(on: str, quarter: Quarter, words: str) -> None:
    """Quarters run from April to March, and their months are always printed."""
    assert quarter_of(day(on)) == quarter
    assert quarter.words == words
    assert quarter.first <= day(on) <= quarter.last


@pytest.mark.clause("6.3")
def test_a_pack_is_named_after_the_last_whole_quarter() -> None:
    """A freeze on 12 January 2011 names quarter 3; one on 31 March does not name quarter 4 yet."""
    assert last_whole_quarter(date(2011, 1, 12)) == Quarter(2010, 3)
    assert last_whole_quarter(date(2011, 3, 31)) == Quarter(2010, 3)


@pytest.mark.clause("6.2")
def test_papers_are_ready_ten_eight_and_six_working_days_before() -> None:
    """For a meeting on Wednesday 26 January 2011: 12, 14 and 18 January."""
    found = cutoffs(date(2011, 1, 26), CALENDAR, (10, 8, 6))
    assert (found.freeze_on, found.draft_on, found.issue_on) == (
        date(2011, 1, 12),
        date(2011, 1, 14),
        date(2011, 1, 18),
    )


@pytest.mark.clause("1.3")
def test_nothing_is_ahead_of_a_day_that_is_past() -> None:
    """On the day itself and after it no WD is left."""
    assert CALENDAR.ahead(date(2010, 10, 15), date(2010, 10, 15)) == 0
    assert CALENDAR.ahead(date(2010, 10, 20), date(2010, 10, 15)) == 0
