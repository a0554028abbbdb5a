"""Whether the operator is told of a trouble: when it begins, once a day, and its end.

Delivery runs every few minutes: a server that is down for a day would otherwise be told a hundred
times. Boards share a part of the work: what one of them is well of may go on at another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the operator knows of one part of the work, without its numbers, and since when.

    `of` are the boards that are in trouble now; 0 stands for what is of no board.
    """

    kinds: tuple[str, ...]
    on: date
    of: tuple[int, ...]


def known_after(
    before: Told | None, troubles: tuple[str, ...], today: date, of: tuple[int, ...]
) -> Told:
    """What the operator knows once these boards were looked at and the alert, if any, was sent."""
    others = {one for one in before.of if one not in of} if before else set()
    left = tuple(sorted(others.union(of if troubles else ())))
    said = before.kinds if before and left and (not troubles or before.on == today) else ()
    kinds = tuple(sorted({*said, *(_NUMBER.sub("n", one) for one in troubles)}))
    return Told(kinds=kinds, on=today if troubles or before is None else before.on, of=left)


def alert_owed(before: Told | None, after: Told) -> bool:
    """True of troubles that are new or of another day, and of the end of the last board's."""
    if not after.of:
        return before is not None and bool(before.of)
    return before is None or after.on != before.on or not set(after.kinds) <= set(before.kinds)
