"""Runs that were late, failed or cut off, in the history of every board: once a day and cause."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.board_reading import board_ids
from models.chain import Change, append
from models.history import History
from models.rules.troubles import How, Trouble

SCHEDULE_TROUBLE = "schedule trouble"


def record_troubles(
    session: Session, troubles: Iterable[Trouble], today: date, at: datetime
) -> tuple[Trouble, ...]:
    """Those that were new today; a board without any entry of one of them gets it."""
    wanted = sorted(set(troubles))
    new: set[Trouble] = set()
    for board_id in board_ids(session):
        known = {one for one, _ in _recorded(session, board_id, holds_from=today)}
        missing = [one for one in wanted if one not in known]
        append(session, board_id, [_change(board_id, one, today) for one in missing], at)
        new.update(missing)
    return tuple(sorted(new))


def troubles_between(
    session: Session, board_id: int, after: int, until: int | None
) -> tuple[tuple[Trouble, date], ...]:
    """What was recorded after one place of the history, up to another, each with its day."""
    return tuple(_recorded(session, board_id, after=after, until=until))


def _recorded(
    session: Session,
    board_id: int,
    *,
    holds_from: date | None = None,
    after: int = 0,
    until: int | None = None,
) -> Iterable[tuple[Trouble, date]]:
    query = select(col(History.facts), col(History.holds_from)).where(
        col(History.board_id) == board_id,
        col(History.what) == SCHEDULE_TROUBLE,
        col(History.seq) > after,
    )
    if holds_from is not None:
        query = query.where(col(History.holds_from) == holds_from)
    if until is not None:
        query = query.where(col(History.seq) <= until)
    for text, on in session.exec(query.order_by(col(History.seq))):
        facts = json.loads(text)
        yield Trouble(facts["flow"], How(facts["how"])), on


def _change(board_id: int, one: Trouble, today: date) -> Change:
    return Change(
        what=SCHEDULE_TROUBLE,
        subject="schedule",
        subject_id=board_id,
        holds_from=today,
        facts={"flow": one.flow, "how": one.how},
    )
