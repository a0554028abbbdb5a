"""The outbox's statements, written once: a delivery runs each of them once a message.

Built from the tables, so that a column that goes is missed here first.
"""

from __future__ import annotations

from sqlalchemy import and_, bindparam, exists, insert, null, or_, select, update

from models.ledger import WAITS, Message, MessageBytes, MessageNotice, Notice
from models.prepared import Prepared
from models.rules.words import STAGES, Channel, MessageState, NoticeState

notice = Notice.__table__  # type: ignore[attr-defined]
message = Message.__table__  # type: ignore[attr-defined]
link = MessageNotice.__table__  # type: ignore[attr-defined]
frozen = MessageBytes.__table__  # type: ignore[attr-defined]

# What Teams refused, or twice gave no answer to, goes by e-mail instead.
GIVEN_UP = and_(
    message.c.channel == Channel.TEAMS,
    or_(
        message.c.state == MessageState.FAILED,
        and_(message.c.state == MessageState.UNKNOWN, message.c.next_attempt_at.is_(None)),
    ),
)
# A message that was withdrawn gives back what still stands of it.
UNSENT = ~exists().where(
    link.c.notice_id == notice.c.id,
    link.c.message_id == message.c.id,
    message.c.state != MessageState.WITHDRAWN,
    ~GIVEN_UP,
)

# What is held waits for a person, or for the day on which a gate lets it go.
HELD = (
    WAITS,
    notice.c.held_on.is_not(None),
    notice.c.released_on.is_(None),
)
LET_GO = or_(notice.c.held_on.is_(None), notice.c.released_on.is_not(None))

STILL_UNSENT = Prepared(
    select(notice.c.id)
    .where(
        notice.c.board_id == bindparam("board_id"),
        notice.c.person_id == bindparam("person_id"),
        WAITS,
        LET_GO,
        UNSENT,
    )
    .with_for_update(skip_locked=True)
)
_OURS, _OWN, _CARRIED_ONE = message.alias("ours"), link.alias("own"), notice.alias("carried")
_OTHER, _BESIDE = message.alias("other"), link.alias("beside")
# Two levels below: of itself SQLAlchemy correlates with the nearest alone, and would look at every
# message of the register in place of ours.
_IN_ANOTHER = (
    exists()
    .where(
        _BESIDE.c.notice_id == _OWN.c.notice_id,
        _BESIDE.c.message_id == _OTHER.c.id,
        _OTHER.c.id != _OURS.c.id,
        _OTHER.c.state != MessageState.WITHDRAWN,
    )
    .correlate(_OURS, _OWN)
)
# The person has notices in no message, and what this one carries waits and is in no other.
NEWER_WAITS = Prepared(
    select(_OURS.c.id).where(
        _OURS.c.id == bindparam("row_id"),
        exists().where(
            notice.c.board_id == _OURS.c.board_id,
            notice.c.person_id == _OURS.c.person_id,
            WAITS,
            LET_GO,
            UNSENT,
        ),
        ~exists().where(
            _OWN.c.message_id == _OURS.c.id,
            _CARRIED_ONE.c.id == _OWN.c.notice_id,
            or_(_CARRIED_ONE.c.state != NoticeState.WAITING, _IN_ANOTHER),
        ),
    )
)
NEW_MESSAGE = Prepared(
    insert(message).returning(message.c.id),
    *("board_id", "person_id", "channel", "state", "message_id", "dated_at", "template"),
    *("sha256", "redirected", "attempt", "worker", "lease_until", "next_attempt_at"),
)
NEW_LINKS = Prepared(insert(link), "message_id", "notice_id")
NEW_BYTES = Prepared(insert(frozen), "message_id", "envelope_from", "envelope_to", "data")

_CARRIED = notice.c.id.in_(select(link.c.notice_id).where(link.c.message_id == bindparam("row_id")))
_TOLD = (
    update(notice)
    .where(_CARRIED, notice.c.state == NoticeState.WAITING)
    .values(state=NoticeState.TOLD, told_on=bindparam("today"))
)
TELL = Prepared(_TOLD)
# E steps go by e-mail whatever else they go by: until that is accepted they are not told.
TELL_BY_CARD = Prepared(_TOLD.where(*(notice.c.step != stage for stage in STAGES)))
CLAIM_AGAIN = (
    update(message)
    .where(
        message.c.id == bindparam("row_id"),
        message.c.attempt == bindparam("fence"),
        message.c.state == bindparam("old_state"),
    )
    .values(
        state=MessageState.SENDING,
        attempt=bindparam("new_attempt"),
        worker=bindparam("new_worker"),
        lease_until=bindparam("new_lease"),
        next_attempt_at=None,
    )
)
FINISH = Prepared(
    update(message)
    .where(
        message.c.id == bindparam("row_id"),
        message.c.attempt == bindparam("fence"),
        message.c.state == MessageState.SENDING,
    )
    .values(
        state=bindparam("new_state"),
        outcome=bindparam("new_outcome"),
        code=bindparam("new_code"),
        outcome_text=bindparam("new_text"),
        accepted_at=bindparam("new_accepted_at"),
        next_attempt_at=bindparam("again_at"),
        lease_until=null(),
    )
)

_REACHED = (
    exists()
    .where(
        link.c.notice_id == notice.c.id,
        link.c.message_id == message.c.id,
        message.c.state == MessageState.ACCEPTED,
    )
    .correlate(notice)
)
PILOT_TOLD = Prepared(
    select(notice.c.id, notice.c.action_id)
    .where(
        notice.c.board_id == bindparam("board_id"),
        notice.c.state == NoticeState.TOLD,
        _REACHED.where(message.c.redirected),
        ~_REACHED.where(~message.c.redirected),
    )
    .order_by(notice.c.id)
)
WITHDRAW = (
    update(notice)
    .where(notice.c.id == bindparam("row_id"))
    .values(state=NoticeState.WITHDRAWN, withdrawn_because=bindparam("because"))
)
