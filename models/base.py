"""What every table shares: the naming of constraints, enums as text, instants in UTC."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, Index, MetaData, TextClause
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

_WHERE = "where"

metadata: MetaData = SQLModel.metadata
metadata.naming_convention = NAMING


class Table(SQLModel):
    """A table of the register: its rows are built as they are, and nothing is validated twice.

    What would validate them is not made ready before somebody asks for it: nobody does, and making
    it for every table takes a twentieth of the time in which a command starts.
    """

    model_config = {"defer_build": True}


class Instant(TypeDecorator[datetime]):
    """An instant: goes in aware, is kept in UTC, comes out aware."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time: nobody could say when it was."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone cannot be kept")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant back as UTC."""
        del dialect
        return value.replace(tzinfo=UTC) if value is not None else None


def partial(name: str, *columns: Any, where: TextClause, unique: bool = False) -> Index:
    """An index of those rows alone for which `where` holds, on both databases."""
    return Index(name, *columns, unique=unique, sqlite_where=where, info={_WHERE: where})


def say_so_to_postgresql() -> None:
    """Partial indexes are such on PostgreSQL as well from now on.

    Said as the table is described it would load all that SQLAlchemy knows of that database: a
    twentieth of the time in which a command starts, where the register is a file.
    """
    for table in metadata.tables.values():
        for index in table.indexes:
            if _WHERE in index.info:
                index.dialect_options["postgresql"]["where"] = index.info[_WHERE]


def words(enum: type[StrEnum], name: str) -> Enum:
    """An enum kept as its text, with a CHECK that names the column."""
    return Enum(
        enum,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=name,
        values_callable=lambda kind: [member.value for member in kind],
    )


def json_text() -> Any:
    """A list or a mapping kept as JSON."""
    return JSON(none_as_null=True)
