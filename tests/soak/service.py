"""The service under the soak: started, asked by way of Prefect's API, and stopped."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any

from tests.notifications.channels.conftest import free_port
from tests.soak.processes import Found, kill, of_home

ROOT = Path(__file__).resolve().parents[2]
KEY = "a-key-of-this-soak-alone"
MATTERS = "from deployments.cli import main; main()"
PATIENCE = 240.0
UNPROCESSABLE = 422


class Silent(Exception):  # noqa: N818 - it reads as what happened
    """The server did not answer for as long as anybody would wait."""


@dataclass
class Service:
    """`matters serve` on a home, with a clock that a file puts on."""

    folder: Path
    mail_port: int
    port: int = field(default_factory=free_port)
    page_port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0
    token: str = ""

    @property
    def home(self) -> Path:
        """The register's home."""
        return self.folder / "home"

    @property
    def clock(self) -> Path:
        """The file in which the time stands."""
        return self.folder / "clock"

    def settings(self) -> dict[str, str]:
        """The settings of the service and of every command."""
        return {
            "MATTERS_HOME": str(self.home),
            "MATTERS_CLOCK_FILE": str(self.clock),
            "MATTERS_SMTP_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "MATTERS_MAIL_RATE": "0",
            "MATTERS_SECRET_KEY": KEY,
            "MATTERS_BACKUP_FOLDER": str(self.folder / "backups"),
        }

    def put_on(self, moment: datetime) -> None:
        """The time by the board's clock, in one piece."""
        new = self.clock.with_suffix(".new")
        new.write_text(moment.isoformat(timespec="minutes"), encoding="utf-8")
        new.replace(self.clock)

    def now(self) -> datetime:
        """The time that is put on."""
        return datetime.fromisoformat(self.clock.read_text("utf-8"))

    # --- Its life ----------------------------------------------------------------------------

    def start(self) -> None:
        """Begin; it takes some seconds until it answers."""
        ports = ["--port", str(self.port), "--page-port", str(self.page_port)]
        with (self.folder / "log").open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.soak.serve", "serve", *ports],
                cwd=ROOT,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        self.starts += 1

    def _environment(self) -> dict[str, str]:
        others = {k: v for k, v in os.environ.items() if not k.startswith(("MATTERS_", "PREFECT_"))}
        return {
            **others,
            **self.settings(),
            "TMPDIR": str(self.folder / "tmp"),
            "PREFECT_RUNNER_POLL_FREQUENCY": "2",
            # Runs of seconds are written down for two minutes ahead, and no more.
            "PREFECT_SERVER_SERVICES_SCHEDULER_MIN_SCHEDULED_TIME": "PT2M",
            "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "30",
        }

    def stop(self) -> int | None:
        """How it ended, told to stop."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(120)

    def has_ended(self) -> bool:
        """True where it was begun and runs no more."""
        return self.process is not None and self.process.poll() is not None

    def end(self) -> None:
        """Whatever is left of it is killed."""
        for one in self.processes():
            kill(one.pid)

    def processes(self) -> list[Found]:
        """All that runs for the home."""
        return of_home(self.home)

    def runs(self) -> set[int]:
        """The processes of runs that are under way."""
        return {one.pid for one in self.processes() if one.kind == "run"}

    # --- What it is asked --------------------------------------------------------------------

    def ask(self, path: str, body: object = None) -> Any:
        """What the server answers; it is asked again while it is away."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return json.loads(self._send(path, json.dumps(body or {})) or "null")
            except (urllib.error.URLError, HTTPException, OSError) as error:
                ours = isinstance(error, urllib.error.HTTPError) and error.code == UNPROCESSABLE
                if ours or time.monotonic() > deadline:
                    raise Silent(f"{path}: {error}") from error
                # The token of a server that is gone is no token.
                self.token = ""
                time.sleep(0.5)

    def _send(self, path: str, body: str) -> bytes:
        kept = (self.home / "prefect" / "login").read_text("utf-8").strip()
        headers = {
            "Authorization": f"Basic {base64.b64encode(kept.encode()).decode()}",
            "Prefect-Csrf-Client": "soak",
        }
        if not self.token:
            asked = self._open("/csrf-token?client=soak", None, headers)
            self.token = str(json.loads(asked)["token"])
        headers["Prefect-Csrf-Token"] = self.token
        return self._open(path, body, headers | {"content-type": "application/json"})

    def _open(self, path: str, body: str | None, headers: dict[str, str]) -> bytes:
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api{path}", body.encode() if body else None, headers
        )
        with urllib.request.urlopen(asked, timeout=20) as answer:  # noqa: S310 - loopback
            return bytes(answer.read())

    def begin(self, deployment: str, key: str, parameters: dict[str, Any]) -> str:
        """The id of a run of a deployment, which is begun once for the key."""
        named = {"deployments": {"name": {"any_": [deployment]}}}
        while not (found := self.ask("/deployments/filter", named)):
            # It has not been registered yet.
            time.sleep(0.5)
        asked = {"idempotency_key": key, "parameters": parameters}
        return str(self.ask(f"/deployments/{found[0]['id']}/create_flow_run", asked)["id"])

    def state(self, run: str) -> str:
        """In what state a run is; empty where nobody knows it."""
        found = self.ask("/flow_runs/filter", {"flow_runs": {"id": {"any_": [run]}}})
        return str(found[0]["state_type"]) if found else ""

    def unfinished(self) -> list[dict[str, Any]]:
        """The runs that stand as begun."""
        types = ["RUNNING", "PENDING", "CANCELLING"]
        asked = {"flow_runs": {"state": {"type": {"any_": types}}}}
        return list(self.ask("/flow_runs/filter", asked))

    def pause(self) -> None:
        """Have nothing more begun by itself."""
        for one in self.ask("/deployments/filter"):
            self.ask(f"/deployments/{one['id']}/pause_deployment")
