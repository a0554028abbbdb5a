"""Meetings as a form offers them, and the packs that were drafted for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.governance import Board, Committee, Meeting
from models.pack import Pack
from models.rules.packs_due import Drafted


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeNamed:
    """A committee and its board, by their names."""

    board: str
    committee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNamed:
    """A meeting that stands, by its committee's name and its day."""

    committee: str
    held_on: date


def committees_named(session: Session) -> tuple[CommitteeNamed, ...]:
    """The committees of the register, in the order in which they were entered."""
    query = (
        select(Board.name, Committee.name)
        .join(Committee, col(Committee.board_id) == col(Board.id))
        .order_by(col(Committee.id))
    )
    rows = session.execute(query)
    return tuple(CommitteeNamed(board=board, committee=name) for board, name in rows)


def meetings_from(session: Session, first: date) -> tuple[MeetingNamed, ...]:
    """The meetings on or after a day that were not cancelled, earliest first."""
    query = (
        select(col(Committee.name), col(Meeting.held_on))
        .join(Committee, col(Committee.id) == col(Meeting.committee_id))
        .where(col(Meeting.held_on) >= first, col(Meeting.cancelled_on).is_(None))
        .order_by(col(Meeting.held_on), col(Committee.id))
    )
    rows = session.execute(query)
    return tuple(MeetingNamed(committee=name, held_on=on) for name, on in rows)


def drafted_packs(session: Session, board_id: int) -> tuple[Drafted, ...]:
    """The packs of a board: for which meeting, as of which freeze, issued or not."""
    query = select(col(Pack.meeting_id), col(Pack.freeze_on), col(Pack.issued_on)).where(
        col(Pack.board_id) == board_id
    )
    rows = session.execute(query)
    return tuple(
        Drafted(meeting_id=meeting, freeze_on=freeze_on, issued=issued_on is not None)
        for meeting, freeze_on, issued_on in rows
    )
