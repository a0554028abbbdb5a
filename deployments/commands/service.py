"""Commands that keep the product running: serve; and one that shows it: demo."""

from __future__ import annotations

import os
import signal
import threading
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.commands.page import PORT as PAGE_PORT

if TYPE_CHECKING:
    from pathlib import Path

    from deployments.serving.environment import Place
    from deployments.serving.supervising import Part
    from settings import Settings

PANEL = "Running it"
PORT = 4200
LOOPBACK = "127.0.0.1"
NO_BOARD = (
    "Please look: no board is in the register of {home}. Enter one by matters committee FILE; if"
    " there was one, mount the disk that it lies on, or put MATTERS_HOME right."
)


def add_to(app: typer.Typer) -> None:
    """Add the group to the command."""
    app.command("serve", rich_help_panel=PANEL)(serve)
    app.command("demo", rich_help_panel=PANEL)(demo)


def serve(
    port: Annotated[int, typer.Option(help="The port of Prefect's pages.")] = PORT,
    page_port: Annotated[int, typer.Option(help="The port of the lead's page.")] = PAGE_PORT,
    host: Annotated[str, typer.Option(help="The address on which Prefect listens.")] = LOOPBACK,
    behind: Annotated[
        str, typer.Option(help="The https:// address of the web server before Prefect.")
    ] = "",
) -> None:
    """Run the server, the schedules, the delivery and the page on this machine.

    Schedules that were paused go on again. A part that dies is started again; Ctrl+C or SIGTERM
    stops them all.
    """
    from deployments.serving.environment import Place, alone, refuse_taken
    from deployments.serving.fronted import refuse_unguarded
    from settings import read_settings

    # Prefect's own files as well are their owner's alone.
    os.umask(0o077)
    settings = read_settings()
    place = Place(host=host, port=port, behind=behind.rstrip("/"))
    refuse_unguarded(place)
    refuse_taken("--port", port)
    if settings.secret_key:
        refuse_taken("--page-port", page_port)
    with alone(settings.home):
        lasted = _kept_up(settings, place, page_port)
    _say("Stopped.")
    if not lasted:
        raise SystemExit(1)


def _kept_up(settings: Settings, place: Place, page_port: int) -> bool:
    """Run the parts until they are told to stop; False where one never became ready.

    Where Prefect's own database is damaged meanwhile, all of them begin anew without it.
    """
    from deployments.serving.spoilt import is_damaged
    from deployments.serving.supervising import Supervisor
    from flows.quiet import FOLDER
    from tasks.parts_down import keep_down

    ready, stop = _ready(settings, place, page_port), threading.Event()
    while True:
        for sentence in _make_ready(settings):
            _say(sentence)
        supervisor = Supervisor(
            parts_of(settings.home, place, page_port if settings.secret_key else None),
            say=_say,
            note=partial(keep_down, settings.home),
            is_spoilt=partial(is_damaged, settings.home / FOLDER),
            stop=stop,
        )
        supervisor.stop_on_signals()
        _say(f"Starting Prefect for the register in {settings.home}; this takes some seconds.")
        for sentence in _to_see_to(settings):
            _say(sentence)
        lasted = supervisor.run(when_ready=lambda: _say(ready))
        keep_down(settings.home, ())
        if not supervisor.anew or stop.is_set():
            return lasted


def _ready(settings: Settings, place: Place, page_port: int) -> str:
    """Where what answers, and where the login of Prefect's pages lies."""
    from deployments.serving.login import FILE, SETTING
    from flows.quiet import FOLDER

    page = f"http://{LOOPBACK}:{page_port}" if settings.secret_key else ""
    file = settings.home / FOLDER / FILE
    words = f"what {SETTING} has" if os.environ.get(SETTING) else f"what {file} has"
    return (
        f"The page on which leads answer: {page or 'none, set MATTERS_SECRET_KEY first'}.\n"
        f"Ready. Forms, runs and schedules: {place.ui_url}/deployments (Ctrl+C stops it all).\n"
        f"Their login is {words}."
    )


def parts_of(home: Path, place: Place, page_port: int | None) -> list[Part]:
    """The parts of the service, in the order in which they are started; without a port no page."""
    from deployments.serving.environment import (
        is_healthy,
        server_command,
        serving_environment,
        worker_command,
    )
    from deployments.serving.login import login
    from deployments.serving.supervising import Part
    from flows.quiet import FOLDER

    words = login(os.environ, home / FOLDER)
    environment = serving_environment(os.environ, home, place, words)
    parts = [
        Part(
            name="The Prefect server",
            command=server_command(place),
            environment=environment,
            is_ready=lambda: is_healthy(place.api_url),
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
        parts.append(_page(page_port, environment))
    return parts


def _page(port: int, environment: dict[str, str]) -> Part:
    """The lead's page. Nothing waits for it: the day goes on though nobody can answer."""
    from deployments.serving.environment import answers, page_command
    from deployments.serving.supervising import Part

    return Part(
        name="The page",
        command=page_command(port),
        environment=environment,
        answers=partial(answers, port),
    )


def _to_see_to(settings: Settings) -> list[str]:
    """What lies open to others and what is not set, before anything runs."""
    from tasks.exposed import cannot_be_used, lies_open, wants_setting

    return [
        *(f"Please look: {said}." for said in cannot_be_used(settings)),
        *(f"Please look: {said}." for said in lies_open(settings, os.environ)),
        *(f"Note: {said}." for said in wants_setting(settings, os.environ)),
    ]


def _make_ready(settings: Settings) -> list[str]:
    """The register at its newest schema, and the folders of the service, its owner's alone.

    It is done before any part starts: two of them at once would both bring the schema up to date.
    What a person should know is returned, a sentence each.
    """
    from deployments.serving.spoilt import put_aside
    from flows.quiet import FOLDER
    from tasks.parts_down import keep_down
    from tasks.register import has_board, open_register
    from tasks.workplace import left_taken_away

    engine = open_register(settings)
    empty = "" if has_board(engine) else NO_BOARD.format(home=settings.home)
    engine.dispose()
    keep_down(settings.home, ())
    left_taken_away(settings.home)
    for name in ("inbox", FOLDER):
        (settings.home / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    return [said for said in (empty, put_aside(settings.home / FOLDER)) if said]


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def demo() -> None:
    """Play the sample board through a year; what it leaves is kept under var/demo."""
    from deployments.demo.command import run

    run()
