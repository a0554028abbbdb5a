"""A delivery of the world's messages, over a real mail server on the loopback.

The world begins on Monday 6 September 2010 at 09:00, which is 08:00 UTC.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, select
from sqlmodel import col

from models.database import reading
from models.ledger import Message
from tasks.deliver import Delivered, deliver
from tasks.office import Office
from tests.notifications.channels.conftest import Post, Running, Serve
from tests.stories.world import BOARD_ID, NINE, At, World


def at(office: Office, minutes: float) -> Office:
    """The office so many minutes after nine on the first day."""
    return replace(office, clock=At(instant=NINE + timedelta(minutes=minutes)))


def send(world: World, minutes: float = 0) -> Delivered:
    """What a delivery comes to, so many minutes after nine."""
    return deliver(at(world.office, minutes), BOARD_ID)


def mailed(world: World, serve: Serve, **misbehaves: Any) -> Running:
    """A mail server that misbehaves as told, set in the world's settings."""
    running = serve(Post(**misbehaves))
    world.settings(smtp_url=f"smtp://127.0.0.1:{running.port}")
    return running


def rows(engine: Engine) -> list[Message]:
    """The register's messages, in the order in which they were made."""
    with reading(engine) as session:
        found = list(session.execute(select(Message).order_by(col(Message.id))).scalars())
        session.expunge_all()
    return found


def addressees(running: Running) -> list[str]:
    """To whom the server was given messages, in order."""
    return [to for _, to, _ in running.post.arrived]


def dies(_outgoing: object) -> None:
    """What becomes of a worker that is stopped with a message in hand."""
    raise ConnectionAbortedError("the worker was stopped")
