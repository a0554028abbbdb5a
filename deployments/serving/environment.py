"""The environment and the commands of the parts of `matters serve`."""

from __future__ import annotations

import os
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from flows.quiet import FOLDER, SILENT, quiet
from tasks.refused import Refused

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
ANSWERED = 200


def serving_environment(environ: Mapping[str, str], home: Path, port: int) -> dict[str, str]:
    """What the server and the worker are started with.

    What an operator has set for Prefect holds, except where it would tell somebody outside of this
    machine. The project's own folder leads the path, so that the flows are found from any folder.
    """
    path = os.pathsep.join(filter(None, [str(ROOT), environ.get("PYTHONPATH", "")]))
    return {
        **quiet(home / FOLDER),
        **environ,
        **SILENT,
        "MATTERS_HOME": str(home),
        "PREFECT_API_URL": api_url(port),
        "PREFECT_SERVER_API_HOST": HOST,
        "PREFECT_SERVER_API_PORT": str(port),
        "PYTHONPATH": path,
    }


def api_url(port: int) -> str:
    """Where the server answers programs."""
    return f"http://{HOST}:{port}/api"


def ui_url(port: int) -> str:
    """Where the server answers people."""
    return f"http://{HOST}:{port}"


def server_command(port: int) -> tuple[str, ...]:
    """Prefect's server with its pages and its scheduler, on this machine's loopback alone."""
    start = ("-m", "prefect", "server", "start", "--host", HOST, "--port", str(port))
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


def is_healthy(api: str) -> bool:
    """True where a Prefect server answers at the address of its API."""
    try:
        with urllib.request.urlopen(f"{api}/health", timeout=2) as answer:  # noqa: S310
            return bool(answer.status == ANSWERED)
    except (urllib.error.URLError, OSError):
        return False
