"""The end of a soak: everything drained and stopped, and all that must hold then."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.soak.days import Days
from tests.soak.processes import of_home
from tests.soak.service import MATTERS, ROOT, Service
from tests.soak.verdict import against_the_oracle, against_the_server

PATIENCE = 240.0
STOPS = 3


def drained(days: Days) -> None:
    """Days of peace, until nothing waits any more."""
    for _ in range(10):
        days.live(peaceful=True)
        if days.calendar.is_wd(days.lived[-1]) and days.register.left().nothing:
            return
    days.faults.append("things still wait after ten days of peace")


def faults(days: Days) -> list[str]:
    """What does not hold, one after the other; the service is stopped after this."""
    service = days.service
    found = [*days.faults, *days.commands.faults]
    found += _runs_left(service)
    found += _health(service)
    found += _said(service, "verify", lambda _: "")
    found += against_the_oracle(days.as_lived(), days.register.heard())
    found += against_the_server(days.mail.door.arrived, days.register.states())
    status = service.stop()
    if status:
        found.append(f"serve ended with {status}")
    return [*found, *_left_over(service)]


def _runs_left(service: Service) -> Iterator[str]:
    """Nothing more is begun, and within some minutes nothing stands as running."""
    service.pause()
    deadline = time.monotonic() + PATIENCE
    while left := service.unfinished():
        if time.monotonic() > deadline:
            for run in left:
                yield f"the run {run['name']} still stands as {run['state_type']}"
            return
        time.sleep(2)


def _health(service: Service) -> Iterator[str]:
    """Nothing waits, is stuck or undecided, and the self-check found nothing of its own."""
    return _said(service, "health", _wrong)


def _wrong(text: str) -> str:
    boards = json.loads(text)["boards"]
    counts = {name: sum(one[name] for one in boards) for name in ("waiting", "undecided", "stuck")}
    return f"health: {counts}" if any(counts.values()) else ""


def _said(service: Service, command: str, wrong: Callable[[str], str]) -> Iterator[str]:
    """What is wrong with what a command says."""
    words = [sys.executable, "-c", MATTERS, command, *(["--json"] if command == "health" else [])]
    settings = {"PATH": "", **service.settings()}
    done = subprocess.run(
        words, cwd=ROOT, env=settings, capture_output=True, text=True, check=False, timeout=180
    )
    (service.folder / f"{command}.txt").write_text(done.stdout, encoding="utf-8")
    if done.returncode not in {0, 1} or (command == "verify" and done.returncode):
        yield f"{command} ended with {done.returncode}: {done.stdout} {done.stderr}"
    elif what := wrong(done.stdout):
        yield what


def _left_over(service: Service) -> Iterator[str]:
    """Processes and temporary files that outlived the service."""
    deadline = time.monotonic() + 20
    while (left := of_home(service.home)) and time.monotonic() < deadline:
        time.sleep(0.5)
    yield from (f"process {one.pid} ({one.kind}) outlived the service" for one in left)
    files = (service.folder / "tmp").rglob("*")
    yield from (f"{path} was left behind" for path in files if not _is_prefects(path))


def _is_prefects(path: Path) -> bool:
    """Prefect's runner makes an empty folder each time it starts, and leaves it there."""
    return path.is_dir() and "runner_storage" in path.parts


def sizes(service: Service) -> Iterator[tuple[str, float]]:
    """The databases, in MB."""
    yield "register", _with_log(service.home / "register.db")
    yield "scheduler", _with_log(service.home / "prefect" / "prefect.db")


def _with_log(database: Path) -> float:
    """What is written is in the log first."""
    files = database.parent.glob(f"{database.name}*")
    return sum(path.stat().st_size for path in files) / 1_000_000
