"""The office of a run that nobody watches."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url

from tasks.opening import opened
from tasks.refused import Refused
from tests.stories.world import World


def renamed(server: Engine, before: str, after: str) -> None:
    """A database under another name: nobody finds it by its own."""
    with server.connect() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {before} RENAME TO {after}")


def test_a_register_that_is_away_for_a_moment_is_waited_for(
    postgres_server: Engine, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that is started again does not cost a board its day; one that stays away does."""
    name = str(make_url(postgres_url).database)
    monkeypatch.setenv("MATTERS_HOME", str(tmp_path))
    monkeypatch.setenv("MATTERS_DATABASE_URL", postgres_url)
    renamed(postgres_server, name, f"{name}_away")
    with pytest.raises(Refused, match="could not be opened"), opened(patience=(0.0,)):
        pass
    back = threading.Timer(0.1, renamed, (postgres_server, f"{name}_away", name))
    back.start()
    with opened(patience=(0.5,)) as office:
        assert str(office.engine.url.database) == name
    back.join()


def test_the_file_of_a_secret_that_is_away_for_a_moment_is_waited_for(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the register is: its disk may be mounted a moment later."""
    secret = tmp_path / "secrets" / "key"
    monkeypatch.setenv("MATTERS_HOME", str(world.office.settings.home))
    monkeypatch.setenv("MATTERS_SECRET_KEY_FILE", str(secret))
    with pytest.raises(Refused, match="could not be opened"), opened(patience=(0.0,)):
        pass

    def mounted(_pause: float) -> None:
        secret.parent.mkdir()
        secret.write_text("a-key-of-many-letters", encoding="utf-8")

    monkeypatch.setattr(time, "sleep", mounted)
    with opened(patience=(0.5,)) as office:
        assert office.settings.secret_key is not None
