"""A home of its own for a board that lives for years."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random

from settings import Settings
from tasks.clock import Clock
from tasks.office import Office
from tasks.register import open_register
from tests.years.board import Board
from tests.years.life import Life


@contextmanager
def opened(folder: Path, first: date, last: date, *, seed: int) -> Iterator[Life]:
    """The board from its first day to its last, not yet lived; messages are files in its home."""
    board = Board(folder, first, last)
    backups = folder / "backups"
    backups.mkdir(mode=0o700)
    settings = Settings(
        home=folder / "home", clock=first, backup_folder=backups, policy=board.policy
    )
    settings.home.mkdir(mode=0o700)
    engine = open_register(settings)
    office = Office(settings=settings, engine=engine, clock=Clock(first))
    try:
        yield Life(board, office, Random(seed))  # noqa: S311 - a seed, not a secret
    finally:
        engine.dispose()
