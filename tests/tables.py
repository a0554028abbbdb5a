"""A table of worked examples as one test: every row is tried, and each that is red is named.

A row costs pytest a millisecond when it is a test of its own, and most rows take a tenth of that.
With --each-row they are tests of their own: to run one alone, and for the changes to the rules
(tests/mutation), of which each is tried on the rows that it can touch.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pytest

Test = Callable[..., None]
Row = tuple[str, Mapping[str, object]]
# Said by the command line (tests/conftest.py), before any table is read.
each_row = False


def table(
    names: str | tuple[str, ...], rows: Iterable[Any], ids: Iterable[str] | None = None
) -> Callable[[Test], Test]:
    """The rows given to a test, as pytest.mark.parametrize gives them, in one test."""
    if each_row:
        return pytest.mark.parametrize(names, rows, ids=ids)
    asked = (names,) if isinstance(names, str) else names
    made = list(_rows(asked, rows, ids))
    return functools.partial(_as_one, asked, made)


def _rows(names: Sequence[str], rows: Iterable[Any], ids: Iterable[str] | None) -> Iterator[Row]:
    said = list(ids or ())
    for number, row in enumerate(rows):
        is_set = isinstance(row, type(pytest.param()))
        values = row.values if is_set else (row,) if len(names) == 1 else row
        name = said[number] if said else (row.id if is_set and row.id else repr(values[0]))
        yield name, dict(zip(names, values, strict=True))


def _as_one(names: Sequence[str], rows: Sequence[Row], test: Test) -> Test:
    @functools.wraps(test)
    def every_row(**fixtures: object) -> None:
        red = [error for row in rows if (error := _tried(test, row, fixtures))]
        if len(red) == 1:
            raise red[0]
        if red:
            raise BaseExceptionGroup(f"{len(red)} of {len(rows)} rows are red", red)

    whole = inspect.signature(test)
    left = [one for name, one in whole.parameters.items() if name not in names]
    every_row.__signature__ = whole.replace(parameters=left)  # type: ignore[attr-defined]
    return every_row


def _tried(test: Test, row: Row, fixtures: Mapping[str, object]) -> BaseException | None:
    """What made the row red, with the row's name."""
    name, values = row
    try:
        test(**values, **fixtures)
    except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001
        error.add_note(f"in the row {name}")
        return error
    return None
