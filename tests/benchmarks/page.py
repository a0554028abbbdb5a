"""A lead's page asked for over a kept connection, beside its template rendered with the same words.

python -m tests.benchmarks.page prints it alone. The server is the one of `matters page`, in a
process of its own, of which the CPU is read; only its limits are lifted.
"""

from __future__ import annotations

import gc
import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from starlette.requests import Request

from deployments.cli import SELDOM
from deployments.office import open_office
from deployments.page.app import make_app
from deployments.page.kept import overview_words
from deployments.page.serving import HOST, server
from deployments.page.site import Seen, Site
from models import lookup
from models.database import reading, writing
from models.page_writing import record_code
from notifications.links import new_link
from notifications.page.rendering import page
from tests.benchmarks import home

ACTIONS, LEADS = 10, 20
BATCH, PAIRS, BAR = 300, 7, 3.0
AFRESH = 30
PATIENCE = 60
TICK = 1 / os.sysconf("SC_CLK_TCK")
KEY = "a-secret-of-this-measurement"
SERVE = "from tests.benchmarks.page import serve; serve({port})"


def page_beside_template() -> bool:
    """The overview of a lead with ten actions, in turn with its template; True at the bar."""
    with tempfile.TemporaryDirectory() as folder:
        of = _made(Path(folder))
        settings = home.environment(
            of, home.DAY, MATTERS_SECRET_KEY=KEY, MATTERS_PAGE_URL="https://actions.example.org"
        )
        os.environ.update(settings)
        site = Site(open_office())
        link = _link(site)
        seen = site.seen(Request({"type": "http", "headers": []}), link)
        with _serving(settings) as (pid, port):
            asked, rendered = _in_turn(pid, port, seen)
    ratio = statistics.median(ours / alone for ours, alone in zip(asked, rendered, strict=True))
    print(
        f"a lead's page of {ACTIONS} actions: {_said(asked)} CPU a request; its template alone "
        f"{_said(rendered)}; {ratio:.2f} times (bar {BAR})"
    )
    print(
        f"the same where something of another was recorded: {_after_another(site, link):.1f} ms; "
        f"the first of a day, all of it played a year ahead: {_first(site, link):.1f} ms (no bar)"
    )
    return ratio <= BAR


def _first(site: Site, link: str) -> float:
    """Milliseconds for the same page where nothing of it is kept."""
    return statistics.median(_spent(Site(site.office), link) for _ in range(AFRESH))


def _after_another(site: Site, link: str) -> float:
    """The same where something was recorded since, of somebody else: the history has moved."""
    spent = []
    for _ in range(AFRESH):
        now = site.office.clock.now()
        with writing(site.office.engine) as session:
            record_code(session, 1, 2, "of another", today=home.DAY, at=now)
        spent.append(_spent(site, link))
    return statistics.median(spent)


def _spent(site: Site, link: str) -> float:
    began = time.process_time()
    site.seen(Request({"type": "http", "headers": []}), link).overview_page()
    return (time.process_time() - began) * 1000


def _said(spent: list[float]) -> str:
    return f"{statistics.median(spent) * 1000:.2f} ms"


def _in_turn(pid: int, port: int, seen: Seen) -> tuple[list[float], list[float]]:
    """What a request and what a rendering took, in batches; the first of each warms it up."""
    asked, rendered = [], []
    frame, words = seen.frame, overview_words(seen.own)
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    for _ in range(PAIRS + 1):
        began = _cpu_of(pid)
        for _ in range(BATCH):
            connection.request("GET", seen.base)
            answer = connection.getresponse()
            if answer.status != http.HTTPStatus.OK or len(answer.read()) < 10_000:
                raise RuntimeError(f"the page answered {answer.status}")
        asked.append((_cpu_of(pid) - began) / BATCH)
        began = time.process_time()
        for _ in range(BATCH):
            page("overview", frame, **words)
        rendered.append((time.process_time() - began) / BATCH)
    connection.close()
    return asked[1:], rendered[1:]


def _cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has had so far, all its threads, in and out of the kernel."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK


def _made(folder: Path) -> Path:
    """A home in which each of twenty leads has ten actions, due in turn before and after DAY."""
    of = home.begun(folder)
    home.write(folder / "contacts.csv", home.CONTACTS, [home.contact(n) for n in range(LEADS)])
    home.matters(of, home.ENTERED, "contacts", str(folder / "contacts.csv"))
    rows = [
        home.action(n, n % LEADS, home.OWED[0] + timedelta(days=9 * (n // LEADS)))
        for n in range(ACTIONS * LEADS)
    ]
    home.write(folder / "plan.csv", home.COLUMNS, [home.SECTION, *rows])
    home.enter(of, folder / "plan.csv", "bench")
    home.matters(of, home.ENTERED, "follow-up", "--deliver")
    return of


def _link(site: Site) -> str:
    """A link for the first of the leads."""
    name, _, _, address, _ = home.contact(0)
    with reading(site.office.engine) as session:
        (person_id,) = lookup.persons_named(session, 1, name, home.DAY)
    return new_link(KEY, person_id, address, site.office.clock.now())


@contextmanager
def _serving(settings: dict[str, str]) -> Iterator[tuple[int, int]]:
    """The page in a process of its own: its number, and the port it answers at."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-c", SERVE.format(port=port)]
    with subprocess.Popen(command, env=settings, cwd=home.ROOT) as running:
        try:
            deadline = time.monotonic() + PATIENCE
            while not _answers(port):
                if running.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("the page did not start")
                time.sleep(0.05)
            yield running.pid, port
        finally:
            running.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def serve(port: int) -> None:
    """The page of the settings as the command serves it, for somebody who asks without an end."""
    gc.set_threshold(*SELDOM)
    app = make_app(Site(open_office()))
    app.clients.a_minute = app.links.a_minute = 1_000_000_000
    server(app, port).run()


if __name__ == "__main__":
    raise SystemExit(0 if page_beside_template() else 1)
