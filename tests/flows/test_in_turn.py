"""Boards one after the other: the fault of one is no other's."""

from __future__ import annotations

import pytest

from flows.story.in_turn import in_turn
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
