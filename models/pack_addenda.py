"""Addenda: dated notes to an issued pack, whose own files stay as they are.

Source: procedure.md, "Meetings and packs": late changes go in a dated addendum.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.chain import Change, append, text_hash
from models.pack import Pack, PackAddendum
from models.pack_writing import FileRow, KeptPack, add_files, kept_pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Addendum:
    """One note: its number from 1, its day, its words."""

    number: int
    dated_on: date
    text: str


def issued_pack(session: Session, reference: str) -> KeptPack | None:
    """The newest version of a pack that was issued, or None."""
    query = (
        select(Pack)
        .where(col(Pack.reference) == reference, col(Pack.issued_on).is_not(None))
        .order_by(col(Pack.version).desc())
        .limit(1)
    )
    row = session.exec(query).first()
    return kept_pack(row) if row is not None else None


def addenda_of(session: Session, pack_id: int) -> tuple[Addendum, ...]:
    """A pack's addenda in their order."""
    query = (
        select(PackAddendum)
        .where(col(PackAddendum.pack_id) == pack_id)
        .order_by(col(PackAddendum.number))
    )
    return tuple(
        Addendum(number=row.number, dated_on=row.dated_on, text=row.text)
        for row in session.exec(query)
    )


def keep_addendum(
    session: Session,
    pack: KeptPack,
    addendum: Addendum,
    files: Iterable[FileRow],
    *,
    person_id: int,
    at: datetime,
) -> None:
    """Keep an addendum with its files; the history has its number, and its words as a hash."""
    session.add(
        PackAddendum(
            pack_id=pack.pack_id,
            number=addendum.number,
            dated_on=addendum.dated_on,
            text=addendum.text,
            person_id=person_id,
        )
    )
    add_files(session, pack.pack_id, files)
    change = Change(
        what="pack addendum",
        subject="pack",
        subject_id=pack.pack_id,
        person_id=person_id,
        holds_from=addendum.dated_on,
        facts={
            "fingerprint": pack.fingerprint,
            "number": addendum.number,
            "sha256": text_hash(addendum.text),
        },
    )
    append(session, pack.board_id, [change], at)
