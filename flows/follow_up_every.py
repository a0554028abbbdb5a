"""The follow-up of every board, fanned out: one run a board, for whichever worker is free."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from prefect import State, flow

from flows.artifacts import plural
from flows.doing import Ending, ended
from flows.names import day_or_today
from tasks.follow_up import boards
from tasks.office import Do
from tasks.opening import local_now

TIMEOUT = timedelta(minutes=30)
OF_A_BOARD = "follow-up-board/Follow up a board"
# The watch begins a run of this key once more where it was cut off (deployments/serving/watching).
KEY = "board-{board}-{day}"


def run_name() -> str:
    """ "Follow-up of every board, 3 November 2010"."""
    return f"Follow-up of every board, {day_or_today(None)}"


@flow(
    name="follow-up-every",
    flow_run_name=run_name,
    timeout_seconds=TIMEOUT.total_seconds(),
    persist_result=False,
    log_prints=False,
)
def follow_up_every() -> State[Any]:
    """Begins one run a board; a second time on a day it begins those alone that are missing."""
    return ended(_begin)


def _begin(do: Do) -> Ending:
    found = do(boards)
    for board_id in found:
        _begin_one(board_id)
    about = f"{plural(len(found), 'board')} to be followed up."
    return Ending(key="follow-up-every", markdown="", about=about)


def _begin_one(board_id: int) -> None:
    from prefect.deployments import run_deployment

    key = KEY.format(board=board_id, day=local_now().date().isoformat())
    asked = {"board": {"board_id": board_id}}
    run_deployment(OF_A_BOARD, parameters=asked, timeout=0, as_subflow=False, idempotency_key=key)
