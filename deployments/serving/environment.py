"""The environment and the commands of the parts of `matters serve`."""

from __future__ import annotations

import os
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from flows.quiet import FOLDER, SILENT, quiet
from settings import is_loopback
from tasks.refused import Refused
from tasks.register import private_home
from tasks.workplace import held

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
ANSWERED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where Prefect's server listens; `behind` is the https:// address before it, or nothing."""

    port: int
    host: str = HOST
    behind: str = ""

    @property
    def api_url(self) -> str:
        """Where the server answers programs of this machine."""
        return f"{self._here}/api"

    @property
    def ui_url(self) -> str:
        """Where the server answers people."""
        return self.behind or self._here

    @property
    def origins(self) -> str:
        """The addresses whose pages may ask the server: its own, and no other."""
        own = [self._here, f"http://localhost:{self.port}"] if is_loopback(self.host) else []
        return ",".join([*own, *filter(None, [self.behind])])

    @property
    def _here(self) -> str:
        """An address on which it listens for all is spoken to on the loopback."""
        host = {"0.0.0.0": HOST, "::": "::1"}.get(self.host, self.host)  # noqa: S104 - no binding
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


def serving_environment(
    environ: Mapping[str, str], home: Path, place: Place, login: str
) -> dict[str, str]:
    """What the server and the worker are started with.

    What an operator has set for Prefect holds, except where it would tell somebody outside of this
    machine or let somebody in. The project's own folder leads the path, so that the flows are found
    from any folder.
    """
    path = os.pathsep.join(filter(None, [str(ROOT), environ.get("PYTHONPATH", "")]))
    return {
        **quiet(home / FOLDER),
        **environ,
        **SILENT,
        **guarded(place, login),
        "MATTERS_HOME": str(home),
        "PREFECT_API_URL": place.api_url,
        "PREFECT_SERVER_API_HOST": place.host,
        "PREFECT_SERVER_API_PORT": str(place.port),
        "PYTHONPATH": path,
    }


def guarded(place: Place, login: str) -> dict[str, str]:
    """The server's door: a login for all but its health, and shut to the pages of other sites."""
    return {
        "PREFECT_SERVER_API_AUTH_STRING": login,
        "PREFECT_API_AUTH_STRING": login,
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": place.origins,
        # Relative, so that the pages also work through a tunnel and behind a web server.
        "PREFECT_UI_API_URL": "/api",
    }


def server_command(place: Place) -> tuple[str, ...]:
    """Prefect's server with its pages and its scheduler."""
    start = ("-m", "deployments.serving.server", "--host", place.host, "--port", str(place.port))
    return (sys.executable, *start)


def worker_command() -> tuple[str, ...]:
    """What registers the deployments and runs what is due."""
    return (sys.executable, "-m", "deployments.serving.worker")


def page_command(port: int) -> tuple[str, ...]:
    """The lead's page, as `matters page` starts it."""
    start = "from deployments.cli import main; main()"
    return (sys.executable, "-c", start, "page", "--port", str(port))


def refuse_taken(option: str, port: int) -> None:
    """Refused where another program has the port: two servers would share one history."""
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            raise Refused(
                f"{option} {port}: another program answers there, perhaps a `matters serve` that"
                " still runs. Stop it, or name another port."
            )


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """No other `matters serve` of this home runs meanwhile, on whatever ports; else Refused.

    The lock is on the home's own folder and ends with this process, however it ends.
    """
    private_home(home)
    try:
        with held(home):
            yield
    except BlockingIOError:
        raise Refused(
            f"{home}: a `matters serve` of this home runs already. Stop it first: two would share"
            " one history of Prefect's, and each would take the other's runs for lost."
        ) from None


def is_healthy(api: str) -> bool:
    """True where a Prefect server answers at the address of its API."""
    try:
        with urllib.request.urlopen(f"{api}/health", timeout=2) as answer:  # noqa: S310
            return bool(answer.status == ANSWERED)
    except (urllib.error.URLError, HTTPException, OSError):
        return False


def answers(port: int) -> bool:
    """True where a page of this machine's loopback says anything, be it that nothing is there."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=10):
            return True
    except urllib.error.HTTPError:
        return True
    except (HTTPException, OSError):
        return False
