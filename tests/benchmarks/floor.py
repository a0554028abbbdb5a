"""The limit to stand beside: the whole job by hand, and the sink that counts what arrives.

Both are programs of ../shared/bench, run as they are.
"""

from __future__ import annotations

import json
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared" / "bench"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program cost: CPU seconds of it and its children, wall seconds, messages sunk."""

    cpu: float
    wall: float
    messages: int
    peak_mib: float


def free_port() -> int:
    """Two neighbouring ports of the loopback that nobody uses; the first of them."""
    for port in range(12700, 14000, 2):
        if all(_is_free(one) for one in (port, port + 1)):
            return port
    raise RuntimeError("no two neighbouring ports are free")


def _is_free(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) != 0


class Sink:
    """The sink, spoken to by its control port."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, word: str) -> dict[str, float]:
        """The answer to STATS or RESET."""
        with socket.create_connection(("127.0.0.1", self.port + 1), 10) as one:
            one.sendall(f"{word}\n".encode())
            answer: dict[str, float] = json.loads(one.makefile().readline())
        return answer


@contextmanager
def sink() -> Iterator[Sink]:
    """A sink for mail on the loopback, for as long as it is wanted."""
    port = free_port()
    words = [sys.executable, str(SHARED / "sink.py"), "--port", str(port), "--ctl", str(port + 1)]
    with subprocess.Popen(words) as process:
        try:
            _wait(port)
            yield Sink(port)
        finally:
            process.terminate()


def _wait(port: int) -> None:
    for _ in range(200):
        if not _is_free(port) and not _is_free(port + 1):
            return
        time.sleep(0.05)
    raise RuntimeError("the sink did not start")


def measure(words: Sequence[str], env: Mapping[str, str], into: Sink) -> Cost:
    """Run a program to its end and say what it cost; exit status 0 or 1, or RuntimeError."""
    into.ask("RESET")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    done = subprocess.run(words, env=dict(env), capture_output=True, text=True, check=False)
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    sunk = int(into.ask("STATS")["messages"])
    return Cost(cpu, wall, sunk, after.ru_maxrss / 1024)


def prepare_floor(folder: Path, actions: int) -> dict[str, str]:
    """The floor's database of so many actions, and the environment it is run in."""
    env = {**os.environ, "LAB": str(folder), "PYTHONPATH": str(SHARED)}
    seed = folder / "data" / "floor.seed"
    words = [sys.executable, str(SHARED / "seed_peers.py"), "sqlite", str(actions), str(seed)]
    subprocess.run(words, env=env, check=True)
    return env


def floor_words(folder: Path, port: int) -> list[str]:
    """The floor's command, on a fresh copy of its database."""
    database = folder / "data" / "floor.db"
    for path in database.parent.glob("floor.db*"):
        path.unlink()
    database.write_bytes((folder / "data" / "floor.seed").read_bytes())
    return [sys.executable, str(SHARED / "floor.py"), str(database), str(port), "email"]
