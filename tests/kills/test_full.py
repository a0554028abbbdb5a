"""The disk is full at one moment of a day or another: a sentence, and the next run does the rest.

No file of the worker may grow beyond a size, and each day it is another one.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine

from tests.kills.mill import Mill, opened
from tests.kills.trial import Trial, entered, next_day, verdict
from tests.kills.worker import start
from tests.stories.world import FIRST, World, furnish

DONE, STOPPED = {0, 1}, 3
KIB = 1024


@pytest.mark.parametrize(
    "room", [(20, 150), pytest.param(range(4, 700, 12), marks=pytest.mark.kill)]
)
def test_a_disk_that_is_full(sqlite_register: Engine, tmp_path: Path, room: range) -> None:
    """So many kilobytes are left at the beginning of a day; then there is room, and all is told."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    furnish(sqlite_register, home)
    world = World.on_register(sqlite_register, home)
    path = Path(sqlite_register.url.database or "")
    random = Random(1)  # noqa: S311 - a seed, not a secret
    trial = Trial(world, f"sqlite:///{path}", random, Mill(random, rough=False))
    entered(world, 6)
    sqlite_register.dispose()
    day, ended = FIRST, []
    with opened(trial.mill, 1) as ports:
        ((number, _),) = ports
        for left in room:
            settings = trial.environment(day, number)
            largest = path.stat().st_size + left * KIB
            worker = start(
                settings, "follow-up", "--deliver", largest_file=largest, says=tmp_path / "said"
            )
            worker.join()
            ended.append(worker.exitcode)
            worker.close()
            day = next_day(day)
        for _ in range(2):
            trial.day(day, ports, None)
            world.on(day)
            day = next_day(day)
    found = verdict(trial)
    assert STOPPED in ended
    assert set(ended) <= {*DONE, STOPPED}
    assert (found.faults, found.lost, found.told_anew) == ((), (), ())
    # Where not even an outcome finds room, a message goes out once more, with the same bytes.
    assert found.other_bytes == 0
    assert found.copies <= ended.count(STOPPED)
    assert "The register could not be read or written (" in (tmp_path / "said").read_text("utf-8")
