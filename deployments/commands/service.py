"""Commands that keep the product running: serve; and one that shows it: demo."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.commands.page import PORT as PAGE_PORT

if TYPE_CHECKING:
    from pathlib import Path

    from deployments.serving.supervising import Part
    from settings import Settings

PANEL = "Running it"
PORT = 4200


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("serve", rich_help_panel=PANEL)(serve)
    app.command("demo", rich_help_panel=PANEL)(demo)


def serve(
    port: Annotated[int, typer.Option(help="The port of Prefect's pages.")] = PORT,
    page_port: Annotated[int, typer.Option(help="The port of the lead's page.")] = PAGE_PORT,
) -> None:
    """Run the server, the schedules, the delivery and the page on this machine.

    Schedules that were paused go on again. A part that dies is started again; Ctrl+C or SIGTERM
    stops them all.
    """
    from deployments.serving.environment import HOST, refuse_taken, ui_url
    from deployments.serving.supervising import Supervisor
    from settings import read_settings

    settings = read_settings()
    home = settings.home
    refuse_taken("--port", port)
    if settings.secret_key:
        refuse_taken("--page-port", page_port)
    _make_ready(settings)
    parts = parts_of(home, port, page_port if settings.secret_key else None)
    supervisor = Supervisor(parts, say=_say)
    supervisor.stop_on_signals()
    _say(f"Starting Prefect for the register in {home}; this takes some seconds.")
    leads = (
        f"http://{HOST}:{page_port}"
        if settings.secret_key
        else "none, set MATTERS_SECRET_KEY first"
    )
    lasted = supervisor.run(
        when_ready=lambda: _say(
            f"The page on which leads answer: {leads}.\n"
            f"Ready. Forms, runs and schedules: {ui_url(port)}/deployments (Ctrl+C stops it all)."
        )
    )
    _say("Stopped.")
    if not lasted:
        raise SystemExit(1)


def parts_of(home: Path, port: int, page_port: int | None) -> list[Part]:
    """The parts of the service, in the order in which they are started; without a port no page."""
    from deployments.serving.environment import (
        api_url,
        is_healthy,
        page_command,
        server_command,
        serving_environment,
        worker_command,
    )
    from deployments.serving.supervising import Part

    environment = serving_environment(os.environ, home, port)
    parts = [
        Part(
            name="The Prefect server",
            command=server_command(port),
            environment=environment,
            is_ready=lambda: is_healthy(api_url(port)),
            quiet=True,
        ),
        Part(
            name="The schedules",
            command=worker_command(),
            environment=environment,
            # At SIGTERM Prefect 3.8 leaves its own clearing up undone.
            stop_with=signal.SIGINT,
        ),
    ]
    if page_port is not None:
        page = page_command(page_port)
        parts.append(Part(name="The page", command=page, environment=environment))
    return parts


def _make_ready(settings: Settings) -> None:
    """The register at its newest schema, and the folders of the service, its owner's alone.

    It is done before any part starts: two of them at once would both bring the schema up to date.
    """
    from flows.quiet import FOLDER
    from tasks.register import open_register

    open_register(settings).dispose()
    for name in ("inbox", FOLDER):
        (settings.home / name).mkdir(mode=0o700, parents=True, exist_ok=True)


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def demo() -> None:
    """Play the sample board through a year; what it leaves is kept under var/demo."""
    from deployments.demo.command import run

    run()
