"""The history chain: every change appends its entries in its own transaction.

An entry's hash covers the entry before it, so that nothing can be left out or altered unseen.
The chain is one a board; whoever appends holds the register's write lock (SQLite) or the board's
row (PostgreSQL).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, exists, insert, update
from sqlmodel import Session, col, select

from models.database import os_user
from models.governance import Board
from models.history import ChainHead, History
from models.prepared import Prepared

START = "0" * 64
# Rows of a digest that are written as one text.
PART = 1000
# What other workers' attempts leave behind, and what changes nothing of what is to be told.
SENT = ("message accepted", "message transient", "message unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change to be recorded: what, of what, from which day, by whom, with which facts.

    `facts` holds ids, dates, enum words and hashes only; free text goes in by `text_hash`.
    """

    what: str
    subject: str
    subject_id: int
    holds_from: date
    action_id: int | None = None
    person_id: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def text_hash(text: str | None) -> str | None:
    """The SHA-256 that stands in the chain for a text that may be purged; None for none."""
    return hashlib.sha256(text.encode()).hexdigest() if text else None


@dataclass(frozen=True, slots=True)
class End:
    """Where a board's chain ends: the number and the hash of its last entry."""

    seq: int
    hash: str


table = History.__table__  # type: ignore[attr-defined]
head = ChainHead.__table__  # type: ignore[attr-defined]
LAST = Prepared(select(head.c.seq, head.c.hash).where(head.c.board_id == bindparam("the_board")))
NEW_HEAD = Prepared(insert(head), "board_id", "seq", "hash")
MOVE_HEAD = Prepared(
    update(head)
    .where(head.c.board_id == bindparam("the_board"))
    .values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
)
LOCK = select(Board.id).where(col(Board.id) == bindparam("board_id")).with_for_update()
APPEND = Prepared(insert(table), *(c.name for c in table.c if c.name != "id"))


def append(
    session: Session,
    board_id: int,
    changes: Iterable[Change],
    at: datetime,
    *,
    end: End | None = None,
) -> End:
    """Append entries to a board's chain, in order; where it ends then.

    `end` is where it ends now, for one who asked in this transaction.
    """
    begin = end or chain_end(session, board_id)
    seq, previous = begin.seq, begin.hash
    rows = []
    for change in changes:
        seq += 1
        row = _row(board_id, seq, change, at, previous)
        previous = row["hash"]
        rows.append(row)
    if rows:
        APPEND.run_many(session.connection(), rows)
        _move_head(session, board_id, begin, End(seq, previous))
    return End(seq, previous)


def _move_head(session: Session, board_id: int, was: End, now: End) -> None:
    """Keep where the chain ends; a history that was cut off goes on after the gap."""
    connection = session.connection()
    if was.seq:
        place = {"the_board": board_id, "new_seq": now.seq, "new_hash": now.hash}
        MOVE_HEAD.run(connection, place)
    else:
        NEW_HEAD.run(connection, {"board_id": board_id, "seq": now.seq, "hash": now.hash})


def chain_end(session: Session, board_id: int) -> End:
    """Where a board's chain ends, held until the transaction ends.

    On PostgreSQL the board's row is the lock that keeps two writers from forking the chain; on
    SQLite whoever writes has the register.
    """
    connection, board = session.connection(), {"board_id": board_id}
    if connection.dialect.name != "sqlite":
        connection.execute(LOCK, board)
    last = LAST.run(connection, {"the_board": board_id}).fetchone()
    return End(last[0], last[1]) if last else End(0, START)


_OTHERS = select(
    exists().where(
        table.c.board_id == bindparam("board_id"),
        table.c.seq > bindparam("after"),
        table.c.what.not_in(SENT),
    )
)


def only_sent_since(session: Session, board_id: int, end: End) -> bool:
    """True where nothing was recorded after an end but that messages were sent, or put off."""
    asked = {"board_id": board_id, "after": end.seq}
    return not session.connection().scalar(_OTHERS, asked)


def _row(board_id: int, seq: int, change: Change, at: datetime, previous: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "board_id": board_id,
        "seq": seq,
        "recorded_at": at,
        "holds_from": change.holds_from,
        "what": change.what,
        "subject": change.subject,
        "subject_id": change.subject_id,
        "action_id": change.action_id,
        "person_id": change.person_id,
        "os_user": os_user(),
        "facts": canonical(change.facts),
        "previous": previous,
    }
    return {**row, "hash": entry_hash(row)}


def canonical(facts: Any) -> str:
    """Facts as JSON whose bytes depend on nothing but the facts."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def entry_hash(row: dict[str, Any]) -> str:
    """The SHA-256 of an entry: all its columns and the hash of the entry before it."""
    parts = (
        row["board_id"],
        row["seq"],
        row["recorded_at"].isoformat(timespec="microseconds"),
        row["holds_from"].isoformat(),
        row["what"],
        row["subject"],
        row["subject_id"],
        row["action_id"],
        row["person_id"],
        row["os_user"],
        row["facts"],
        row["previous"],
    )
    return hashlib.sha256(
        "\x1f".join("" if p is None else str(p) for p in parts).encode()
    ).hexdigest()


def ledger_digest(notices: Iterable[tuple[int | None, str, str, int]]) -> str | None:
    """The SHA-256 of a run's notices as (action, step, cause, post); None where there is none.

    It stands in the run's entry, so that the ledger is as hard to alter unseen (record 14).
    """
    return digest_in_order(sorted((action or 0, *place) for action, *place in notices))


def digest_in_order(rows: Iterable[Sequence[Any]]) -> str | None:
    """The same of rows that come in their order: of their text no more than a part is ever made."""
    coming, digest, comma = iter(rows), hashlib.sha256(b'{"notices":['), ""
    while part := list(islice(coming, PART)):
        digest.update(f"{comma}{canonical(part)[1:-1]}".encode())
        comma = ","
    digest.update(b"]}")
    return digest.hexdigest() if comma else None
