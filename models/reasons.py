"""Entries whose reason has no other row to stand in: the text beside the chain, its hash within."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from models.chain import Change, append, text_hash
from models.history import GivenReason, History


def append_because(
    session: Session, board_id: int, change: Change, reason: str, at: datetime
) -> None:
    """Append an entry with the reason that was given for it, or with none."""
    facts = change.facts | {"reason": text_hash(reason)}
    end = append(session, board_id, [replace(change, facts=facts)], at)
    if reason:
        entry = select(col(History.id)).where(
            col(History.board_id) == board_id, col(History.seq) == end.seq
        )
        session.add(GivenReason(entry_id=session.scalars(entry).one() or 0, text=reason))
        session.flush()


def reasons_given(session: Session) -> dict[int, str]:
    """The reasons, by the id of their entry."""
    rows = session.execute(select(col(GivenReason.entry_id), col(GivenReason.text)))
    return dict(rows.tuples().all())
