"""A world on either kind of database, for the tests of what stands below the stories."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.stories.world import World, furnish


@pytest.fixture
def anywhere(register: Engine, tmp_path: Path) -> Iterator[World]:
    """A world on SQLite and, once more, on PostgreSQL; its history is whole at the end."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    furnish(register, home)
    world = World.on_register(register, home)
    yield world
    world.let_pass()
    world.end()
