"""Forms offer what there is to choose by now: they are registered again whenever that changes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable

from deployments.serving.schedules import Deployed
from tasks.choices import Choices, choices

LOOK_EVERY_SECONDS = 5.0


class NotRegistered(Exception):  # noqa: N818 - a state of the world, not a bug
    """A deployment is not there yet: its form is about to be made of an earlier choice."""


def keep_offering(
    known: Choices | None, stop: threading.Event, renew: Callable[[], object]
) -> None:
    """Renew the forms whenever there is something else to choose, until `stop` is set."""
    while not stop.wait(LOOK_EVERY_SECONDS):
        known = offer_again(known, renew)


def offer_again(known: Choices | None, renew: Callable[[], object]) -> Choices | None:
    """What can be chosen now; the forms are renewed where it differs from `known`."""
    now = choices()
    if now == known:
        return known
    try:
        renew()
    except NotRegistered:
        return known
    except Exception as error:  # noqa: BLE001 - Prefect's own errors have no common parent
        # The server is restarting, say. The old choices stand, and the next look tries again.
        print(f"The forms could not be renewed ({type(error).__name__}).", file=sys.stderr)
        return known
    return now


def renew(deployed: Iterable[Deployed], *, all_there: bool = False) -> int:
    """How many forms of these deployments offer something else from now on.

    Nothing else of a deployment is touched: what a person paused stays paused. One that was not
    registered is left so; that is done by hand (deployments/prefect.yaml). Raises NotRegistered
    for it where they are `all_there` once this process has begun.
    """
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import DeploymentUpdate
    from prefect.exceptions import ObjectNotFound
    from prefect.utilities.callables import parameter_schema

    from deployments.serving.registering import flow_of

    renewed, missing = 0, False
    with get_client(sync_client=True) as client:
        for one in deployed:
            flow = flow_of(one)
            form = parameter_schema(flow).model_dump_for_openapi()
            try:
                found = client.read_deployment_by_name(f"{flow.name}/{one.name}")
            except ObjectNotFound:
                missing = True
                continue
            if found.parameter_openapi_schema != form:
                client.update_deployment(found.id, DeploymentUpdate(parameter_openapi_schema=form))
                renewed += 1
    if missing and all_there:
        raise NotRegistered
    return renewed
