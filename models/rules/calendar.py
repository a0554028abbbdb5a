"""Working days, months, quarters and the cut-offs of a meeting.

Bank holidays are handed in: nothing here reads a clock or a file. WD is a working day as the
head of the procedure has it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, timedelta
from threading import Lock

SATURDAY = 5
# A day outside of these is a slip of the pen, or a "never" of somebody's spreadsheet.
SENSIBLE_YEARS = range(1990, 2101)
ONE_DAY = timedelta(days=1)
# Two threads that widened one calendar at once would leave the days of the one with the ends of the
# other.
_WIDENING = Lock()
# The days that are closed from the first to the last of these years.
ClosedIn = Callable[[int, int], frozenset[date]]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of one board from `first` to `last`, both included.

    `closed` are bank holidays and closure days. `closed_in` gives those of other years: asked of
    a day outside the range, the calendar reaches it, however long ago an action was entered.
    Without it such a day raises ValueError, so that no one counts over a year whose holidays
    nobody handed in.
    """

    first: date
    last: date
    closed: frozenset[date] = frozenset()
    closed_in: ClosedIn | None = field(default=None, repr=False, compare=False)
    _days: tuple[date, ...] = field(init=False, repr=False, compare=False)
    _firsts: dict[tuple[int, int], date] = field(init=False, repr=False, compare=False)
    _firsts_after: dict[date, date] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Lay the working days out once: counting is then a search in a list."""
        span = (self.last - self.first).days + 1
        every = (self.first + timedelta(days=n) for n in range(span))
        days = tuple(d for d in every if d.weekday() < SATURDAY and d not in self.closed)
        object.__setattr__(self, "_days", days)
        firsts = {(d.year, d.month): d for d in reversed(days)}
        object.__setattr__(self, "_firsts", firsts)

    def is_wd(self, day: date) -> bool:
        """True of Monday to Friday, not a bank holiday, not a closure day."""
        self._check(day)
        days = self._days
        place = bisect_left(days, day)
        return place < len(days) and days[place] == day

    def plus(self, day: date, n: int) -> date:
        """The n-th WD strictly after `day` (`d+nWD`), n from 1; `day` itself for n = 0."""
        self._check(day)
        if n == 0:
            return day
        days = self._days
        place = bisect_right(days, day) + n - 1
        if place < len(days):
            return days[place]
        self._reach(self.last + ONE_DAY)
        return self.plus(day, n)

    def minus(self, day: date, n: int) -> date:
        """The n-th WD strictly before `day` (`d-nWD`), n from 1; `day` itself for n = 0."""
        self._check(day)
        if n == 0:
            return day
        days = self._days
        place = bisect_left(days, day) - n
        if place >= 0:
            return days[place]
        self._reach(self.first - ONE_DAY)
        return self.minus(day, n)

    def first_of_month(self, day: date) -> date:
        """The first WD of the month in which `day` lies: found once, asked for with each action."""
        self._check(day)
        first = self._firsts.get((day.year, day.month))
        return first or self.on_or_after(day)

    def first_of_a_month_after(self, day: date) -> date:
        """The first WD of a month that is after `day`: found once as well."""
        found = self._firsts_after.get(day)
        if found is None:
            first = self.first_of_month(day)
            if first <= day:
                first = self.first_of_month(month_end(day.year, day.month) + ONE_DAY)
            found = self._firsts_after[day] = first
        return found

    def on_or_before(self, day: date) -> date:
        """`day` where it is a WD, else the WD before it."""
        return day if self.is_wd(day) else self.minus(day, 1)

    def on_or_after(self, day: date) -> date:
        """`day` where it is a WD, else the WD after it."""
        return day if self.is_wd(day) else self.plus(day, 1)

    def between(self, start: date, end: date) -> int:
        """The number of WDs after `start`, `end` included; 0 where `end` is not later."""
        self._check(start)
        self._check(end)
        days = self._days
        return max(0, bisect_right(days, end) - bisect_right(days, start))

    def ahead(self, day: date, due: date) -> int:
        """The n for which a WD is `due-nWD`: the WDs from `day` up to the day before `due`."""
        self._check(day)
        self._check(due)
        days = self._days
        return max(0, bisect_left(days, due) - bisect_left(days, day))

    def working_days(self, start: date, end: date) -> tuple[date, ...]:
        """The WDs from `start` to `end`, both included."""
        self._check(start)
        self._check(end)
        days = self._days
        return days[bisect_left(days, start) : bisect_right(days, end)]

    def _check(self, day: date) -> None:
        if not self.first <= day <= self.last:
            self._reach(day)

    def _reach(self, day: date) -> None:
        """Cover the years around a day as well; what was counted before stays as it was."""
        if self.closed_in is None:
            raise ValueError(f"{day} is outside the calendar, {self.first} to {self.last}")
        with _WIDENING:
            first = max(MINYEAR, min(self.first.year, day.year - 1))
            last = min(MAXYEAR, max(self.last.year, day.year + 1))
            ends = date(first, 1, 1), date(last, 12, 31)
            wide = Calendar(*ends, self.closed | self.closed_in(first, last))
            # Its days before its ends: another thread may count meanwhile.
            for name in ("closed", "_firsts", "_days", "first", "last"):
                object.__setattr__(self, name, getattr(wide, name))


def no_working_day(day: date, closed: Iterable[tuple[str, str]]) -> str:
    """ "a Sunday": why a day is no WD; `closed` are the board's periods of closure."""
    if day.weekday() >= SATURDAY:
        return f"a {day:%A}"
    for period in closed:
        if day in closures(day.year, day.year, [period]):
            first, last = (f"{on.day} {on:%B}" for on in map(_in_a_leap_year, period))
            return f"when the board is closed ({first} to {last})"
    return "a bank holiday"


def _in_a_leap_year(month_and_day: str) -> date:
    return date.fromisoformat(f"2000-{month_and_day}")


def closures(first_year: int, last_year: int, periods: Iterable[tuple[str, str]]) -> set[date]:
    """The closure days of the years given; a period is two MM-DD texts, both days included.

    A period whose end is before its start runs over the new year: ("12-24", "01-01").
    """
    days: set[date] = set()
    for year in range(first_year - 1, last_year + 1):
        for start_text, end_text in periods:
            start = date.fromisoformat(f"{year}-{start_text}")
            ends_in = year if end_text >= start_text else year + 1
            end = date.fromisoformat(f"{ends_in}-{end_text}")
            days.update(start + timedelta(days=n) for n in range((end - start).days + 1))
    return {day for day in days if first_year <= day.year <= last_year}


def month_end(year: int, month: int) -> date:
    """The last day of a month: what a month means as a due date."""
    return date(year, month, monthrange(year, month)[1])


def plus_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a financial year, April to March; quarter 3 of 2010/11 starts in October."""

    financial_year: int
    number: int

    @property
    def first(self) -> date:
        """The first day of the quarter."""
        year = self.financial_year + (self.number == 4)  # noqa: PLR2004 - January to March
        return date(year, (3 * self.number) % 12 + 1, 1)

    @property
    def last(self) -> date:
        """The last day of the quarter: what a quarter means as a due date."""
        return month_end(self.first.year, self.first.month + 2)

    @property
    def words(self) -> str:
        """ "Quarter 3 2010/11 (October to December 2010)": its months are always printed."""
        first, last = self.first, self.last
        years = f"{self.financial_year}/{(self.financial_year + 1) % 100:02d}"
        return f"Quarter {self.number} {years} ({first:%B} to {last:%B %Y})"


def quarter_of(day: date) -> Quarter:
    """The financial quarter in which `day` lies."""
    years_back = 1 if day.month < 4 else 0  # noqa: PLR2004 - the year starts in April
    return Quarter(day.year - years_back, (day.month - 4) % 12 // 3 + 1)


def last_whole_quarter(freeze: date) -> Quarter:
    """The last quarter that ended before `freeze`: it names a pack."""
    return quarter_of(quarter_of(freeze).first - ONE_DAY)


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """The days before a meeting by which its papers must be ready ("Meetings and packs")."""

    meeting_on: date
    freeze_on: date
    draft_on: date
    issue_on: date


def cutoffs(meeting_on: date, calendar: Calendar, days: tuple[int, int, int]) -> Cutoffs:
    """The freeze, the draft and the issue of a meeting's papers, `days` WD before it."""
    freeze, draft, issue = (calendar.minus(meeting_on, n) for n in days)
    return Cutoffs(meeting_on, freeze, draft, issue)
