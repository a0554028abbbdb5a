"""What follows from an answer or a decision, written: stops, a date, a priority, an adoption.

All in the caller's transaction, which adds the history entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from models.answers import Decision, Stop
from models.day_writing import ask_on
from models.plan import Action, DueVersion, Review
from models.rules.progress import Effects, NewStop, NewVersion
from models.rules.words import DecisionKind, Precision, StopKind
from models.withdrawal_writing import withdraw_for


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The day from which an entry holds, and the instant at which it is recorded."""

    holds_from: date
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """The row that the effects follow from: an answer's, a decision's, or neither."""

    response_id: int | None = None
    decision_id: int | None = None


def follow(
    session: Session, action_id: int, effects: Effects, cause: Cause, when: When
) -> list[int]:
    """The numbers of the notices withdrawn, once all that follows for an action is written.

    Stops end and open, a date is added, what was overtaken is withdrawn, and the action is asked
    again from that day.
    """
    end_stops(session, action_id, effects.ends, when, cause.decision_id)
    open_stops(session, action_id, effects.opens, cause, when)
    if effects.version is not None:
        _add_version(session, action_id, effects.version, when, cause.decision_id)
    if effects.adopts:
        adopt_closures(session, action_id, cause)
    session.flush()
    ask_on(session, [action_id], when.holds_from)
    return withdraw_for(session, action_id, effects.overtakes) if effects.overtakes else []


def open_stops(
    session: Session, action_id: int, opens: Iterable[NewStop], cause: Cause, when: When
) -> None:
    """Open stops that go back to an answer or a decision."""
    for new in opens:
        session.add(
            Stop(
                action_id=action_id,
                kind=new.kind,
                from_on=new.from_on,
                until_on=new.until_on,
                own_until_on=new.until_on,
                recorded_at=when.at,
                closed_as=new.closed_as,
                reason=new.reason,
                response_id=cause.response_id,
                decision_id=cause.decision_id,
            )
        )


def adopt_closures(session: Session, action_id: int, cause: Cause) -> None:
    """What the plan recorded is the committee's record now; the decision stands beside it."""
    session.execute(
        update(Stop)
        .where(
            col(Stop.action_id) == action_id,
            col(Stop.kind) == StopKind.CLOSURE,
            col(Stop.awaiting_adoption).is_(True),
            col(Stop.struck_on).is_(None),
        )
        .values(awaiting_adoption=False, decision_id=cause.decision_id)
    )


def end_stops(
    session: Session,
    action_id: int,
    kinds: Sequence[StopKind],
    when: When,
    decision_id: int | None,
) -> None:
    """End what is open: the day of the decision is the first that is no longer stopped."""
    day = when.holds_from
    session.execute(
        update(Stop)
        .where(
            col(Stop.action_id) == action_id,
            col(Stop.kind).in_(list(kinds)),
            col(Stop.from_on) <= day,
            col(Stop.struck_on).is_(None),
            (col(Stop.until_on).is_(None)) | (col(Stop.until_on) > day),
        )
        .values(until_on=day, ended_by_decision_id=decision_id)
        .execution_options(synchronize_session=False)
    )


def _add_version(
    session: Session, action_id: int, new: NewVersion, when: When, decision_id: int | None
) -> None:
    last = session.exec(
        select(func.max(DueVersion.number)).where(col(DueVersion.action_id) == action_id)
    ).one()
    session.add(
        DueVersion(
            action_id=action_id,
            number=(last or 0) + 1,
            from_on=when.holds_from,
            recorded_at=when.at,
            cause=new.cause,
            date_state=new.state,
            due_on=new.due_on,
            review_on=new.review_on,
            read_as=new.read_as,
            precision=Precision.DAY,
            decision_id=decision_id,
        )
    )


def settle_conclusion(session: Session, review_id: int) -> None:
    """A review is concluded since the day that was decided last, unless it was reopened since.

    Whoever reopens one of its actions has it followed again.
    """
    session.flush()
    reopened = (
        select(func.coalesce(func.max(col(Decision.id)), 0))
        .join(Action, col(Action.id) == col(Decision.action_id))
        .where(
            col(Action.review_id) == review_id,
            col(Decision.kind) == DecisionKind.REOPEN,
            col(Decision.struck_on).is_(None),
        )
        .scalar_subquery()
    )
    concluded = (
        select(func.max(col(Decision.holds_from)))
        .where(
            col(Decision.review_id) == review_id,
            col(Decision.kind) == DecisionKind.CONCLUDE,
            col(Decision.struck_on).is_(None),
            col(Decision.id) > reopened,
        )
        .scalar_subquery()
    )
    session.execute(
        update(Review)
        .where(col(Review.id) == review_id)
        .values(concluded_on=concluded)
        .execution_options(synchronize_session=False)
    )
