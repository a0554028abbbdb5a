"""A folder of the home's own to work in, that no killed process leaves behind for good.

It holds the register in the open for as long as a backup or a restore takes. A process that was
killed cannot take it away: whoever works in the home next does, and `matters serve` as it starts.

A lock on a folder counts on one machine alone, and many may share the home: so a folder's name says
whose it is.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tasks.clock import machine_now
from tasks.workers import boot_id

KINDS = (".backup-", ".restore-")
NAME = re.compile(r"\.[a-z]+-([0-9a-f]{8})-([0-9a-f]{8})-")
# None takes so long: of another machine's, that is all there is to go by.
GONE_AFTER = timedelta(days=1)


@contextmanager
def workplace(home: Path, kind: str) -> Iterator[Path]:
    """A new folder in the home for as long as the block lasts; `kind` is one of KINDS."""
    left_taken_away(home)
    begins = f"{kind}{'-'.join(mark())}-"
    with TemporaryDirectory(prefix=begins, dir=home) as name, held(Path(name)):
        yield Path(name)


def left_taken_away(home: Path) -> int:
    """How many folders there were whose process is gone; they and what they held are gone too."""
    return sum(_taken_away(folder) for kind in KINDS for folder in home.glob(f"{kind}*"))


def _taken_away(folder: Path) -> bool:
    try:
        # One that is empty was made this moment, perhaps, and is not held yet.
        if folder.is_symlink() or not any(folder.iterdir()) or not _may_be_judged(folder):
            return False
        with held(folder):
            shutil.rmtree(folder, ignore_errors=True)
            return True
    except OSError:
        # It is held, or its owner took it away this moment, or it is none of ours.
        return False


def _may_be_judged(folder: Path) -> bool:
    """True where its lock tells: it was made on this machine, or so long ago that nobody works."""
    said = NAME.match(folder.name)
    if said is None or not {*said.groups()}.isdisjoint(mark()):
        return True
    touched_at = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
    return machine_now() - touched_at > GONE_AFTER


@cache
def mark() -> tuple[str, str]:
    """This machine, by its name, and this start of it, which its containers share."""
    name = socket.gethostname()
    return _short(name), _short(boot_id() or name)


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Raises BlockingIOError where a living process holds it; the lock ends with its process."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)
