"""A board's history held against itself, its head, and what it says was recorded.

What this can prove and what it cannot is in record 18 (docs/adr).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Integer, String, bindparam, select, type_coerce
from sqlmodel import Session, col

from models.answers import Decision, Response
from models.asking import firsts, said
from models.chain import START, End, entry_hash, head, ledger_digest, table
from models.history_texts import altered_texts, facts_of
from models.ledger import Message, MessageBytes, Notice, Run
from models.plan import Action
from models.prepared import Prepared
from models.told_checking import told_faults

Entries = list[Any]
# Each look asks these: writing one down costs more than asking it.
_BOARD = bindparam("board_id", type_=Integer)
_HEAD = Prepared(select(head.c.seq, head.c.hash).where(head.c.board_id == _BOARD))
_ENTRIES = Prepared(select(table).where(table.c.board_id == _BOARD).order_by(table.c.seq))
_NOTICES = Prepared(
    select(
        col(Notice.run_id),
        col(Notice.action_id),
        type_coerce(col(Notice.step), String),
        col(Notice.cause),
        col(Notice.post_id),
    ).where(col(Notice.board_id) == _BOARD)
)
_DAYS = {
    "recorded_at": lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC),
    "holds_from": date.fromisoformat,
}
_RECORDED = {
    "run": Prepared(select(col(Run.id)).where(col(Run.board_id) == _BOARD)),
    "response": Prepared(
        select(col(Response.id))
        .join(Action, col(Action.id) == col(Response.action_id))
        .where(col(Action.board_id) == _BOARD)
    ),
    "decision": Prepared(select(col(Decision.id)).where(col(Decision.board_id) == _BOARD)),
}


def faults_of(session: Session, board_id: int) -> list[str]:
    """A sentence for each fault of a board's history; none where it is whole."""
    entries = _entries(session, board_id)
    return [
        *chain_faults(entries, head_of(session, board_id)),
        *_ledger_faults(session, board_id, entries),
        *_unrecorded(session, board_id, entries),
        *altered_texts(session, board_id, entries),
        *_altered_messages(session, board_id, entries),
        *told_faults(session, board_id, entries),
    ]


def head_of(session: Session, board_id: int) -> End | None:
    """Where the board's history ended when it was last added to; None where it has no entry."""
    rows = said(session, _HEAD, board_id=board_id)
    return End(*rows[0]) if rows else None


def hash_at(session: Session, board_id: int, seq: int) -> str | None:
    """The hash of an entry, to be held against one that was written down elsewhere."""
    query = select(table.c.hash).where(table.c.board_id == board_id, table.c.seq == seq)
    found: str | None = session.connection().scalar(query)
    return found


def _entries(session: Session, board_id: int) -> Entries:
    try:
        rows = said(session, _ENTRIES, board_id=board_id)
    except (TypeError, ValueError):
        return _as_far_as_read(session, board_id)
    return [dict(zip(table.c.keys(), row, strict=True)) for row in rows]


def _as_far_as_read(session: Session, board_id: int) -> Entries:
    """The entries where somebody wrote no day into one: that stays as it was written."""
    columns = [type_coerce(c, String) if c.name in _DAYS else c for c in table.c]
    query = select(*columns).where(table.c.board_id == board_id).order_by(table.c.seq)
    rows = session.connection().execute(query).all()
    entries = [dict(zip(table.c.keys(), row, strict=True)) for row in rows]
    for entry in entries:
        for name, read in _DAYS.items():
            with suppress(TypeError, ValueError):
                entry[name] = read(entry[name])
    return entries


def chain_faults(entries: Iterable[Any], end: End | None) -> Iterator[str]:
    """What does not fit, entry by entry, and against the head that is kept beside the chain."""
    seq, previous, sound = 0, START, True
    for entry in entries:
        if not isinstance(entry["seq"], int):
            yield f"History entry {entry['seq']} was altered after it was recorded."
            continue
        missing = range(seq + 1, entry["seq"])
        if missing:
            yield _missing(missing)
        altered = _is_altered(entry)
        if altered:
            yield f"History entry {entry['seq']} was altered after it was recorded."
        elif sound and not missing and entry["previous"] != previous:
            yield (
                f"History entry {entry['seq']} does not follow entry {seq}: one of the two was"
                " put in or altered, or entries between them were taken out."
            )
        seq, previous, sound = entry["seq"], entry["hash"], not altered
    yield from _end_faults(seq, previous, end)


def _is_altered(entry: Any) -> bool:
    """True of an entry that has not its hash, also where what it says can be read by nobody."""
    try:
        return bool(entry_hash(entry) != entry["hash"])
    except (AttributeError, ValueError):
        return True


def _end_faults(seq: int, last: str, end: End | None) -> Iterator[str]:
    if end is None:
        if seq:
            yield "The head of the history is missing: what was cut off its end is not known."
    elif seq < end.seq:
        cut = range(seq + 1, end.seq + 1)
        yield f"{_missing(cut)} The history was cut off at its end."
    elif seq > end.seq:
        extra = _numbers(range(end.seq + 1, seq + 1))
        yield f"History {extra} put in after the last one that was recorded."
    elif last != end.hash:
        yield f"History entry {seq}, the last one, is not the one that was recorded."


def _missing(seqs: range) -> str:
    return f"History {_numbers(seqs).replace('was', 'is').replace('were', 'are')} missing."


def _numbers(seqs: range) -> str:
    if len(seqs) == 1:
        return f"entry {seqs[0]} was"
    return f"entries {seqs[0]} to {seqs[-1]} were"


def _ledger_faults(session: Session, board_id: int, entries: Entries) -> Iterator[str]:
    """The runs whose notices are not those that their entries tell by a digest (record 14)."""
    kept = _notices(session, board_id)
    for entry in entries:
        if entry["what"] != "run":
            continue
        told = facts_of(entry).get("digest")
        if ledger_digest(kept[entry["subject_id"]]) != told:
            yield (
                f"The notices of the run of {entry['holds_from']} are not those that history entry"
                f" {entry['seq']} tells of: some were altered, taken out or put in."
            )


def _notices(session: Session, board_id: int) -> dict[int, list[tuple[int | None, str, str, int]]]:
    found: dict[int, list[tuple[int | None, str, str, int]]] = defaultdict(list)
    for run_id, action, step, cause, post in said(session, _NOTICES, board_id=board_id):
        found[run_id].append((action, step, cause, post))
    return found


def _unrecorded(session: Session, board_id: int, entries: Entries) -> Iterator[str]:
    """Runs, answers and decisions that stand in the register and in no entry."""
    told: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        told[entry["subject"]].add(entry["subject_id"])
        if entry["subject"] == "policy":
            told["decision"].add(facts_of(entry).get("decision", 0))
    for subject, kept in _RECORDED.items():
        for one in sorted(set(firsts(session, kept, board_id=board_id)) - told[subject]):
            yield f"The {subject} numbered {one} is in no entry of the history."


def _altered_messages(session: Session, board_id: int, entries: Entries) -> Iterator[str]:
    """Messages whose bytes are kept and are not those that were sent; purged ones have none."""
    sent = {
        entry["subject_id"]: facts_of(entry).get("sha256")
        for entry in entries
        if entry["what"] == "message accepted"
    }
    query = (
        select(col(Message.id), col(Message.sha256), col(MessageBytes.data))
        .join(MessageBytes, col(MessageBytes.message_id) == col(Message.id))
        .where(col(Message.board_id) == board_id)
        .order_by(col(Message.id))
        .execution_options(yield_per=200)
    )
    for row_id, kept, data in session.connection().execute(query):
        # SQLite keeps a text where somebody wrote one.
        sent_as = data if isinstance(data, bytes) else str(data).encode()
        digest = hashlib.sha256(sent_as).hexdigest()
        if digest != kept or digest != (sent.get(row_id) or digest):
            yield f"The text of the message numbered {row_id} is not the one that was sent."
