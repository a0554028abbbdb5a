"""The register is opened where it was meant to be, and kept to its owner."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from pydantic import SecretStr

from models.migrate import is_current
from settings import Settings
from tasks.refused import Refused
from tasks.register import open_register, require_register


def mode(path: Path) -> int:
    """The permissions of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder that is not there yet."""
    return tmp_path / "a" / "home"


def test_a_new_home_is_its_owners_alone(home: Path) -> None:
    """Nobody else on the machine reads the register, whatever the umask; nor SQLite's own files."""
    before = os.umask(0)
    try:
        engine = open_register(Settings(home=home))
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1 FROM board")
            made = {path.name: mode(path) for path in home.iterdir()}
    finally:
        os.umask(before)
    assert is_current(engine)
    engine.dispose()
    assert mode(home) == 0o700
    assert made["register.db"] == 0o600
    assert set(made.values()) == {0o600}


def test_a_register_left_open_is_shut(home: Path) -> None:
    """A home and a file that others could read are theirs no longer once opened."""
    open_register(Settings(home=home)).dispose()
    home.chmod(0o755)
    (home / "register.db").chmod(0o644)
    open_register(Settings(home=home)).dispose()
    assert (mode(home), mode(home / "register.db")) == (0o700, 0o600)


def test_a_folder_that_others_use_is_not_taken(home: Path) -> None:
    """A home named by mistake is not shut to those who use it."""
    home.mkdir(parents=True)
    home.chmod(0o755)
    (home / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(Refused, match="is open to others and holds other files"):
        open_register(Settings(home=home))
    assert mode(home) == 0o755
    assert [path.name for path in home.iterdir()] == ["letter.txt"]


def test_no_register_is_refused_with_the_folder(home: Path) -> None:
    """A command on the wrong home says where it looked and makes nothing there."""
    with pytest.raises(Refused, match="There is no register in") as refused:
        require_register(Settings(home=home))
    assert str(home) in str(refused.value)
    assert refused.value.exit_code == 2
    assert not home.exists()


def test_an_empty_file_is_no_register(home: Path) -> None:
    """A file of no bytes, as a failed copy leaves, is not taken for a register."""
    home.mkdir(parents=True, mode=0o700)
    (home / "register.db").touch()
    with pytest.raises(Refused, match="There is no register in"):
        require_register(Settings(home=home))


def test_a_file_of_something_else_is_refused_in_a_sentence(home: Path) -> None:
    """A file that is no database is named and left as it is."""
    home.mkdir(parents=True, mode=0o700)
    file = home / "register.db"
    file.write_text("This is a shopping list. " * 99, encoding="utf-8")
    with pytest.raises(Refused, match="cannot be opened as a register: file is not a database"):
        require_register(Settings(home=home))
    assert file.read_text(encoding="utf-8").startswith("This is a shopping list.")


def test_a_home_that_cannot_be_made_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """A home below a file is a mistake in the settings, and said as one."""
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match=r"^MATTERS_HOME: .* cannot be used") as refused:
        open_register(Settings(home=tmp_path / "file" / "home"))
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("step", ["mkdir", "open"])
def test_a_disk_that_takes_nothing_is_no_mistake(
    home: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Mounted to be read alone, say: a service is started again until it is mended."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(Refused, match=r"\(Read-only file system\)") as refused:
        open_register(Settings(home=home))
    assert refused.value.exit_code == 3


def test_a_register_that_is_there_is_opened(home: Path) -> None:
    """What was begun by one command is found by the next."""
    open_register(Settings(home=home)).dispose()
    engine = require_register(Settings(home=home))
    assert is_current(engine)
    engine.dispose()


def test_a_register_on_a_server_is_opened(home: Path, postgres_url: str) -> None:
    """The same on PostgreSQL; the home is made for outbox and packs."""
    settings = Settings(home=home, database_url=SecretStr(postgres_url))
    for engine in (open_register(settings), require_register(settings)):
        assert is_current(engine)
        engine.dispose()
    assert [path.name for path in home.iterdir()] == []


def test_a_server_that_does_not_answer_is_named_without_its_password(home: Path) -> None:
    """The sentence says where, and keeps the secret; its status is not that of a mistake."""
    url = SecretStr("postgresql+psycopg://matters:hunter2@127.0.0.1:1/matters")
    with pytest.raises(Refused, match="cannot be opened as a register") as refused:
        require_register(Settings(home=home, database_url=url))
    assert refused.value.exit_code == 3
    assert "127.0.0.1" in str(refused.value)
    assert "hunter2" not in str(refused.value)
