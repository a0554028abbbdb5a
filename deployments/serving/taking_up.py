"""Runs that did not do their work, begun again by the watch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deployments.serving.nudging import STATES
from flows.follow_up_every import AGAIN, KEY, again_of, failed
from models.rules.troubles import How

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.objects import FlowRun

# The next run of these comes within minutes.
OFTEN = ("deliver", "bounces")
LATER = 200
SHARED, BEGUN_AGAIN = KEY.partition("{")[0], AGAIN.partition("{")[0]


def how_of(run: FlowRun) -> How:
    """What became of a run that is in trouble."""
    return STATES[run.state_name or ""]


def is_by_itself(run: FlowRun) -> bool:
    """True of a run that nobody began by hand: a schedule did, or the one that shares boards."""
    return run.auto_scheduled or (run.idempotency_key or "").startswith(SHARED)


def is_unwatched(run: FlowRun) -> bool:
    """True of a run that nobody waits for: one that began by itself, or was begun again."""
    return is_by_itself(run) or (run.idempotency_key or "").startswith(BEGUN_AGAIN)


def take_up_again(client: SyncPrefectClient, run: FlowRun, flow: str, local: datetime) -> None:
    """A run that began by itself and did not do its work is begun once more at once.

    Where that one does not do it either, as where the database is away, so each hour of the day
    until one has: a reminder of the day is told on no other. `local` is the board's own hour.
    """
    how = how_of(run)
    if not is_by_itself(run) or run.deployment_id is None or how is How.LATE:
        return
    if how is not How.CRASHED and (flow in OFTEN or _is_made_up_for(client, run)):
        return
    before, deployment_id = again_of(client, run), _deployed(client, run)
    if deployment_id is not None and all(map(failed, before)):
        first = AGAIN.format(run=run.id)
        client.create_flow_run_from_deployment(
            deployment_id,
            parameters=run.parameters,
            idempotency_key=f"{first}-{local:%H}" if before else first,
        )


def _deployed(client: SyncPrefectClient, run: FlowRun) -> UUID | None:
    """The deployment of the run's flow as it stands: a deleted one is registered under a new id."""
    from prefect.client.schemas.filters import FlowFilter, FlowFilterId

    asked = FlowFilter(id=FlowFilterId(any_=[run.flow_id]))
    there = [one.id for one in client.read_deployments(flow_filter=asked)]
    return run.deployment_id if run.deployment_id in there else next(iter(there), None)


def _is_made_up_for(client: SyncPrefectClient, run: FlowRun) -> bool:
    """True where somebody has begun the same since, and it was done, or may yet be."""
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
    return any(
        one.id != run.id
        and one.parameters == run.parameters
        and not one.auto_scheduled
        and not failed(one)
        for one in later
    )
