"""Packs and their files, as first laid down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.migrations.columns import data, day, instant, key, link, number, words


def create() -> None:
    """The tables stand, in an order in which each finds what it points to."""
    _pack()
    _pack_file()
    _pack_addendum()


def _pack() -> None:
    op.create_table(
        "pack",
        key(),
        link("board_id", "board"),
        link("committee_id", "committee"),
        link("meeting_id", "meeting"),
        words("reference"),
        number("version"),
        day("freeze_on"),
        instant("made_at"),
        words("fingerprint"),
        data("snapshot"),
        day("approved_on", null=True),
        link("approved_by_id", "person", null=True),
        day("issued_on", null=True),
        link("issued_by_id", "person", null=True),
        link("superseded_by_id", "pack", null=True),
        sa.CheckConstraint("issued_on IS NULL OR approved_on IS NOT NULL", name="approved_first"),
        sa.CheckConstraint(
            "(approved_on IS NULL) = (approved_by_id IS NULL)", name="approved_by_someone"
        ),
        sa.UniqueConstraint("board_id", "reference", "version"),
    )


def _pack_file() -> None:
    op.create_table(
        "pack_file",
        key(),
        link("pack_id", "pack"),
        words("edition"),
        words("name"),
        words("sha256"),
        number("size"),
    )


def _pack_addendum() -> None:
    op.create_table(
        "pack_addendum",
        key(),
        link("pack_id", "pack"),
        number("number"),
        day("dated_on"),
        words("text"),
        link("person_id", "person"),
    )
