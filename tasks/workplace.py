"""A folder of the home's own to work in, that no killed process leaves behind for good.

It holds the register in the open for as long as a backup or a restore takes. A process that was
killed cannot take it away: whoever works in the home next does, and `matters serve` as it starts.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

KINDS = (".backup-", ".restore-")


@contextmanager
def workplace(home: Path, kind: str) -> Iterator[Path]:
    """A new folder in the home for as long as the block lasts; `kind` is one of KINDS."""
    left_taken_away(home)
    with TemporaryDirectory(prefix=kind, dir=home) as name, held(Path(name)):
        yield Path(name)


def left_taken_away(home: Path) -> int:
    """How many folders there were whose process is gone; they and what they held are gone too."""
    gone = 0
    for folder in [one for kind in KINDS for one in home.glob(f"{kind}*")]:
        # One that is empty was made this moment, perhaps, and is not held yet.
        if not folder.is_dir() or not any(folder.iterdir()):
            continue
        with suppress(BlockingIOError), held(folder):
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    return gone


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Raises BlockingIOError where a living process holds it; the lock ends with its process."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)
