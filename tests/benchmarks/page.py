"""A lead's page asked for over a kept connection, beside its template rendered with the same words.

python -m tests.benchmarks.page prints it alone. The server is the one of `matters page`, in a
process of its own, of which the CPU is read; only its limits are lifted.
"""

from __future__ import annotations

import gc
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path

from starlette.requests import Request

from deployments.cli import SELDOM
from deployments.office import open_office
from deployments.page.app import make_app
from deployments.page.readying import Readying
from deployments.page.serving import HOST, server
from deployments.page.shown import overview_words
from deployments.page.site import Seen, Site
from models import lookup
from models.database import reading, writing
from models.page_writing import record_code
from notifications.links import new_link
from notifications.page.rendering import page
from tests.benchmarks import home
from tests.benchmarks.measuring import Figure, Most, Shown, in_turn, quartile

ACTIONS, LEADS = 10, 20
BATCH, TURNS, BAR = 300, 7, 3.0
TEMPLATE = "its template alone"
# Bytes of a page: one with less shows nothing.
LEAST = 10_000
AFRESH = 30
PATIENCE = 60
TICK = 1 / os.sysconf("SC_CLK_TCK")
KEY = "a-secret-of-this-measurement"
SERVE = "from tests.benchmarks.page import serve; serve({port})"


def page_beside_template(folder: Path) -> Iterator[Shown]:
    """The overview of a lead with ten actions, in turn with its template."""
    of = _made(folder / "page")
    settings = home.environment(
        of, home.DAY, MATTERS_SECRET_KEY=KEY, MATTERS_PAGE_URL="https://actions.example.org"
    )
    os.environ.update(settings)
    site = Site(open_office())
    links = _links(site)
    with _serving(settings) as (pid, port):
        costs = _in_turn(Asking(pid, port), site, links)
    alone = costs.pop(TEMPLATE)
    for what, cost in costs.items():
        said = f"a lead's page of {ACTIONS} actions, {what}"
        yield Figure(said, cost * 1000, alone * 1000, BAR, "ms CPU", TEMPLATE)
    afresh = quartile([_spent(Site(site.office), links[0]) for _ in range(AFRESH)])
    what = "the same where nothing of it was read before it was asked for"
    yield Most(what, afresh, unit="ms CPU")


def _spent(site: Site, link: str) -> float:
    began = time.process_time()
    site.seen(Request({"type": "http", "headers": []}), link).overview_page()
    return (time.process_time() - began) * 1000


@dataclass(slots=True)
class Asking:
    """Somebody who asks the server's process for pages, over one kept connection."""

    pid: int
    port: int

    def of(self, links: Iterable[str], before: Callable[[], None] = lambda: None) -> float:
        """Seconds of the server's CPU for each page; `before` each of them something is done."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        began, asked = _cpu_of(self.pid), 0
        for asked, link in enumerate(links, 1):  # noqa: B007 - how many there were
            before()
            connection.request("GET", f"/l/{link}")
            answer = connection.getresponse()
            if answer.status != http.HTTPStatus.OK or len(answer.read()) < LEAST:
                raise RuntimeError(f"the page answered {answer.status}")
        connection.close()
        return (_cpu_of(self.pid) - began) / asked


def _in_turn(asking: Asking, site: Site, links: list[str]) -> dict[str, float]:
    """What a request and what a rendering take, in batches; the first of each warms it up.

    A link that was not opened before is a first view: the server has read what its person leads.
    """
    seen, fresh = site.seen(Request({"type": "http", "headers": []}), links[0]), iter(links[1:])
    ways: dict[str, Callable[[], float]] = {
        "shown again": lambda: asking.of(links[:1] * BATCH),
        "its first view of the day": lambda: asking.of(islice(fresh, BATCH)),
        "where another lead asked for a code since": lambda: asking.of(
            links[:1] * BATCH, partial(_another, site)
        ),
        TEMPLATE: lambda: _rendered(seen),
    }
    in_turn(ways, 1)
    return in_turn(ways, TURNS)


def _rendered(seen: Seen) -> float:
    frame, words = seen.frame, overview_words(seen.own)
    began = time.process_time()
    for _ in range(BATCH):
        page("overview", frame, **words)
    return (time.process_time() - began) / BATCH


def _another(site: Site) -> None:
    """Something is recorded, of somebody else: the history has moved."""
    with writing(site.office.engine) as session:
        record_code(session, 1, 2, "of another", today=home.DAY, at=site.office.clock.now())


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


def _links(site: Site) -> list[str]:
    """Links of the first of the leads, one for each first view: one message has one each."""
    name, _, _, address, _ = home.contact(0)
    with reading(site.office.engine) as session:
        (person_id,) = lookup.persons_named(session, 1, name, home.DAY)
    now = site.office.clock.now()
    return [
        new_link(KEY, person_id, address, now - timedelta(minutes=n))
        for n in range((TURNS + 1) * BATCH + 1)
    ]


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
    site = Site(open_office())
    app = make_app(site)
    app.clients.a_minute = app.links.a_minute = 1_000_000_000
    ahead = Readying(site)
    # It was quiet between two looks: the pages are ready.
    ahead.look()
    ahead.look()
    server(app, port).run()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for shown in page_beside_template(Path(scratch)):
            print(shown)
