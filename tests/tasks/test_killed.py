"""The worker is killed while a message is on its way: nobody is missed, and a copy is a copy."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from email import message_from_bytes
from pathlib import Path
from random import Random

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.notifications.channels.conftest import Post, Running, Serve
from tests.stories.world import FIRST, World

ROOT = Path(__file__).resolve().parents[2]
DELIVER = "from deployments.cli import main; main()"


@dataclass
class Killer(Post):
    """A server that kills whoever hands it a message, at the messages it was told to."""

    victims: set[int] = field(default_factory=set)
    worker: int = 0
    killed: int = 0

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep the message, and kill the worker before it hears that it was kept."""
        reply = await super().handle_DATA(server, session, envelope)
        if len(self.arrived) in self.victims:
            self.killed += 1
            os.kill(self.worker, signal.SIGKILL)
        return reply


def deliver(world: World, running: Running, day: date) -> int:
    """`matters deliver` on a day, in a process of its own; its exit status."""
    killer = running.post
    assert isinstance(killer, Killer)
    environment = {
        **os.environ,
        "MATTERS_HOME": str(world.office.settings.home),
        "MATTERS_CLOCK": day.isoformat(),
        "MATTERS_SMTP_URL": f"smtp://127.0.0.1:{running.port}",
        "MATTERS_MAIL_RATE": "0",
    }
    command = [sys.executable, "-c", DELIVER, "deliver"]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as worker:
        killer.worker = worker.pid
        return worker.wait(timeout=60)


def copies(running: Running) -> dict[str, list[bytes]]:
    """What arrived, by Message-ID."""
    found: dict[str, list[bytes]] = defaultdict(list)
    for _, _, content in running.post.arrived:
        found[message_from_bytes(content)["Message-ID"]].append(content)
    return found


def test_a_worker_killed_after_its_message_arrived(world: World, serve: Serve) -> None:
    """The rest goes out the same day; the one in doubt once more, with the same bytes."""
    running = serve(Killer(victims={2}))
    world.teams(1, 2, 3, 4)
    assert deliver(world, running, FIRST) == -signal.SIGKILL
    assert deliver(world, running, FIRST) == 0
    assert len(running.post.arrived) == 4
    assert deliver(world, running, FIRST + timedelta(days=1)) == 0
    found = copies(running)
    assert sorted(map(len, found.values())) == [1, 1, 1, 2]
    assert all(len(set(same)) == 1 for same in found.values())
    assert {t.to for t in world.told()} == {"Team 1", "Team 2", "Team 3", "Team 4"}


@pytest.mark.kill
@pytest.mark.parametrize("seed", range(3))
def test_a_worker_killed_again_and_again(world: World, serve: Serve, seed: int) -> None:
    """Sixty messages, ten kills at odd moments, a day between runs: each is told, none is new."""
    victims = set(Random(seed).sample(range(1, 60), 10))  # noqa: S311 - a seed, not a secret
    running = serve(Killer(victims=victims))
    world.teams(*range(1, 61), due="29 October 2010")
    days = (FIRST + timedelta(days=n) for n in range(60))
    for day in (day for day in days if day.weekday() < 5):
        if deliver(world, running, day) == 0:
            break
    killer = running.post
    assert isinstance(killer, Killer)
    assert killer.killed == 10
    found = copies(running)
    assert all(len(set(same)) == 1 for same in found.values())
    assert sum(len(same) - 1 for same in found.values()) <= killer.killed
    told = Counter(t.to for t in world.told())
    assert told == Counter(f"Team {n}" for n in range(1, 61))
