"""The files of a home that no database holds: evidence, packs, the board's own templates.

What a link points to is kept, not the link: on another machine there is nothing behind it.
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISREG

FOLDERS = ("evidence", "packs", "templates")
# Where a folder is a disk of its own, this is root's.
LOST_FOUND = "lost+found"
# One that was taken away since it was listed, and a link to nothing or to itself.
NOTHING_THERE = {errno.ENOENT, errno.ELOOP}


def files_of(home: Path) -> Iterator[tuple[Path, str]]:
    """Each file with its name from the home on; raises OSError where a folder cannot be read."""
    for folder in FOLDERS:
        yield from _below(home / folder, folder, ())


def size_of(file: Path) -> int:
    """How many bytes a file has; none where it is gone."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def digest_of(file: Path) -> str:
    """The SHA-256 of what a file holds; raises OSError where it cannot be read."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def is_of(home: Path, path: Path) -> bool:
    """True of a place in one of the folders."""
    return any(path.is_relative_to(home / folder) for folder in FOLDERS)


def _below(path: Path, name: str, above: tuple[tuple[int, int], ...]) -> Iterator[tuple[Path, str]]:
    """The files of a folder and below it, or the file itself; `above` are the folders it is in."""
    try:
        found = path.stat()
        inner = sorted(path.iterdir()) if S_ISDIR(found.st_mode) else []
    except OSError as error:
        if error.errno in NOTHING_THERE:
            return
        raise
    if S_ISREG(found.st_mode) and not path.name.endswith(".part"):
        yield path, name
    here = (found.st_dev, found.st_ino)
    # A link to a folder that it lies in has no end.
    if here not in above:
        for one in (one for one in inner if one.name != LOST_FOUND):
            yield from _below(one, f"{name}/{one.name}", (*above, here))
