"""Worlds for tests, copied from one register that is migrated and furnished once a session.

The product is loaded by the first test that asks for a world: tests of rules, which stand below
the same conftest, never do.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tests.stories.world import World


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose register holds the small board and its people: migrated once a session."""
    from tests.stories.world import build_template

    home = tmp_path_factory.mktemp("template") / "home"
    build_template(home)
    return home


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The engine of every world: one world is copied into the place of the last.

    It waits for no disk: a world that a power cut took is played again.
    """
    from sqlalchemy import event

    from models.database import open_engine

    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('world') / 'home' / 'register.db'}")
    event.listen(engine, "connect", _wait_for_no_disk)
    yield engine
    engine.dispose()


def _wait_for_no_disk(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous = OFF")


@pytest.fixture(scope="session")
def followed_template(
    template: Path, engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A home whose register has an action besides, due on 17 September, of which its lead knows."""
    from tests.stories.world import World, as_one_file, begin

    world = World.of(template, engine)
    begin(world)
    home = tmp_path_factory.mktemp("followed")
    as_one_file(engine)
    shutil.copyfile(world.office.settings.home / "register.db", home / "register.db")
    return home


@pytest.fixture
def world(template: Path, engine: Engine) -> Iterator[World]:
    """A world on Monday 6 September 2010; a message that nobody expected fails the story."""
    from tests.stories.world import World

    world = World.of(template, engine)
    yield world
    world.end()


@pytest.fixture
def followed(followed_template: Path, engine: Engine) -> Iterator[World]:
    """The world at the end of that day: an action was entered, and its lead was told of it."""
    from tests.stories.world import World

    world = World.of(followed_template, engine)
    yield world
    world.end()
