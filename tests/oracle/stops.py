"""Rule 10: what stops a ladder, and for how long."""

from dataclasses import dataclass
from datetime import date

STOPS_ALL = ("evidence", "hold", "closure")  # an extension asked for stops E2 and above only


@dataclass
class Stop:
    """A stop of the ladder from a day to the day it ended (none while it lasts)."""

    kind: str  # evidence, hold, closure, request
    event: int
    version: int  # the ladder it stops
    first: date
    end: date | None = None

    def covers(self, day: date) -> bool:
        """True of a day on which it stops."""
        return self.first <= day and (self.end is None or day < self.end)
