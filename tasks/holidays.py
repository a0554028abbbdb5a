"""The working days of a board: its division's bank holidays and its closure days."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from models.rules.calendar import Calendar, closures
from models.rules.policy import Policy
from models.rules.words import Division

# England and Wales keep the same days.
SUBDIVISIONS = {
    Division.ENGLAND_AND_WALES: "ENG",
    Division.SCOTLAND: "SCT",
    Division.NORTHERN_IRELAND: "NIR",
}


def board_calendar(division: Division, policy: Policy, first_year: int, last_year: int) -> Calendar:
    """The calendar of a division's boards from 1 January to 31 December of the years given.

    Bank holidays with those proclaimed for one year only (29 April 2011), and the policy's
    closure days (procedure.md, "WD is a working day"). One object for the same question.
    """
    return _calendar(division, policy.calendar.closed, first_year, last_year)


@lru_cache(maxsize=32)
def _calendar(
    division: Division, closed: tuple[tuple[str, str], ...], first_year: int, last_year: int
) -> Calendar:
    return Calendar(
        date(first_year, 1, 1),
        date(last_year, 12, 31),
        _bank_holidays(division, first_year, last_year)
        | frozenset(closures(first_year, last_year, closed)),
    )


@lru_cache(maxsize=32)
def _bank_holidays(division: Division, first_year: int, last_year: int) -> frozenset[date]:
    # Late, since the library loads every country with it: 70 ms of CPU, once a process.
    from holidays import country_holidays

    years = range(first_year, last_year + 1)
    return frozenset(country_holidays("GB", subdiv=SUBDIVISIONS[division], years=years))
