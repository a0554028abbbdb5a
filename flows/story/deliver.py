"""What waits is told, by any number of workers."""

from __future__ import annotations

from flows.story.in_turn import in_turn
from tasks.alerts import delivery_troubles, tell_operator
from tasks.deliver import Delivered, deliver
from tasks.office import Do

PART = "Delivery"
NOT_DONE = "What waits for a board was not looked at: the run, or the command, says why."


def deliver_all(do: Do, board_ids: tuple[int, ...]) -> tuple[Delivered, ...]:
    """Send what waits for each board; the reports in the order of the boards.

    The operator is told where a person should look, and so where one board stops on a fault.
    """
    sent: list[Delivered] = []
    try:
        sent.extend(in_turn(board_ids, lambda board_id: do(deliver, board_id)))
    except Exception:
        do(tell_operator, PART, (*delivery_troubles(tuple(sent)), NOT_DONE), of=board_ids)
        raise
    troubles = delivery_troubles(tuple(sent))
    # Of what was put off and is not due again yet, nothing new is known.
    known = [i for i, one in zip(board_ids, sent, strict=True) if troubles or not one.waiting]
    if known:
        do(tell_operator, PART, troubles, of=tuple(known))
    return tuple(sent)
