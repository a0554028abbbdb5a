"""Whether anything was recorded that a person's page may show, and who is likely to ask for one.

What is known to change nothing of a page is named here; all else changes every page.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlmodel import col

from models.asking import Numbers
from models.history import ChainHead, History
from models.ledger import Message, MessageNotice, Notice
from models.page_reading import Head, Holder
from models.prepared import Prepared
from models.rules.words import Outcome

# Of an action that is not one's own these change nothing: none of them gives it a new lead.
OF_AN_ACTION = ("answered", "answered late", "date confirmed", "notice withdrawn")
DECIDED = "decided "
OF_A_VISIT = ("code sent", "page opened", "links revoked")
ACCEPTED = f"message {Outcome.ACCEPTED.value}"
# Where more was recorded it costs less to read the page afresh.
MOST = 500
# A person is written to so seldom that the last messages are to so many people.
LATEST = 20


def _is_one_of(words: tuple[str, ...]) -> ColumnElement[bool]:
    """As many comparisons: what is prepared takes no list."""
    return or_(*(col(History.what) == one for one in words))


_MINE = select(cast(Numbers(bindparam("mine", type_=Text)).table_valued("value").c.value, Integer))
_TOLD_OF_MINE = exists().where(
    col(MessageNotice.message_id) == col(History.subject_id),
    col(Notice.id) == col(MessageNotice.notice_id),
    col(Notice.action_id).in_(_MINE),
)
_OF_OTHERS = and_(
    col(History.action_id).is_not(None),
    or_(_is_one_of(OF_AN_ACTION), col(History.what).startswith(DECIDED)),
    col(History.action_id).not_in(_MINE),
)
_OF_NO_PAGE = or_(
    _is_one_of(OF_A_VISIT),
    _OF_OTHERS,
    and_(col(History.what) == ACCEPTED, ~_TOLD_OF_MINE),
)
_CONCERNS = Prepared(
    select(
        exists().where(
            col(History.board_id) == bindparam("board_id"),
            col(History.seq) > bindparam("seq"),
            ~_OF_NO_PAGE,
        ),
        # A register that was brought back from a copy went another way.
        exists().where(
            col(History.board_id) == bindparam("board_id"),
            col(History.seq) == bindparam("seq"),
            col(History.hash) == bindparam("digest"),
        ),
    )
)


def concerns(connection: Connection, whose: Holder, known: Head, mine: Collection[int]) -> bool:
    """False where all that was recorded since a head of the history is of no matter to a person.

    `mine` are the actions that they lead, closed ones too: one that is reopened is shown.
    """
    (seq, digest), (now, _) = known, whose.history
    if not seq < now <= seq + MOST:
        return True
    whom = {"board_id": whose.board_id, "mine": json.dumps(list(mine))}
    asked = {**whom, "seq": seq, "digest": digest}
    found, same = _CONCERNS.run(connection, asked).fetchone()
    return bool(found) or not same


def heads(connection: Connection) -> tuple[tuple[int, int, str], ...]:
    """How far the history of each board is: what moves with everything that is recorded."""
    query = select(col(ChainHead.board_id), col(ChainHead.seq), col(ChainHead.hash))
    rows: Any = connection.execute(query.order_by(col(ChainHead.board_id)))
    return tuple((board_id, seq, digest) for board_id, seq, digest in rows)


def written_to(connection: Connection, since: datetime, most: int) -> tuple[int, ...]:
    """To whom a message was accepted since an instant, who was written to last first.

    Whoever has a link that is open is one of these, unless so many were written to after them.
    """
    newest = func.max(col(Message.id))
    ids = select(col(Message.id)).order_by(col(Message.id).desc()).limit(LATEST * most)
    query = (
        select(col(Message.person_id))
        .where(col(Message.id).in_(ids), col(Message.accepted_at) >= since)
        .group_by(col(Message.person_id))
        .order_by(newest.desc())
        .limit(most)
    )
    return tuple(connection.scalars(query))
