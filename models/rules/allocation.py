"""Whether an action still waits for a lead: it was entered without one, or its lead said not mine.

Source: procedure.md, "Who may do what" (a lead), "Progress".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.rules.words import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """The accountable post of an action, since when it is that, and when the action was entered."""

    post: int
    since: date
    entered_on: date

    def named_after(self, said_on: date, by_post: int) -> bool:
        """True where this post was named after another had said that the action is not theirs.

        On the day of a handover what the new post says comes after it, what another says before.
        """
        same_day = said_on == self.since > self.entered_on and by_post != self.post
        return said_on < self.since or same_day


def before_any_answer(entered: Progress, led: Led | None) -> Progress:
    """What the plan says of an action that is not closed, and that it has a lead where it has."""
    named = entered is Progress.AWAITING_ALLOCATION and led is not None
    return Progress.NOT_STARTED if named or entered.is_closed else entered
