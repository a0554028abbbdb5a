"""By what name a process claims messages, and whether the process of such a name is gone.

A claim is a lease, for nobody can tell of another machine's worker whether it is still at work. Of
one that ran here everybody can, and what it had in hand need not wait.
"""

from __future__ import annotations

import os
import socket
from functools import cache
from pathlib import Path

# Of one start of one machine; a container has numbers of its own for its processes.
BOOT, NUMBERS = Path("/proc/sys/kernel/random/boot_id"), Path("/proc/self/ns/pid")


def worker_name() -> str:
    """The name of this process: its machine, where its number counts, and its number."""
    return f"{socket.gethostname()}:{_here()}:{os.getpid()}"


def is_gone(worker: str) -> bool:
    """True of a worker that ran where this process runs and does so no more.

    False wherever that cannot be told: its lease speaks for it then. So does that of a worker
    whose number another process has now.
    """
    where, _, number = worker.rpartition(":")
    if not _here() or not number.isdecimal() or where != worker_name().rpartition(":")[0]:
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


@cache
def boot_id() -> str:
    """This start of this machine; empty where the system does not say."""
    try:
        return BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return ""


@cache
def _here() -> str:
    """Where process numbers count as they do here; empty where the system does not say."""
    try:
        return f"{boot_id()}/{NUMBERS.stat().st_ino}" if boot_id() else ""
    except OSError:
        return ""
