"""The machines of a region, on one: a PostgreSQL, a Prefect server, a mail server and workers.

Prefect wants the extension pg_trgm, which the wheel of the tests has not.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from secrets import token_urlsafe
from typing import Any
from urllib.request import Request, urlopen

from sqlalchemy import create_engine, text

from deployments.serving.login import SETTING, USER
from tests.benchmarks.programs import (
    ROOT,
    begun,
    descendants,
    kill,
    killed_with_children,
    postgres_of_the_machine,
)
from tests.kills.mill import Mill, opened
from tests.notifications.channels.conftest import free_port

DAY = date(2026, 11, 2)
# As deployments/units/matters-prefect.service has it. A forged form needs a token, which Prefect's
# own client fetches.
GUARDED = {"PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true"}
AWAY_SECONDS = 60.0
CLIENT = "region"
BIN = Path(sys.executable).parent


class Patient(Mill):
    """A mail server that keeps all it is given, each after its while."""

    def mood(self) -> str:
        """Slow, if it is slow at all."""
        return "slow" if self.slowness else "keep"


@dataclass
class Site:
    """The machines of a region, on one: a PostgreSQL, a Prefect server, a mail server, workers."""

    folder: Path
    postgres: int
    mill: Patient
    mail: int
    prefect: int
    boards: int
    random: Random
    at_once: int = 2
    login: str = field(default_factory=lambda: f"{USER}:{token_urlsafe(24)}", repr=False)
    workers: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)
    away: dict[int, float] = field(default_factory=dict)
    orphans: set[int] = field(default_factory=set)
    killed: Counter[str] = field(default_factory=Counter)

    def url(self, name: str, driver: str) -> str:
        """A database of the server."""
        return f"{driver}://postgres@127.0.0.1:{self.postgres}/{name}"

    def statement(self, said: str) -> None:
        """Said to the server itself, outside of any transaction."""
        engine = create_engine(self.url("postgres", "postgresql+psycopg"))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(said))
        engine.dispose()

    def environment(self, register: str) -> dict[str, str]:
        """What a worker is started with."""
        return {
            **{k: v for k, v in os.environ.items() if not k.startswith(("MATTERS_", "PREFECT_"))},
            "MATTERS_HOME": str(self.folder / "home"),
            "MATTERS_DATABASE_URL": self.url(register, "postgresql+psycopg"),
            "MATTERS_CLOCK": DAY.isoformat(),
            "MATTERS_SMTP_URL": f"smtp://127.0.0.1:{self.mail}",
            "MATTERS_MAIL_RATE": "0",
            "MATTERS_POLICY": str(Path(__file__).with_name("no_guard.toml")),
            **prefect_environment(self.folder / "prefect", self.prefect),
            "PREFECT_API_AUTH_STRING": self.login,
            "PREFECT_WORKER_QUERY_SECONDS": "2",
            "PREFECT_SERVER_DATABASE_CONNECTION_URL": self.url("prefect", "postgresql+asyncpg"),
        }

    def start(self, number: int, register: str) -> None:
        """A worker, in a group of its own with all that it starts."""
        words = (
            "worker",
            "start",
            "--pool",
            "matters",
            "--type",
            "process",
            "--limit",
            str(self.at_once),
        )
        self.workers[number] = begun(
            (str(BIN / "prefect"), *words, "--name", named(register, number)),
            self.environment(register),
        )

    def stop(self, number: int) -> None:
        """End a worker with all that it runs."""
        killed_with_children(self.workers.pop(number))

    def lose_machine(self, number: int) -> None:
        """A worker and all that it runs are gone at once; it stays away for a while."""
        self.stop(number)
        self.away[number] = time.monotonic() + AWAY_SECONDS

    def lose_worker(self, number: int) -> None:
        """A worker is gone, and what it runs goes on without it."""
        worker = self.workers.pop(number)
        self.orphans.update(descendants(worker.pid))
        worker.kill()
        worker.wait()
        self.away[number] = time.monotonic() + AWAY_SECONDS

    def lose_run(self, number: int) -> None:
        """What a worker runs is gone, and the worker goes on."""
        for one in descendants(self.workers[number].pid):
            kill(one)

    def come_back(self, register: str, at: float) -> None:
        """Workers that were away for long enough are started again."""
        for number in [number for number, until in self.away.items() if at >= until]:
            del self.away[number]
            self.start(number, register)

    def online(self, register: str) -> int:
        """How many of the workers wait for runs."""
        found = self._asked("work_pools/matters/workers/filter", b"{}")
        names = [one["name"] for one in found]
        return sum(name.startswith(f"{register}-") for name in names)

    def _asked(self, path: str, data: bytes | None = None) -> Any:
        """What the server answers; a question with data has a token with it, as a form has."""
        said = {"Authorization": f"Basic {b64encode(self.login.encode()).decode()}"}
        if data is not None:
            token = self._asked(f"csrf-token?client={CLIENT}")["token"]
            said |= {"Prefect-Csrf-Client": CLIENT, "Prefect-Csrf-Token": token}
            said["Content-Type"] = "application/json"
        asked = Request(f"http://127.0.0.1:{self.prefect}/api/{path}", data=data, headers=said)
        with urlopen(asked) as found:  # noqa: S310 - our own server on the loopback
            return json.load(found)

    def clear(self) -> None:
        """End all workers and what they left behind."""
        for number in tuple(self.workers):
            self.stop(number)
        for one in self.orphans:
            kill(one)
        self.orphans.clear()
        self.away.clear()


def named(register: str, number: int) -> str:
    """What Prefect calls a worker."""
    return f"{register}-{number}"


def prefect_environment(folder: Path, port: int) -> Mapping[str, str]:
    """Prefect as the product has it, and quiet."""
    from flows.quiet import quiet

    return {**quiet(folder), "PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}


@contextmanager
def site(folder: Path, boards: int, *, slow: float) -> Iterator[Site]:
    """The servers up, the work pool made and the deployments registered."""
    with ExitStack() as stack:
        postgres = stack.enter_context(postgres_of_the_machine(free_port()))
        mill = Patient(Random(1), rough=False, slowness=slow)  # noqa: S311 - a seed, not a secret
        ((mail, _),) = stack.enter_context(opened(mill, 1))
        made = Site(folder, postgres, mill, mail, free_port(), boards, mill.random)
        made.statement("CREATE DATABASE prefect")
        made.statement("CREATE DATABASE entered")
        server = begun(
            (sys.executable, "-m", "deployments.serving.server", "--port", str(made.prefect)),
            {**made.environment("entered"), SETTING: made.login, **GUARDED},
        )
        stack.callback(killed_with_children, server)
        stack.callback(made.clear)
        _registered(made)
        yield made


def _registered(made: Site) -> None:
    from deployments.serving.environment import is_healthy

    deadline = time.monotonic() + 180
    while not is_healthy(f"http://127.0.0.1:{made.prefect}/api"):
        if time.monotonic() > deadline:
            said = (made.folder / f"{made.prefect}.log").read_text("utf-8")
            raise RuntimeError(f"the Prefect server does not answer: {said[-2000:]}")
        time.sleep(0.5)
    environment = made.environment("entered")
    for words in (
        ("work-pool", "create", "matters", "--type", "process"),
        ("--no-prompt", "deploy", "--all", "--prefect-file", "deployments/prefect.yaml"),
    ):
        done = subprocess.run(
            [BIN / "prefect", *words], env=environment, cwd=ROOT, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
