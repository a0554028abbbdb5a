"""The outbox: claim a message, freeze it, and record how its attempt ended.

A claim and a finish are short transactions; nothing here is open while a message is sent. A
claim is a conditional change; a finish carries the attempt's number as a fence, so that a worker
whose lease ran out cannot overwrite what the next one found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, exists, or_, update
from sqlmodel import Session, col, select

from models import outbox_statements as statements
from models.chain import Change, End, append
from models.day_writing import ask_on
from models.governance import PolicyVersion
from models.ledger import Message, MessageBytes, MessageNotice, Notice
from models.people import Address
from models.rules.outbox import Finish, Frozen, Waiting
from models.rules.words import Channel, MessageState, NoticeState, Outcome

LEASE = timedelta(minutes=10)


def waiting_actions(board_id: int) -> Select[Any]:
    """The ids of the actions of which something waits to be told."""
    return (
        select(col(Notice.action_id))
        .where(col(Notice.board_id) == board_id, col(Notice.state) == NoticeState.WAITING)
        .distinct()
    )


def _unsent() -> Any:
    return ~exists().where(col(MessageNotice.notice_id) == col(Notice.id))


def waiting(session: Session, board_id: int) -> dict[int, list[Waiting]]:
    """Per person the notices that wait and are in no message yet."""
    query = (
        select(
            Notice.id,
            Notice.action_id,
            Notice.step,
            Notice.cause,
            Notice.post_id,
            Notice.person_id,
            Notice.first,
            Notice.copied,
            Notice.planned_on,
            Notice.recorded_on,
            Notice.reason,
            PolicyVersion.number,
            Notice.for_post_id,
            Notice.for_words,
        )  # type: ignore[call-overload]
        .join(PolicyVersion, col(PolicyVersion.id) == col(Notice.policy_id))
        .where(
            col(Notice.board_id) == board_id,
            col(Notice.state) == NoticeState.WAITING,
            _unsent(),
        )
        .order_by(col(Notice.person_id), col(Notice.id))
    )
    found: dict[int, list[Waiting]] = defaultdict(list)
    for row in session.execute(query):
        found[row[5]].append(Waiting(**dict(zip(Waiting.__slots__, row, strict=True))))
    return found


def still_unsent(session: Session, notice_ids: Sequence[int]) -> bool:
    """True while all of the notices wait and no other worker has put one into a message."""
    found = session.connection().execute(statements.STILL_UNSENT, {"ids": list(notice_ids)})
    return len(found.all()) == len(notice_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message to be frozen: to one person, the notices it carries, its bytes and envelope."""

    board_id: int
    person_id: int
    channel: Channel
    notice_ids: tuple[int, ...]
    message_id: str
    dated_at: datetime
    template: str
    sha256: str
    envelope_from: str
    envelope_to: str
    data: bytes
    redirected: bool = False


def claim_first(session: Session, draft: Draft, worker: str, now: datetime) -> Frozen:
    """Freeze a message in the transaction that claims its first attempt."""
    values = {
        "board_id": draft.board_id,
        "person_id": draft.person_id,
        "channel": draft.channel,
        "state": MessageState.SENDING,
        "message_id": draft.message_id,
        "dated_at": draft.dated_at,
        "template": draft.template,
        "sha256": draft.sha256,
        "redirected": draft.redirected,
        "attempt": 1,
        "worker": worker,
        "lease_until": now + LEASE,
    }
    connection = session.connection()
    new_id = connection.execute(statements.NEW_MESSAGE, values).scalar_one()
    connection.execute(
        statements.NEW_LINKS, [{"message_id": new_id, "notice_id": n} for n in draft.notice_ids]
    )
    connection.execute(
        statements.NEW_BYTES,
        {
            "message_id": new_id,
            "envelope_from": draft.envelope_from,
            "envelope_to": draft.envelope_to,
            "data": draft.data,
        },
    )
    return Frozen(
        id=new_id,
        message_id=draft.message_id,
        attempt=1,
        envelope_from=draft.envelope_from,
        envelope_to=draft.envelope_to,
        data=draft.data,
        dated_at=draft.dated_at,
    )


def to_try_again(session: Session, board_id: int, now: datetime) -> list[int]:
    """The messages whose next attempt has come, or whose worker's lease ran out."""
    message = Message
    lost = and_(
        col(message.state) == MessageState.SENDING, col(message.lease_until) < now
    )
    again = and_(
        col(message.state).in_([MessageState.QUEUED, MessageState.UNKNOWN]),
        col(message.next_attempt_at) <= now,
    )
    query = (
        select(message.id)
        .where(col(message.board_id) == board_id, or_(lost, again))
        .order_by(col(message.id))
    )
    return [i for i in session.exec(query) if i is not None]


def claim_again(session: Session, row_id: int, worker: str, now: datetime) -> Frozen | None:
    """Claim a further attempt at a frozen message; None where another worker was first.

    A message found `sending` after its lease counts as an attempt whose outcome is unknown.
    """
    row = session.exec(
        select(Message).where(col(Message.id) == row_id).with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return None
    claimed = session.execute(
        update(Message)
        .where(
            col(Message.id) == row_id,
            col(Message.attempt) == row.attempt,
            col(Message.state) == row.state,
        )
        .values(
            state=MessageState.SENDING,
            attempt=row.attempt + 1,
            worker=worker,
            lease_until=now + LEASE,
            next_attempt_at=None,
        )
        .execution_options(synchronize_session=False)
    )
    if claimed.rowcount != 1:  # type: ignore[attr-defined]
        return None
    kept = session.exec(select(MessageBytes).where(col(MessageBytes.message_id) == row_id)).one()
    return Frozen(
        id=row_id,
        message_id=row.message_id,
        attempt=row.attempt + 1,
        envelope_from=kept.envelope_from,
        envelope_to=kept.envelope_to,
        data=kept.data,
        dated_at=row.dated_at,
    )


def notices_of(session: Session, row_id: int) -> list[Waiting]:
    """The notices that a message carries and that still wait."""
    linked = select(col(MessageNotice.notice_id)).where(col(MessageNotice.message_id) == row_id)
    rows = session.exec(
        select(Notice).where(
            col(Notice.id).in_(linked), col(Notice.state) == NoticeState.WAITING
        )
    ).all()
    return [
        Waiting(
            notice_id=n.id or 0,
            policy_number=0,
            **{
                name: getattr(n, name)
                for name in Waiting.__slots__
                if name not in ("notice_id", "policy_number")
            },
        )
        for n in rows
    ]


STATES = {
    Outcome.ACCEPTED: MessageState.ACCEPTED,
    Outcome.TRANSIENT: MessageState.QUEUED,
    Outcome.PERMANENT: MessageState.FAILED,
    Outcome.UNKNOWN: MessageState.UNKNOWN,
}


def finish(
    session: Session, sent: Frozen, end: Finish, now: datetime, today: date
) -> Change | None:
    """Record how an attempt ended, with what follows for its notices; the history entry owed.

    None where the attempt is no longer this worker's: its fence has moved.
    """
    over = end.gave_up or end.outcome is Outcome.PERMANENT
    changed = session.connection().execute(
        statements.FINISH,
        {
            "row_id": sent.id,
            "fence": sent.attempt,
            "new_state": MessageState.FAILED if over else STATES[end.outcome],
            "new_outcome": end.outcome,
            "new_code": end.code,
            "new_text": end.text[:200],
            "new_accepted_at": now if end.outcome is Outcome.ACCEPTED else None,
            "again_at": end.again_at,
        },
    )
    if changed.rowcount != 1:
        return None
    if end.outcome is Outcome.ACCEPTED:
        _tell(session, sent.id, today)
    elif over:
        withdraw_message(session, sent.id, _because(end), today)
        if end.address_refused:
            _undeliverable(session, sent.id, end, today, now)
    return Change(
        what=f"message {end.outcome.value}",
        subject="message",
        subject_id=sent.id,
        holds_from=today,
        facts={"attempt": sent.attempt, "code": end.code, "gave_up": end.gave_up},
    )


def _because(end: Finish) -> str:
    if end.gave_up:
        return "no delivery within 5 days"
    return "the address was refused" if end.address_refused else "the message was refused"


def _linked(row_id: int) -> Any:
    return col(Notice.id).in_(
        select(col(MessageNotice.notice_id)).where(col(MessageNotice.message_id) == row_id)
    )


def _tell(session: Session, row_id: int, today: date) -> None:
    session.connection().execute(statements.TELL, {"row_id": row_id, "today": today})


def withdraw_message(session: Session, row_id: int, because: str, today: date) -> None:
    """Withdraw what a message carries; the steps are due again, so the actions are asked."""
    actions = session.exec(
        select(col(Notice.action_id)).where(
            _linked(row_id), col(Notice.state) == NoticeState.WAITING
        )
    ).all()
    session.execute(
        update(Notice)
        .where(_linked(row_id), col(Notice.state) == NoticeState.WAITING)
        .values(state=NoticeState.WITHDRAWN, withdrawn_because=because)
        .execution_options(synchronize_session=False)
    )
    ask_on(session, {a for a in actions if a is not None}, today)


def _undeliverable(
    session: Session, row_id: int, end: Finish, today: date, now: datetime
) -> None:
    """The address takes nothing more until it is changed or a person clears it (rule 7)."""
    redirected, person = session.execute(
        select(Message.redirected, Message.person_id).where(col(Message.id) == row_id)
    ).one()
    if redirected:
        return
    session.execute(
        update(Address)
        .where(col(Address.person_id) == person, col(Address.until_on).is_(None))
        .values(
            undeliverable_on=today,
            refusal=f"{end.code or ''} {end.text}"[:200],
            refused_at=now,
        )
        .execution_options(synchronize_session=False)
    )


def withdraw(
    session: Session, board_id: int, gone: Iterable[tuple[Waiting, str]], today: date, now: datetime
) -> End:
    """Withdraw notices whose cause is gone, each with the reason (rule 6); where history ends."""
    changes = []
    for notice, because in gone:
        session.execute(
            update(Notice)
            .where(col(Notice.id) == notice.notice_id, col(Notice.state) == NoticeState.WAITING)
            .values(state=NoticeState.WITHDRAWN, withdrawn_because=because)
            .execution_options(synchronize_session=False)
        )
        changes.append(
            Change(
                what="notice withdrawn",
                subject="notice",
                subject_id=notice.notice_id,
                action_id=notice.action_id,
                holds_from=today,
                facts={"because": because},
            )
        )
        if notice.action_id is not None:
            ask_on(session, [notice.action_id], today)
    return append(session, board_id, changes, now)


def left_waiting(session: Session, board_id: int) -> int:
    """How many persons something waits for, in a message or in none yet."""
    query = (
        select(col(Notice.person_id))
        .where(col(Notice.board_id) == board_id, col(Notice.state) == NoticeState.WAITING)
        .distinct()
    )
    return len(session.exec(query).all())


def withdraw_for(session: Session, action_id: int, because: str) -> None:
    """Withdraw what waits for an action and is in no message yet: a decision overtook it."""
    session.execute(
        update(Notice)
        .where(
            col(Notice.action_id) == action_id,
            col(Notice.state) == NoticeState.WAITING,
            _unsent(),
        )
        .values(state=NoticeState.WITHDRAWN, withdrawn_because=because)
        .execution_options(synchronize_session=False)
    )



def drop(session: Session, row_id: int, because: str) -> None:
    """Withdraw a frozen message that nothing speaks for any more; its bytes are kept."""
    session.execute(
        update(Message)
        .where(
            col(Message.id) == row_id,
            col(Message.state).in_(
                [MessageState.QUEUED, MessageState.UNKNOWN, MessageState.SENDING]
            ),
        )
        .values(state=MessageState.WITHDRAWN, outcome_text=because, next_attempt_at=None)
        .execution_options(synchronize_session=False)
    )
