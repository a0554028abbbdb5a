"""What was answered and decided already, looked up before it is recorded again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.answers import Correction, Decision, Evidence, Response, Stop
from models.history import History
from models.rules.corrections import Line
from models.rules.progress import Deciding, Said
from models.rules.repeated import REPLACED_BY, contradicts
from models.rules.responses import OVERTAKES
from models.rules.words import DecisionKind


def same_decision(
    session: Session,
    what: Deciding,
    meeting_id: int | None,
    *,
    action_id: int | None = None,
    review_id: int | None = None,
) -> bool:
    """True where this very decision stands in the register; its reason may be worded otherwise.

    One whose place another has taken since does not: it would be lost, were it not recorded again.
    """
    query = select(func.max(col(Decision.id))).where(
        col(Decision.action_id) == action_id,
        col(Decision.review_id) == review_id,
        col(Decision.kind) == what.kind,
        col(Decision.holds_from) == what.on,
        col(Decision.until_on) == what.until,
        col(Decision.event) == what.event,
        col(Decision.interval_months) == what.interval_months,
        col(Decision.into_action_id) == what.into_action_id,
        col(Decision.meeting_id) == meeting_id,
        col(Decision.minute_ref) == (what.minute if meeting_id is not None else None),
        col(Decision.chairs_action) == what.chairs_action,
        col(Decision.struck_on).is_(None),
    )
    known = session.exec(query).one()
    if known is None:
        return False
    after = select(Decision.id).where(
        col(Decision.action_id) == action_id,
        col(Decision.review_id) == review_id,
        col(Decision.kind).in_(REPLACED_BY.get(what.kind, ())),
        col(Decision.id) > known,
        col(Decision.struck_on).is_(None),
    )
    if session.exec(after).first() is not None:
        return False
    return what.kind is not DecisionKind.RETURN or not _came_in_since(session, known)


def _came_in_since(session: Session, decision_id: int) -> bool:
    """True where evidence, or a request for more time, came in after a decision and waits."""
    returned = aliased(History)
    query = (
        select(Stop.id)
        .join(History, col(History.subject_id) == col(Stop.response_id))
        .join(returned, col(returned.action_id) == col(Stop.action_id))
        .where(
            col(History.subject) == "response",
            col(returned.subject) == "decision",
            col(returned.subject_id) == decision_id,
            col(History.seq) > col(returned.seq),
            col(Stop.until_on).is_(None),
            col(Stop.struck_on).is_(None),
        )
    )
    return session.exec(query).first() is not None


def same_answer(
    session: Session, action_id: int, said: Said, *, post_id: int, on: date, files: Sequence[str]
) -> bool:
    """True where the post gave this very answer on the day, with the same files, and it stands.

    It does not where the post has said otherwise since, or what it sent was returned.
    """
    query = select(Response.id).where(
        col(Response.action_id) == action_id,
        col(Response.post_id) == post_id,
        col(Response.holds_from) == on,
        col(Response.progress) == said.progress,
        col(Response.note) == said.note,
        col(Response.forecast_on) == said.forecast_on,
        col(Response.extension_until) == said.extension_until,
        col(Response.struck_on).is_(None),
    )
    given = [i for i in session.exec(query) if i is not None]
    known = [i for i in given if _files(session, i) == sorted(files)]
    return bool(known) and not _overtaken(session, max(known), said)


def _overtaken(session: Session, response_id: int, said: Said) -> bool:
    row = session.get_one(Response, response_id)
    query = select(Response).where(
        col(Response.action_id) == row.action_id,
        col(Response.post_id) == row.post_id,
        col(Response.id) > response_id,
        col(Response.struck_on).is_(None),
    )
    mine = (said.progress, said.forecast_on)
    later = session.exec(query)
    otherwise = any(contradicts((one.progress, one.forecast_on), mine) for one in later)
    return otherwise or _was_returned(session, response_id)


def _was_returned(session: Session, response_id: int) -> bool:
    """True where a decision has returned the evidence, or declined the request, of an answer."""
    query = (
        select(Stop.id)
        .join(Decision, col(Decision.id) == col(Stop.ended_by_decision_id))
        .where(
            col(Stop.response_id) == response_id,
            col(Decision.kind) == DecisionKind.RETURN,
            col(Stop.struck_on).is_(None),
        )
    )
    return session.exec(query).first() is not None


def _files(session: Session, response_id: int) -> list[str]:
    query = select(Evidence.sha256).where(col(Evidence.response_id) == response_id)
    return sorted(session.exec(query))


def later_change(session: Session, action_id: int, day: date) -> Line | None:
    """The first entry of a later day that changed how an action stands; None where there is none.

    What was struck counts for nothing.
    """
    query = (
        select(col(History.seq), col(History.what), col(History.holds_from))
        .where(
            col(History.action_id) == action_id,
            col(History.holds_from) > day,
            col(History.what).in_(OVERTAKES),
            col(History.id).not_in(select(Correction.entry_id)),
        )
        .order_by(col(History.seq))
        .limit(1)
    )
    row = session.execute(query).first()
    return Line(seq=row[0], what=row[1], on=row[2]) if row is not None else None
