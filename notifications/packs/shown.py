"""A document with its texts legible, for the formats whose readers bring their own fonts."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from notifications.packs.glyphs import legible

T = TypeVar("T")


def shown(value: T, lost: set[str] | None) -> T:
    """The same, its texts as `legible` has them; enums and drawings stay as they are."""
    made: T = _shown(value, lost)
    return made


def _shown(value: Any, lost: set[str] | None) -> Any:
    if type(value) is str:
        return legible(value, lost)
    if isinstance(value, tuple):
        return tuple(_shown(item, lost) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = (f.name for f in dataclasses.fields(value) if f.name != "svg")
        return dataclasses.replace(value, **{n: _shown(getattr(value, n), lost) for n in names})
    return value
