"""The watch over Prefect's runs: who is let go, what is told and taken up, who calls it."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun
from prefect.events import emit_event
from prefect.events.worker import EventsWorker
from prefect.flows import flow
from prefect.settings import get_current_settings
from prefect.states import Cancelled, Completed, Crashed, Failed, Pending, Running

from deployments.serving.keeping import DELETED, all_registered, keep_registered
from deployments.serving.nudging import call_when_in_trouble, nudged
from deployments.serving.offering import offer_again, renew
from deployments.serving.registering import as_deployment
from deployments.serving.schedules import ALL, DELIVER, FOLLOW_UP, IMPORT, SHARED
from deployments.serving.taking_up import how_of, take_up_again
from deployments.serving.watching import (
    HEARTBEAT,
    _beats,
    _is_told,
    let_go_of_the_cut_off,
    look,
)
from flows.doing import REFUSED
from flows.follow_up_every import again_of
from flows.running import RunOnce
from models.database import reading
from models.rules.troubles import How
from models.trouble_writing import troubles_between
from tasks.choices import Choices, choices
from tasks.clock import machine_now
from tests.flows.conftest import Desk


@flow(name="deliver")
def delivery() -> None:
    """A flow under the name of one of ours; it never runs."""


def test_a_run_that_lost_its_heartbeat_is_let_go_and_told(desk: Desk) -> None:
    """Within two minutes of its last sign of life; one that beats goes on, one may still begin."""
    with get_client(sync_client=True) as client:
        silent = client.create_flow_run(delivery, state=Running())
        beating = client.create_flow_run(delivery, state=Running())
        waiting = client.create_flow_run(delivery, state=Pending())
        now = machine_now()
        beat = {"prefect.resource.id": f"prefect.flow-run.{beating.id}"}
        emit_event(HEARTBEAT, resource=beat, occurred=now + timedelta(seconds=30))
        EventsWorker.drain_all()
        deadline = time.monotonic() + 30
        while not _beats(client, beating, now) and time.monotonic() < deadline:
            time.sleep(0.1)  # It is written down a moment after it was taken.

        def stands(after: timedelta) -> list[str]:
            let_go_of_the_cut_off(client, now + after)
            return [str(client.read_flow_run(r.id).state_name) for r in (silent, beating, waiting)]

        assert stands(timedelta()) == ["Running", "Running", "Pending"]
        assert stands(timedelta(seconds=85)) == ["Crashed", "Running", "Pending"]
        assert stands(timedelta(seconds=115)) == ["Crashed", "Crashed", "Crashed"]


def test_prefect_calls_us_when_a_run_fails(desk: Desk) -> None:
    """By its one automation, made once; we look, and the trouble is in every board's history."""
    nudge = threading.Event()
    with nudged(nudge) as url:
        call_when_in_trouble(url)
        call_when_in_trouble(url)
        with get_client(sync_client=True) as client:
            assert len(client.read_automations()) == 1
            run, slow, by_hand = (client.create_flow_run(delivery, state=Running()) for _ in "123")
            client.set_flow_run_state(run.id, Failed())
            assert nudge.wait(30)
            client.set_flow_run_state(slow.id, Failed(name="TimedOut"))
            client.set_flow_run_state(by_hand.id, Failed(name=REFUSED))
    look()
    assert look() == ()
    office = desk.office()
    with reading(office.engine) as session:
        found = [one for one, _ in troubles_between(session, 1, 0, None)]
    office.engine.dispose()
    hows = {one.how for one in found if one.flow == "deliver"}
    assert hows - {How.CRASHED} == {How.FAILED, How.TIMED_OUT}


@pytest.mark.parametrize("begun", [{"auto_scheduled": True}, {"idempotency_key": "board-1-today"}])
def test_a_refusal_is_told_where_nobody_reads_of_it(begun: dict[str, Any]) -> None:
    """The one who filled in a form reads it at once; nobody reads that of a scheduled run."""
    now = machine_now()
    refused = FlowRun(flow_id=uuid4(), state_name=REFUSED, expected_start_time=now)
    assert not _is_told(refused, now)
    assert _is_told(refused.model_copy(update=begun), now)


def test_a_run_that_nobody_watches_sends_no_heartbeat(flows_run: RunOnce) -> None:
    """Prefect would wait for the last one at the end of each run, up to a second."""
    assert get_current_settings().flows.heartbeat_frequency is None


def test_a_run_that_was_refused_is_begun_again_each_hour_until_one_is_done(desk: Desk) -> None:
    """Once an hour, however often it is looked at; not what somebody began by hand."""
    as_deployment(FOLLOW_UP).apply()
    now = machine_now()
    with get_client(sync_client=True) as client:
        form = client.read_deployment_by_name(f"follow-up/{FOLLOW_UP.name}").id

        def refused(key: str) -> FlowRun:
            run = client.create_flow_run_from_deployment(
                form, parameters={"scan": {"dry_run": False}}, idempotency_key=key
            )
            client.set_flow_run_state(run.id, Failed(name=REFUSED), force=True)
            return client.read_flow_run(run.id)

        def begun(hours: int) -> list[FlowRun]:
            take_up_again(client, run, "follow-up", now + timedelta(hours=hours))
            runs = [one for one in client.read_flow_runs() if one.id not in before]
            return [one for one in runs if (one.idempotency_key or "").startswith("again-")]

        # Other tests have their runs on this server too, and one of them may have been begun again.
        before = {one.id for one in client.read_flow_runs()}
        run = refused("a-form")
        assert begun(0) == []
        run = refused("board-1-today")
        (first,) = begun(0)
        assert begun(0) == begun(1) == [first]
        client.set_flow_run_state(first.id, Crashed(), force=True)
        assert len(begun(1)) == len(begun(1)) == 2
        (second,) = (one for one in begun(1) if one.id != first.id)
        client.set_flow_run_state(second.id, Cancelled(), force=True)
        assert len(begun(2)) == 3
        (third,) = (one for one in begun(2) if one.id not in {first.id, second.id})
        client.set_flow_run_state(third.id, Completed(), force=True)
        assert len(begun(3)) == 3


def test_a_run_of_a_deployment_that_was_deleted_is_begun_of_the_one_in_its_place(
    desk: Desk,
) -> None:
    """And where none is in its place, the look goes on to the other runs."""
    as_deployment(FOLLOW_UP).apply()
    with get_client(sync_client=True) as client:
        form = client.read_deployment_by_name(f"follow-up/{FOLLOW_UP.name}").id
        run = client.create_flow_run_from_deployment(
            form, parameters={"scan": {"dry_run": False}}, idempotency_key="board-2-today"
        )
        client.set_flow_run_state(run.id, Crashed(), force=True)
        run = client.read_flow_run(run.id)
        client.delete_deployment(form)
        take_up_again(client, run, "follow-up", machine_now())
        assert again_of(client, run) == []
        as_deployment(FOLLOW_UP).apply()
        take_up_again(client, run, "follow-up", machine_now())
        anew = client.read_deployment_by_name(f"follow-up/{FOLLOW_UP.name}").id
        assert [one.deployment_id for one in again_of(client, run)] == [anew]


def test_a_scheduled_run_waits_for_one_that_only_looks(desk: Desk) -> None:
    """It is not turned away, is late where it waits long, and goes on when the other was killed."""
    assert FOLLOW_UP.timed
    as_deployment(FOLLOW_UP).apply()
    does = dict(FOLLOW_UP.timed.parameters)
    with get_client(sync_client=True) as client:
        form = client.read_deployment_by_name(f"follow-up/{FOLLOW_UP.name}").id
        looks = client.create_flow_run_from_deployment(form, parameters={"scan": {}})
        morning = client.create_flow_run_from_deployment(form, parameters=does)
        client.set_flow_run_state(looks.id, Pending())
        client.set_flow_run_state(looks.id, Running())

        def stands() -> str:
            client.set_flow_run_state(morning.id, Pending())
            return str(client.read_flow_run(morning.id).state_name)

        assert stands() == "AwaitingConcurrencySlot"
        waits = client.read_flow_run(morning.id)
        assert how_of(waits) is How.LATE
        assert waits.expected_start_time
        assert not _is_told(waits, waits.expected_start_time + timedelta(minutes=14))
        assert _is_told(waits, waits.expected_start_time + timedelta(minutes=16))
        client.set_flow_run_state(looks.id, Crashed(), force=True)
        assert stands() == "Pending"
        client.set_flow_run_state(morning.id, Crashed(), force=True)


def test_the_workers_forms_offer_what_came_in_since(desk: Desk) -> None:
    """Their deployments are registered by hand; a plan that came in is offered."""
    as_deployment(IMPORT).apply()
    renew(SHARED)
    (desk.home / "inbox" / "late.csv").write_text("Action,Lead,Date\n", encoding="utf-8")
    assert renew(SHARED) == 1
    assert renew(SHARED) == 0
    with get_client(sync_client=True) as client:
        form = client.read_deployment_by_name(f"import-plan/{IMPORT.name}").parameter_openapi_schema
    assert "late.csv" in str(form)


def test_forms_that_are_registered_late_offer_what_came_in_before(desk: Desk) -> None:
    """What was chosen from when the worker began is tried again until its forms are there."""
    ours = (replace(IMPORT, name="Import at last"),)
    began = Choices()
    renewing = partial(renew, ours, all_there=True)
    assert offer_again(began, renewing) is began
    as_deployment(ours[0]).apply()
    assert offer_again(began, renewing) == choices()
    assert offer_again(choices(), renewing) == choices()


def test_a_deployment_that_was_deleted_ends_the_worker_which_registers_it_again(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not before all of them were there, and not while the server does not answer."""
    ends, stop = list[str](), threading.Event()
    look = partial(keep_registered, stop, partial(ends.append, "ended"), every=0.05)
    thread = threading.Thread(target=look)
    thread.start()
    for one in ALL:
        as_deployment(one).apply()
    time.sleep(1)
    assert ends == []
    with get_client(sync_client=True) as client:
        gone = client.read_deployment_by_name(f"deliver/{DELIVER.name}")
        client.delete_deployment(gone.id)
        thread.join(20)
        for each in client.read_deployments(limit=200):
            client.delete_deployment(each.id)
    assert ends == ["ended"]
    assert DELETED in capsys.readouterr().err
    assert not all_registered()
    stop.set()
