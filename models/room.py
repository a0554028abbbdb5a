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
        frames = _Frames(file, there)
        if not frames.are_free(pages):
            needed = LOG_HEADER + (frames.written() + pages) * frames.size
            os.posix_fallocate(file, there, needed - there)
    finally:
        os.close(file)


class _Frames:
    """The frames of a log: those written since it began anew stand before what it has room for.

    What stands behind them has other salts, or none.
    """

    __slots__ = ("_log", "_number", "_salts", "size")

    def __init__(self, log: int, there: int) -> None:
        header = os.pread(log, LOG_HEADER, 0)
        begun = len(header) == LOG_HEADER and any(header)
        page: int = struct.unpack_from(">I", header, PAGE_SIZE)[0] if begun else USUAL_PAGE
        self._log = log
        self._salts = header[SALTS : SALTS + TWO_SALTS] if begun else None
        self.size = FRAME_HEADER + page
        self._number = max(0, there - LOG_HEADER) // self.size

    def are_free(self, wanted: int) -> bool:
        """True where so many frames more fit: then the first of the last ones is free."""
        return wanted <= self._number and self._is_behind(self._number - wanted)

    def written(self) -> int:
        """How many frames were written since the log began anew."""
        return bisect_left(range(self._number), 1, key=self._is_behind)

    def _is_behind(self, number: int) -> bool:
        place = LOG_HEADER + number * self.size + FRAME_SALTS
        return self._salts is None or os.pread(self._log, TWO_SALTS, place) != self._salts
