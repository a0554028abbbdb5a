"""A disk of its own, in memory, that somebody else fills."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MAY_MOUNT = 1 << 21  # CAP_SYS_ADMIN, capabilities(7)


def may_mount() -> bool:
    """True where this process may mount a disk."""
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    return any(int(line.split()[1], 16) & MAY_MOUNT for line in lines if line.startswith("CapEff"))


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """A disk of so many MB in memory."""
    place.mkdir()
    options = f"size={megabytes}m,mode=700"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(file: Path) -> None:
    """Write to a disk until it takes no more, a byte at a time in the end."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT)
    for size in (1 << 20, 1 << 12, 1):
        try:
            while os.write(handle, b"x" * size):
                pass
        except OSError:
            continue
    os.close(handle)
