"""Since when something waits to leave, and what a server said of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, or_, select
from sqlmodel import Session, col

from models.ledger import UNDER_WAY, WAITS, Message, MessageNotice, Notice, Run
from models.rules.words import MessageState, Outcome


def waits_since(session: Session, board_id: int, *, stopped: bool) -> datetime | None:
    """When the oldest of what waits by itself began to; None where nothing does.

    What was put off for one person alone is that mailbox's affair, and none of this unless the
    last delivery `stopped`.
    What a person let go, or what came back, began at no instant that is known: it is left out, as
    is what waits for a person's word.
    """
    notices = session.execute(_notices(board_id)).scalar()
    messages, people = session.execute(_messages(board_id)).one()
    found = (notices, messages if stopped or people > 1 else None)
    return min(filter(None, found), default=None)


def _notices(board_id: int) -> Any:
    been_away = exists().where(col(MessageNotice.notice_id) == col(Notice.id))
    return (
        select(func.min(col(Run.started_at)))
        .join(Notice, col(Notice.run_id) == col(Run.id))
        .where(
            col(Notice.board_id) == board_id,
            WAITS,
            col(Notice.held_on).is_(None),
            ~been_away,
        )
    )


def _messages(board_id: int) -> Any:
    tried = or_(
        col(Message.state) != MessageState.UNKNOWN, col(Message.next_attempt_at).is_not(None)
    )
    people = func.count(func.distinct(col(Message.person_id)))
    return select(func.min(col(Message.dated_at)), people).where(
        col(Message.board_id) == board_id, UNDER_WAY, tried
    )


def last_reply(session: Session, board_id: int) -> str:
    """What was said to the newest message that was put off, without a word that may be an address.

    An empty text where none was.
    """
    query = (
        select(col(Message.code), col(Message.outcome_text))
        .where(
            col(Message.board_id) == board_id,
            col(Message.state) == MessageState.QUEUED,
            col(Message.outcome) == Outcome.TRANSIENT,
        )
        .order_by(col(Message.id).desc())
        .limit(1)
    )
    found = session.execute(query).one_or_none()
    words = f"{found[0] or ''} {found[1] or ''}".split() if found else []
    return " ".join(word for word in words if "@" not in word)
