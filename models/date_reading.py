"""How an action's date came to be what it is: each version, from what the plan wrote on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models.answers import Decision
from models.governance import Meeting
from models.plan import DueVersion
from models.rules.words import DateState, VersionCause


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """One version of an action's due date, and on whose authority it was set."""

    number: int
    from_on: date
    cause: VersionCause
    state: DateState
    due_on: date | None
    proposed_due_on: date | None
    review_on: date | None
    as_written: str
    read_as: str
    meeting_on: date | None
    minute: str | None
    chairs_action: bool | None


def dates_of(session: Session, action_id: int, day: date) -> tuple[DateLine, ...]:
    """The versions of an action's date that held by a day, the plan's own first."""
    version = DueVersion
    query = (
        select(
            col(version.number),
            col(version.from_on),
            col(version.cause),
            col(version.date_state),
            col(version.due_on),
            col(version.proposed_due_on),
            col(version.review_on),
            col(version.as_written),
            col(version.read_as),
            col(Meeting.held_on),
            col(Decision.minute_ref),
            col(Decision.chairs_action),
        )
        .outerjoin(Decision, col(Decision.id) == col(version.decision_id))
        .outerjoin(Meeting, col(Meeting.id) == col(Decision.meeting_id))
        .where(col(version.action_id) == action_id, col(version.struck_on).is_(None))
        .order_by(col(version.number))
    )
    names = tuple(DateLine.__slots__)
    found = [DateLine(**dict(zip(names, row, strict=True))) for row in session.execute(query)]
    return tuple(one for one in found if one.number == 1 or one.from_on <= day)
