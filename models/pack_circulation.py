"""What an issued pack goes round with: its files and those of its addenda, and where they lie."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.asking import firsts
from models.board_steps_reading import with_steps
from models.governance import Meeting
from models.pack import Pack, PackFile
from models.prepared import Prepared
from models.rules.calendar import cutoffs
from models.rules.circulation import Enclosure, Packed, missed
from models.rules.facts import BoardFacts, PackFacts

# Each delivery asks it: writing it down costs more than asking it.
_ISSUED = Prepared(
    select(col(Pack.id))
    .join(Meeting, col(Meeting.id) == col(Pack.meeting_id))
    .where(
        col(Pack.board_id) == bindparam("board_id"),
        col(Pack.issued_on).is_not(None),
        col(Pack.superseded_by_id).is_(None),
        col(Meeting.held_on) >= bindparam("today"),
    )
    .order_by(col(Pack.id))
)


def folder_of(reference: str, version: int) -> str:
    """The folder of a pack under the home's packs: one a version."""
    return f"{reference}-v{version}"


def issued_by(session: Session, board_id: int, today: date) -> list[int]:
    """The packs that stand issued for meetings that are not over."""
    return firsts(session, _ISSUED, board_id=board_id, today=today)


def enclosures(session: Session, pack_ids: Collection[int]) -> Packed:
    """The files of packs, in the order in which they were built."""
    query = (
        select(Pack, PackFile)
        .join(PackFile, col(PackFile.pack_id) == col(Pack.id))
        .where(col(Pack.id).in_(pack_ids))
        .order_by(col(PackFile.id))
    )
    found: dict[int, tuple[Enclosure, ...]] = {}
    for pack, file in session.exec(query) if pack_ids else ():
        one = Enclosure(
            edition=file.edition,
            name=file.name,
            sha256=file.sha256,
            size=file.size,
            folder=folder_of(pack.reference, pack.version),
        )
        found[pack.id or 0] = (*found.get(pack.id or 0, ()), one)
    return found


def never_reached(session: Session, board: BoardFacts, pack: Pack, as_of: date) -> tuple[str, ...]:
    """Sentences on the members whom a pack of a meeting that is over has not reached."""
    told = with_steps(session, board, as_of)
    return tuple(f"{one.words}." for one in missed(_facts(session, pack, told), told, as_of))


def _facts(session: Session, pack: Pack, board: BoardFacts) -> PackFacts:
    query = select(col(Meeting.held_on)).where(col(Meeting.id) == pack.meeting_id)
    held_on: date = session.exec(query).one()
    return PackFacts(
        pack_id=pack.id or 0,
        committee_id=pack.committee_id,
        meeting_on=held_on,
        issue_by=cutoffs(held_on, board.calendar, board.policy.pack.cutoff_days).issue_on,
        approved_on=pack.approved_on,
        issued_on=pack.issued_on,
    )
