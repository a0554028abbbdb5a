"""All that the register holds on one person: every row of every table that names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, or_, select
from sqlmodel import Session, col

from models.answers import Evidence
from models.backup import plain
from models.base import metadata
from models.history import GivenReason, History
from models.ledger import MessageBytes
from models.rules.holding import KEPT_BACK_WORDS

EVIDENCE = metadata.tables[str(Evidence.__tablename__)]
BYTES = MessageBytes.__tablename__


def rows_on(session: Session, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Per table its rows that name the person by number, themselves first; dates are ISO.

    A table that is added later is in it without a word here.
    """
    found = {"person": _rows(session, metadata.tables["person"], ["id"], person_id)}
    for table in metadata.sorted_tables:
        names = [key.parent.name for key in table.foreign_keys if key.column.table.name == "person"]
        rows = _rows(session, table, names, person_id) if names else []
        if rows:
            found[table.name] = rows
    for notice in found.get("notice", ()):
        # Why it was kept back is the secretary's to say, and may speak of somebody else.
        if str(notice["withdrawn_because"]).startswith(KEPT_BACK_WORDS):
            notice["withdrawn_because"] = KEPT_BACK_WORDS
    answers = [row["id"] for row in found.get("response", ())]
    evidence = [r for i in answers for r in _rows(session, EVIDENCE, ["response_id"], i)]
    more = {"evidence": evidence, "given_reason": _reasons_of(session, person_id)}
    return found | {name: rows for name, rows in more.items() if rows}


def _reasons_of(session: Session, person_id: int) -> list[dict[str, Any]]:
    """Why they did what their entries say, where no other row has it."""
    query = (
        select(col(GivenReason.entry_id), col(GivenReason.text))
        .join(History, col(History.id) == col(GivenReason.entry_id))
        .where(col(History.person_id) == person_id)
        .order_by(col(GivenReason.entry_id))
    )
    found = session.connection().execute(query)
    return [{"entry_id": entry, "text": text} for entry, text in found]


def _rows(
    session: Session, table: Table, names: Sequence[str], person_id: int
) -> list[dict[str, Any]]:
    query = (
        select(table)
        .where(or_(*(table.c[name] == person_id for name in names)))
        .order_by(*table.primary_key.columns)
    )
    columns = [column.name for column in table.columns]
    found = session.connection().execute(query)
    return [dict(zip(columns, map(plain, row), strict=True)) for row in found]


def texts_to(session: Session, person_id: int) -> list[tuple[str, bytes]]:
    """The messages to a person whose bytes are kept: Message-ID and bytes, the oldest first."""
    message, kept = metadata.tables["message"], metadata.tables[BYTES]
    query = (
        select(message.c.message_id, kept.c.data)
        .join(kept, kept.c.message_id == message.c.id)
        .where(message.c.person_id == person_id)
        .order_by(message.c.id)
    )
    return [(name, bytes(data)) for name, data in session.connection().execute(query)]
