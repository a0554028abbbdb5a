"""That a backup was made, in the history of every board it holds; and when that was last."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.board_reading import board_ids
from models.chain import Change, append
from models.history import History

BACKED_UP = "backed up"


def record_backup(session: Session, sha256: str, today: date, at: datetime) -> None:
    """Record that a backup was made, by the hash of its file."""
    for board_id in board_ids(session):
        change = Change(
            what=BACKED_UP,
            subject="board",
            subject_id=board_id,
            holds_from=today,
            facts={"sha256": sha256},
        )
        append(session, board_id, [change], at)


def last_backup_on(session: Session, board_id: int, today: date) -> date | None:
    """The day of a board's last backup; None where there is none.

    One that a wrong clock dated later than today would hide for as long that there is none.
    """
    query = select(func.max(col(History.holds_from))).where(
        col(History.board_id) == board_id,
        col(History.what) == BACKED_UP,
        col(History.holds_from) <= today,
    )
    found: date | None = session.execute(query).scalar()
    return found
