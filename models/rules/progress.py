"""What is said and decided of an action, on whose authority, and what it changes.

Source: procedure.md, "Who may do what", rules 10 and 11. What may be said is in `responses`, what
may be decided in `decisions`; what may not raises NotAllowed with a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.rules.calendar import SENSIBLE_YEARS
from models.rules.date_words import day_words
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.words import (
    DateState,
    DecisionKind,
    Priority,
    Progress,
    ResponseKind,
    StopKind,
    VersionCause,
)


class NotAllowed(Exception):  # noqa: N818 - it reads as what happened
    """What was asked for may not be done; its text is a sentence with a way out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: a person and the posts they hold on the day."""

    person_id: int
    post_ids: frozenset[int]
    post_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a lead says of an action."""

    progress: ResponseKind | None = None
    note: str | None = None
    evidence_files: int = 0
    forecast_on: date | None = None
    extension_until: date | None = None
    reason: str | None = None

    @property
    def says_nothing(self) -> bool:
        """True where nothing is said; blanks, and a reason for nothing, say nothing."""
        told = (self.progress, self.forecast_on, self.extension_until)
        return not any(told) and not self.evidence_files and is_blank(self.note)

    @property
    def is_evidence(self) -> bool:
        """True where evidence comes in with it."""
        return self.progress is ResponseKind.EVIDENCE or self.evidence_files > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """What is decided of an action, and on whose authority.

    `until` is the new date, a hold's last day, or, with an `event`, the day to look again at an
    action that waits for it.
    """

    kind: DecisionKind
    on: date
    until: date | None = None
    event: str | None = None
    interval_months: int | None = None
    reason: str | None = None
    into_action_id: int | None = None
    meeting_on: date | None = None
    minute: str | None = None
    chairs_action: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStop:
    """A stop to be opened."""

    kind: StopKind
    from_on: date
    until_on: date | None = None
    closed_as: Progress | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """A version of the due date to be added; one that waits for an event has no date."""

    cause: VersionCause
    due_on: date | None
    state: DateState = DateState.DATED
    review_on: date | None = None
    read_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What follows: stops to end that day, stops to open, a new date, a priority.

    `overtakes` says why what still waits is withdrawn, or is empty. `late` says why an answer is
    kept and changes nothing, or is empty.
    """

    ends: tuple[StopKind, ...] = ()
    opens: tuple[NewStop, ...] = ()
    version: NewVersion | None = None
    priority: Priority | None = None
    adopts: bool = False
    overtakes: str = ""
    late: str = ""


def is_blank(text: str | None) -> bool:
    """True of no text, and of one in which there is nothing to read."""
    return not (text or "").strip()


def refuse_not_secretary(committee_id: int, by: Actor, board: BoardFacts, what: str) -> None:
    """Raises NotAllowed where somebody else than the committee's secretary does it."""
    committee = board.committees[committee_id]
    if committee.secretary_id not in by.post_ids:
        secretary = board.posts[committee.secretary_id].name
        raise NotAllowed(f"Only the {secretary} {what}.")


def refuse_senseless(*days: date | None) -> None:
    """Raises NotAllowed for a day of a year that nobody means: no calendar is counted to it."""
    for day in days:
        if day is not None and day.year not in SENSIBLE_YEARS:
            raise NotAllowed(f"{day_words(day)} is hardly meant; is the year right?")


def refuse_closed(action: ActionFacts, on: date) -> None:
    """Raises NotAllowed where an action is closed on a day: nothing more is said of it."""
    closure = action.stopped(on, StopKind.CLOSURE)
    if closure is not None:
        raise NotAllowed(
            f"{action.reference} was closed on {day_words(closure.from_on)}; if it is not done, "
            "ask the committee to reopen it."
        )


def refuse_before_entry(action: ActionFacts, on: date, what: str) -> None:
    """Raises NotAllowed for a day on which the action was not entered yet."""
    if on < action.entered_on:
        raise NotAllowed(
            f"{action.reference} was entered on {day_words(action.entered_on)}; it cannot be "
            f"{what} on {day_words(on)}."
        )
