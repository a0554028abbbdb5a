"""The working days of a board: its division's bank holidays and its closure days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

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

    It reaches further by itself where it is asked of a day before or after them.

    Bank holidays with those proclaimed for one year only (29 April 2011), and the policy's
    closure days (procedure.md, "WD is a working day"). A policy that names a division governs: so
    the days that were counted stay as they were (rule 14). One object for the same question.
    """
    division = Division(policy.calendar.division or division)
    return _calendar(division, policy.calendar.closed, first_year, last_year)


@lru_cache(maxsize=32)
def _calendar(
    division: Division, closed: tuple[tuple[str, str], ...], first_year: int, last_year: int
) -> Calendar:
    def closed_in(first: int, last: int) -> frozenset[date]:
        return _bank_holidays(division, first, last) | frozenset(closures(first, last, closed))

    first, last = date(first_year, 1, 1), date(last_year, 12, 31)
    return Calendar(first, last, closed_in(first_year, last_year), closed_in)


@lru_cache(maxsize=32)
def _bank_holidays(division: Division, first_year: int, last_year: int) -> frozenset[date]:
    years = range(first_year, last_year + 1)
    return frozenset(_united_kingdom()(subdiv=SUBDIVISIONS[division], years=years))


@cache
def _united_kingdom() -> Callable[..., Iterable[date]]:
    """The library's own United Kingdom, alone.

    Asked for by its name, it comes with the two hundred other countries of its package: 70 ms of
    CPU in every command that looks at a calendar.
    """
    import holidays

    path = Path(holidays.__file__).parent / "countries" / "united_kingdom.py"
    spec = spec_from_file_location("matters_united_kingdom", path)
    if spec is None or spec.loader is None or not path.is_file():
        kingdom: Callable[..., Iterable[date]] = holidays.country_holidays("GB").__class__
        return kingdom
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    alone: Callable[..., Iterable[date]] = module.UnitedKingdom
    return alone
