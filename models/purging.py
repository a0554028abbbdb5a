"""People who left, and the texts of old messages, taken out of the register for good.

A person's row stays, with a number in place of the name: everything else names people by it. The
chain, over numbers and hashes, verifies as before.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, text, update
from sqlmodel import Session, col

from models.board_reading import board_ids
from models.chain import Change, append
from models.history import History
from models.ledger import Message, MessageBytes
from models.page import PageCode
from models.people import Address, Person, Tenure
from models.rules.retention import has_left
from models.rules.words import MessageState

# What may still leave, or still be asked about, keeps its text.
OVER = (
    MessageState.ACCEPTED,
    MessageState.BOUNCED,
    MessageState.FAILED,
    MessageState.WITHDRAWN,
)
# What an import records, with the SHA-256 of its file, though the plan brought nothing new.
IMPORTS = ("plan entered", "plan updated")
File = tuple[date, str]


def leavers(session: Session, board_id: int, kept: date | None) -> tuple[int, ...]:
    """The people of a board who hold no post any more, and ended before the first day kept."""
    query = (
        select(col(Person.id), col(Tenure.from_on), col(Tenure.until_on))
        .join(Tenure, col(Tenure.person_id) == col(Person.id))
        .where(col(Person.board_id) == board_id, col(Person.purged_on).is_(None))
    )
    held: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for person_id, start, end in session.execute(query):
        held[person_id].append((start, end))
    return tuple(sorted(i for i, some in held.items() if has_left(tuple(some), kept)))


def old_messages(
    session: Session, board_id: int, people: tuple[int, ...], kept_on: date | None
) -> tuple[tuple[int, File], ...]:
    """Messages whose text is to go: those to people who left, and those before the first day kept.

    Each with the day and the name under which it may lie as a file.
    """
    query = (
        select(
            col(Message.id), col(Message.person_id), col(Message.dated_at), col(Message.message_id)
        )
        .join(MessageBytes, col(MessageBytes.message_id) == col(Message.id))
        .where(col(Message.board_id) == board_id, col(Message.state).in_(OVER))
        .order_by(col(Message.id))
    )
    gone = set(people)
    return tuple(
        (i, (dated_at.date(), name))
        for i, person_id, dated_at, name in session.execute(query)
        if person_id in gone or (kept_on is not None and dated_at.date() < kept_on)
    )


def purge(
    session: Session,
    board_id: int,
    people: tuple[int, ...],
    messages: tuple[int, ...],
    *,
    today: date,
    at: datetime,
) -> None:
    """Take names, addresses and codes of people, and the bytes of messages, out of the register.

    On SQLite what is deleted is overwritten. The history says how many, and which people by number.
    """
    if session.connection().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete = ON"))
    for person_id in people:
        session.execute(
            update(Person)
            .where(col(Person.id) == person_id)
            .values(name=f"Person {person_id}", purged_on=today)
        )
    for table in (Address, PageCode):
        _delete(session, table, col(table.person_id).in_(people))
    _delete(session, MessageBytes, col(MessageBytes.message_id).in_(messages))
    change = _purged(board_id, today, people=list(people), messages=len(messages))
    append(session, board_id, [change], at)


def record_papers(session: Session, files: int, today: date, at: datetime) -> None:
    """Record in the history of every board how many working papers of the home were deleted."""
    for board_id in board_ids(session):
        append(session, board_id, [_purged(board_id, today, papers=files)], at)


def plans_entered(session: Session) -> frozenset[str]:
    """The SHA-256 of every file that was entered as a plan, or laid beside one, of any board."""
    query = select(col(History.facts)).where(
        col(History.board_id).in_(board_ids(session)), col(History.what).in_(IMPORTS)
    )
    found = {json.loads(facts)["source"] for facts in session.execute(query).scalars()}
    return frozenset(found - {""})


def _purged(board_id: int, today: date, **facts: object) -> Change:
    return Change(
        what="purged", subject="board", subject_id=board_id, holds_from=today, facts=facts
    )


def _delete(session: Session, table: Any, where: Any) -> None:
    session.execute(delete(table).where(where).execution_options(synchronize_session=False))
