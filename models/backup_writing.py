"""That a backup was made, in the history of every board it holds; and the last of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.board_reading import board_ids
from models.chain import Change, append
from models.history import History

BACKED_UP = "backed up"


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The day of a board's last backup, and how many files of the board's it lacks."""

    on: date | None = None
    lacks: int = 0


def record_backup(
    session: Session, sha256: str, today: date, at: datetime, lacks: Mapping[int, int]
) -> None:
    """Record that a backup was made, by the hash of its file, and what it lacks of each board's."""
    for board_id in board_ids(session):
        lacked = {"lacks": lacks[board_id]} if lacks.get(board_id) else {}
        change = Change(
            what=BACKED_UP,
            subject="board",
            subject_id=board_id,
            holds_from=today,
            facts={"sha256": sha256} | lacked,
        )
        append(session, board_id, [change], at)


def are_whole(session: Session, days: Collection[date]) -> dict[date, bool]:
    """Of each of the days on which a backup was made, whether none of it lacked a file.

    Where one of several of a day did, all count as though they did.
    """
    query = select(col(History.holds_from), col(History.facts)).where(
        col(History.board_id).in_(board_ids(session)),
        col(History.what) == BACKED_UP,
        col(History.holds_from).in_(days),
    )
    found: dict[date, bool] = {}
    for day, facts in session.exec(query):
        found[day] = found.get(day, True) and not json.loads(facts).get("lacks")
    return found


def last_backup(session: Session, board_id: int, today: date) -> LastBackup:
    """A board's last backup, of whatever folder; one without a day where there is none.

    One that a wrong clock dated later than today would hide for as long that there is none.
    """
    query = (
        select(col(History.holds_from), col(History.facts))
        .where(
            col(History.board_id) == board_id,
            col(History.what) == BACKED_UP,
            col(History.holds_from) <= today,
        )
        .order_by(col(History.seq).desc())
        .limit(1)
    )
    found = session.exec(query).first()
    return LastBackup(found[0], json.loads(found[1]).get("lacks", 0)) if found else LastBackup()
