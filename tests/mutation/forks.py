"""As many forks at a time as there are cores, each with a limit of time and of memory."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from multiprocessing import get_context

# A change that makes a loop without an end is known by what it takes; no test takes half of it.
CPU_SECONDS = 30
BYTES = 2**30
SEEN, UNSEEN = 1, 0
NOBODY = -1
Ask = Callable[[], int | None]
Told = Callable[[int | None], None]


class Forks:
    """Asks a question in a fork; a fork that dies or takes too long has seen the change.

    The answer is the number of whoever saw it, or None.
    """

    def __init__(self) -> None:
        self.cores = os.cpu_count() or 1
        self.running: dict[int, tuple[int, Told]] = {}
        self.by = get_context("fork").RawArray("i", self.cores)

    def start(self, ask: Ask, told: Told, seconds: int = CPU_SECONDS) -> None:
        """Ask as soon as a core is free, for so many seconds of its time; `told` is called here."""
        if len(self.running) >= self.cores:
            self._wait()
        slot = min(set(range(self.cores)) - {slot for slot, _ in self.running.values()})
        self.by[slot] = NOBODY
        pid = os.fork()
        if pid == 0:
            self._answer(ask, slot, seconds)
        self.running[pid] = slot, told

    def finish(self) -> None:
        """Wait for all that run."""
        while self.running:
            self._wait()

    def _wait(self) -> None:
        pid, status = os.wait()
        slot, told = self.running.pop(pid)
        told(None if status == UNSEEN else self.by[slot])

    def _answer(self, ask: Ask, slot: int, seconds: int) -> None:
        """Answer by the status of the process, and end it there, silently."""
        status = SEEN
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            by = ask()
            status = UNSEEN if by is None else SEEN
            self.by[slot] = NOBODY if by is None else by
        finally:
            os._exit(status)
