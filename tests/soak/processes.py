"""The processes of a service, found by the home they work on, and what each of them is."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# The first whose words a command has.
KINDS = {
    "supervisor": "tests.soak.serve",
    "worker": "tests.soak.worker",
    "run": "prefect.engine",
    "page": "page\0--port",
    "server": "deployments.serving.server",
}
OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A process: its id, what it is, and how much memory of its own it holds, in MB."""

    pid: int
    kind: str
    memory: float


def of_home(home: Path) -> list[Found]:
    """All processes that were started for the home, but this one."""
    return list(_found(f"MATTERS_HOME={home}".encode()))


def _found(wanted: bytes) -> Iterator[Found]:
    for place in Path("/proc").glob("[0-9]*"):
        # A process may end while it is looked at.
        with contextlib.suppress(OSError):
            if wanted in (place / "environ").read_bytes().split(b"\0"):
                command = (place / "cmdline").read_bytes().decode("utf-8", "replace")
                yield Found(pid=int(place.name), kind=kind_of(command), memory=_memory(place))


def kind_of(command: str) -> str:
    """What part a command is, its words parted by NUL as in `/proc`."""
    return next((kind for kind, words in KINDS.items() if words in command), OTHER)


def _memory(place: Path) -> float:
    pages = int((place / "statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def kill(pid: int) -> bool:
    """True where there was such a process to be killed."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True
