"""As many forks at a time as there are cores, each with a limit of time and of memory."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable

CPU_SECONDS = 20
BYTES = 3 * 2**30
SEEN, UNSEEN = 1, 0


class Forks:
    """Asks a question in a fork; a fork that dies or takes too long has seen the change."""

    def __init__(self) -> None:
        self.running: dict[int, Callable[[], None]] = {}

    def start(self, is_seen: Callable[[], bool], unseen: Callable[[], None]) -> None:
        """Ask as soon as a core is free; `unseen` is called here where the answer is no."""
        if len(self.running) >= (os.cpu_count() or 1):
            self._wait()
        pid = os.fork()
        if pid == 0:
            _answer(is_seen)
        self.running[pid] = unseen

    def finish(self) -> None:
        """Wait for all that run."""
        while self.running:
            self._wait()

    def _wait(self) -> None:
        pid, status = os.wait()
        unseen = self.running.pop(pid)
        if status == UNSEEN:
            unseen()


def _answer(is_seen: Callable[[], bool]) -> None:
    """Answer by the status of the process, and end it there, silently."""
    status = SEEN
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        status = SEEN if is_seen() else UNSEEN
    finally:
        os._exit(status)
