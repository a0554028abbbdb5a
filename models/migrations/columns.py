"""The kinds of column that the register has, written short for the migrations.

A migration says what the register was when it was written, so nothing here follows the models:
what stands here is added to and never changed.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

WORD_LENGTH = 40


def key() -> sa.Column[int]:
    """The number by which a row is known."""
    return sa.Column("id", sa.Integer(), primary_key=True)


def link(
    name: str,
    table: str,
    *,
    null: bool = False,
    index: bool = True,
    primary_key: bool = False,
    later: bool = False,
) -> sa.Column[int]:
    """The number of a row of another table; `later` where that table is yet to be made."""
    return sa.Column(
        name,
        sa.Integer(),
        sa.ForeignKey(f"{table}.id", use_alter=later),
        nullable=null,
        index=index,
        primary_key=primary_key,
    )


def words(
    name: str, *, null: bool = False, unique: bool = False, primary_key: bool = False
) -> sa.Column[str]:
    """A text of any length."""
    return sa.Column(name, sa.String(), nullable=null, unique=unique, primary_key=primary_key)


def word(name: str, *allowed: str, null: bool = False) -> sa.Column[str]:
    """One of the words allowed, held to them by a CHECK that is named after the column."""
    kind = sa.Enum(
        *allowed, name=name, native_enum=False, create_constraint=True, length=WORD_LENGTH
    )
    return sa.Column(name, kind, nullable=null)


def number(name: str, *, null: bool = False) -> sa.Column[int]:
    """A whole number."""
    return sa.Column(name, sa.Integer(), nullable=null)


def flag(name: str, *, null: bool = False) -> sa.Column[bool]:
    """Yes or no; with `null`, nobody said."""
    return sa.Column(name, sa.Boolean(), nullable=null)


def day(name: str, *, null: bool = False, index: bool = False) -> sa.Column[Any]:
    """A calendar day."""
    return sa.Column(name, sa.Date(), nullable=null, index=index)


def instant(name: str, *, null: bool = False) -> sa.Column[Any]:
    """An instant in UTC."""
    return sa.Column(name, sa.DateTime(), nullable=null)


def json(name: str) -> sa.Column[Any]:
    """A list or a mapping."""
    return sa.Column(name, sa.JSON(none_as_null=True), nullable=False)


def data(name: str) -> sa.Column[bytes]:
    """Bytes as they are."""
    return sa.Column(name, sa.LargeBinary(), nullable=False)
