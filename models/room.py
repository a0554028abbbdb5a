"""Room on the disk for what must still be written: how the attempt at a message ended.

SQLite writes to the end of its log first. Before a message is handed over the log's file is made so
much longer that the outcome fits, whatever becomes of the disk meanwhile: what is accepted and not
recorded would be sent again. PostgreSQL keeps its own log, made in advance, on its own disk.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

from sqlmodel import Session

# https://www.sqlite.org/walformat.html: the log's header and a frame's, the size of a page and the
# last frame written as the index beside the log has them.
LOG_HEADER, FRAME_HEADER = 32, 24
INDEX, PAGE_SIZE_AND_LAST_FRAME = 14, struct.Struct("=HI")
# Pages that a claim or an outcome changes whatever it is of; another worker's may come between.
FEW = 200
BYTES_A_PAGE = 3_000
PAGES_A_NOTICE = 4


class NoRoom(Exception):  # noqa: N818 - a state of the world, not a bug
    """The disk has no room for a message and its outcome: it must not be claimed."""


def keep_room(session: Session, notices: int, size: int) -> None:
    """Room for a message of so many notices and bytes, and for how its attempt ends.

    In the transaction that claims it, so that nobody else writes to the log. Raises NoRoom.
    """
    database = _file_of(session)
    if database is None:
        return
    pages = FEW + PAGES_A_NOTICE * notices + size // BYTES_A_PAGE
    try:
        _lengthen(database, pages)
    except OSError as error:
        raise NoRoom(error.strerror) from error


def _file_of(session: Session) -> str | None:
    """The register's file, or None where there is none."""
    engine = session.connection().engine
    return engine.url.database if engine.dialect.name == "sqlite" else None


def _lengthen(database: str, pages: int) -> None:
    page_size, last_frame = _end_of_log(Path(f"{database}-shm"))
    needed = LOG_HEADER + (last_frame + pages) * (page_size + FRAME_HEADER)
    log = os.open(f"{database}-wal", os.O_WRONLY)
    try:
        there = os.fstat(log).st_size
        if there < needed:
            os.posix_fallocate(log, there, needed - there)
    finally:
        os.close(log)


def _end_of_log(index: Path) -> tuple[int, int]:
    """The size of a page, and the number of the last frame that was written."""
    with index.open("rb") as file:
        file.seek(INDEX)
        found = PAGE_SIZE_AND_LAST_FRAME.unpack(file.read(PAGE_SIZE_AND_LAST_FRAME.size))
    page_size, last_frame = found
    return (65_536 if page_size == 1 else page_size), last_frame
