"""Opening the register: its folder and file kept to their owner, its schema the newest."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import DatabaseError, OperationalError

from models.board_reading import board_ids
from models.database import open_engine, reading
from models.migrate import HEAD, NotARegister, current, upgrade
from settings import Settings
from tasks.refused import Refused, Unreachable

OTHERS = 0o077
MISTAKES = (PermissionError, NotADirectoryError, FileExistsError, IsADirectoryError)


def open_register(settings: Settings) -> Engine:
    """An engine on the register, which is made where there was none.

    The home is 0700 and the database file 0600 (architecture, "Laid down by the first schema").
    Raises Refused with a sentence where the home or the database cannot be used.
    """
    private_home(settings.home)
    path = _file(settings)
    if path:
        _private_file(path)
    return _current_engine(settings)


def require_register(settings: Settings) -> Engine:
    """An engine on a register that is there already; one of an older schema is brought up to date.

    Raises Refused and names the folder where there is none, so that no command quietly goes on
    with a new and empty register elsewhere (interface.md, "Settings").
    """
    path = _file(settings)
    if path and not path.is_file():
        raise Refused(_no_register(settings))
    return _current_engine(settings, must_exist=True)


def register_is_there(settings: Settings) -> bool:
    """True where a database is named, or the home has a register."""
    path = _file(settings)
    return path is None or path.is_file()


def require_board(engine: Engine, settings: Settings) -> None:
    """Nothing, where a board was entered; else Refused: a register without one is not begun.

    A day's run on it would find nothing to tell, and look like a good one.
    """
    if not has_board(engine):
        raise Refused(_no_register(settings))


def has_board(engine: Engine) -> bool:
    """True where a board was entered."""
    with reading(engine) as session:
        return bool(board_ids(session))


def _current_engine(settings: Settings, *, must_exist: bool = False) -> Engine:
    engine = open_engine(settings.register_url)
    try:
        version = current(engine)
        if version is None and must_exist:
            raise Refused(_no_register(settings))
        if version != HEAD:
            upgrade(engine)
    except NotARegister as error:
        raise Refused(f"{_place(settings)}: {error}") from None
    except DatabaseError as error:
        # The driver's text names host and user, and is the only one that says what is wrong.
        reason = " ".join(str(error.orig).split()).rstrip(".?")
        # A server that is away, a lock, a full disk; the rest is as it is until somebody comes.
        kind = Unreachable if isinstance(error, OperationalError) else Refused
        raise kind(f"{_place(settings)} cannot be opened as a register: {reason}.") from None
    return engine


def _no_register(settings: Settings) -> str:
    where = settings.home if not settings.database_url else _place(settings)
    return (
        f"There is no register in {where}. Name the folder of one in MATTERS_HOME, or begin one"
        " with matters committee FILE."
    )


def _place(settings: Settings) -> str:
    """The database without its password."""
    path = _file(settings)
    return str(path) if path else make_url(settings.register_url).render_as_string()


def _file(settings: Settings) -> Path | None:
    url = make_url(settings.register_url)
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:":
        raise Refused("MATTERS_DATABASE_URL: sqlite:/// is followed by the path of a file.")
    return Path(url.database)


def private_home(home: Path) -> None:
    """A folder that only its owner can enter.

    A folder that others use is not shut to them: that might be anyone's, named by mistake.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not home.stat().st_mode & OTHERS:
            return
        if any(home.iterdir()) and not (home / "register.db").exists():
            raise Refused(
                f"{home} is open to others and holds other files. Name a folder of the register's"
                " own in MATTERS_HOME, or close this one: chmod 700."
            )
        home.chmod(0o700)
    except OSError as error:
        raise _unusable(f"MATTERS_HOME: {home} cannot be used", error) from None


def _private_file(path: Path) -> None:
    """A file that only its owner can read; SQLite's own files beside it take after it."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        if path.stat().st_mode & OTHERS:
            path.chmod(0o600)
    except OSError as error:
        raise _unusable(f"{path} cannot be used as a register", error) from None


def _unusable(said: str, error: OSError) -> Refused:
    """A disk that is full, faulty or mounted to be read alone passes; a wrong folder does not."""
    kind = Refused if isinstance(error, MISTAKES) else Unreachable
    return kind(f"{said} ({error.strerror}).")
