"""The part of `matters serve` that registers the deployments and runs what is due.

It is started as `python -m deployments.serving.worker` with PREFECT_API_URL naming the server.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from functools import partial

from deployments.serving.environment import is_healthy
from deployments.serving.keeping import keep_registered
from deployments.serving.offering import keep_offering, renew
from deployments.serving.registering import all_deployments
from deployments.serving.schedules import ALL, AT_ONCE
from deployments.serving.watching import watch
from tasks.choices import choices

PATIENCE_SECONDS = 120.0
LEFT = "Left unfinished by a stop; the register knows what was told, and the next run goes on."


def main() -> None:
    """Serve until told to stop; a run that an earlier worker left unfinished is marked first."""
    from prefect import serve

    if not server_answers(os.environ["PREFECT_API_URL"]):
        sys.exit("The Prefect server does not answer.")
    mark_left_runs()
    known = choices()
    never = threading.Event()
    offered = (known, never, partial(renew, ALL, all_there=True))
    offers = threading.Thread(target=keep_offering, args=offered, daemon=True)
    looks = threading.Thread(target=watch, args=(never,), daemon=True)
    # As the supervisor stops it.
    end = partial(os.kill, os.getpid(), signal.SIGINT)
    keeps = threading.Thread(target=keep_registered, args=(never, end), daemon=True)
    deployments = all_deployments()
    offers.start()
    looks.start()
    keeps.start()
    # The schedules go on: what is due while nothing runs is found by the next follow-up.
    serve(*deployments, limit=AT_ONCE, pause_on_shutdown=False, print_starting_message=False)


def server_answers(api: str, patience: float = PATIENCE_SECONDS) -> bool:
    """True once the server answers, False where it has not within the seconds of `patience`."""
    deadline = time.monotonic() + patience
    while not is_healthy(api):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.5)
    return True


def mark_left_runs() -> int:
    """How many runs of an earlier worker were marked as crashed.

    One worker serves a register. What still stands as running before it begins was killed with
    the one before it, and would hold up every later run: a deployment runs once at a time.
    """
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import (
        FlowRunFilter,
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.client.schemas.objects import StateType
    from prefect.states import Crashed

    unfinished = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]
    asked = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=unfinished)))
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(flow_run_filter=asked)
        for run in runs:
            client.set_flow_run_state(run.id, Crashed(message=LEFT), force=True)
    return len(runs)


if __name__ == "__main__":
    main()
