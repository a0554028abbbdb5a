"""The feasts that plans are written towards: each a day to suggest, since none is a date."""

from __future__ import annotations

from datetime import date


def feast_day(name: str, year: int) -> date:
    """The day of a feast in a year: Christmas, Easter Sunday or New Year's Day."""
    if name == "easter":
        return _easter(year)
    return date(year, 1, 1) if name.startswith("new") else date(year, 12, 25)


def _easter(year: int) -> date:
    """Easter Sunday as the Western churches have it: the Sunday after the full moon of spring."""
    century, place = year // 100, year % 19
    moon = (19 * place + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - place) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    since_march = moon - weekday
    month = 3 + (since_march + 40) // 44
    return date(year, month, since_march + 28 - 31 * (month // 4))
