"""`matters serve` in a process of its own, which ends with the block that started it."""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from settings import Settings
from tasks.clock import Clock
from tasks.committee import enter_committee
from tasks.register import open_register

ROOT = Path(__file__).resolve().parents[2]
START = "from deployments.cli import main; main()"
DAY = date(2010, 10, 22)
PATIENCE = 120
UNAVAILABLE = 503


@dataclass(slots=True)
class Service:
    """The command at work."""

    process: subprocess.Popen[str]
    port: int
    page: int
    home: Path
    log: Path
    token: str = ""

    def said(self) -> str:
        """All that it printed so far."""
        return self.log.read_text(encoding="utf-8")

    def ask(self, path: str, body: object = None) -> Any:
        """What the server answers to a question of its API.

        While it starts it says 503 now and then, which Prefect's own client tries again as well.
        """
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return json.loads(self.send(path, json.dumps(body or {}), **self.key()))
            except urllib.error.HTTPError as error:
                if error.code != UNAVAILABLE or time.monotonic() > deadline:
                    raise
                time.sleep(0.5)

    def send(self, path: str, body: str | None = None, **headers: str) -> bytes:
        """What the server answers to just this, GET where there is no body."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api{path}",
            data=body.encode() if body else None,
            headers={"content-type": "application/json", **sent},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - loopback
            return bytes(answer.read())

    def login(self) -> str:
        """The header of whoever read the login in the home."""
        kept = (self.home / "prefect" / "login").read_text("utf-8").strip()
        return f"Basic {base64.b64encode(kept.encode()).decode()}"

    def key(self) -> dict[str, str]:
        """The headers of a program that may change something."""
        login = self.login()
        if not self.token:
            asked = self.send("/csrf-token?client=test", Authorization=login)
            self.token = str(json.loads(asked)["token"])
        return {
            "Authorization": login,
            "Prefect_Csrf_Client": "test",
            "Prefect_Csrf_Token": self.token,
        }

    def deployment(self, name: str) -> Any:
        """A deployment by its name."""
        return next(one for one in self.ask("/deployments/filter") if one["name"] == name)

    def worker(self) -> int:
        """The process id of the part that runs the schedules."""
        for place in Path("/proc").glob("[0-9]*"):
            try:
                command = (place / "cmdline").read_bytes().decode().split("\0")
                group = os.getpgid(int(place.name))
                parent = (place / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1]
            except OSError:
                continue
            ours = int(parent) == self.process.pid and group == int(place.name)
            if ours and "deployments.serving.worker" in command:
                return group
        return 0


def until(truth: Callable[[], object], log: Callable[[], str]) -> None:
    """Wait for something to become true; what was printed is the reason where it does not."""
    deadline = time.monotonic() + PATIENCE
    while not truth():
        assert time.monotonic() < deadline, log()
        time.sleep(0.25)


def free_port() -> int:
    """A port of the loopback that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def board_entered(home: Path) -> None:
    """A register with the sample's board and meetings."""
    settings = Settings(home=home, clock=DAY)
    engine, clock = open_register(settings), Clock(DAY)
    sample = ROOT / "deployments" / "sample" / "board.toml"
    enter_committee(engine, sample, clock.now(), clock.today())
    engine.dispose()


@contextmanager
def started(
    command: Sequence[str],
    environ: Mapping[str, str],
    folder: Path,
    out: IO[str] | int,
    patience: float = 60,
) -> Iterator[subprocess.Popen[str]]:
    """A process that is told to stop when the block ends, however it ends, and else is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", *command],
        cwd=folder,
        env=dict(environ),
        stdout=out,
        stderr=None if out == subprocess.PIPE else subprocess.STDOUT,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                process.kill()
