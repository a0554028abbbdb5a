"""The page as it is served, on a port of the loopback, and what a visitor's program says to it."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from deployments.page.app import make_app
from deployments.page.guard import Guard
from deployments.page.serving import HOST, server
from deployments.page.site import Site
from models.database import reading
from tests.stories.world import World

CRLF = b"\r\n"
FORM = re.compile(r'name="form" value="([^"]+)"')
SECRET = "a-secret-of-these-tests"
PATIENCE = 30
WAITS = 5.0


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers (the last of each name) and text."""

    status: int
    headers: dict[str, str]
    cookies: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def form(self) -> str:
        """The seal that the page's form carries."""
        found = FORM.search(self.text)
        assert found, self.text
        return found[1]


@dataclass
class Served:
    """The page of a world, served; its clock and its settings are the world's."""

    world: World
    site: Site
    app: Guard
    port: int = 0

    def follow(self) -> None:
        """Take over what changed in the world: its clock, its day."""
        self.site.office = self.world.office

    def opened_up(self) -> None:
        """Whoever asks often in a test is not turned away for it."""
        self.app.clients.a_minute = self.app.links.a_minute = 1_000_000

    def ask(self, path: str, method: str = "GET", *, body: bytes = b"", **headers: str) -> Answer:
        """An answer to a whole request; names of headers have _ for -."""
        lines = {"Host": f"{HOST}:{self.port}", "Connection": "close"}
        if body:
            lines["Content-Length"] = str(len(body))
        lines |= {name.replace("_", "-"): text for name, text in headers.items()}
        head = [f"{method} {path} HTTP/1.1", *(f"{k}: {v}" for k, v in lines.items())]
        return self.raw("\r\n".join(head).encode("latin-1") + 2 * CRLF + body)

    def send(self, path: str, cookies: dict[str, str], **fields: str) -> Answer:
        """A form sent as multipart, as a browser sends one."""
        parts = [(f'name="{name}"', text.encode()) for name, text in fields.items()]
        return self.post(path, multipart(parts), cookies)

    def post(self, path: str, body: bytes, cookies: dict[str, str]) -> Answer:
        """A multipart body, sent with cookies."""
        said = "; ".join(f"{name}={value}" for name, value in cookies.items())
        return self.ask(path, "POST", body=body, Content_Type=MULTIPART, Cookie=said)

    def raw(self, *parts: bytes) -> Answer:
        """Whatever it answers to these bytes; one who waits for more is hung up on."""
        with socket.create_connection((HOST, self.port), PATIENCE) as link:
            with suppress(OSError):  # It may answer and hang up before all is said.
                for part in parts:
                    link.sendall(part)
            return parsed(b"".join(_heard(link)))

    def hang_up(self, part: bytes) -> None:
        """Say something and leave before it is answered."""
        with socket.create_connection((HOST, self.port), PATIENCE) as link:
            link.sendall(part)


BOUNDARY = "a-boundary-of-these-tests"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


def multipart(parts: list[tuple[str, bytes]]) -> bytes:
    """Parts as one body: what stands in each Content-Disposition, and its bytes."""
    edge = f"--{BOUNDARY}".encode()
    body = b"".join(
        edge + CRLF + f"Content-Disposition: form-data; {said}".encode("utf-8", "surrogateescape")
        + 2 * CRLF + data + CRLF
        for said, data in parts
    )  # fmt: skip
    return body + edge + b"--" + CRLF


def _heard(link: socket.socket) -> Iterator[bytes]:
    link.settimeout(WAITS)
    hung_up = False
    while True:
        try:
            more = link.recv(65_536)
        except TimeoutError:
            if hung_up:
                link.settimeout(PATIENCE)
            hung_up = True
            with suppress(OSError):
                link.shutdown(socket.SHUT_WR)
            continue
        except OSError:
            return
        if not more:
            return
        yield more


def parsed(answer: bytes) -> Answer:
    """The bytes of an answer, taken apart; status 0 where nothing came."""
    head, _, body = answer.partition(2 * CRLF)
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = [line.split(": ", 1) for line in lines]
    cookies = [value.split(";")[0].split("=", 1) for name, value in pairs if name == "set-cookie"]
    return Answer(
        status=int(first.split(" ")[1]) if first else 0,
        headers={name.lower(): value for name, value in pairs},
        cookies=dict(cookies),
        body=body,
    )


@contextmanager
def serving(world: World, root: str = "") -> Iterator[Served]:
    """The page of a world, answering; the world's messages carry links to it."""
    with socket.socket() as held:
        held.bind((HOST, 0))
        port = int(held.getsockname()[1])
        world.settings(page_url=f"http://{HOST}:{port}{root}", secret_key=SECRET)
        site = Site(world.office)
        app = make_app(site)
        with answering(app, held):
            yield Served(world, site, app, port)


@contextmanager
def answering(app: Guard, held: socket.socket) -> Iterator[int]:
    """A page that answers at a socket that is bound; its port."""
    running = server(app, 0)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [held]})
    thread.start()
    try:
        _until(running)
        yield int(held.getsockname()[1])
    finally:
        running.should_exit = True
        thread.join(PATIENCE)


def _until(running: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while not running.started:
        assert time.monotonic() < deadline
        time.sleep(0.005)


def dump(world: World) -> list[str]:
    """All that the register holds, as statements."""
    with reading(world.office.engine) as session:
        raw: Any = session.connection().connection.driver_connection
        return list(raw.iterdump())


def kept(world: World) -> list[str]:
    """The names under which files are kept as evidence."""
    folder = world.office.settings.home / "evidence"
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []
