"""Whether a disk has room for a backup: asked before it begins."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from tasks.home_files import size_of
from tasks.refused import Refused

MEGABYTE = 1_000_000
# A database file that is written anew as lines and packed is seldom more than a quarter of it.
PACKED = 4


def refuse_without_room(
    home: Path, target: Path, register: Path | None, files: Iterable[Path]
) -> None:
    """Nothing where there is room for a backup; else Refused, with how much is wanted and where.

    In the home it is packed and restored once to prove it: that takes the register and the files
    restored, and both packed. The file itself takes them packed.
    """
    kept = sum(map(size_of, files))
    rows = register.stat().st_size if register else 0
    packed = kept + rows // PACKED
    wanted = {home: packed + kept + rows, target: packed}
    if _device(home) == _device(target):
        wanted = {home: sum(wanted.values())}
    for folder, size in wanted.items():
        free = shutil.disk_usage(folder).free
        if free < size:
            raise Refused(
                f"{folder}: the backup wants {_megabytes(size)} MB there, and"
                f" {free // MEGABYTE} MB are free. Make room, or name another folder."
            )


def _device(folder: Path) -> int:
    return folder.stat().st_dev


def _megabytes(size: int) -> int:
    return -(-size // MEGABYTE)
