"""A year of runs in one process: what it holds does not grow, and the register grows evenly."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.stories.world import FIRST, World

TEAMS = 60
# By then every ladder has come to its end, and each month is like the one before.
SETTLED, LAST = date(2011, 1, 31), date(2011, 9, 30)
# Keeping the messages of a month would take twice as much, each month.
LEAST_LEAK = 250_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a process holds at the end of a month, and the size of its register."""

    on: date
    memory: int
    files: int
    register: int


def held(world: World) -> Held:
    """What is held now; garbage is no leak."""
    gc.collect()
    with world.office.engine.connect() as connection:
        pages, size = (
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("page_count", "page_size")
        )
    memory, _ = tracemalloc.get_traced_memory()
    files = sum(1 for _ in Path("/proc/self/fd").iterdir())
    return Held(on=world.today, memory=memory, files=files, register=pages * size)


def forget(world: World) -> int:
    """Let the test itself keep nothing of a day; how many messages there were."""
    told = len(world.letterbox.arrived)
    world.letterbox.arrived.clear()
    world.unexpected.clear()
    world.reports.clear()
    world._read = 0
    return told


def months(world: World, last: date) -> Iterator[tuple[Held, int]]:
    """What is held at each month's end, and how many messages the month told; a run each day."""
    told = 0
    while world.today < last:
        world.advance(to=world.today + timedelta(days=1), every_day=True)
        told += forget(world)
        if (world.today + timedelta(days=1)).day == 1:
            yield held(world), told
            told = 0


@pytest.mark.soak
@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="this system has no /proc")
def test_a_year_of_days_leaks_nothing(world: World) -> None:
    """Eight settled months: no more memory and no open file more, and the register grows evenly."""
    world.teams(*range(1, TEAMS + 1), due="29 October 2010")
    tracemalloc.start()
    try:
        every = list(months(world, LAST))
    finally:
        tracemalloc.stop()
    settled = [(month, told) for month, told in every if month.on >= SETTLED]
    (first, _), (end, _) = settled[0], settled[-1]
    assert (world.today - FIRST).days > 365
    assert len(settled) == 9
    assert all(told >= TEAMS for _, told in settled)
    assert end.memory - first.memory < LEAST_LEAK, every
    assert end.files <= first.files, every
    middle = settled[len(settled) // 2][0]
    early, late = middle.register - first.register, end.register - middle.register
    assert late < early * 1.2, every
