"""Whatever a Date cell holds has a reading, and one day is one day however it is written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendar import Calendar
from models.rules.dates import DateReading, read_date

CALENDAR = Calendar(
    first=date(2008, 1, 1), last=date(2030, 12, 31), closed=frozenset({date(2010, 10, 25)})
)


AGREED_ON = date(2010, 10, 20)


COMMISSIONED_ON = date(2010, 4, 20)


def read(text: str, **changed: object) -> DateReading:
    """The reading of a text in the plan of these tests, with the facts that a test changes."""
    facts: dict[str, object] = {
        "agreed_on": AGREED_ON,
        "commissioned_on": COMMISSIONED_ON,
        "calendar": CALENDAR,
        **changed,
    }
    return read_date(text, **facts)  # type: ignore[arg-type]


WORDS = (
    "by before from to until end of early mid late start - / & , ( ) ? q1 q3 quarter autumn spring "
    "term half season 1st 31 30 29 2010 2011/12 '10 10 jan feb march apr may june dec december "
    "within three 3 months weeks of agreement publication immediately asap ongoing each annually "
    "tbc completed subject funding 31/02/2011 2011-02-28 0 99 00/00/0000 9999 12/9999 year "
    "decmber rhagfyr week monday 9999/03/31 christmas new fy financial q4 once after post earlier "
    "12/25/2010"
)


PIECES = st.sampled_from(WORDS.split())


TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=8).map(" ".join))


@pytest.mark.clause("7.1")
@given(text=TEXTS, commissioned=st.sampled_from([COMMISSIONED_ON, None]))
def test_any_text_has_a_reading(text: str, commissioned: date | None) -> None:
    """Any text reads without an error, is kept, says why, and schedules nothing undecided."""
    reading = read(text, commissioned_on=commissioned)
    assert reading.text == text
    assert reading.why.endswith(".")
    assert reading.scheduled == (None if reading.needs_decision else reading.due)
    assert reading.needs_decision or reading.due
    if reading.earliest and reading.due:
        assert reading.earliest <= reading.due


@pytest.mark.clause("7.1")
@given(day=st.dates(min_value=date(2010, 10, 20), max_value=date(2019, 12, 31)))
def test_every_way_of_writing_a_day_is_that_day(day: date) -> None:
    """One day is the same day in figures, in words and in ISO."""
    ways = (
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%y}",
        f"{day.day} {day:%B %Y}",
        f"{day:%a} {day.day}th {day:%b} {day:%Y}",
        f"by {day.day} {day:%B %y}",
        day.isoformat(),
    )
    assert {read(way).scheduled for way in ways} == {day}


@pytest.mark.clause("7.2")
@given(day=st.dates(min_value=date(2010, 11, 1), max_value=date(2019, 12, 31)))
def test_every_way_of_writing_a_month_is_its_last_day(day: date) -> None:
    """A month is its last day however it is written."""
    ways = (
        f"{day:%B %Y}",
        f"{day:%b-%y}",
        f"end {day:%b %Y}",
        f"by {day:%B} '{day:%y}",
        f"{day:%m/%Y}",
    )
    dues = {read(way).scheduled for way in ways}
    assert len(dues) == 1
    (due,) = dues
    assert due is not None
    assert (due.year, due.month) == (day.year, day.month)
    assert due >= day


@pytest.mark.clause("7.1")
def test_a_period_that_ends_after_the_calendar_leaves_the_day_beside_it_open() -> None:
    """It may be either still: nothing says that it is the period's end."""
    text = "within 999 working days of publication (31 January 2030)"
    reading = read(text, agreed_on=date(2029, 6, 1))
    assert reading.why.endswith("31 January 2030 may be that day, or the day it is due.")
