"""What waits is told, by any number of workers."""

from __future__ import annotations

from flows.story.in_turn import in_turn
from tasks.alerts import delivery_troubles, tell_operator
from tasks.deliver import Delivered, deliver
from tasks.office import Do


def deliver_all(do: Do, board_ids: tuple[int, ...]) -> tuple[Delivered, ...]:
    """Send what waits for each board; the reports in the order of the boards.

    The operator is told where a person should look.
    """
    sent = tuple(in_turn(board_ids, lambda board_id: do(deliver, board_id)))
    do(tell_operator, "Delivery", delivery_troubles(sent))
    return sent
