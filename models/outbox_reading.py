"""What waits to be told, read: notices in no message yet, and messages to be tried again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, and_, bindparam, or_, select
from sqlmodel import Session, col

from models import outbox_statements as statements
from models.asking import one_of
from models.governance import PolicyVersion
from models.ledger import UNDER_WAY, WAITS, Message, MessageBytes, MessageNotice, Notice
from models.prepared import Prepared
from models.rules.outbox import REFUSED_FOR_GOOD, Waiting
from models.rules.words import Channel, MessageState, NoticeState

# So many at once: what a delivery knows does not grow with all that waits.
PAGE = 100


# What every round asks is written down once: that costs more than asking it.
_OF_BOARD = bindparam("board_id", type_=Integer)
_UNSENT = (
    col(Notice.board_id) == _OF_BOARD,
    WAITS,
    statements.LET_GO,
    statements.UNSENT,
)


def _columns() -> Any:
    """A notice as `Waiting` has it, its fields in their order."""
    return select(
        col(Notice.id),
        col(Notice.action_id),
        col(Notice.step),
        col(Notice.cause),
        col(Notice.post_id),
        col(Notice.person_id),
        col(Notice.first),
        col(Notice.copied),
        col(Notice.planned_on),
        col(Notice.recorded_on),
        col(Notice.reason),
        col(PolicyVersion.number),
        col(Notice.for_post_id),
        col(Notice.for_words),
    ).join(PolicyVersion, col(PolicyVersion.id) == col(Notice.policy_id))


_NEXT_PEOPLE = (
    select(col(Notice.person_id))
    .where(*_UNSENT, col(Notice.person_id) > bindparam("after"))
    .distinct()
    .order_by(col(Notice.person_id))
    .limit(bindparam("page", type_=Integer))
)
_WAITING = Prepared(
    _columns()
    .where(*_UNSENT, col(Notice.person_id).in_(_NEXT_PEOPLE))
    .order_by(col(Notice.person_id), col(Notice.id))
)


def _waiting(row: Sequence[Any]) -> Waiting:
    return Waiting(**dict(zip(Waiting.__slots__, row, strict=True)))


def waiting(session: Session, board_id: int, after: int = 0) -> dict[int, list[Waiting]]:
    """Per person the notices that wait and are on their way in no message.

    Of the next hundred people whose numbers come after one.
    """
    asked = {"board_id": board_id, "after": after, "page": PAGE}
    found: dict[int, list[Waiting]] = defaultdict(list)
    for row in _WAITING.read(session.connection(), asked):
        one = _waiting(row)
        found[one.person_id].append(one)
    return found


def still_unsent(session: Session, board_id: int, person_id: int, ids: Sequence[int]) -> bool:
    """True while these notices, and no others, wait for the person and are in no message."""
    whom = {"board_id": board_id, "person_id": person_id}
    found = statements.STILL_UNSENT.run(session.connection(), whom)
    return {row[0] for row in found.fetchall()} == set(ids)


@dataclass(frozen=True, slots=True)
class Due:
    """A frozen message whose next attempt has come: how often it was tried, and how it stands."""

    attempt: int
    state: MessageState
    channel: Channel = Channel.EMAIL
    code: int | None = None

    @property
    def may_have_arrived(self) -> bool:
        """True unless every attempt so far was put off by the server or the line."""
        return self.state is not MessageState.QUEUED

    @property
    def doubted(self) -> bool:
        """True where a final refusal was not believed."""
        return self.code is not None and self.code >= REFUSED_FOR_GOOD


# Its next attempt has come, or the lease of the worker who had it ran out.
_IS_DUE = or_(
    and_(col(Message.state) == MessageState.SENDING, col(Message.lease_until) < bindparam("now")),
    and_(
        one_of(col(Message.state), (MessageState.QUEUED, MessageState.UNKNOWN)),
        col(Message.next_attempt_at) <= bindparam("now"),
    ),
)
_TO_TRY_AGAIN = Prepared(
    select(col(Message.id), col(Message.person_id), col(Message.code))
    .where(
        col(Message.board_id) == _OF_BOARD,
        UNDER_WAY,
        _IS_DUE,
        col(Message.id) > bindparam("after"),
    )
    .order_by(col(Message.id))
    .limit(bindparam("page", type_=Integer))
)
_STILL_DUE = (
    select(col(Message.attempt), col(Message.state), col(Message.channel), col(Message.code))
    .where(col(Message.id) == bindparam("row_id"), _IS_DUE)
    .with_for_update(skip_locked=True)
)


@dataclass(frozen=True, slots=True)
class Again:
    """A frozen message that waits for another attempt, and to whom it is."""

    row_id: int
    person_id: int
    code: int | None

    @property
    def doubted(self) -> bool:
        """True where a final refusal was not believed."""
        return (self.code or 0) >= REFUSED_FOR_GOOD


def to_try_again(session: Session, board_id: int, now: datetime, after: int = 0) -> list[Again]:
    """The messages whose next attempt has come, or whose worker's lease ran out.

    The next hundred of them whose numbers come after one.
    """
    asked = {"board_id": board_id, "now": now, "after": after, "page": PAGE}
    return [Again(*row) for row in _TO_TRY_AGAIN.read(session.connection(), asked)]


_IN_HAND = select(col(Message.id), col(Message.worker)).where(
    col(Message.board_id) == _OF_BOARD,
    UNDER_WAY,
    col(Message.state) == MessageState.SENDING,
    col(Message.lease_until) >= bindparam("now"),
    col(Message.worker).is_not(None),
)


def in_hand(session: Session, board_id: int, now: datetime) -> list[tuple[int, str]]:
    """The messages that workers have in hand by a lease that still holds, each with its worker."""
    asked = {"board_id": board_id, "now": now}
    return [tuple(row) for row in session.connection().execute(_IN_HAND, asked)]


def newer_waits(session: Session, row_id: int) -> bool:
    """True where the person has other notices waiting, and this message alone carries its own.

    Only what nobody was told in any other way can be gathered anew with them.
    """
    return bool(statements.NEWER_WAITS.run(session.connection(), {"row_id": row_id}).fetchone())


def still_due(session: Session, row_id: int, now: datetime) -> Due | None:
    """The message, locked, where its attempt is still to be made; None where another has it."""
    row = session.connection().execute(_STILL_DUE, {"row_id": row_id, "now": now}).first()
    return Due(*row) if row is not None else None


def envelope_of(session: Session, row_id: int) -> tuple[int, str]:
    """Whose message it is, and to which address or webhook it was frozen."""
    query = (
        select(col(Message.person_id), col(MessageBytes.envelope_to))
        .join(MessageBytes, col(MessageBytes.message_id) == col(Message.id))
        .where(col(Message.id) == row_id)
    )
    person_id, to = session.execute(query).one()
    return person_id, to


def notices_of(session: Session, row_id: int) -> list[Waiting]:
    """The notices that a message carries and that still wait, or were told by another channel."""
    still = (NoticeState.WAITING, NoticeState.TOLD)
    query = (
        _columns()
        .join(MessageNotice, col(MessageNotice.notice_id) == col(Notice.id))
        .where(col(MessageNotice.message_id) == row_id, col(Notice.state).in_(still))
        .order_by(col(Notice.id))
    )
    return [_waiting(row) for row in session.execute(query)]


def not_for_teams(session: Session, ids: Sequence[int]) -> frozenset[int]:
    """The notices of these that Teams was given and did not take."""
    query = select(statements.link.c.notice_id).where(
        statements.link.c.notice_id.in_(ids),
        statements.link.c.message_id == statements.message.c.id,
        statements.GIVEN_UP,
    )
    return frozenset(session.execute(query).scalars())
