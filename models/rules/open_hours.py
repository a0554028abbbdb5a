"""How long the hours in which messages leave have been open between two instants."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.rules.calendar import ONE_DAY, Calendar
from models.rules.policy import Hours

NONE = timedelta(0)


def open_between(since: datetime, until: datetime, hours: Hours, calendar: Calendar) -> timedelta:
    """The hours of WDs from `since` to `until`, and of what lies ten days back or more none.

    Source: the head of the procedure, messages leave on WDs from 07:00 to 19:00.
    """
    zone = ZoneInfo(hours.zone)
    begin, end = since.astimezone(zone), until.astimezone(zone)
    day, found = max(begin.date(), end.date() - 10 * ONE_DAY), NONE
    while day <= end.date():
        if calendar.is_wd(day):
            first, last = (
                datetime.combine(day, time.fromisoformat(said), zone)
                for said in (hours.first, hours.last)
            )
            found += max(min(last, end) - max(first, begin), NONE)
        day += ONE_DAY
    return found
