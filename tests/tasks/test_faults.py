"""The register fails under a delivery: a clear exception, nothing lost and nothing sent twice.

The world begins on Monday 6 September 2010 at 09:00.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from threading import Timer
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import OperationalError
from sqlmodel import col

from models import database
from models.database import open_engine, reading
from models.ledger import Message
from models.rules.words import MessageState
from notifications.channels.base import Outgoing
from tasks import delivery_round
from tasks.deliver import Delivered, deliver
from tests.stories.anywhere import anywhere
from tests.stories.world import BOARD_ID, NINE, At, World, address_of

__all__ = ["anywhere"]

SHORT = (0.0, 0.2, 0.4, 0.8)


def states(world: World) -> list[MessageState]:
    """How the messages stand, in the order in which they were made."""
    with reading(world.office.engine) as session:
        return list(session.execute(select(col(Message.state)).order_by(col(Message.id))).scalars())


def arrived(world: World) -> Counter[str]:
    """How many messages each address has had."""
    return Counter(post.to for post in world.letterbox.arrived)


def each_once(*numbers: int) -> Counter[str]:
    """One message to each of the teams."""
    return Counter(address_of(f"Team {n}") for n in numbers)


def test_a_database_that_restarts_knows_what_was_accepted(
    anywhere: World, furnished: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every connection ends while the second message is on its way."""
    monkeypatch.setattr(delivery_round, "PAUSES", SHORT)
    anywhere.teams(1, 2, 3)
    at_the_second = iter((False, True))

    def restart(_message: Outgoing) -> None:
        if next(at_the_second, False):
            _end_all_connections(furnished)

    anywhere.letterbox.before = restart
    if furnished.dialect.name == "postgresql":
        with pytest.raises(OperationalError) as raised:
            deliver(anywhere.office, BOARD_ID)
        assert "eastmere" not in str(raised.value)
        assert states(anywhere) == [MessageState.ACCEPTED] * 2
    deliver(anywhere.office, BOARD_ID)
    assert arrived(anywhere) == each_once(1, 2, 3)


def _end_all_connections(engine: Engine) -> None:
    """As a restart of the server does; on SQLite there is no server."""
    if engine.dialect.name != "postgresql":
        return
    ends = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with engine.connect() as connection:
        connection.execute(ends)


def test_an_outcome_waits_for_a_register_that_is_locked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else writes for longer than anybody waits: the outcome is recorded after them."""
    monkeypatch.setattr(delivery_round, "PAUSES", SHORT)
    monkeypatch.setattr(database, "BUSY_MS", 20)
    world.teams(1, 2, 3)
    engine = open_engine(world.office.settings.register_url)
    other = sqlite3.connect(
        str(world.office.settings.register_path), check_same_thread=False, isolation_level=None
    )

    def lock(_message: Outgoing) -> None:
        if len(world.letterbox.arrived) == 1:
            other.execute("BEGIN IMMEDIATE")
            Timer(0.1, other.rollback).start()

    world.letterbox.before = lock
    office = replace(world.office, engine=engine)
    with pytest.raises(OperationalError, match="locked"):
        deliver(office, BOARD_ID)
    engine.dispose()
    other.close()
    assert states(world) == [MessageState.ACCEPTED] * 2
    assert deliver(world.office, BOARD_ID) == Delivered(accepted=1)
    assert arrived(world) == each_once(1, 2, 3)


def test_a_disk_that_is_nearly_full_sends_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is sent might not be recorded: it waits, claimed by nobody, until there is room."""
    world.teams(1, 2)
    with monkeypatch.context() as little:
        usage = SimpleNamespace(free=delivery_round.ROOM - 1)
        little.setattr(shutil, "disk_usage", lambda _path: usage)
        sent = deliver(world.office, BOARD_ID)
    assert (sent.accepted, sent.waiting, sent.has_exceptions) == (0, 2, True)
    assert "nearly full" in sent.stopped
    assert states(world) == []
    assert deliver(world.office, BOARD_ID) == Delivered(accepted=2)
    assert arrived(world) == each_once(1, 2)


def test_a_clock_set_back_an_hour_loses_and_repeats_nothing(world: World) -> None:
    """What was told stays told; what is in hand or put off waits for its hour to come again."""
    world.teams(1, 2, 3, 4)

    def at(minutes: float) -> Delivered:
        clock = At(instant=NINE + timedelta(minutes=minutes))
        return deliver(replace(world.office, clock=clock), BOARD_ID)

    def dies(_message: Outgoing) -> None:
        if world.letterbox.arrived:
            raise ConnectionAbortedError("the worker was stopped")

    world.letterbox.before = dies
    with pytest.raises(ConnectionAbortedError):
        at(60)
    world.letterbox.before = None
    world.letterbox.lost.add(address_of("Team 3"))
    assert (at(0).accepted, at(1).accepted) == (1, 0)
    world.letterbox.lost.clear()
    assert at(71) == Delivered(accepted=2)
    assert arrived(world) == each_once(1, 2, 3, 4) + each_once(3)
    assert len({post.message_id for post in world.letterbox.arrived}) == 4
    assert world.run().notices == 0
    world.unexpected.clear()
