"""Room on the disk for what must still be written: how the attempt at a message ended.

SQLite writes to the end of its log first. Before a message is handed over the log's file is made so
much longer that the outcome fits, whatever becomes of the disk meanwhile: what is accepted and not
recorded would be sent again. PostgreSQL keeps its own log, made in advance, on its own disk.

Only the log is opened here. SQLite's locks are on the register and on the index beside it, and a
process that closes a file lets go of all its locks on it (sqlite.org/howtocorrupt.html, 2.2).
"""

from __future__ import annotations

import os
import struct
from bisect import bisect_left

from sqlmodel import Session

# sqlite.org/walformat.html: the log's header has the size of a page and the salts of what was
# written since the log began anew; each frame, a header and a page, has these salts too.
LOG_HEADER, FRAME_HEADER = 32, 24
PAGE_SIZE, SALTS, FRAME_SALTS = 8, 16, 8
TWO_SALTS = 8
# Pages that a claim or an outcome changes whatever it is of; another worker's may come between.
FEW = 200
BYTES_A_PAGE = 3_000
USUAL_PAGE = 4_096  # of a log that is yet to begin: SQLite's own size
PAGES_A_NOTICE = 4


class NoRoom(Exception):  # noqa: N818 - a state of the world, not a bug
    """The disk has no room for a message and its outcome: it must not be claimed."""


def keep_room(session: Session, notices: int, size: int) -> None:
    """Room for a message of so many notices and bytes, and for how its attempt ends.

    In the transaction that claims it, so that nobody else writes to the log. Raises NoRoom.
    """
    engine = session.connection().engine
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return
    pages = FEW + PAGES_A_NOTICE * notices + size // BYTES_A_PAGE
    try:
        _lengthen(f"{engine.url.database}-wal", pages)
    except OSError as error:
        raise NoRoom(error.strerror) from error


def _lengthen(log: str, pages: int) -> None:
    """Make a log longer where so many pages more would not fit."""
    file = os.open(log, os.O_RDWR)
    try:
        there = os.fstat(file).st_size
        page, written = _written(file, there)
        needed = LOG_HEADER + (written + pages) * (FRAME_HEADER + page)
        if there < needed:
            os.posix_fallocate(file, there, needed - there)
    finally:
        os.close(file)


def _written(log: int, size: int) -> tuple[int, int]:
    """The size of a page, and how many frames were written since the log began anew.

    What stands behind them has other salts, or none.
    """
    header = os.pread(log, LOG_HEADER, 0)
    if len(header) < LOG_HEADER or not any(header):
        return USUAL_PAGE, 0
    page: int = struct.unpack_from(">I", header, PAGE_SIZE)[0]
    salts, frame = header[SALTS : SALTS + TWO_SALTS], FRAME_HEADER + page

    def is_behind(number: int) -> int:
        return os.pread(log, TWO_SALTS, LOG_HEADER + number * frame + FRAME_SALTS) != salts

    return page, bisect_left(range((size - LOG_HEADER) // frame), 1, key=is_behind)
