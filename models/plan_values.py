"""What the register says of an action when its plan is entered: pure, from the plan's reading."""

from __future__ import annotations

from models.rules.dates import DateReading
from models.rules.plan_actions import PlannedAction
from models.rules.words import DateState, Level, Precision, Progress

CLOSED_BY_PLAN = {
    "complete": Progress.CLOSED_ACCEPTED,
    "not proceeding": Progress.CLOSED_NOT_IMPLEMENTED,
}


def level_of(posts: list[tuple[int, int | None]], *, own: bool) -> Level:
    """Who answers for an action whose posts and their agencies are given."""
    if own:
        return Level.BOARD
    agencies = {agency for _, agency in posts}
    return Level.MULTI_AGENCY if len(agencies) > 1 else Level.SINGLE_AGENCY


def entry_progress(one: PlannedAction) -> Progress:
    """The progress with which an action is entered: what the plan says of it."""
    if one.item.status in CLOSED_BY_PLAN:
        return CLOSED_BY_PLAN[one.item.status]
    if not one.leads:
        return Progress.AWAITING_ALLOCATION
    return Progress.IN_PROGRESS if one.item.status == "in progress" else Progress.NOT_STARTED


def anomalies_of(reading: DateReading) -> list[str]:
    """What a reader should know of the date, in sentences: how it was read, and its reservations.

    Nothing where the reading needs no decision and has no flag.
    """
    if not reading.needs_decision and not reading.flags:
        return []
    said = [reading.why, *(f"{one[0].upper()}{one[1:]}." for one in reading.reservations)]
    if reading.suggestion:
        said.append(f"Perhaps {reading.suggestion} was meant.")
    return said


def date_state(reading: DateReading) -> DateState:
    """Dated where the reading may be scheduled; else recurring, or a date is to be agreed."""
    if reading.scheduled is not None:
        return DateState.DATED
    if reading.precision is Precision.RECURRING:
        return DateState.RECURRING
    return DateState.TO_BE_AGREED


def short_title(review: str, number: str, section: str) -> str:
    """How an action is named in messages until the secretary sets a title of its own."""
    named = f"{review}, recommendation {number}" if number else f"{review}, recommendation"
    return f"{named}, {section}" if section else named
