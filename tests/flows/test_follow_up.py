"""The follow-up and the delivery as Prefect runs them."""

from __future__ import annotations

from datetime import date

import pytest
from prefect.client.orchestration import get_client
from prefect.states import Crashed, Failed

from deployments.serving.registering import as_deployment
from deployments.serving.schedules import A_BOARD
from flows.doing import REFUSED
from flows.follow_up_every import AGAIN, OF_A_BOARD
from flows.story.follow_up import follow_up
from tasks.follow_up import boards
from tasks.office import straight
from tests.flows.conftest import Desk
from tests.flows.history import artifact, last_run, task_names

TOLD = {"scan": {"dry_run": False}}


def test_a_dry_run_is_the_default_and_tells_nobody(desk: Desk) -> None:
    """Whoever presses the button without reading has only looked."""
    end = desk.run("follow-up")
    assert end.run == "Dry run of the follow-up of 22 October 2010"
    assert "what 22 October 2010 would owe" in artifact("follow-up-dry-run")
    assert desk.letters() == []
    again = desk.run("follow-up")
    assert again.message == end.message


TASKS = [
    "boards",
    "close-run",
    "day-of-run, board 1",
    "deliver, board 1",
    "find-and-record, board 1",
    "tell-operator",
]


def test_a_day_is_told_once_however_often_it_is_run(desk: Desk) -> None:
    """A second run of a day finds nothing to tell; the first says whom a person should look for.

    A fixed number of tasks, whatever the number of actions: six a run of one board.
    """
    first = desk.run("follow-up", **TOLD)
    run = last_run(first.run)
    assert run.parameters == TOLD
    letters = desk.letters()
    assert first.run == "Follow-up of 22 October 2010"
    assert first.state == "Completed with exceptions"
    assert first.message.startswith("1 post could not be told")
    assert letters
    second = desk.run("follow-up", **TOLD)
    assert (second.state, second.message) == ("Completed", "No notices, no messages sent.")
    assert desk.letters() == letters
    assert task_names(run, TASKS) == TASKS


def test_every_board_has_a_run_of_its_own_begun_once_a_day(desk: Desk) -> None:
    """For whichever worker is free; a board's run does what the whole day's does for it.

    One that failed is begun again, and so is one that the watch began again in vain.
    """
    as_deployment(A_BOARD).apply()
    begins, stands = "1 board: 1 begun.", "1 board: 0 begun, 1 going on or done already."
    for said in (begins, stands):
        assert desk.run("follow-up-every").message == said
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(limit=200)
        # Another test's day has a key of its own.
        begun = [run for run in runs if run.idempotency_key == "board-1-2010-10-22"]
        client.set_flow_run_state(begun[0].id, Crashed(), force=True)
        form = client.read_deployment_by_name(OF_A_BOARD).id
        watched = client.create_flow_run_from_deployment(
            form,
            parameters=begun[0].parameters,
            idempotency_key=AGAIN.format(run=begun[0].id),
        )
        assert desk.run("follow-up-every").message == stands
        client.set_flow_run_state(watched.id, Failed(name=REFUSED), force=True)
        for said in (begins, stands):
            assert desk.run("follow-up-every").message == said
    assert [run.parameters for run in begun] == [{"board": {"board_id": 1}}]
    told = desk.run("follow-up-board", **begun[0].parameters)
    assert told.run == "Follow-up of board 1, 22 October 2010"
    assert desk.letters()


def test_a_day_that_is_no_working_day_is_quiet(desk: Desk) -> None:
    """On a Saturday the run records that it was quiet, and that is no exception."""
    end = desk.on(date(2010, 10, 23)).run("follow-up", **TOLD)
    assert (end.state, end.message) == ("Completed", "Not a working day: nothing is told.")
    assert desk.letters() == []


def test_a_day_to_come_is_refused_in_a_sentence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the machine's own clock nothing is told before its day; the run says what to do."""
    monkeypatch.delenv("MATTERS_CLOCK")
    end = desk.run("follow-up", scan={"as_of": "2999-01-04"})
    assert end.state == "Refused"
    assert "rehearse" in end.message


def test_what_waits_for_a_working_day_is_no_exception(desk: Desk) -> None:
    """On a holiday a round every five minutes would otherwise ask to be looked at."""
    office = desk.office()
    follow_up(straight(office), 1, send=False)
    office.engine.dispose()
    end = desk.on(date(2010, 10, 23)).run("deliver")
    assert end.state == "Completed"
    assert end.message.startswith("Messages sent: 0. People waiting: ")
    assert not end.message.endswith(" 0.")
    assert desk.letters() == []


def test_a_mail_server_that_is_away_is_an_exception_without_its_name(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is claimed, all of it waits, and a person should look."""
    office = desk.office()
    follow_up(straight(office), 1, send=False)
    office.engine.dispose()
    monkeypatch.setenv("MATTERS_SMTP_URL", "smtp://127.0.0.1:9")
    end = desk.run("deliver")
    assert end.state == "Completed with exceptions"
    assert end.message.startswith("Messages: delivery stopped, people still to be told: ")
    assert "127.0.0.1" not in end.message


def test_delivery_sends_what_waits_and_then_has_nothing_to_send(desk: Desk) -> None:
    """What a follow-up left waiting is sent once; a round that moves nothing leaves no artifact."""
    office = desk.office()
    do = straight(office)
    for board_id in do(boards):
        follow_up(do, board_id, send=False)
    office.engine.dispose()
    first = desk.run("deliver")
    assert first.run == "Delivery of 22 October 2010, 09:00"
    letters = desk.letters()
    assert first.message == f"Messages sent: {len(letters)}. People waiting: 0."
    assert f"| messages accepted | {len(letters)} |" in artifact("delivery")
    second = desk.run("deliver")
    assert second.message == "Messages sent: 0. People waiting: 0."
    assert desk.letters() == letters
