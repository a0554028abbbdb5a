"""A message of unknown outcome, settled by a person who found out whether it arrived.

Source: architecture, rule 7: lost after the data was sent, it is tried once more and is then for
a person. All in the caller's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from models import outbox_statements as statements
from models.chain import Change
from models.holding_writing import Releasing
from models.ledger import Message, MessageNotice, Notice
from models.people import Post
from models.plan import Action
from models.reasons import append_because
from models.returned_writing import take_back
from models.rules.words import Channel, MessageState, Outcome

ARRIVED, LOST = "a person found that it had arrived", "a person found that it had not arrived"
# What goes by Teams and is lost twice goes by e-mail: nobody is asked.
UNDECIDED = (
    col(Message.channel) == Channel.EMAIL,
    col(Message.state) == MessageState.UNKNOWN,
    col(Message.next_attempt_at).is_(None),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A message that may or may not have arrived, as a server's log can be asked for it."""

    row_id: int
    board_id: int
    message_id: str
    dated_at: datetime
    posts: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


def undecided(session: Session, row_id: int | None = None) -> list[Undecided]:
    """The messages of unknown outcome that are not tried again, or the one of a number."""
    query = select(
        col(Message.id), col(Message.board_id), col(Message.message_id), col(Message.dated_at)
    ).where(*UNDECIDED)
    if row_id is not None:
        query = query.where(col(Message.id) == row_id)
    return [
        Undecided(
            row_id=found[0] or 0,
            board_id=found[1],
            message_id=found[2],
            dated_at=found[3],
            **_told(session, found[0] or 0),
        )
        for found in session.execute(query.order_by(col(Message.id))).all()
    ]


def _told(session: Session, row_id: int) -> dict[str, tuple[str, ...]]:
    """To which posts, and which steps of which actions."""
    rows: Any = session.execute(
        select(col(Post.name), col(Notice.step), col(Action.reference))
        .join(Notice, col(Notice.post_id) == col(Post.id))
        .join(MessageNotice, col(MessageNotice.notice_id) == col(Notice.id))
        .outerjoin(Action, col(Action.id) == col(Notice.action_id))
        .where(col(MessageNotice.message_id) == row_id)
        .order_by(col(Notice.id))
    ).all()
    return {
        "posts": tuple(dict.fromkeys(post for post, _, _ in rows)),
        "steps": tuple(f"{step} {reference or ''}".strip() for _, step, reference in rows),
    }


def settle(session: Session, one: Undecided, by: Releasing, *, arrived: bool) -> bool:
    """True where it was recorded: told from today, or gathered anew with what came since.

    Not told on the day it was sent: of the days since nobody knew it, and what the runs of those
    days left out for want of it was left out rightly. What was lost waits on ("until then the step
    waits"): a contributor's part of a step that its lead was told would not be due again. False
    where somebody was first.
    """
    changed: Any = session.execute(
        update(Message)
        .where(col(Message.id) == one.row_id, *UNDECIDED)
        .values(
            state=MessageState.ACCEPTED if arrived else MessageState.WITHDRAWN,
            outcome=Outcome.ACCEPTED if arrived else Outcome.PERMANENT,
            outcome_text=ARRIVED if arrived else LOST,
            accepted_at=one.dated_at if arrived else None,
        )
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount != 1:
        return False
    if arrived:
        statements.TELL.run(session.connection(), {"row_id": one.row_id, "today": by.today})
    else:
        take_back(session, one.row_id, LOST, by.today, waits_on=True)
    settled = _settled(one, by, arrived=arrived)
    append_because(session, one.board_id, settled, by.reason, by.at)
    return True


def _settled(one: Undecided, by: Releasing, *, arrived: bool) -> Change:
    return Change(
        what="message settled",
        subject="message",
        subject_id=one.row_id,
        person_id=by.person_id,
        holds_from=by.today,
        facts={"arrived": arrived},
    )
