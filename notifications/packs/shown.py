"""A document with its texts legible, for the formats whose readers bring their own fonts."""

from __future__ import annotations

import dataclasses
from functools import cache
from operator import is_
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
        made = tuple(_shown(item, lost) for item in value)
        return value if all(map(is_, made, value)) else made
    kind: type = type(value)
    names = texts_of(kind)
    said = {n: _shown(getattr(value, n), lost) for n in names}
    # Nearly every text is legible as it is: what has not changed is not made again.
    changed = {n: new for n, new in said.items() if new is not getattr(value, n)}
    return dataclasses.replace(value, **changed) if changed else value


@cache
def texts_of(kind: type) -> tuple[str, ...]:
    """The fields of a kind that hold texts, or hold what does; none of what is no dataclass."""
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple(f.name for f in dataclasses.fields(kind) if f.name != "svg")
