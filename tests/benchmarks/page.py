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
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import starmap
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

ACTIONS, LEADS = 10, 20
BATCH, PAIRS, BAR = 300, 7, 3.0
# Bytes of a page: one with less shows nothing.
LEAST = 10_000
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
        links = _links(site)
        with _serving(settings) as (pid, port):
            found = _in_turn(Asking(pid, port), site, links)
        _print_unread(site, links[0])
    return all(list(starmap(_is_at_the_bar, found.items())))


def _is_at_the_bar(what: str, spent: list[tuple[float, float]]) -> bool:
    """Print what a page took beside its template, in the same turns; True at the bar."""
    ours, alone = (statistics.median(some) for some in zip(*spent, strict=True))
    ratio = statistics.median(page / template for page, template in spent)
    print(
        f"a lead's page of {ACTIONS} actions, {what}: {ours * 1000:.2f} ms CPU a request; "
        f"its template alone {alone * 1000:.2f} ms; {ratio:.2f} times (bar {BAR})"
    )
    return ratio <= BAR


def _print_unread(site: Site, link: str) -> None:
    spent = statistics.median(_spent(Site(site.office), link) for _ in range(AFRESH))
    print(f"the same where nothing of it was read before it was asked for: {spent:.1f} ms (no bar)")


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


def _in_turn(asking: Asking, site: Site, links: list[str]) -> dict[str, list[tuple[float, float]]]:
    """What a request and what a rendering took, in batches; the first of each warms it up.

    A link that was not opened before is a first view: the server has read what its person leads.
    """
    seen = site.seen(Request({"type": "http", "headers": []}), links[0])
    kinds: dict[str, Callable[[], float]] = {
        "shown again": lambda: asking.of(links[:1] * BATCH),
        "its first view of the day": lambda: asking.of(links),
        "where another lead asked for a code since": lambda: asking.of(
            links[:1] * BATCH, partial(_another, site)
        ),
    }
    found: dict[str, list[tuple[float, float]]] = {what: [] for what in kinds}
    for turn in range(PAIRS + 1):
        for what, ask in kinds.items():
            pair = (ask(), _rendered(seen))
            if turn:
                found[what].append(pair)
    return found


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
    """Links of the first of the leads, as many as a batch: one message has one each."""
    name, _, _, address, _ = home.contact(0)
    with reading(site.office.engine) as session:
        (person_id,) = lookup.persons_named(session, 1, name, home.DAY)
    now = site.office.clock.now()
    return [new_link(KEY, person_id, address, now - timedelta(minutes=n)) for n in range(BATCH)]


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
    raise SystemExit(0 if page_beside_template() else 1)
