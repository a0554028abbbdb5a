"""Runs that did not do their work, begun again by the watch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deployments.serving.nudging import STATES
from flows.follow_up_every import AGAIN, KEY
from models.rules.troubles import How

if TYPE_CHECKING:
    from datetime import datetime

    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.objects import FlowRun

# The next run of these comes within minutes.
OFTEN = ("deliver", "bounces")
LATER = 200


def how_of(run: FlowRun) -> How:
    """What became of a run that is in trouble."""
    return STATES[run.state_name or ""]


def is_by_itself(run: FlowRun) -> bool:
    """True of a run that nobody began by hand: a schedule did, or the one that shares boards."""
    return run.auto_scheduled or (run.idempotency_key or "").startswith(KEY.partition("{")[0])


def take_up_again(client: SyncPrefectClient, run: FlowRun, flow: str, now: datetime) -> None:
    """A run that nobody began by hand is begun once more: at once where it was cut off.

    One that failed or was refused, as where the database was away, is so each hour of its day
    until one has done what it was begun for: a reminder of the day is told on no other.
    """
    if not is_by_itself(run) or run.deployment_id is None or how_of(run) is How.LATE:
        return
    key = AGAIN.format(run=run.id)
    if how_of(run) is not How.CRASHED:
        if flow in OFTEN or _is_made_up_for(client, run):
            return
        key = f"{key}-{now:%H}"
    client.create_flow_run_from_deployment(
        run.deployment_id, parameters=run.parameters, idempotency_key=key
    )


def _is_made_up_for(client: SyncPrefectClient, run: FlowRun) -> bool:
    """True where a later run of the same has been done, or waits or goes on."""
    from prefect.client.schemas.filters import (
        FlowRunFilter,
        FlowRunFilterDeploymentId,
        FlowRunFilterExpectedStartTime,
    )

    asked = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=[run.deployment_id]),
        expected_start_time=FlowRunFilterExpectedStartTime(after_=run.expected_start_time),
    )
    later = client.read_flow_runs(flow_run_filter=asked, limit=LATER)
    return any(_does(one, run) for one in later)


def _does(one: FlowRun, run: FlowRun) -> bool:
    """True of another run for the same, whose state says that it may come to its end, or has."""
    same = one.id != run.id and one.parameters == run.parameters and not one.auto_scheduled
    return same and one.state_name not in {*STATES} - {"Late", "AwaitingConcurrencySlot"}
