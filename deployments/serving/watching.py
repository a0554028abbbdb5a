"""The watch over Prefect's runs: what was late, failed or cut off is told, and taken up again.

Prefect leaves a run whose process was killed as running for ever, and it would hold up every later
one: a deployment runs once at a time. So a run that has lost its heartbeat is let go here.
"""

from __future__ import annotations

import sys
import threading
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from deployments.serving.nudging import STATES, call_when_in_trouble, nudged
from deployments.serving.offering import keep_offering, renew
from deployments.serving.schedules import SHARED, ZONE
from deployments.serving.taking_up import how_of, is_unwatched, take_up_again
from models.rules.troubles import How, Trouble
from tasks.clock import machine_now
from tasks.heartbeat import beat
from tasks.opening import opened
from tasks.troubles import tell_troubles

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.objects import FlowRun

LOOK_EVERY_SECONDS = 30.0
# A run beats every thirty seconds (flows.quiet): it has missed two, and is noticed within two
# minutes of its end.
SILENT_AFTER = timedelta(seconds=80)
NEVER_BEGAN_AFTER = timedelta(seconds=110)
LATE_AFTER = timedelta(minutes=15)
CUT_OFF = "Cut off: its process is gone. The register knows what was told, and a later run goes on."
HEARTBEAT = "prefect.flow-run.heartbeat"
AT_MOST = 200
# The schedules' own clock, by which a day begins.
LONDON = ZoneInfo(ZONE)


def watch(stop: threading.Event) -> None:
    """Look every half minute, and whenever Prefect calls, until `stop` is set."""
    nudge = threading.Event()
    called, tried = False, set[str]()
    with nudged(nudge) as url:
        while not stop.is_set():
            try:
                if not called:
                    call_when_in_trouble(url)
                    called = True
                look(tried)
            except Exception as error:  # noqa: BLE001 - Prefect's own errors have no common parent
                # The server is restarting, say, or the register is locked: the next look is soon.
                print(f"The runs could not be looked at ({type(error).__name__}).", file=sys.stderr)
            nudge.wait(LOOK_EVERY_SECONDS)
            nudge.clear()


def look(tried: set[str] | None = None) -> tuple[Trouble, ...]:
    """Let go of what was cut off, take it up again, and tell what is new of today's troubles.

    `tried` are the runs, with the hour, that were taken up again or needed not to be.
    """
    from prefect.client.orchestration import get_client

    now = machine_now()
    tried = set() if tried is None else tried
    with get_client(sync_client=True) as client:
        let_go_of_the_cut_off(client, now)
        found = _in_trouble(client, now)
        names = {flow.id: flow.name for flow in client.read_flows(limit=AT_MOST)}
        local = now.astimezone(LONDON)
        for run in found:
            if (once := f"{run.id}-{local:%H}") not in tried:
                take_up_again(client, run, names.get(run.flow_id, ""), local)
                tried.add(once)
    troubles = [Trouble(names[run.flow_id], how_of(run)) for run in found if run.flow_id in names]
    with opened() as office:
        new = tell_troubles(office, troubles)
        beat(office)
        return new


def let_go_of_the_cut_off(client: SyncPrefectClient, now: datetime) -> int:
    """How many runs were marked as crashed: begun, and silent since; or never begun."""
    from prefect.states import Crashed

    gone = [run for run in _unfinished(client) if _is_cut_off(client, run, now)]
    for run in gone:
        client.set_flow_run_state(run.id, Crashed(message=CUT_OFF), force=True)
    return len(gone)


def _is_cut_off(client: SyncPrefectClient, run: FlowRun, now: datetime) -> bool:
    if run.state is None:
        return False
    patience = SILENT_AFTER if run.state.is_running() else NEVER_BEGAN_AFTER
    return run.state.timestamp < now - patience and not _beats(client, run, now)


def _beats(client: SyncPrefectClient, run: FlowRun, now: datetime) -> bool:
    """True of a run that has given a sign of life of late."""
    from prefect.events.filters import (
        EventFilter,
        EventNameFilter,
        EventOccurredFilter,
        EventResourceFilter,
    )

    asked = EventFilter(
        occurred=EventOccurredFilter(since=now - SILENT_AFTER, until=now + SILENT_AFTER),
        event=EventNameFilter(name=[HEARTBEAT]),
        resource=EventResourceFilter(id=[f"prefect.flow-run.{run.id}"]),
    )
    return bool(client.read_events(asked, limit=1).events)


def _unfinished(client: SyncPrefectClient) -> list[FlowRun]:
    from prefect.client.schemas.filters import (
        FlowRunFilter,
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.client.schemas.objects import StateType

    unfinished = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]
    asked = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=unfinished)))
    return client.read_flow_runs(flow_run_filter=asked, limit=AT_MOST)


def _in_trouble(client: SyncPrefectClient, now: datetime) -> list[FlowRun]:
    """Today's runs that were late for a quarter of an hour, or that ended with their work not done.

    Whoever began a run by hand reads of its refusal there; nobody reads that of a scheduled one.
    """
    from prefect.client.schemas.filters import (
        FlowRunFilter,
        FlowRunFilterExpectedStartTime,
        FlowRunFilterState,
        FlowRunFilterStateName,
    )
    from prefect.client.schemas.sorting import FlowRunSort

    asked = FlowRunFilter(
        state=FlowRunFilterState(name=FlowRunFilterStateName(any_=[*STATES])),
        expected_start_time=FlowRunFilterExpectedStartTime(after_=_midnight(now), before_=now),
    )
    runs: list[FlowRun] = []
    while len(runs) % AT_MOST == 0:
        page = client.read_flow_runs(
            flow_run_filter=asked,
            sort=FlowRunSort.EXPECTED_START_TIME_DESC,
            limit=AT_MOST,
            offset=len(runs),
        )
        if not page:
            break
        runs += page
    return [run for run in runs if _is_told(run, now)]


def _is_told(run: FlowRun, now: datetime) -> bool:
    if how_of(run) is How.LATE:
        return _is_long_due(run, now)
    return how_of(run) is not How.REFUSED or is_unwatched(run)


def _midnight(now: datetime) -> datetime:
    return now.astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)


def _is_long_due(run: FlowRun, now: datetime) -> bool:
    return run.expected_start_time is not None and run.expected_start_time < now - LATE_AFTER


def main() -> None:
    """The watch alone, beside a Prefect server that runs elsewhere than under `matters serve`.

    It also keeps the forms up to date that the workers' deployments have.
    """
    never = threading.Event()
    offered = (None, never, partial(renew, SHARED))
    threading.Thread(target=keep_offering, args=offered, daemon=True).start()
    watch(never)


if __name__ == "__main__":
    main()
