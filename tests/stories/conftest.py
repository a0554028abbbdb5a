"""A world for each story, and the register that all of them are copied from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.database import open_engine
from tests.notifications.channels.conftest import serve
from tests.stories.world import World, build_template

__all__ = ["engine", "serve", "template", "world"]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose register holds the small board and its people: migrated once a session."""
    home = tmp_path_factory.mktemp("template") / "home"
    build_template(home)
    return home


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The engine of every world: one world is copied into the place of the last."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('world') / 'home' / 'register.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def world(template: Path, engine: Engine) -> Iterator[World]:
    """A world on Monday 6 September 2010; a message that nobody expected fails the story."""
    world = World.of(template, engine)
    yield world
    world.end()
