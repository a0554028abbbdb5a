"""A world on either kind of database, for the tests of what stands below the stories."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.stories.world import World


@pytest.fixture
def anywhere(furnished: Engine, tmp_path: Path) -> Iterator[World]:
    """A world on SQLite and, once more, on PostgreSQL; its history is whole at the end."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    world = World.on_register(furnished, home)
    yield world
    world.let_pass()
    world.end()
