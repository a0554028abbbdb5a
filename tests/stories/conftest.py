"""A world for each story, and the register that all of them are copied from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.world import World, build_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose register holds the small board and its people: migrated once a session."""
    home = tmp_path_factory.mktemp("template") / "home"
    build_template(home)
    return home


@pytest.fixture
def world(template: Path, tmp_path: Path) -> Iterator[World]:
    """A world on Monday 6 September 2010; a message that nobody expected fails the story."""
    world = World.of(template, tmp_path / "home")
    yield world
    world.end()
