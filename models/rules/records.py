"""What people recorded of an action, as facts: its decisions, and the entries that were struck."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.rules.words import DecisionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision on an action, as it was recorded: what, from which day, by whom and when."""

    decision_id: int
    kind: DecisionKind
    on: date
    recorded_on: date
    person_id: int
    post_id: int
    until_on: date | None = None
    interval_months: int | None = None
    into_action_id: int | None = None
    chairs_action: bool = False
    at_meeting: bool = False
    # A date set that is an event's; a return that is of a request for more time.
    awaits_event: bool = False
    declines: bool = False

    @property
    def key(self) -> str:
        """The cause of the notices that this decision gives rise to."""
        return f"d{self.decision_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """An entry of the history that was struck, and the posts that had been told because of it.

    `entry` is the number the struck entry has in the history; `what` is its word.
    """

    correction_id: int
    entry: int
    what: str
    on: date
    recorded_on: date
    told_posts: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """The cause of the notices that this correction gives rise to."""
        return f"x{self.correction_id}"
