"""The day as a Prefect flow beside an empty flow of five tasks, client and server together."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deployments.serving.environment import is_healthy
from flows.quiet import quiet
from tests.benchmarks import floor, home
from tests.benchmarks.measuring import PYTHON, Figure, Shown, in_turn, spent
from tests.benchmarks.programs import cpu_with_children

TURNS = 3
BAR = 1.3
PATIENCE = 120.0
# A server that has nothing left to do uses less than this of a second's CPU in a second.
IDLE = 0.08
OURS = (
    "from flows.follow_up import follow_up\n"
    "from flows.forms import Scan\n"
    "follow_up(Scan(dry_run=False), return_state=True)\n"
)
EMPTY = (
    "from prefect import flow, task\n"
    "@task\n"
    "def nothing(): pass\n"
    "@flow\n"
    "def empty():\n"
    "    for _ in range(5): nothing()\n"
    "empty()\n"
)


def flow_beside_empty(actions: int, made: home.Made, folder: Path) -> Iterator[Shown]:
    """What Prefect adds to a day on which nothing is owed, beside a flow that does nothing."""
    working = folder / "flow"
    home.copied(made.home, working)
    with floor.sink() as sink, _server(folder / "prefect") as (pid, prefect):
        url = f"smtp://127.0.0.1:{sink.port}"
        environment = {**home.environment(working, home.BEFORE, MATTERS_SMTP_URL=url), **prefect}
        command = [*home.MATTERS, "follow-up", "--deliver"]
        costs = in_turn(
            {
                "flow": _both(pid, OURS, environment),
                "command": lambda: spent(command, environment).cpu,
                "empty": _both(pid, EMPTY, environment),
            },
            TURNS,
        )
    what = f"what Prefect adds to a day of {actions:,}"
    yield Figure(what, costs["flow"] - costs["command"], costs["empty"], BAR, beside="empty flow")


def _both(server: int, script: str, environment: Mapping[str, str]) -> Callable[[], float]:
    """The CPU of a program and of the server until it is idle again."""

    def cost() -> float:
        before = _idle(server)
        client = spent([PYTHON, "-c", script], environment).cpu
        return client + _idle(server) - before

    return cost


def _idle(pid: int) -> float:
    """The CPU that the server has had by the time it has nothing left to do."""
    deadline = time.monotonic() + PATIENCE
    last = cpu_with_children(pid)
    while time.monotonic() < deadline:
        time.sleep(3)
        now = cpu_with_children(pid)
        if now - last < 3 * IDLE:
            return now
        last = now
    raise RuntimeError("the server had no rest")


@contextmanager
def _server(folder: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """A Prefect server of our own: its number, and what its clients are told."""
    folder.mkdir()
    port = floor.free_port()
    told = {**quiet(folder), "PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}
    command = [PYTHON, "-m", "prefect", "server", "start", "--host", "127.0.0.1"]
    with subprocess.Popen(
        [*command, "--port", str(port)], env={**os.environ, **told}, stdout=subprocess.DEVNULL
    ) as running:
        try:
            deadline = time.monotonic() + PATIENCE
            while not is_healthy(told["PREFECT_API_URL"]):
                if running.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("Prefect's server did not start")
                time.sleep(0.2)
            yield running.pid, told
        finally:
            running.terminate()
