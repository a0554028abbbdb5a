"""Boards one after the other, each with its turn whatever happens to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def in_turn(board_ids: Iterable[int], tell: Callable[[int], T]) -> Iterator[T]:
    """What each board's turn gave, as it is done.

    A refusal or a fault of one is raised when the others have had their turn; of several, the
    first.
    """
    stopped: Exception | None = None
    for board_id in board_ids:
        try:
            done = tell(board_id)
        except Exception as fault:  # noqa: BLE001 - it is raised again at the end
            stopped = stopped or fault
        else:
            yield done
    if stopped is not None:
        raise stopped
