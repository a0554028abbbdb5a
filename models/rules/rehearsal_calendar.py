"""The weeks of a month as a calendar hangs on a wall: Monday to Friday, blank outside the month."""

from __future__ import annotations

from datetime import date, timedelta

from models.rules.calendar import SATURDAY, month_end

Week = tuple[date | None, ...]


def months(start: date, end: date) -> tuple[date, ...]:
    """The first day of each month from the month of `start` to that of `end`."""
    found = [start.replace(day=1)]
    while (following := month_end(found[-1].year, found[-1].month) + timedelta(days=1)) <= end:
        found.append(following)
    return tuple(found)


def weeks(first: date) -> tuple[Week, ...]:
    """The weeks of the month that begins on `first`, each Monday to Friday; None outside of it."""
    last = month_end(first.year, first.month)
    monday = first - timedelta(days=first.weekday())
    found = []
    while monday <= last:
        days = (monday + timedelta(days=n) for n in range(SATURDAY))
        found.append(tuple(day if first <= day <= last else None for day in days))
        monday += timedelta(days=7)
    return tuple(week for week in found if any(week))
