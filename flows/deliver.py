"""Delivery as a Prefect flow: what waits is sent; nothing is ever sent twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from prefect import State, flow

from flows.artifacts import counts, joined
from flows.doing import Ending, ended
from flows.follow_up import delivery_exceptions, delivery_rows
from flows.names import moment_words
from flows.story.deliver import deliver_all
from tasks.deliver import Delivered
from tasks.follow_up import boards
from tasks.office import Do

TIMEOUT = timedelta(hours=3)


def run_name() -> str:
    """ "Delivery of 3 November 2010, 09:05"."""
    return f"Delivery of {moment_words()}"


@flow(
    name="deliver",
    flow_run_name=run_name,
    timeout_seconds=TIMEOUT.total_seconds(),
    retries=0,
    persist_result=False,
    log_prints=False,
)
def deliver() -> State[Any]:
    """Sends what waits, each person one message; outside the board's hours everything waits."""
    return ended(_tell)


def _tell(do: Do) -> Ending:
    board_ids = do(boards)
    sent = deliver_all(do, board_ids)
    accepted, waiting = sum(one.accepted for one in sent), sum(one.waiting for one in sent)
    return Ending(
        key="delivery",
        about=f"Messages sent: {accepted}. People waiting: {waiting}.",
        markdown=_markdown(board_ids, sent),
        exceptions=" ".join(filter(None, map(delivery_exceptions, sent))),
    )


def _markdown(board_ids: tuple[int, ...], sent: tuple[Delivered, ...]) -> str:
    """The delivery in counts; nothing where nothing moved, as on most runs of a day."""
    if not any(one.accepted or one.withdrawn or one.has_exceptions for one in sent):
        return ""
    boards_said = (
        joined(f"## Board {board_id}", counts(delivery_rows(one)))
        for board_id, one in zip(board_ids, sent, strict=True)
    )
    return joined(f"# Delivery of {moment_words()}", *boards_said)
