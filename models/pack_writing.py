"""Packs as rows: a draft with its frozen snapshot, its approval, its issue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from models.chain import Change, append
from models.pack import Pack, PackFile
from models.recording import number

FileRow = tuple[str, str, str, int]
"""A file of a pack: edition, name, SHA-256, bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A pack to be kept: its snapshot never changes again."""

    board_id: int
    committee_id: int
    meeting_id: int
    reference: str
    version: int
    freeze_on: date
    fingerprint: str
    snapshot: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPack:
    """A pack as the register has it."""

    pack_id: int
    board_id: int
    committee_id: int
    reference: str
    version: int
    freeze_on: date
    fingerprint: str
    snapshot: bytes
    approved_on: date | None
    issued_on: date | None
    superseded: bool


def next_version(session: Session, board_id: int, reference: str) -> int:
    """The number of the next version of a pack, from 1."""
    query = select(func.max(Pack.version)).where(
        col(Pack.board_id) == board_id, col(Pack.reference) == reference
    )
    return (session.exec(query).one() or 0) + 1


def last_pack(session: Session, reference: str) -> KeptPack | None:
    """The newest version of a pack of that reference, or the version named ("pack-.../2")."""
    name, _, version = reference.partition("/")
    query = select(Pack).where(col(Pack.reference) == name)
    if version.isdigit():
        query = query.where(col(Pack.version) == int(version))
    row = session.exec(query.order_by(col(Pack.version).desc()).limit(1)).first()
    return kept_pack(row) if row is not None else None


def pack_of(session: Session, pack_id: int) -> KeptPack:
    """The pack of a number."""
    return kept_pack(session.exec(select(Pack).where(col(Pack.id) == pack_id)).one())


def kept_pack(row: Pack) -> KeptPack:
    """A row of the register as a pack is handed on."""
    return KeptPack(
        pack_id=row.id or 0,
        board_id=row.board_id,
        committee_id=row.committee_id,
        reference=row.reference,
        version=row.version,
        freeze_on=row.freeze_on,
        fingerprint=row.fingerprint,
        snapshot=row.snapshot,
        approved_on=row.approved_on,
        issued_on=row.issued_on,
        superseded=row.superseded_by_id is not None,
    )


def all_packs(session: Session) -> list[KeptPack]:
    """Every pack, in the order in which they were made."""
    rows = session.exec(select(Pack).order_by(col(Pack.id))).all()
    return [kept_pack(row) for row in rows]


def files_of(session: Session, pack_id: int) -> list[FileRow]:
    """A pack's files as they were built: edition, name, SHA-256, bytes."""
    query = (
        select(PackFile.edition, PackFile.name, PackFile.sha256, PackFile.size)
        .where(col(PackFile.pack_id) == pack_id)
        .order_by(col(PackFile.id))
    )
    return [(edition, name, sha, size) for edition, name, sha, size in session.execute(query)]


def keep_draft(session: Session, draft: Draft, files: Iterable[FileRow], at: datetime) -> int:
    """Keep a draft with its files (edition, name, SHA-256, bytes); the id of its row.

    An earlier draft of the same pack that was not issued is superseded.
    """
    pack_id = _insert(session, draft, at)
    add_files(session, pack_id, files)
    _supersede(session, draft, pack_id, issued=False)
    change = Change(
        what="pack drafted",
        subject="pack",
        subject_id=pack_id,
        holds_from=draft.freeze_on,
        facts={
            "reference": draft.reference,
            "version": draft.version,
            "fingerprint": draft.fingerprint,
        },
    )
    append(session, draft.board_id, [change], at)
    return pack_id


def keep_edition(session: Session, pack: KeptPack, files: Iterable[FileRow], at: datetime) -> None:
    """Keep the files of another edition of a pack, made from the snapshot it has."""
    rows = list(files)
    add_files(session, pack.pack_id, rows)
    change = Change(
        what="pack edition made",
        subject="pack",
        subject_id=pack.pack_id,
        holds_from=pack.freeze_on,
        facts={"edition": rows[0][0] if rows else "", "fingerprint": pack.fingerprint},
    )
    append(session, pack.board_id, [change], at)


def add_files(session: Session, pack_id: int, files: Iterable[FileRow]) -> None:
    """Keep what a pack's files are known by."""
    for edition, name, sha256, size in files:
        session.add(PackFile(pack_id=pack_id, edition=edition, name=name, sha256=sha256, size=size))


def _insert(session: Session, draft: Draft, at: datetime) -> int:
    row = Pack(
        board_id=draft.board_id,
        committee_id=draft.committee_id,
        meeting_id=draft.meeting_id,
        reference=draft.reference,
        version=draft.version,
        freeze_on=draft.freeze_on,
        made_at=at,
        fingerprint=draft.fingerprint,
        snapshot=draft.snapshot,
    )
    session.add(row)
    session.flush()
    return number(row)


def _supersede(session: Session, new: Draft | KeptPack, new_id: int, *, issued: bool) -> None:
    """A draft takes the place of drafts, an issued pack that of the one issued before it."""
    session.execute(
        update(Pack)
        .where(
            col(Pack.board_id) == new.board_id,
            col(Pack.reference) == new.reference,
            col(Pack.version) < new.version,
            col(Pack.superseded_by_id).is_(None),
            col(Pack.issued_on).is_not(None) if issued else col(Pack.issued_on).is_(None),
        )
        .values(superseded_by_id=new_id)
    )


def approve(session: Session, pack: KeptPack, person_id: int, on: date, at: datetime) -> None:
    """Record who approved a pack, and the fingerprint they approved."""
    session.execute(
        update(Pack)
        .where(col(Pack.id) == pack.pack_id)
        .values(approved_on=on, approved_by_id=person_id)
    )
    _record(session, pack, "pack approved", person_id=person_id, on=on, at=at)


def issue(session: Session, pack: KeptPack, person_id: int, on: date, at: datetime) -> None:
    """Record who issued an approved pack; one issued before for this meeting is superseded."""
    session.execute(
        update(Pack)
        .where(col(Pack.id) == pack.pack_id)
        .values(issued_on=on, issued_by_id=person_id)
    )
    _supersede(session, pack, pack.pack_id, issued=True)
    _record(session, pack, "pack issued", person_id=person_id, on=on, at=at)


def _record(
    session: Session, pack: KeptPack, what: str, *, person_id: int, on: date, at: datetime
) -> None:
    change = Change(
        what=what,
        subject="pack",
        subject_id=pack.pack_id,
        person_id=person_id,
        holds_from=on,
        facts={"fingerprint": pack.fingerprint},
    )
    append(session, pack.board_id, [change], at)
