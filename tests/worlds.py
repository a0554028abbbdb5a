"""Worlds for tests, copied from one register that is migrated and furnished once a session.

The product is loaded by the first test that asks for a world: tests of rules, which stand below
the same conftest, never do.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.postgres import wait_for_no_disk

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tests.stories.world import World


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose register holds the small board and its people: migrated once a session."""
    from tests.stories.furnished import build_template

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
    event.listen(engine, "connect", wait_for_no_disk)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def followed_template(
    template: Path, engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A home whose register has an action besides, due on 17 September, of which its lead knows."""
    from tests.stories.furnished import begin
    from tests.stories.world import World

    world = World.of(template, engine)
    begin(world)
    return kept(world, tmp_path_factory.mktemp("followed"))


@pytest.fixture(scope="session")
def reminded_template(
    followed_template: Path, engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The same home on Friday 10 September, when the lead was reminded."""
    from tests.stories.furnished import remind
    from tests.stories.world import World

    world = World.of(followed_template, engine)
    remind(world)
    return kept(world, tmp_path_factory.mktemp("reminded"))


@pytest.fixture(scope="session")
def late_template(
    reminded_template: Path, engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The same home on Monday 20 September, when the lead was told that it is overdue."""
    from tests.stories.furnished import let_it_be_late
    from tests.stories.world import REMINDED, World

    world = World.of(reminded_template, engine).on(REMINDED)
    let_it_be_late(world)
    return kept(world, tmp_path_factory.mktemp("late"))


def kept(world: World, home: Path) -> Path:
    """A home with the world's register as it is now."""
    from tests.stories.furnished import as_one_file

    world.end()
    as_one_file(world.office.engine)
    shutil.copyfile(world.office.settings.home / "register.db", home / "register.db")
    return home


def lived(home: Path, engine: Engine, day: date | None = None) -> Iterator[World]:
    """A world on that day, or on its first; a message that nobody expected fails the story."""
    from tests.stories.world import World

    world = World.of(home, engine)
    yield world.on(day) if day else world
    world.end()


@pytest.fixture
def world(template: Path, engine: Engine) -> Iterator[World]:
    """A world on Monday 6 September 2010."""
    yield from lived(template, engine)


@pytest.fixture
def followed(followed_template: Path, engine: Engine) -> Iterator[World]:
    """The world at the end of that day: an action was entered, and its lead was told of it."""
    yield from lived(followed_template, engine)


@pytest.fixture
def reminded(reminded_template: Path, engine: Engine) -> Iterator[World]:
    """The world on 10 September: the lead was reminded that the action is due on the 17th."""
    from tests.stories.world import REMINDED

    yield from lived(reminded_template, engine, REMINDED)


@pytest.fixture
def late(late_template: Path, engine: Engine) -> Iterator[World]:
    """The world on 20 September: the lead was reminded twice, and told that it is overdue."""
    from tests.stories.world import LATE

    yield from lived(late_template, engine, LATE)
