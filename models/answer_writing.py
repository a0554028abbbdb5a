"""Answers and decisions as rows, with what follows from them and their history entries.

All in the caller's transaction. No flow reaches this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col

from models.answers import Decision, Evidence, Response
from models.chain import Change, append, text_hash
from models.effects_writing import Cause, When, follow, settle_conclusion
from models.plan import Action
from models.recording import number
from models.rules.corrections import LATE
from models.rules.facts import ActionFacts
from models.rules.progress import Actor, Deciding, Effects, Said
from models.rules.words import DecisionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file of evidence as it was stored: by its SHA-256, under a name made safe."""

    name: str
    sha256: str
    size: int


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
    how: str = "",
) -> int:
    """Record an answer with its evidence and what follows; the id of its row.

    `how` says by which way it came, where that is not a command.
    """
    response_id = _response(session, action.action_id, said, by, when)
    session.add_all(_evidence(action.action_id, response_id, file) for file in files)
    cause = Cause(response_id=response_id)
    withdrawn = follow(session, action.action_id, effects, cause, when)
    change = Change(
        what=LATE if effects.late else "answered",
        subject="response",
        subject_id=response_id,
        action_id=action.action_id,
        person_id=by.person_id,
        holds_from=when.holds_from,
        facts={
            **_said_facts(said, files),
            "post": by.post_id,
            "withdrawn": withdrawn,
            **({"how": how} if how else {}),
        },
    )
    append(session, board_id, [change], when.at)
    return response_id


def _said_facts(said: Said, files: Sequence[StoredFile]) -> dict[str, Any]:
    return {
        "progress": said.progress,
        "note": text_hash(said.note),
        "forecast_on": said.forecast_on,
        "extension_until": said.extension_until,
        "reason": text_hash(said.reason),
        "evidence": [file.sha256 for file in files],
    }


def _response(session: Session, action_id: int, said: Said, by: Actor, when: When) -> int:
    row = Response(
        action_id=action_id,
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
    return number(row)


def _evidence(action_id: int, response_id: int, file: StoredFile) -> Evidence:
    return Evidence(
        response_id=response_id,
        action_id=action_id,
        name=file.name,
        sha256=file.sha256,
        size=file.size,
    )


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
    row = _decision(board_id, what, by, meeting_id, when)
    row.action_id = action.action_id
    session.add(row)
    session.flush()
    cause = Cause(decision_id=number(row))
    withdrawn = follow(session, action.action_id, effects, cause, when)
    if what.kind is DecisionKind.SUPERSEDED:
        _supersede(session, action.action_id, what)
    if what.kind is DecisionKind.REOPEN:
        settle_conclusion(session, action.review_id)
    change = _decided(what, by, number(row), when, action_id=action.action_id)
    change.facts["withdrawn"] = withdrawn
    append(session, board_id, [change], when.at)
    return number(row)


def record_conclusion(
    session: Session,
    board_id: int,
    review_id: int,
    what: Deciding,
    *,
    by: Actor,
    meeting_id: int | None,
    when: When,
) -> int:
    """Record that a review was concluded; the id of the decision's row."""
    row = _decision(board_id, what, by, meeting_id, when)
    row.review_id = review_id
    session.add(row)
    session.flush()
    settle_conclusion(session, review_id)
    change = _decided(what, by, number(row), when)
    change.facts["review"] = review_id
    append(session, board_id, [change], when.at)
    return number(row)


def _decision(
    board_id: int, what: Deciding, by: Actor, meeting_id: int | None, when: When
) -> Decision:
    return Decision(
        board_id=board_id,
        kind=what.kind,
        holds_from=when.holds_from,
        recorded_at=when.at,
        until_on=what.until,
        event=what.event,
        interval_months=what.interval_months,
        reason=what.reason,
        into_action_id=what.into_action_id,
        meeting_id=meeting_id,
        minute_ref=what.minute if meeting_id is not None else None,
        chairs_action=what.chairs_action,
        person_id=by.person_id,
        post_id=by.post_id,
    )


def _supersede(session: Session, action_id: int, what: Deciding) -> None:
    session.execute(
        update(Action)
        .where(col(Action.id) == action_id)
        .values(superseded_by_id=what.into_action_id)
    )


def _decided(
    what: Deciding, by: Actor, decision_id: int, when: When, *, action_id: int | None = None
) -> Change:
    return Change(
        what=f"decided {what.kind.value}",
        subject="decision",
        subject_id=decision_id,
        action_id=action_id,
        person_id=by.person_id,
        holds_from=when.holds_from,
        facts={
            "until": what.until,
            "event": text_hash(what.event),
            "months": what.interval_months,
            "reason": text_hash(what.reason),
            "into": what.into_action_id,
            "meeting_on": what.meeting_on,
            "minute": text_hash(what.minute),
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
    """Record that the proposed reading of a date was confirmed: which text, how read, and why.

    The texts stand in the version that was confirmed; the entry holds them by their hashes.
    """
    read = action.version
    withdrawn = follow(session, action.action_id, effects, Cause(), when)
    change = Change(
        what="date confirmed",
        subject="action",
        subject_id=action.action_id,
        action_id=action.action_id,
        person_id=by.person_id,
        holds_from=when.holds_from,
        facts={
            "due_on": effects.version.due_on if effects.version else None,
            "version": read.number,
            "date_text": text_hash(read.as_written),
            "read_as": text_hash(read.read_as),
            "post": by.post_id,
            "withdrawn": withdrawn,
        },
    )
    append(session, board_id, [change], when.at)
