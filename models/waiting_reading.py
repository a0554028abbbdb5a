"""How much waits to leave and since when, and what a mail server last said and took."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Integer, bindparam, exists, func, or_, select
from sqlmodel import Session, col

from models.history import History
from models.ledger import UNDER_WAY, WAITS, Message, MessageNotice, Notice, Run
from models.outbox_statements import LET_GO
from models.prepared import Prepared
from models.rules.words import Channel, MessageState, Outcome

_OF_BOARD = bindparam("board_id", type_=Integer)
_LEFT_WAITING = Prepared(
    select(func.count(func.distinct(col(Notice.person_id)))).where(
        col(Notice.board_id) == _OF_BOARD,
        WAITS,
        LET_GO,
    )
)
_UNDECIDED = Prepared(
    select(func.count(col(Message.id))).where(
        col(Message.board_id) == _OF_BOARD,
        UNDER_WAY,
        col(Message.channel) == Channel.EMAIL,
        col(Message.state) == MessageState.UNKNOWN,
        col(Message.next_attempt_at).is_(None),
    )
)
# By the history, which finds its last entry of a kind at once, however many messages there were.
_LAST_TAKEN = Prepared(
    select(col(Message.accepted_at), col(Message.code))
    .join(History, col(History.subject_id) == col(Message.id))
    .where(
        col(History.board_id) == _OF_BOARD,
        col(History.what) == "message accepted",
        col(Message.channel) == Channel.EMAIL,
        col(Message.accepted_at).is_not(None),
    )
    .order_by(col(History.seq).desc())
    .limit(1)
)


def left_waiting(session: Session, board_id: int) -> int:
    """How many persons something waits for, in a message or in none yet."""
    ((waiting,),) = _LEFT_WAITING.read(session.connection(), {"board_id": board_id})
    return int(waiting)


def left_undecided(session: Session, board_id: int) -> int:
    """How many e-mails may or may not have arrived and are not tried again of themselves."""
    ((undecided,),) = _UNDECIDED.read(session.connection(), {"board_id": board_id})
    return int(undecided)


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


def last_taken_at(session: Session, board_id: int) -> datetime | None:
    """When the mail server last took a message of the board's; None before the first."""
    found = _LAST_TAKEN.read(session.connection(), {"board_id": board_id})
    return cast("datetime", found[0][0]) if found else None


def last_went_by_server(session: Session, board_id: int) -> bool:
    """True where the board's last e-mail was taken by a server, which says so by a code."""
    found = _LAST_TAKEN.read(session.connection(), {"board_id": board_id})
    return bool(found) and found[0][1] is not None


def has_told_in_earnest(session: Session, board_id: int) -> bool:
    """True where a server took a message of the board's for its addressee, and for no pilot."""
    earnest = (
        col(Message.board_id) == board_id,
        col(Message.code).is_not(None),
        col(Message.accepted_at).is_not(None),
        col(Message.redirected).is_(False),
    )
    return session.execute(select(col(Message.id)).where(*earnest).limit(1)).first() is not None
