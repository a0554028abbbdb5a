"""Workers that die with a message in hand, and several at once: each message leaves once."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import update

from models.database import open_engine, writing
from models.ledger import Message
from models.rules.words import MessageState
from tasks.deliver import Delivered, deliver
from tasks.workers import worker_name
from tests.notifications.channels.conftest import Serve
from tests.stories.letterbox import Letterbox
from tests.stories.world import BOARD_ID, World, address_of
from tests.tasks.delivering import addressees, at, dies, mailed, rows, send


def test_a_worker_that_dies_leaves_its_message_to_the_next_after_the_lease(
    world: World, serve: Serve
) -> None:
    """Nobody sends it while the lease holds; then it goes out under its own Message-ID."""
    running = mailed(world, serve)
    world.teams(1, 2)

    world.letterbox.before = dies
    with pytest.raises(ConnectionAbortedError):
        deliver(replace(at(world.office, 0), way=world.letterbox), BOARD_ID)
    claimed = rows(world.office.engine)
    assert [m.state for m in claimed] == [MessageState.SENDING]
    assert send(world, 5).accepted == 1
    assert send(world, 9).accepted == 0
    assert send(world, 11).accepted == 1
    assert sorted(addressees(running)) == [address_of("Team 1"), address_of("Team 2")]
    again = rows(world.office.engine)[0]
    assert (again.message_id, again.attempt) == (claimed[0].message_id, 2)


def test_what_a_killed_worker_of_this_machine_had_in_hand_goes_out_at_once(world: World) -> None:
    """The lease is waited for while its process is there, and where nobody here can tell."""
    world.teams(1)
    world.letterbox.before = dies
    with pytest.raises(ConnectionAbortedError):
        send(world)
    world.letterbox.before = None
    assert send(world, 1).accepted == 0
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    here = worker_name().rpartition(":")[0]
    for where, accepted in (("elsewhere", 0), (here, 1)):
        with writing(world.office.engine) as session:
            session.execute(update(Message).values(worker=f"{where}:{ended.pid}"))
        assert send(world, 1).accepted == accepted
    (sent,) = rows(world.office.engine)
    assert (sent.state, sent.attempt) == (MessageState.ACCEPTED, 2)


def test_an_outcome_is_recorded_though_the_next_message_fails(world: World) -> None:
    """What was accepted before the worker died is not sent again."""
    world.teams(1, 2)

    def dies_at_the_second(_outgoing: object) -> None:
        if world.letterbox.arrived:
            raise ConnectionAbortedError("the worker was stopped")

    world.letterbox.before = dies_at_the_second
    with pytest.raises(ConnectionAbortedError):
        send(world)
    states = [m.state for m in rows(world.office.engine)]
    assert states == [MessageState.ACCEPTED, MessageState.SENDING]


def test_two_workers_at_once_send_each_message_once(world: World, serve: Serve) -> None:
    """Each on its own connection to the register, both begun at the same moment."""
    running = mailed(world, serve)
    world.teams(*range(1, 21))
    start = Barrier(2)

    def work(_n: int) -> Delivered:
        engine = open_engine(world.office.settings.register_url)
        start.wait()
        try:
            return deliver(replace(at(world.office, 0), engine=engine), BOARD_ID)
        finally:
            engine.dispose()

    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(work, range(2)))
    assert sum(d.accepted for d in both) == 20
    assert Counter(addressees(running)) == Counter(address_of(f"Team {n}") for n in range(1, 21))


def test_a_retry_that_another_worker_has_in_hand_is_left_to_them(world: World) -> None:
    """Both found two messages to try again; the second is under way elsewhere when its turn comes.

    The other worker dies with it in hand, so that nothing but its lease speaks for it.
    """
    world.teams(1, 2)
    world.letterbox.lost |= {address_of("Team 1"), address_of("Team 2")}
    send(world)
    world.letterbox.lost.clear()
    beside = Letterbox(before=dies)

    def other_worker(_outgoing: object) -> None:
        if beside.opened == 0:
            with pytest.raises(ConnectionAbortedError):
                deliver(replace(at(world.office, 6), way=beside), BOARD_ID)

    world.letterbox.before = other_worker
    assert send(world, 6).accepted == 1
    assert beside.opened == 1
    assert [m.state for m in rows(world.office.engine)] == [
        MessageState.ACCEPTED,
        MessageState.SENDING,
    ]
    assert send(world, 17).accepted == 1
