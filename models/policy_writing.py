"""A policy adopted: the decision, the version with its text, and the entry of the history.

All in the caller's transaction. No flow reaches this module.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from models.answers import Decision
from models.chain import Change, append, text_hash
from models.governance import PolicyVersion
from models.plan import Action
from models.recording import number
from models.rules.progress import Actor, Deciding


def record_policy(
    session: Session,
    board_id: int,
    what: Deciding,
    *,
    by: Actor,
    meeting_id: int | None,
    text: str,
    holds_from: date,
    at: datetime,
) -> int:
    """The number of a policy that was decided on, kept with its text as it was handed in.

    It holds from a day on; every action is asked again on the first run from then (rule 14).
    """
    decision = _decision(board_id, what, by, meeting_id, at)
    session.add(decision)
    session.flush()
    version = PolicyVersion(
        board_id=board_id,
        number=_last_number(session, board_id) + 1,
        text=text,
        holds_from=holds_from,
        recorded_at=at,
        decision_id=number(decision),
    )
    session.add(version)
    session.flush()
    _ask_all(session, board_id, holds_from)
    append(session, board_id, [_change(version, decision)], at)
    return version.number


def _decision(
    board_id: int, what: Deciding, by: Actor, meeting_id: int | None, at: datetime
) -> Decision:
    return Decision(
        board_id=board_id,
        kind=what.kind,
        holds_from=what.on,
        recorded_at=at,
        meeting_id=meeting_id,
        minute_ref=what.minute if meeting_id is not None else None,
        chairs_action=what.chairs_action,
        person_id=by.person_id,
        post_id=by.post_id,
    )


def _ask_all(session: Session, board_id: int, day: date) -> None:
    """Have every open action asked on a day at the latest."""
    session.execute(
        update(Action)
        .where(col(Action.board_id) == board_id, col(Action.next_on) > day)
        .values(next_on=day)
        .execution_options(synchronize_session=False)
    )


def _last_number(session: Session, board_id: int) -> int:
    query = select(func.max(col(PolicyVersion.number))).where(
        col(PolicyVersion.board_id) == board_id
    )
    last: int = session.execute(query).scalar_one()
    return last


def _change(version: PolicyVersion, decision: Decision) -> Change:
    return Change(
        what="policy adopted",
        subject="policy",
        subject_id=number(version),
        person_id=decision.person_id,
        holds_from=version.holds_from,
        facts={
            "number": version.number,
            "text": text_hash(version.text),
            "decision": number(decision),
            "decided_on": decision.holds_from,
            "post": decision.post_id,
            "meeting": decision.meeting_id,
            "minute": text_hash(decision.minute_ref),
            "chairs_action": decision.chairs_action,
        },
    )
