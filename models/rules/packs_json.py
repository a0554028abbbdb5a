"""Frozen dataclasses to JSON and back, without loss.

Knows what a snapshot is built from: dataclasses, tuples, dates, text enums, text, numbers, truth
values and None. Reading is strict, so that a pack made elsewhere is refused with a place rather
than printed with a gap.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
LATER = {"later": True}
"""The mark of a field that came later: left out while it has its default, and read as that where
it is missing, so that an older text reads, and keeps its bytes and its fingerprint."""


def to_json(value: object) -> bytes:
    """The same value has the same bytes: sorted keys, no spaces, ASCII only."""
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":")).encode("ascii")


def from_json(text: bytes, kind: type[T]) -> T:
    """The value of `kind` that `to_json` wrote; raises ValueError with the place otherwise."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise ValueError(f"this is not the JSON of a {kind.__name__.lower()}: {error}") from error
    value: T = _typed(data, kind, kind.__name__.lower())
    return value


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = (f.name for f in dataclasses.fields(value) if not _is_unsaid(value, f))
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _is_unsaid(value: object, field: dataclasses.Field[Any]) -> bool:
    return bool(field.metadata.get("later")) and getattr(value, field.name) == field.default


@cache
def _later(kind: type) -> frozenset[str]:
    fields = dataclasses.fields(kind)
    return frozenset(f.name for f in fields if f.metadata.get("later"))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _typed(data: Any, kind: Any, place: str) -> Any:
    if isinstance(kind, UnionType):
        return _optional(data, kind, place)
    if get_origin(kind) is tuple:
        return _tuple(data, get_args(kind), place)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _instance(data, kind, place)
    try:
        return _scalar(data, kind)
    except (ValueError, TypeError) as error:
        raise ValueError(f"{place}: {data!r} is not a {kind.__name__}") from error


def _scalar(data: Any, kind: Any) -> Any:
    if kind is date:
        return date.fromisoformat(data)
    if issubclass(kind, Enum):
        return kind(data)
    if type(data) is not kind:
        raise TypeError
    return data


def _optional(data: Any, kind: UnionType, place: str) -> Any:
    if data is None:
        return None
    (inner,) = (k for k in get_args(kind) if k is not NoneType)
    return _typed(data, inner, place)


def _tuple(data: Any, kinds: tuple[Any, ...], place: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise ValueError(f"{place}: a list is expected")  # noqa: TRY004 - one kind of refusal
    if kinds[-1] is Ellipsis:
        return tuple(_typed(item, kinds[0], f"{place}[{n}]") for n, item in enumerate(data))
    if len(data) != len(kinds):
        raise ValueError(f"{place}: {len(kinds)} values are expected, {len(data)} are there")
    pairs = enumerate(zip(data, kinds, strict=True))
    return tuple(_typed(item, kind, f"{place}[{n}]") for n, (item, kind) in pairs)


def _instance(data: Any, kind: type, place: str) -> Any:
    hints = _hints(kind)
    if not isinstance(data, dict):
        raise ValueError(f"{place}: missing or unknown: an object")  # noqa: TRY004 - one refusal
    if unlike := (hints.keys() ^ data.keys()) - (_later(kind) - data.keys()):
        raise ValueError(f"{place}: missing or unknown: {', '.join(sorted(unlike))}")
    return kind(**{name: _typed(data[name], hints[name], f"{place}.{name}") for name in data})
