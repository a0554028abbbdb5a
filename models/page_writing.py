"""Codes and links of the lead's page as rows, each with its history entry.

All in the caller's transaction.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from models.chain import Change, append
from models.page import LinksRevoked, PageCode
from models.rules.progress import Actor


def record_code(
    session: Session, board_id: int, person_id: int, seal: str, *, today: date, at: datetime
) -> None:
    """Record that a code was sent to a person; the code itself is kept nowhere."""
    session.add(PageCode(person_id=person_id, seal=seal, sent_at=at))
    append(session, board_id, [_change("code sent", person_id, today)], at)


def count_try(session: Session, row: PageCode) -> None:
    """Count a try at a code, right or wrong."""
    row.tries += 1
    session.add(row)


def record_opened(
    session: Session, board_id: int, row: PageCode, *, today: date, at: datetime
) -> None:
    """Record that a code was entered: it opens nothing a second time."""
    row.used_at = at
    session.add(row)
    append(session, board_id, [_change("page opened", row.person_id, today)], at)


def record_revoked(
    session: Session, board_id: int, person_id: int, *, by: Actor, today: date, at: datetime
) -> None:
    """Record that all the links a person has so far are revoked."""
    session.add(LinksRevoked(person_id=person_id, at=at))
    change = Change(
        what="links revoked",
        subject="person",
        subject_id=person_id,
        person_id=by.person_id,
        holds_from=today,
        facts={"post": by.post_id},
    )
    append(session, board_id, [change], at)


def _change(what: str, person_id: int, today: date) -> Change:
    return Change(
        what=what, subject="person", subject_id=person_id, person_id=person_id, holds_from=today
    )
