"""The deployments as Prefect takes them, made from the schedule's facts."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from deployments.serving.schedules import ALL, ZONE, Deployed

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment


def all_deployments() -> list[RunnerDeployment]:
    """A deployment for each flow; their forms offer what can be chosen at this moment."""
    return [as_deployment(one) for one in ALL]


def flow_of(one: Deployed) -> Any:
    """The flow that is offered."""
    return getattr(import_module(f"flows.{one.flow}"), one.flow)


def as_deployment(one: Deployed) -> RunnerDeployment:
    """A flow to be served: one run at a time, its form enforced, its schedule not paused.

    A second run waits where the one that goes on may be of another day or meeting, or only look; it
    is turned away where another soon finds what it would have found, or where a person asks again.
    """
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    flow = flow_of(one)
    timed = one.timed
    strategy = ConcurrencyLimitStrategy
    deployment: RunnerDeployment = flow.to_deployment(
        name=one.name,
        description=one.description,
        tags=list(one.tags),
        enforce_parameter_schema=True,
        paused=False,
        entrypoint_type=EntrypointType.MODULE_PATH,
        concurrency_limit=ConcurrencyLimitConfig(
            limit=one.at_once,
            collision_strategy=strategy.ENQUEUE if one.waits else strategy.CANCEL_NEW,
        )
        if one.at_once
        else None,
        schedules=[
            Cron(timed.cron, timezone=ZONE, slug=timed.slug, parameters=dict(timed.parameters))
        ]
        if timed
        else [],
    )
    return deployment
