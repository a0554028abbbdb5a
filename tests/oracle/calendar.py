"""Working days, quarters and cut-offs, counted on the fingers.

Read as:
- "not a bank holiday of the board's division": in Scotland the days every bank keeps, in Northern
  Ireland its own list, as the `holidays` package has them.
- "`d+nWD` is the n-th WD strictly after `d`": `d+0WD` is `d` itself where it is a WD, and is asked
  only of R0, which goes back to the WD before.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

from tests.oracle.policy import Policy
from tests.oracle.scenario import Division, Meeting

SUBDIVISIONS: dict[str, str] = {
    "england-and-wales": "ENG",
    "scotland": "SCT",
    "northern-ireland": "NIR",
}
FIRST, LAST = 2007, 2032
ONE = timedelta(days=1)


@lru_cache
def bank_holidays(division: Division) -> frozenset[date]:
    """Every bank holiday of the division in the years an oracle is asked about."""
    return frozenset(
        country_holidays("GB", subdiv=SUBDIVISIONS[division], years=range(FIRST, LAST + 1))
    )


@lru_cache
def working_days(division: Division, closed: tuple[tuple[int, int], ...]) -> tuple[date, ...]:
    """Monday to Friday, no bank holiday, no closure day."""
    days, day = [], date(FIRST, 1, 1)
    while day.year <= LAST:
        weekday = day.weekday() < 5
        if weekday and day not in bank_holidays(division) and (day.month, day.day) not in closed:
            days.append(day)
        day += ONE
    return tuple(days)


class Calendar:
    """The board's working days under one policy."""

    def __init__(self, division: Division, policy: Policy) -> None:
        self.days = working_days(division, policy.closed)

    def is_wd(self, day: date) -> bool:
        """True of a working day."""
        place = bisect_left(self.days, day)
        return place < len(self.days) and self.days[place] == day

    def plus(self, day: date, count: int) -> date:
        """The count-th WD strictly after the day."""
        return self.days[bisect_right(self.days, day) + count - 1]

    def minus(self, day: date, count: int) -> date:
        """The count-th WD strictly before the day."""
        return self.days[bisect_left(self.days, day) - count]

    def plus_skipping(self, day: date, count: int, stops: list[tuple[date, date]]) -> date:
        """The count-th WD strictly after the day that no stop covers (from, to the day before)."""
        place = bisect_right(self.days, day)
        while True:
            candidate = self.days[place]
            if not any(first <= candidate < end for first, end in stops):
                count -= 1
            if count == 0:
                return candidate
            place += 1

    def first_of_month(self, day: date) -> date:
        """The first WD of the day's month."""
        return self.plus(day.replace(day=1) - ONE, 1)

    def on_or_before(self, day: date) -> date:
        """The day where it is a WD, else the WD before it."""
        return day if self.is_wd(day) else self.minus(day, 1)


def cut_off(calendar: Calendar, meeting: Meeting) -> date:
    """ "Paper cut-off and data freeze `m-10WD`"."""
    return calendar.minus(meeting.on, 10)


def known(meetings: tuple[Meeting, ...], day: date) -> list[Meeting]:
    """ "Only meetings known on the day of a run count", those cancelled by then do not."""
    return sorted(
        (
            meeting
            for meeting in meetings
            if meeting.known_from <= day
            and (meeting.cancelled_on is None or day < meeting.cancelled_on)
        ),
        key=lambda meeting: meeting.on,
    )


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def quarter_end(day: date) -> date:
    """The last day of the financial-year quarter (April to March) the day is in."""
    month = (day.month + 2) // 3 * 3
    return date(day.year, month, monthrange(day.year, month)[1])
