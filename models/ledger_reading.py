"""The ledger as lines: what was told to which post, when, and in which message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.ledger import Message, MessageNotice, Notice
from models.people import Post
from models.plan import Action
from models.rules.words import MessageState, NoticeState, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """One notice that was told: no name, no address; `action` is empty where it is of none."""

    told_on: date
    step: Step
    action: str
    to: str
    copied: bool
    first: bool
    for_words: str
    message_id: str


def told_lines(session: Session, board_id: int) -> list[ToldLine]:
    """What a board was told, in the order in which it was told."""
    query = (
        select(
            Notice.told_on,
            Notice.step,
            func.coalesce(col(Action.reference), ""),
            Post.name,
            Notice.copied,
            Notice.first,
            Notice.for_words,
            Message.message_id,
        )  # type: ignore[call-overload]
        .outerjoin(Action, col(Action.id) == col(Notice.action_id))
        .join(Post, col(Post.id) == col(Notice.post_id))
        .join(MessageNotice, col(MessageNotice.notice_id) == col(Notice.id))
        .join(Message, col(Message.id) == col(MessageNotice.message_id))
        .where(
            col(Notice.board_id) == board_id,
            col(Notice.state) == NoticeState.TOLD,
            # One that was gathered anew brought nothing.
            col(Message.state) != MessageState.WITHDRAWN,
        )
        .order_by(col(Notice.told_on), col(Notice.id))
    )
    names = tuple(ToldLine.__slots__)
    return [ToldLine(**dict(zip(names, row, strict=True))) for row in session.execute(query)]
