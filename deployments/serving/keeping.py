"""What is deployed stays deployed: one that a person deleted is registered again.

A click too many on Prefect's pages would else stop the day's run until somebody starts the service
again.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from deployments.serving.schedules import ALL

LOOK_EVERY_SECONDS = 20.0
AT_MOST = 200
DELETED = "A deployment was deleted: the schedules begin anew, and register it again."


def keep_registered(
    stop: threading.Event,
    end: Callable[[], None],
    *,
    every: float = LOOK_EVERY_SECONDS,
) -> None:
    """Call `end`, once, where a deployment is gone that was there; look until `stop` is set.

    This process is started again then, and registers all of them as it begins.
    """
    were_there = False
    while not stop.wait(every):
        # The server is restarting, say: the next look tells. Its errors have no common parent.
        with suppress(Exception):
            are_there = all_registered()
            if were_there and not are_there:
                print(DELETED, file=sys.stderr, flush=True)
                end()
                return
            were_there = are_there


def all_registered() -> bool:
    """True where Prefect knows each of the deployments of one machine."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        known = {one.name for one in client.read_deployments(limit=AT_MOST)}
    return {one.name for one in ALL} <= known
