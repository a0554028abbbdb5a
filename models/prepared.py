"""Statements written once and run often: compiled once, handed to the driver as they are.

A delivery runs eight statements a message. Looking each up anew costs four times what the database
takes to carry it out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Connection, Date, Dialect, Enum, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

Values = Mapping[str, Any]
# Of the values of a column so many are known; they stay as long as the statement.
FEW_ENOUGH = 4096


class Prepared:
    """A statement of the tables, compiled for a dialect when it is first run there.

    Values are converted as the columns' types say (days, instants, words). The rows of `run` come
    back as the driver gives them, whole numbers and texts; those of `read` as the types say.
    """

    __slots__ = ("_columns", "_ready", "_statement")

    def __init__(self, statement: Executable, *columns: str) -> None:
        """`columns` are those an INSERT fills; other statements name theirs by `bindparam`."""
        self._statement = statement
        self._columns = columns or None
        self._ready: dict[str, _Ready] = {}

    def run(self, connection: Connection, values: Values) -> Any:
        """The driver's cursor, for its rows or its row count."""
        ready = self._for(connection.dialect)
        cursor = connection.connection.cursor()
        with _told_as_others(connection.dialect, ready.text):
            cursor.execute(ready.text, ready.row(values))
        return cursor

    def read(self, connection: Connection, values: Values) -> list[tuple[Any, ...]]:
        """All its rows, their values as the columns' types say."""
        cursor = self.run(connection, values)
        return self._for(connection.dialect).converted(cursor)

    def run_many(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Run it for each of the rows."""
        ready = self._for(connection.dialect)
        with _told_as_others(connection.dialect, ready.text):
            connection.connection.cursor().executemany(ready.text, [ready.row(r) for r in rows])

    def _for(self, dialect: Dialect) -> _Ready:
        ready = self._ready.get(dialect.name)
        if ready is None:
            ready = self._ready[dialect.name] = _Ready(self._compiled(dialect), dialect)
        return ready

    def _compiled(self, dialect: Dialect) -> SQLCompiler:
        compiled = self._statement.compile(  # type: ignore[attr-defined]
            dialect=dialect, column_keys=self._columns
        )
        if not isinstance(compiled, SQLCompiler):
            raise TypeError(f"{self._statement} is no statement that a database can be asked")
        return compiled


def say(connection: Connection, text: str) -> None:
    """Hand the driver a text as it is: to look one word up takes longer than to obey it."""
    with _told_as_others(connection.dialect, text):
        connection.connection.cursor().execute(text)


class _told_as_others:  # noqa: N801 - read as a sentence; a generator would cost more than it does
    """The driver's errors raised as SQLAlchemy's, without the values: these may be addresses."""

    __slots__ = ("_dialect", "_text")

    def __init__(self, dialect: Dialect, text: str) -> None:
        self._dialect = dialect
        self._text = text

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None:
            return
        base = self._dialect.loaded_dbapi.Error
        if isinstance(error, base):
            raise DBAPIError.instance(
                self._text, None, error, base, hide_parameters=True, dialect=self._dialect
            ) from error


class _Ready:
    """A compiled statement: its text, how a row of values becomes what the driver takes, and back.

    Rows are converted a column at a time, and a value that was met before is looked up: a day has
    few dates and fewer words, and reading a date takes four times as long.
    """

    __slots__ = ("_columns", "_dialect", "_fixed", "_known", "_places", "_processors", "text")

    def __init__(self, compiled: SQLCompiler, dialect: Dialect) -> None:
        self.text = compiled.string
        self._dialect = dialect
        self._columns = [one.type for one in compiled._result_columns]  # noqa: SLF001 - as below
        self._known: list[Callable[[Any], Any] | None] | None = None
        self._fixed: dict[str, Any] = {
            name: value for name, value in compiled.params.items() if value is not None
        }
        self._processors: Mapping[str, Callable[[Any], Any]] = compiled._bind_processors  # type: ignore[assignment]  # noqa: SLF001 - the one place where SQLAlchemy keeps them
        names: list[str] | None = compiled.positiontup
        self._places: list[tuple[str, Callable[[Any], Any] | None]] | None = (
            None if names is None else [(name, self._there(compiled, name)) for name in names]
        )

    def _there(self, compiled: SQLCompiler, name: str) -> Callable[[Any], Any] | None:
        """How a value becomes the driver's; None where it is already."""
        process = self._processors.get(name)
        few = isinstance(compiled.binds[name].type, Date | Enum)
        return process if process is None or not few else _Met(process).__getitem__

    def row(self, values: Values) -> Any:
        """The values in the driver's own form: a list where it counts places, else a mapping."""
        given = {**self._fixed, **values} if self._fixed else values
        if self._places is None:
            return self._by_name(given)
        return [given[name] if to is None else to(given[name]) for name, to in self._places]

    def _by_name(self, values: Values) -> Values:
        given = dict(values)
        for name, process in self._processors.items():
            if name in given:
                given[name] = process(given[name])
        return given

    def converted(self, cursor: Any) -> list[tuple[Any, ...]]:
        """The rows of a cursor, their values as the columns' types say."""
        if self._known is None:
            kinds = [kind for _, kind, *_ in cursor.description]
            self._known = [self._back(*one) for one in zip(self._columns, kinds, strict=True)]
        columns = zip(*cursor.fetchall(), strict=True)
        kept = zip(self._known, columns, strict=False)
        return list(zip(*(some if to is None else map(to, some) for to, some in kept), strict=True))

    def _back(self, column: Any, kind: Any) -> Callable[[Any], Any] | None:
        """How the values of a column come back; None where they are as the driver gives them."""
        process: Callable[[Any], Any] | None = column._cached_result_processor(self._dialect, kind)  # noqa: SLF001 - as above
        # What can be changed is made anew for each row.
        return process if process is None or isinstance(column, JSON) else _Met(process).__getitem__


class _Met(dict[Any, Any]):
    """What values become, each worked out when it is first met."""

    __slots__ = ("_to",)

    def __init__(self, to: Callable[[Any], Any]) -> None:
        super().__init__()
        self._to = to

    def __missing__(self, value: Any) -> Any:
        if len(self) >= FEW_ENOUGH:
            self.clear()
        found = self[value] = self._to(value)
        return found
