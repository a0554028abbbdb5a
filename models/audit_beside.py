"""What the self-check is told beside the actions: what notices answer, tenures, packs and S."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from models.answers import Decision, Stop
from models.history import History
from models.ledger import Notice
from models.plan import DueVersion
from models.rules.audit_facts import Cause
from models.rules.entries import leading
from models.rules.facts import ActionFacts, BoardFacts
from models.rules.words import Step


def causes(
    session: Session, chosen: Select[Any], actions: tuple[ActionFacts, ...], board: BoardFacts
) -> dict[str, Cause]:
    """The rows that notices may answer, by the cause they give; struck ones too."""
    found: dict[str, Cause] = {}
    for letter, table in (("v", DueVersion), ("s", Stop), ("d", Decision)):
        rows: Any = session.execute(
            select(col(table.id), col(table.action_id), col(table.struck_on)).where(
                col(table.action_id).in_(chosen)
            )
        )
        found |= {f"{letter}{i}": Cause(action_id=a, struck_on=on) for i, a, on in rows}
    found |= {s.key: Cause(action_id=a.action_id) for a in actions for s in a.struck}
    tenures = [f"t{t.tenure_id}" for post in board.posts.values() for t in post.tenures]
    return found | dict.fromkeys((*tenures, *map(leading, tenures)), Cause(action_id=None))


def secretary_told(session: Session, board_id: int, since: date) -> tuple[tuple[int, date], ...]:
    """The posts that S was queued for since a day, and when; withdrawn ones too."""
    meant = func.coalesce(col(Notice.for_post_id), col(Notice.post_id))
    rows: Any = session.execute(
        select(meant, col(Notice.recorded_on)).where(
            col(Notice.board_id) == board_id,
            col(Notice.step) == Step.S,
            col(Notice.recorded_on) >= since,
        )
    )
    return tuple((post, on) for post, on in rows)


def packs_made(session: Session, board: BoardFacts) -> dict[int, date]:
    """Per pack that stands the last day on which the history has anything of it."""
    rows: Any = session.execute(
        select(col(History.subject_id), func.max(col(History.recorded_at)))
        .where(
            col(History.board_id) == board.board_id,
            col(History.subject) == "pack",
            col(History.subject_id).in_([one.pack_id for one in board.packs]),
        )
        .group_by(col(History.subject_id))
    )
    return {pack: at.date() for pack, at in rows}


def changed_tenures(session: Session, board_id: int, first: int | None) -> dict[int, date]:
    """Per time in a post that was changed since a place the last day of it."""
    rows: Any = session.execute(
        select(col(History.subject_id), func.max(col(History.recorded_at)))
        .where(
            col(History.board_id) == board_id,
            col(History.seq) >= (first or 0),
            col(History.subject) == "tenure",
        )
        .group_by(col(History.subject_id))
    )
    return {tenure: at.date() for tenure, at in rows}
