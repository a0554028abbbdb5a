"""When a name, an address, the text of a message and a working paper are kept no longer.

Source: UK GDPR, article 5(1)(e), storage limitation; how long is the board's to say (policy,
`[retention]`; 0 keeps for ever). What was decided and told, and the chain, stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.rules.calendar import plus_months

# Said of files of the inbox that are old enough to go.
UNREAD = "kept, never entered as a plan: import what is one, or delete it by hand"


def kept_from(today: date, months: int) -> date | None:
    """The first day of which things are kept; None where all is kept."""
    return plus_months(today, -months) if months else None


def longest(months: Iterable[int]) -> int:
    """For how long boards that share something keep it: as the one does that keeps longest.

    0 is for ever.
    """
    kept = set(months)
    return 0 if 0 in kept else max(kept, default=0)


def has_left(tenures: tuple[tuple[date, date | None], ...], kept: date | None) -> bool:
    """True of a person whose last tenure ended before the first day that is kept.

    Who never held a post has not left one: they may be about to begin. A tenure is from a day up
    to, and without, a day.
    """
    ends = [end for _, end in tenures if end is not None]
    if kept is None or not ends or len(ends) < len(tenures):
        return False
    return max(ends) <= kept
