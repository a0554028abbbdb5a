"""Packs: a frozen, numbered, sealed snapshot; draft, approved by a named person, issued."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, LargeBinary, UniqueConstraint
from sqlmodel import Field

from models.base import Instant, Table


class Pack(Table, table=True):
    """A pack of a committee for a meeting; its life is told by the days that are set."""

    __tablename__ = "pack"
    __table_args__ = (
        UniqueConstraint("board_id", "reference", "version"),
        CheckConstraint(
            "(approved_on IS NULL) = (approved_by_id IS NULL)", name="approved_by_someone"
        ),
        CheckConstraint("issued_on IS NULL OR approved_on IS NOT NULL", name="approved_first"),
    )

    id: int | None = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id", index=True)
    committee_id: int = Field(foreign_key="committee.id", index=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    reference: str
    version: int
    freeze_on: date
    made_at: datetime = Field(sa_type=Instant)
    fingerprint: str
    snapshot: bytes = Field(sa_type=LargeBinary)
    approved_on: date | None = None
    approved_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    issued_on: date | None = None
    issued_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    superseded_by_id: int | None = Field(default=None, foreign_key="pack.id", index=True)


class PackFile(Table, table=True):
    """A file of a pack with its SHA-256; the files themselves stand in the home."""

    __tablename__ = "pack_file"

    id: int | None = Field(default=None, primary_key=True)
    pack_id: int = Field(foreign_key="pack.id", index=True)
    edition: str
    name: str
    sha256: str
    size: int


class PackAddendum(Table, table=True):
    """A dated note added to an issued pack for a change that came too late."""

    __tablename__ = "pack_addendum"

    id: int | None = Field(default=None, primary_key=True)
    pack_id: int = Field(foreign_key="pack.id", index=True)
    number: int
    dated_on: date
    text: str
    person_id: int = Field(foreign_key="person.id", index=True)
