"""A whole register as lines of JSON, one table after the other, and back into an empty one.

The lines say nothing of the database they came from: what SQLite wrote PostgreSQL reads.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import Enum
from itertools import islice
from typing import Any

from sqlalchemy import (
    Connection,
    Date,
    DateTime,
    LargeBinary,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy import text as sql
from sqlalchemy.types import TypeDecorator

from models.base import metadata

Read = Callable[[Any], Any]
AT_ONCE = 500


class NotABackup(ValueError):  # noqa: N818 - it reads as what happened
    """The lines are none that this program wrote; the text says why, in a sentence."""


def table_names() -> tuple[str, ...]:
    """The tables of the register, each after those that it points to."""
    return tuple(table.name for table in metadata.sorted_tables)


def written_lines(connection: Connection, name: str) -> Iterator[str]:
    """A table as lines: the names of its columns, then each row, in the order of its key."""
    table = metadata.tables[name]
    yield json.dumps([column.name for column in table.columns])
    query = select(table).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=AT_ONCE).execute(query):
        yield json.dumps([plain(value) for value in row], ensure_ascii=False)


def plain(value: Any) -> Any:
    """A value as JSON has it; bytes as text, which only a column of bytes takes back."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode()
    if isinstance(value, date):
        return value.isoformat()
    return value


def load_lines(connection: Connection, name: str, lines: Iterable[str]) -> int:
    """Put a table's lines into the database; how many rows there were.

    Raises NotABackup for lines that are none of this table's. What points to rows that are not
    there yet is filled in by `point_back`.
    """
    table = metadata.tables.get(name)
    found = iter(lines)
    columns = json.loads(next(found, "[]"))
    if table is None or not columns or not set(columns) <= set(table.columns.keys()):
        raise NotABackup(f"The backup has a table {name} that this version does not know.")
    reads = [_reader(table, column) for column in columns]
    later = _pointing_on(table)
    # A schema may begin with rows of its own.
    connection.execute(delete(table))
    count = 0
    while rows := [_row(line, columns, reads) for line in islice(found, AT_ONCE)]:
        first = [{c: None if c in later else v for c, v in row.items()} for row in rows]
        connection.execute(insert(table), first)
        count += len(rows)
    return count


def point_back(connection: Connection, name: str, lines: Iterable[str]) -> None:
    """Fill in what points to rows that were not there yet: a post's deputy, a board's chair."""
    table = metadata.tables[name]
    later = _pointing_on(table)
    found = iter(lines)
    columns = json.loads(next(found, "[]"))
    if not later & set(columns):
        return
    reads = [_reader(table, column) for column in columns]
    for line in found:
        row = _row(line, columns, reads)
        values = {c: row[c] for c in later & set(columns) if row[c] is not None}
        if values:
            connection.execute(update(table).where(table.c.id == row["id"]).values(values))


def _pointing_on(table: Table) -> frozenset[str]:
    """The columns that point to the table itself, or to one that is filled after it."""
    order = table_names()
    place = order.index(table.name)
    return frozenset(
        key.parent.name for key in table.foreign_keys if order.index(key.column.table.name) >= place
    )


def _row(line: str, columns: Sequence[str], reads: Sequence[Read]) -> dict[str, Any]:
    values = json.loads(line)
    if not isinstance(values, list) or len(values) != len(columns):
        raise NotABackup("A line of the backup has not as many values as its table has columns.")
    return {
        column: None if value is None else read(value)
        for column, read, value in zip(columns, reads, values, strict=True)
    }


def _reader(table: Table, column: str) -> Read:
    """How a column's values are read from JSON."""
    kind: Any = table.columns[column].type
    kind = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    if isinstance(kind, LargeBinary):
        return b64decode
    if isinstance(kind, DateTime):
        return datetime.fromisoformat
    return date.fromisoformat if isinstance(kind, Date) else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def go_on_counting(connection: Connection) -> None:
    """New rows get numbers that no row has: PostgreSQL counts apart from what was put in."""
    if connection.dialect.name == "sqlite":
        return
    for table in metadata.sorted_tables:
        if "id" in table.columns and table.c.id.autoincrement:
            last = connection.scalar(select(func.max(table.c.id)))
            place = {"name": table.name, "last": last or 1, "used": last is not None}
            connection.execute(
                sql("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last, :used)"), place
            )
