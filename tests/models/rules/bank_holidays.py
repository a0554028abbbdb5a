"""Bank holidays of three years and divisions, written down from the proclamations.

They are the tests' own: tests/tasks holds the holidays that the program keeps against them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.rules.calendar import Calendar, closures
from models.rules.words import Division

ENGLAND_AND_WALES, SCOTLAND, NORTHERN_IRELAND = Division
CHRISTMAS = (("12-24", "01-01"),)

# Where a day falls on a weekend the days that stand in for it are named.
BANK_HOLIDAYS = {
    ENGLAND_AND_WALES: (
        *("2010-01-01", "2010-04-02", "2010-04-05", "2010-05-03", "2010-05-31", "2010-08-30"),
        *("2010-12-27", "2010-12-28"),
        *("2011-01-03", "2011-04-22", "2011-04-25", "2011-04-29", "2011-05-02", "2011-05-30"),
        *("2011-08-29", "2011-12-26", "2011-12-27"),
        *("2012-01-02", "2012-04-06", "2012-04-09", "2012-05-07", "2012-06-04", "2012-06-05"),
        *("2012-08-27", "2012-12-25", "2012-12-26"),
    ),
    SCOTLAND: (
        *("2010-01-01", "2010-01-04", "2010-04-02", "2010-05-03", "2010-05-31", "2010-08-02"),
        *("2010-11-30", "2010-12-27", "2010-12-28"),
        *("2011-01-03", "2011-01-04", "2011-04-22", "2011-04-29", "2011-05-02", "2011-05-30"),
        *("2011-08-01", "2011-11-30", "2011-12-26", "2011-12-27"),
        *("2012-01-02", "2012-01-03", "2012-04-06", "2012-05-07", "2012-06-04", "2012-06-05"),
        *("2012-08-06", "2012-11-30", "2012-12-25", "2012-12-26"),
    ),
    NORTHERN_IRELAND: (
        *("2010-01-01", "2010-03-17", "2010-04-02", "2010-04-05", "2010-05-03", "2010-05-31"),
        *("2010-07-12", "2010-08-30", "2010-12-27", "2010-12-28"),
        *("2011-01-03", "2011-03-17", "2011-04-22", "2011-04-25", "2011-04-29", "2011-05-02"),
        *("2011-05-30", "2011-07-12", "2011-08-29", "2011-12-26", "2011-12-27"),
        *("2012-01-02", "2012-03-19", "2012-04-06", "2012-04-09", "2012-05-07", "2012-06-04"),
        *("2012-06-05", "2012-07-12", "2012-08-27", "2012-12-25", "2012-12-26"),
    ),
}


def working_days_of(division: Division, closed: Iterable[tuple[str, str]] = CHRISTMAS) -> Calendar:
    """The working days of a division's board in 2010 to 2012, with its closure days."""
    free = {date.fromisoformat(text) for text in BANK_HOLIDAYS[division]}
    return Calendar(
        date(2010, 1, 1), date(2012, 12, 31), frozenset(free | closures(2010, 2012, closed))
    )
