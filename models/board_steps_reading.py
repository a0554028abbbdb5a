"""What a board's own steps (S, V, P) are decided from: their ledger, the packs, what is new.

A fixed number of queries whatever the size of the board.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select
from sqlmodel import Session, col

from models.asking import said
from models.governance import Meeting
from models.ledger import Notice
from models.pack import Pack, PackAddendum
from models.people import Address
from models.prepared import Prepared
from models.rules.calendar import cutoffs
from models.rules.facts import BoardFacts, Entry, PackFacts
from models.rules.words import NoticeState, Step


def with_steps(session: Session, board: BoardFacts, as_of: date) -> BoardFacts:
    """The board with what its own steps are decided from, as of a day."""
    return replace(
        board,
        refused_on=dict(said(session, _REFUSALS, board_id=board.board_id)),
        ledger=_ledger(session, board.board_id, as_of),
        packs=_packs(session, board, as_of),
    )


_REFUSALS = Prepared(
    select(col(Address.person_id), func.max(col(Address.undeliverable_on)))
    .where(
        col(Address.board_id) == bindparam("board_id"),
        col(Address.until_on).is_(None),
        col(Address.undeliverable_on).is_not(None),
    )
    .group_by(col(Address.person_id))
)
_LEDGER = Prepared(
    select(
        col(Notice.step),
        col(Notice.cause),
        col(Notice.post_id),
        col(Notice.person_id),
        col(Notice.first),
        col(Notice.state),
        col(Notice.recorded_on),
        col(Notice.told_on),
        col(Notice.for_post_id),
        col(Notice.for_words),
        and_(col(Notice.refused_on).is_not(None), col(Notice.released_on).is_(None)),
    ).where(
        col(Notice.board_id) == bindparam("board_id"),
        col(Notice.action_id).is_(None),
        # What a person kept back is not due again until they say so (rule 12).
        or_(
            col(Notice.state) != NoticeState.WITHDRAWN,
            and_(col(Notice.refused_on).is_not(None), col(Notice.released_on).is_(None)),
            # A vacancy whose V was withdrawn is told again while it lasts (rule 1).
            col(Notice.step) == Step.V,
        ),
        or_(col(Notice.step) != Step.S, col(Notice.recorded_on) == bindparam("as_of")),
        col(Notice.recorded_on) <= bindparam("as_of"),
    )
)


FIELDS = ("step", "cause", "post_id", "person_id", "first", "state", "recorded_on", "told_on")


def _ledger(session: Session, board_id: int, as_of: date) -> tuple[Entry, ...]:
    """The lines of V and P, and of the day's S."""
    rows = said(session, _LEDGER, board_id=board_id, as_of=as_of)
    names = (*FIELDS, "for_post_id", "for_words", "refused")
    return tuple(Entry(**dict(zip(names, row, strict=True))) for row in rows)


_PACKS = Prepared(
    select(
        col(Pack.id),
        col(Pack.committee_id),
        col(Meeting.held_on),
        col(Pack.approved_on),
        col(Pack.issued_on),
    )
    .join(Meeting, col(Meeting.id) == col(Pack.meeting_id))
    .where(
        col(Pack.board_id) == bindparam("board_id"),
        col(Pack.superseded_by_id).is_(None),
        col(Meeting.cancelled_on).is_(None),
        col(Pack.freeze_on) <= bindparam("as_of"),
        col(Meeting.held_on) >= bindparam("as_of"),
    )
    .order_by(col(Pack.id))
)


def _packs(session: Session, board: BoardFacts, as_of: date) -> tuple[PackFacts, ...]:
    """The packs that stand of meetings to come: after its meeting nobody need read a pack."""
    rows = said(session, _PACKS, board_id=board.board_id, as_of=as_of)
    added = _addenda(session, board.board_id, as_of) if rows else {}
    return tuple(_pack(board, row, tuple(added.get(row[0], ()))) for row in rows)


def _addenda(session: Session, board_id: int, as_of: date) -> dict[int, list[date]]:
    """Per pack the days of its addenda, in the order of their numbers."""
    rows = session.execute(
        select(col(PackAddendum.pack_id), col(PackAddendum.dated_on))
        .join(Pack, col(Pack.id) == col(PackAddendum.pack_id))
        .where(col(Pack.board_id) == board_id, col(PackAddendum.dated_on) <= as_of)
        .order_by(col(PackAddendum.pack_id), col(PackAddendum.number))
    )
    found: dict[int, list[date]] = {}
    for pack_id, dated_on in rows:
        found.setdefault(pack_id, []).append(dated_on)
    return found


def _pack(board: BoardFacts, row: Any, addenda: tuple[date, ...]) -> PackFacts:
    number, committee, meeting_on, approved_on, issued_on = row
    return PackFacts(
        pack_id=number,
        committee_id=committee,
        meeting_on=meeting_on,
        issue_by=cutoffs(meeting_on, board.calendar, board.policy.pack.cutoff_days).issue_on,
        approved_on=approved_on,
        issued_on=issued_on,
        addenda=addenda,
    )
