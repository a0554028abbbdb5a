"""Notices and messages withdrawn: the cause is gone, a decision overtook them, a pilot ended.

All in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from models import outbox_statements as statements
from models.asking import firsts, said
from models.chain import Change, End, append
from models.day_writing import ask_all, ask_on
from models.ledger import Message, Notice
from models.prepared import Prepared
from models.rules.outbox import Waiting
from models.rules.words import MessageState, NoticeState, Step


def withdraw(
    session: Session, board_id: int, gone: Iterable[tuple[Waiting, str]], today: date, now: datetime
) -> End:
    """Withdraw notices whose cause is gone, each with the reason (rule 6); where history ends."""
    changes = []
    for notice, because in gone:
        if not _withdrawn(session, notice.notice_id, because):
            continue
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
        elif notice.step is Step.V:
            ask_all(session, board_id)
    return append(session, board_id, changes, now)


def _withdrawn(session: Session, notice_id: int, because: str) -> bool:
    """True where the notice waited and is withdrawn now; False where another was first."""
    changed: Any = session.execute(
        update(Notice)
        .where(col(Notice.id) == notice_id, col(Notice.state) == NoticeState.WAITING)
        .values(state=NoticeState.WITHDRAWN, withdrawn_because=because)
        .execution_options(synchronize_session=False)
    )
    return bool(changed.rowcount == 1)


def withdraw_for(session: Session, action_id: int, because: str) -> list[int]:
    """Withdraw what waits for an action and is in no message yet; the notices' numbers.

    A decision overtook it.
    """
    overtaken = (
        update(Notice)
        .where(
            col(Notice.action_id) == action_id,
            col(Notice.state) == NoticeState.WAITING,
            statements.UNSENT,
        )
        .values(state=NoticeState.WITHDRAWN, withdrawn_because=because)
        .returning(col(Notice.id))
        .execution_options(synchronize_session=False)
    )
    return sorted(i for i in session.execute(overtaken).scalars() if i is not None)


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


_NEWEST = Prepared(
    select(col(Message.redirected))
    .where(col(Message.board_id) == bindparam("board_id"))
    .order_by(col(Message.id).desc())
    .limit(1)
)


def last_was_redirected(session: Session, board_id: int) -> bool:
    """True where the board's newest message went to a pilot's address."""
    return any(firsts(session, _NEWEST, board_id=board_id))


def end_pilot(session: Session, board_id: int, today: date, now: datetime) -> int:
    """Withdraw what only a pilot's address was told, so that its steps are due again; how many.

    Source: interface.md, MATTERS_REDIRECT_TO.
    """
    rows = said(session, statements.PILOT_TOLD, board_id=board_id)
    if not rows:
        return 0
    session.connection().execute(
        statements.WITHDRAW,
        [
            {"row_id": notice_id, "because": "only the pilot's address was told"}
            for notice_id, _ in rows
        ],
    )
    ask_on(session, {action for _, action in rows if action is not None}, today)
    change = Change(
        what="pilot ended",
        subject="board",
        subject_id=board_id,
        holds_from=today,
        facts={"notices": sorted(notice_id for notice_id, _ in rows)},
    )
    append(session, board_id, [change], now)
    return len(rows)
