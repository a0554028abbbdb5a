"""Answers and decisions as rows, with what follows from them and their history entries.

All in the caller's transaction. No flow reaches this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from models.answers import Decision, Evidence, Response, Stop
from models.chain import Change, append, text_hash
from models.day_writing import ask_on
from models.delivery_writing import withdraw_for
from models.plan import Action, DueVersion
from models.rules.facts import ActionFacts
from models.rules.progress import Actor, Deciding, Effects, NewVersion, Said
from models.rules.words import DecisionKind, Precision, StopKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file of evidence as it was stored: by its SHA-256, under a name made safe."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The day from which an entry holds, and the instant at which it is recorded."""

    holds_from: date
    at: datetime


def record_response(
    session: Session,
    board_id: int,
    action: ActionFacts,
    said: Said,
    *,
    effects: Effects,
    by: Actor,
    files: Sequence[StoredFile],
    when: When,
) -> int:
    """Record an answer with its evidence and what follows; the id of its row."""
    row = Response(
        action_id=action.action_id,
        person_id=by.person_id,
        post_id=by.post_id,
        holds_from=when.holds_from,
        recorded_at=when.at,
        progress=said.progress,
        note=said.note,
        forecast_on=said.forecast_on,
        extension_until=said.extension_until,
        extension_reason=said.reason if said.extension_until else None,
    )
    session.add(row)
    session.flush()
    response_id = _id(row.id)
    for file in files:
        session.add(
            Evidence(
                response_id=response_id,
                action_id=action.action_id,
                name=file.name,
                sha256=file.sha256,
                size=file.size,
            )
        )
    withdrawn = _follow(session, action, effects, when, response_id=response_id)
    change = Change(
        what="answered",
        subject="response",
        subject_id=response_id,
        action_id=action.action_id,
        person_id=by.person_id,
        holds_from=when.holds_from,
        facts={
            "progress": said.progress,
            "note": text_hash(said.note),
            "forecast_on": said.forecast_on,
            "extension_until": said.extension_until,
            "reason": text_hash(said.reason),
            "evidence": [file.sha256 for file in files],
            "post": by.post_id,
            "withdrawn": withdrawn,
        },
    )
    append(session, board_id, [change], when.at)
    return response_id


def record_decision(
    session: Session,
    board_id: int,
    action: ActionFacts,
    what: Deciding,
    *,
    effects: Effects,
    by: Actor,
    meeting_id: int | None,
    when: When,
) -> int:
    """Record a decision on an action and what follows from it; the id of its row."""
    row = Decision(
        board_id=board_id,
        action_id=action.action_id,
        kind=what.kind,
        holds_from=when.holds_from,
        recorded_at=when.at,
        until_on=what.until,
        reason=what.reason,
        into_action_id=what.into_action_id,
        meeting_id=meeting_id,
        minute_ref=what.minute if meeting_id is not None else None,
        chairs_action=what.chairs_action,
        person_id=by.person_id,
        post_id=by.post_id,
    )
    session.add(row)
    session.flush()
    decision_id = _id(row.id)
    withdrawn = _follow(session, action, effects, when, decision_id=decision_id)
    if what.kind is DecisionKind.SUPERSEDED:
        session.execute(
            update(Action)
            .where(col(Action.id) == action.action_id)
            .values(superseded_by_id=what.into_action_id)
        )
    change = _decided(action, what, by, decision_id, when)
    change.facts["withdrawn"] = withdrawn
    append(session, board_id, [change], when.at)
    return decision_id


def _decided(
    action: ActionFacts, what: Deciding, by: Actor, decision_id: int, when: When
) -> Change:
    return Change(
        what=f"decided {what.kind.value}",
        subject="decision",
        subject_id=decision_id,
        action_id=action.action_id,
        person_id=by.person_id,
        holds_from=when.holds_from,
        facts={
            "until": what.until,
            "reason": text_hash(what.reason),
            "into": what.into_action_id,
            "meeting_on": what.meeting_on,
            "minute": what.minute,
            "chairs_action": what.chairs_action,
            "post": by.post_id,
        },
    )


def record_confirmation(
    session: Session,
    board_id: int,
    action: ActionFacts,
    *,
    effects: Effects,
    by: Actor,
    when: When,
) -> None:
    """Record that the proposed reading of a date was confirmed."""
    withdrawn = _follow(session, action, effects, when)
    change = Change(
        what="date confirmed",
        subject="action",
        subject_id=action.action_id,
        action_id=action.action_id,
        person_id=by.person_id,
        holds_from=when.holds_from,
        facts={
            "due_on": effects.version.due_on if effects.version else None,
            "post": by.post_id,
            "withdrawn": withdrawn,
        },
    )
    append(session, board_id, [change], when.at)


def _id(value: int | None) -> int:
    if value is None:
        raise LookupError("a row that was just written has no id")
    return value


def _follow(
    session: Session,
    action: ActionFacts,
    effects: Effects,
    when: When,
    *,
    response_id: int | None = None,
    decision_id: int | None = None,
) -> list[int]:
    """Write what follows: stops end and open, a date is added, what was overtaken is withdrawn.

    The numbers of the notices that were withdrawn, for the history.
    """
    _end_stops(session, action.action_id, effects.ends, when, decision_id)
    for new in effects.opens:
        session.add(
            Stop(
                action_id=action.action_id,
                kind=new.kind,
                from_on=new.from_on,
                until_on=new.until_on,
                recorded_at=when.at,
                closed_as=new.closed_as,
                response_id=response_id,
                decision_id=decision_id,
            )
        )
    if effects.version is not None:
        _add_version(session, action.action_id, effects.version, when, decision_id)
    if effects.priority is not None:
        session.execute(
            update(Action)
            .where(col(Action.id) == action.action_id)
            .values(priority=effects.priority)
        )
    if effects.adopts:
        session.execute(
            update(Stop)
            .where(col(Stop.action_id) == action.action_id, col(Stop.kind) == StopKind.CLOSURE)
            .values(awaiting_adoption=False, decision_id=decision_id)
        )
    session.flush()
    ask_on(session, [action.action_id], when.holds_from)
    if not effects.overtakes:
        return []
    return withdraw_for(session, action.action_id, effects.overtakes)


def _end_stops(
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
            precision=Precision.DAY,
            decision_id=decision_id,
        )
    )
