"""What follows a message that did not reach its person: its steps are due again (rule 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, exists, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.day_writing import ask_all, ask_on
from models.ledger import Message, MessageBytes, MessageNotice, Notice
from models.people import Address
from models.people_asking import ask_leads_of
from models.rules.outbox import REFUSED_FOR_GOOD
from models.rules.words import STAGES, Channel, MessageState, NoticeState, Outcome, Step

ENDED = (MessageState.ACCEPTED, MessageState.BOUNCED, MessageState.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """That an address takes nothing, in a server's words without the address in them."""

    words: str
    on: date
    at: datetime


def take_back(
    session: Session, row_id: int, because: str, today: date, *, waits_on: bool = False
) -> None:
    """Withdraw what a message carries and did not bring; the steps are due again.

    Where `waits_on` what waits is left to wait. What another message brought stays told, but for E
    steps, which go by e-mail whatever else they go by (rule 5). A vacancy is of no one action:
    where it was not told, every action is asked.
    """
    told_alone = (col(Notice.state) == NoticeState.TOLD,) if waits_on else ()
    lost = (*_carried_by(row_id), _not_brought(row_id), *told_alone)
    carried = session.execute(
        select(Notice.board_id, Notice.action_id, Notice.step).where(*lost)
    ).all()
    session.execute(
        update(Notice)
        .where(*lost)
        .values(state=NoticeState.WITHDRAWN, withdrawn_because=because)
        .execution_options(synchronize_session=False)
    )
    ask_on(session, {one.action_id for one in carried if one.action_id is not None}, today)
    if any(one.step is Step.V for one in carried):
        ask_all(session, carried[0].board_id)


def _carried_by(row_id: int) -> tuple[Any, ...]:
    ids = select(col(MessageNotice.notice_id)).where(col(MessageNotice.message_id) == row_id)
    return (col(Notice.id).in_(ids),)


def _not_brought(row_id: int) -> Any:
    """True of a notice that waits, and of one told by nothing but this message, or not enough."""
    elsewhere = exists().where(
        col(MessageNotice.notice_id) == col(Notice.id),
        col(MessageNotice.message_id) == col(Message.id),
        col(Message.id) != row_id,
        col(Message.state) == MessageState.ACCEPTED,
    )
    told = col(Notice.state) == NoticeState.TOLD
    return or_(
        col(Notice.state) == NoticeState.WAITING,
        and_(told, or_(col(Notice.step).in_(STAGES), ~elsewhere)),
    )


def refused_before(session: Session, row_id: int) -> bool:
    """True where the last e-mail to the same person and address was refused for good as well.

    A refusal after the data speaks of the message; two in a row speak of where it goes.
    """
    mine = aliased(Message)
    its = aliased(MessageBytes)
    earlier = (
        select(Message.state, Message.outcome, Message.code)
        .join(MessageBytes, col(MessageBytes.message_id) == col(Message.id))
        .join(mine, col(mine.person_id) == col(Message.person_id))
        .join(its, col(its.message_id) == col(mine.id))
        .where(
            col(mine.id) == row_id,
            col(Message.id) < row_id,
            col(Message.channel) == Channel.EMAIL,
            col(Message.state).in_(ENDED),
            col(MessageBytes.envelope_to) == col(its.envelope_to),
        )
        .order_by(col(Message.id).desc())
    )
    last = session.execute(earlier).first()
    if last is None or last[0] is not MessageState.FAILED:
        return False
    return last[1] is Outcome.PERMANENT and (last[2] or 0) >= REFUSED_FOR_GOOD


def make_undeliverable(session: Session, row_id: int, refused: Refused) -> bool:
    """True where the address of a message takes nothing more until it is changed or cleared.

    False for a pilot's address, which is nobody's of the board, and for one that has been
    changed since.
    """
    redirected, person, address = session.execute(
        select(Message.redirected, Message.person_id, MessageBytes.envelope_to)
        .join(MessageBytes, col(MessageBytes.message_id) == col(Message.id))
        .where(col(Message.id) == row_id)
    ).one()
    if redirected:
        return False
    # Not the person's every address: it may have been changed while the message was on its way.
    changed: Any = session.execute(
        update(Address)
        .where(
            col(Address.person_id) == person,
            col(Address.email) == address,
            col(Address.until_on).is_(None),
        )
        .values(undeliverable_on=refused.on, refusal=refused.words[:200], refused_at=refused.at)
        .execution_options(synchronize_session=False)
    )
    # Whatever it carried: who leads an action and can be told no more is found at the next run.
    ask_leads_of(session, person, refused.on)
    return bool(changed.rowcount)
