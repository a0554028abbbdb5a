"""The follow-up of every board, fanned out: one run a board, for whichever worker is free."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from prefect import State, flow

from flows.artifacts import plural
from flows.doing import Ending, ended
from flows.names import day_or_today
from tasks.follow_up import boards
from tasks.office import Do
from tasks.opening import local_now

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.objects import FlowRun

TIMEOUT = timedelta(minutes=30)
OF_A_BOARD = "follow-up-board/Follow up a board"
# The watch begins a run of this key once more where it was cut off, under the key AGAIN
# (deployments/serving/watching). What did not do its work is begun by hand under a next attempt's.
KEY = "board-{board}-{day}"
AGAIN = "again-{run}"


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
    """Begins one run a board; a second time on a day those that are missing or did not do it."""
    return ended(_begin)


def _begin(do: Do) -> Ending:
    found = do(boards)
    begun = sum(_begin_one(board_id) for board_id in found)
    there = f", {len(found) - begun} going on or done already" if begun < len(found) else ""
    about = f"{plural(len(found), 'board')}: {begun} begun{there}."
    return Ending(key="follow-up-every", markdown="", about=about)


def _begin_one(board_id: int) -> bool:
    """True where a run was begun: the day has none yet, or each of them failed."""
    from prefect.client.orchestration import get_client
    from prefect.deployments import run_deployment

    first = KEY.format(board=board_id, day=local_now().date().isoformat())
    with get_client(sync_client=True) as client:
        for attempt in count(1):
            key = first if attempt == 1 else f"{first}-{attempt}"
            run = _run_of(client, key)
            if run is None:
                break
            if not all(map(failed, again_of(client, run) or [run])):
                return False
    asked = {"board": {"board_id": board_id}}
    run_deployment(OF_A_BOARD, parameters=asked, timeout=0, as_subflow=False, idempotency_key=key)
    return True


def _run_of(client: SyncPrefectClient, key: str) -> FlowRun | None:
    """The run that was begun under a key."""
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterIdempotencyKey

    asked = FlowRunFilter(idempotency_key=FlowRunFilterIdempotencyKey(any_=[key]))
    return next(iter(client.read_flow_runs(flow_run_filter=asked, limit=1)), None)


def again_of(client: SyncPrefectClient, run: FlowRun) -> list[FlowRun]:
    """The runs that the watch began in the place of one: at once, and each hour after that."""
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterIdempotencyKey

    first = AGAIN.format(run=run.id)
    keys = [first, *(f"{first}-{hour:02}" for hour in range(24))]
    asked = FlowRunFilter(idempotency_key=FlowRunFilterIdempotencyKey(any_=keys))
    return client.read_flow_runs(flow_run_filter=asked)


def failed(run: FlowRun) -> bool:
    """True of a run that ended, and not with its work done."""
    return run.state is not None and run.state.is_final() and not run.state.is_completed()
