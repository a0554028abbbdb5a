"""The one place below the commands that reads the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PLAY_HOUR = time(9)
ONE_DAY = timedelta(days=1)


def machine_now() -> datetime:
    """The instant by the machine's clock, though a day is played: a mail server counts by it."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is: the machine's, or that of a day in play (MATTERS_CLOCK), 09:00 if not said.

    `zone` is the board's; an instant is always aware and in UTC.
    """

    play_on: datetime | date | None = None
    zone: str = "Europe/London"

    def now(self) -> datetime:
        """The instant, in UTC."""
        if self.play_on is not None:
            minute = self.play_on.time() if isinstance(self.play_on, datetime) else PLAY_HOUR
            return datetime.combine(self.play_on, minute, ZoneInfo(self.zone)).astimezone(UTC)
        return machine_now()

    def today(self) -> date:
        """The day it is for the board."""
        return self.local().date()

    def local(self, at: datetime | None = None) -> datetime:
        """An instant, or the present one, on the board's own clock."""
        return (at or self.now()).astimezone(ZoneInfo(self.zone))

    def end_of(self, day: date) -> datetime:
        """The instant at which a day is over for the board, in UTC."""
        return datetime.combine(day + ONE_DAY, time(), ZoneInfo(self.zone)).astimezone(UTC)

    def on(self, day: date) -> Clock:
        """The clock of another day, where this one is in play; the machine's stays as it is."""
        return Clock(day, self.zone) if self.play_on is not None else self
