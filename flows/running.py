"""One flow run in this process, against a Prefect server of its own that lives as long."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from flows.quiet import quiet

# The module, the function in it and the name in Prefect of each flow.
FLOWS = {
    "follow-up": "follow_up",
    "follow-up-board": "follow_up_board",
    "follow-up-every": "follow_up_every",
    "deliver": "deliver",
    "quarterly-pack": "quarterly_pack",
    "audit": "audit",
    "backup": "backup",
    "purge": "purge",
    "bounces": "bounces",
    "import-plan": "import_plan",
    "rehearsal": "rehearsal",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnd:
    """How a run ended: its name, the name of its state, and what the state says."""

    run: str
    state: str
    message: str


class RunOnce(Protocol):
    """A way to run one flow to its end."""

    def __call__(self, name: str, **parameters: Any) -> RunEnd:
        """How the run of the flow of that name ended; parameters as its form has them."""


def flow_of(name: str) -> Any:
    """The flow of that name, such as "follow-up"; raises KeyError for another."""
    module = FLOWS[name]
    return getattr(import_module(f"flows.{module}"), module)


@contextmanager
def prefect_here(folder: Path) -> Iterator[RunOnce]:
    """A Prefect of its own in `folder`, started when the first flow runs and stopped at the end.

    The flows read the settings of this process (MATTERS_HOME, MATTERS_CLOCK) as they run. A server
    that the environment names (PREFECT_API_URL) is left alone: this one is another.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    wanted = quiet(folder)
    kept = {name: os.environ.get(name) for name in (*wanted, "PREFECT_API_URL")}
    os.environ.update(wanted)
    os.environ.pop("PREFECT_API_URL", None)
    try:
        with _own_server():
            yield run_once
    finally:
        for name, value in kept.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _own_server() -> Iterator[None]:
    """A server in a process of its own, on a free port of the loopback, for the flows run within.

    Prefect would start one by itself and stop it with this process; this one stops with the block.
    Nobody watches its runs, so that they send no heartbeat, for whose last Prefect would wait up to
    a second at the end of each.
    """
    from prefect.context import use_profile
    from prefect.server.api.server import SubprocessASGIServer
    from prefect.settings import (
        PREFECT_API_URL,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        Profile,
        temporary_settings,
    )

    with use_profile(Profile(name="matters", settings={}), include_current_context=False):
        server = SubprocessASGIServer()
        server.start(timeout=120)
        try:
            here = {PREFECT_API_URL: server.api_url, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
            with temporary_settings(here):
                yield
                _drain()
        finally:
            server.stop()


def _drain() -> None:
    """Hand over what Prefect has yet to tell its server, while it is still there."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    APILogWorker.instance().drain()
    EventsWorker.drain_all()


def run_once(name: str, **parameters: Any) -> RunEnd:
    """How one run of the flow of that name ended, on the server that Prefect's settings name."""
    from prefect.client.orchestration import get_client

    state = flow_of(name)(**parameters, return_state=True)
    with get_client(sync_client=True) as client:
        run = client.read_flow_run(state.state_details.flow_run_id)
    return RunEnd(run=run.name, state=state.name or "", message=state.message or "")
