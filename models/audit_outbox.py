"""What is still on its way, as the self-check looks at it: read, and never touched."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from models import outbox_statements as statements
from models.ledger import UNDER_WAY, WAITS, Message, MessageNotice, Notice, Run
from models.rules.audit_facts import LeftMessage, LeftNotice
from models.rules.words import MessageState

_NOTICE: tuple[Any, ...] = (
    col(Notice.action_id),
    col(Notice.step),
    col(Notice.cause),
    col(Notice.post_id),
    col(Notice.recorded_on),
)


def left_notices(session: Session, board_id: int) -> tuple[LeftNotice, ...]:
    """The notices that wait, are held by nobody and are in no message."""
    query = (
        select(*_NOTICE)
        .where(
            col(Notice.board_id) == board_id,
            WAITS,
            statements.LET_GO,
            statements.UNSENT,
        )
        .order_by(col(Notice.id))
    )
    return tuple(_notice(row) for row in session.execute(query))


def _notice(row: Any) -> LeftNotice:
    return LeftNotice(**dict(zip(LeftNotice.__slots__, row, strict=True)))


def left_messages(session: Session, board_id: int) -> tuple[LeftMessage, ...]:
    """The messages that are on their way, each by the first notice that it carries."""
    first = (
        select(col(MessageNotice.message_id), func.min(col(MessageNotice.notice_id)).label("first"))
        .join(Message, col(Message.id) == col(MessageNotice.message_id))
        .where(col(Message.board_id) == board_id, UNDER_WAY)
        .group_by(col(MessageNotice.message_id))
        .subquery()
    )
    query = (
        select(
            col(Message.state),
            col(Notice.post_id),
            col(Notice.step),
            col(Notice.action_id),
            col(Message.dated_at),
            col(Message.lease_until),
            col(Message.next_attempt_at),
        )
        .join(first, first.c.message_id == col(Message.id))
        .join(Notice, col(Notice.id) == first.c.first)
        .order_by(col(Message.id))
    )
    names = tuple(LeftMessage.__slots__)
    return tuple(
        LeftMessage(**dict(zip(names, row, strict=True))) for row in session.execute(query)
    )


def arrived_twice(session: Session, board_id: int, since: date) -> tuple[LeftNotice, ...]:
    """The notices of late runs that more than one message of one channel brought to the person."""
    query = (
        select(*_NOTICE)
        .join(Run, col(Run.id) == col(Notice.run_id))
        .join(MessageNotice, col(MessageNotice.notice_id) == col(Notice.id))
        .join(Message, col(Message.id) == col(MessageNotice.message_id))
        .where(
            col(Run.board_id) == board_id,
            col(Run.as_of) >= since,
            col(Message.state) == MessageState.ACCEPTED,
            col(Message.redirected).is_(False),
        )
        .group_by(col(Notice.id), *_NOTICE, col(Message.channel))
        .having(func.count() > 1)
        .order_by(col(Notice.id))
    )
    return tuple(_notice(row) for row in session.execute(query))


def last_accepted_on(session: Session, board_id: int) -> date | None:
    """The last day on which a message of the board was accepted; None before the first."""
    query = (
        select(col(Message.accepted_at))
        .where(col(Message.board_id) == board_id, col(Message.state) == MessageState.ACCEPTED)
        .order_by(col(Message.id).desc())
        .limit(1)
    )
    at: datetime | None = session.execute(query).scalar()
    return at.date() if at else None
