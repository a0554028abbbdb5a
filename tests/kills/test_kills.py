"""Workers are killed at random moments: nobody is missed, and a copy has the same bytes.

The server is slow, refuses some, and drops the line before and after its reply; two workers run
each day at once.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.kills.mill import Moment
from tests.kills.trial import Verdict, tried
from tests.stories.furnished import furnish
from tests.stories.world import World

KILLS, ROUNDS = 20, 5


@pytest.fixture
def board(register: Engine, tmp_path: Path) -> World:
    """A board on SQLite and, once more, on PostgreSQL."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    furnish(register, home)
    return World.on_register(register, home)


def holds(found: Verdict) -> None:
    """Nothing lost; a copy only for a kill or a reply that went unsaid, and with the same bytes."""
    assert found.faults == ()
    assert found.lost == ()
    assert found.told_anew == ()
    assert found.other_bytes == 0
    assert found.copies <= sum(found.kills.values()) + found.unsaid


def url_of(world: World) -> str:
    """Where the workers find the register."""
    return world.office.engine.url.render_as_string(hide_password=False)


def test_some_kills(board: World) -> None:
    """A few days, each with a kill, on either database."""
    found = tried(board, url_of(board), kills=2, seed=1, actions=6)
    assert found.messages > 5
    holds(found)


SEEN: dict[str, list[Verdict]] = defaultdict(list)


@pytest.mark.kill
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_many_kills(board: World, seed: int) -> None:
    """A month with a kill a day; ten such months are two hundred kills."""
    found = tried(board, url_of(board), kills=KILLS, seed=seed)
    SEEN[found.engine].append(found)
    holds(found)


@pytest.fixture(scope="module", autouse=True)
def table(request: pytest.FixtureRequest) -> object:
    """Prints what was seen once all is done: moment, engine, kills, lost, repeated."""
    yield
    capture: Any = request.config.pluginmanager.get_plugin("capturemanager")
    if SEEN:
        with capture.global_and_fixture_disabled():
            print("\n" + "\n".join(lines()))


def lines() -> list[str]:
    """The table of kills."""
    said = [f"{'moment':46} {'engine':11} {'kills':>5}"]
    for engine, verdicts in SEEN.items():
        said += [
            f"{moment.value:46} {engine:11} {sum(v.kills[moment] for v in verdicts):5}"
            for moment in Moment
        ]
    said.append(f"\n{'engine':11} {'kills':>5} {'unsaid':>6} {'messages':>8} {'lost':>5} "
                f"{'repeated':>8} {'other bytes':>11} {'told anew':>9}")  # fmt: skip
    for engine, verdicts in SEEN.items():
        kills = sum(sum(v.kills.values()) for v in verdicts)
        said.append(
            f"{engine:11} {kills:5} {sum(v.unsaid for v in verdicts):6} "
            f"{sum(v.messages for v in verdicts):8} {sum(len(v.lost) for v in verdicts):5} "
            f"{sum(v.copies for v in verdicts):8} {sum(v.other_bytes for v in verdicts):11} "
            f"{sum(len(v.told_anew) for v in verdicts):9}"
        )
    return said
