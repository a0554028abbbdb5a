"""What was answered and decided of one action, and who was to lead it: the day, who, and what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.answers import Decision, Edit, Response
from models.governance import Meeting
from models.letter_reading import HAS_FILES, said_words
from models.parts_reading import by_hand_of
from models.people import Post
from models.plan import Action
from models.rules.decided import what_was_decided
from models.rules.records import Decided


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    """One answer or decision: `words` are made by rule, `reason` is what was given for it.

    `meeting_on` and `minute` are those of a decision of the committee; `into` names the action
    that takes the place of one that is superseded. Nobody is told of it before it was recorded.
    """

    on: date
    recorded_on: date
    by: str
    words: str
    reason: str = ""
    is_answer: bool = False
    meeting_on: date | None = None
    minute: str | None = None
    chairs_action: bool = False
    into: str = ""
    added: bool = False


def said_of(
    session: Session, action_id: int, decided: tuple[Decided, ...], day: date
) -> tuple[SaidLine, ...]:
    """What was answered and decided by a day, who was named to lead, and what was split or added.

    In the order of the days, and nothing that was struck.
    """
    found = [
        *_by_hand(session, action_id, day),
        *_answers(session, action_id, day),
        *_handovers(session, action_id, day),
        *_decisions(session, action_id, decided),
    ]
    return tuple(sorted(found, key=lambda one: one.on))


def _by_hand(session: Session, action_id: int, day: date) -> Iterator[SaidLine]:
    for one in by_hand_of(session, action_id, day):
        yield SaidLine(
            on=one.on,
            recorded_on=one.recorded_on,
            by=one.by,
            words=one.words,
            added=one.added,
        )


def _answers(session: Session, action_id: int, day: date) -> Iterator[SaidLine]:
    query = (
        select(
            col(Response.holds_from),
            col(Response.recorded_at),
            col(Post.name),
            col(Response.extension_reason),
            col(Response.progress),
            col(Response.forecast_on),
            col(Response.extension_until),
            col(Response.note).is_not(None),
            HAS_FILES,
        )
        .join(Post, col(Post.id) == col(Response.post_id))
        .where(
            col(Response.action_id) == action_id,
            col(Response.holds_from) <= day,
            col(Response.struck_on).is_(None),
        )
        .order_by(col(Response.holds_from), col(Response.id))
    )
    for on, recorded_at, by, reason, *said, note, files in session.execute(query):
        yield SaidLine(
            on=on,
            recorded_on=recorded_at.date(),
            by=by,
            words=said_words(*said, note=note, files=files),
            reason=reason or "",
            is_answer=True,
        )


def _handovers(session: Session, action_id: int, day: date) -> Iterator[SaidLine]:
    """Who was named to lead in whose place, and why."""
    query = (
        select(col(Post.name), Edit)
        .join(Post, col(Post.id) == col(Edit.post_id))
        .where(
            col(Edit.action_id) == action_id,
            col(Edit.holds_from) <= day,
            col(Edit.struck_on).is_(None),
        )
        .order_by(col(Edit.holds_from), col(Edit.id))
    )
    for by, edit in session.execute(query):
        if "leads" in edit.after:
            was, now = (_posts(session, one["leads"]) for one in (edit.before, edit.after))
            yield SaidLine(
                on=edit.holds_from,
                recorded_on=edit.recorded_at.date(),
                by=by,
                words=_handed_over(was, now),
                reason=edit.reason,
            )


def _handed_over(was: list[str], now: list[str]) -> str:
    """Who is accountable now and who was, and so of the contributors: what is another alone."""
    parts = (("now led", was[:1], now[:1]), ("contributed to", was[1:], now[1:]))
    return "; ".join(
        f"{what} by {_or_nobody(after)}, before by {_or_nobody(before)}"
        for what, before, after in parts
        if before != after
    )


def _or_nobody(posts: list[str]) -> str:
    return ", ".join(posts) or "nobody"


def _posts(session: Session, posts: list[int]) -> list[str]:
    """The names of posts, in their order."""
    rows = session.execute(select(col(Post.id), col(Post.name)).where(col(Post.id).in_(posts)))
    names = dict(rows.tuples().all())
    return [names[post] for post in posts]


def _decisions(
    session: Session, action_id: int, decided: tuple[Decided, ...]
) -> Iterator[SaidLine]:
    rows: dict[int, Any] = {row[0]: row for row in session.execute(_decided(action_id))}
    for one in decided:
        _, by, reason, meeting_on, minute, into = rows[one.decision_id]
        yield SaidLine(
            on=one.on,
            recorded_on=one.recorded_on,
            by=by,
            words=what_was_decided(one, into=into or ""),
            reason=reason or "",
            meeting_on=meeting_on,
            minute=minute,
            chairs_action=one.chairs_action,
            into=into or "",
        )


def _decided(action_id: int) -> Any:
    other = aliased(Action)
    return (
        select(
            col(Decision.id),
            col(Post.name),
            col(Decision.reason),
            col(Meeting.held_on),
            col(Decision.minute_ref),
            col(other.reference),
        )
        .join(Post, col(Post.id) == col(Decision.post_id))
        .outerjoin(Meeting, col(Meeting.id) == col(Decision.meeting_id))
        .outerjoin(other, col(other.id) == col(Decision.into_action_id))
        .where(col(Decision.action_id) == action_id)
    )
