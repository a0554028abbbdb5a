"""How long the hours in which messages leave have been open between two instants."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from models.rules.calendar import ONE_DAY, Calendar
from models.rules.policy import Hours

NONE = timedelta(0)


def open_between(since: datetime, until: datetime, hours: Hours, calendar: Calendar) -> timedelta:
    """The hours of WDs from `since` to `until`, both in the board's own time; of ten days at most.

    Source: the head of the procedure, messages leave on WDs from 07:00 to 19:00.
    """
    day, found = max(since.date(), until.date() - 10 * ONE_DAY), NONE
    while day <= until.date():
        if calendar.is_wd(day):
            first, last = (
                datetime.combine(day, time.fromisoformat(said), since.tzinfo)
                for said in (hours.first, hours.last)
            )
            found += max(min(last, until) - max(first, since), NONE)
        day += ONE_DAY
    return found
