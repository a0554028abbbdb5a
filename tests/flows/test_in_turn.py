"""Boards one after the other: the fault of one is no other's."""

from __future__ import annotations

from typing import Any

import pytest

from flows.story.deliver import NOT_DONE, PART, deliver_all
from flows.story.in_turn import in_turn
from tasks.alerts import tell_operator
from tasks.delivered import Delivered
from tasks.refused import Refused


def test_every_board_has_its_turn_whatever_happens_to_another() -> None:
    """The second is refused and the third stops on a fault: the fourth is told, then the first."""
    told: list[int] = []

    def tell(board: int) -> int:
        if board == 2:
            raise Refused("There is no such day.")
        return board // (board - 3)

    with pytest.raises(Refused, match="no such day"):
        told.extend(in_turn((1, 2, 3, 4), tell))
    assert told == [-1, 4]


def test_the_operator_hears_of_the_other_boards_deliveries() -> None:
    """What was refused for the first and the third, and that there is more to look at."""
    told: list[object] = []

    def run(step: object, *args: Any, of: tuple[int, ...] = ()) -> object:
        if step is tell_operator:
            told.append((*args, of))
            return None
        return Delivered(permanent=6 // (args[0] - 2))

    do: Any = run
    with pytest.raises(ZeroDivisionError):
        deliver_all(do, (3, 2, 5))
    assert told == [(PART, ("Messages refused for good: 8.", NOT_DONE), (3, 2, 5))]
