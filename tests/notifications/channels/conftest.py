"""A real mail server on the loopback that can be told to misbehave."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Generator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from notifications.channels.base import Outgoing

USER, PASSWORD = "actions", "correct horse: battery/staple@?"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Post:
    """What the server does, and what it was given; keyed by what stands before the @."""

    rcpt: dict[str, str] = field(default_factory=dict)
    mail: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    data_command: dict[str, str] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()
    late: float = 0
    at_once: bool = True
    connections: int = 0
    arrived: list[tuple[str, str, bytes]] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's names
        self, _s: SMTP, session: Session, _envelope: Envelope, name: str, replies: list[str]
    ) -> list[str]:
        """Take several commands at once, or say nothing of it."""
        session.host_name = name
        return [replies[0], "250-PIPELINING", *replies[1:]] if self.at_once else replies

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's names
        self, _s: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take the sender, or answer as told for it."""
        if reply := self.mail.get(address.partition("@")[0]):
            return reply
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _s: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take the addressee, or answer as told for it."""
        if reply := self.rcpt.get(address.partition("@")[0]):
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Take the message, or answer as told for its addressee."""
        to = envelope.rcpt_tos[0]
        name = to.partition("@")[0]
        if reply := self.data.get(name):
            return reply
        content = envelope.original_content
        assert isinstance(content, bytes)
        await asyncio.sleep(self.late)
        self.arrived.append((str(envelope.mail_from), to, content))
        if name in self.lost:
            abort(server)
        return "250 Kept"

    def hang_up(self) -> None:
        """Let go of every connection, as servers do with the idle."""
        for link in self.links:
            link.loop.call_soon_threadsafe(abort, link)


def abort(server: SMTP) -> None:
    """Lose the connection at once, with whatever was still to be said."""
    if server.transport is None:
        # Whoever was killed has hung up first.
        return
    assert isinstance(server.transport, asyncio.WriteTransport)
    server.transport.abort()


class Server(SMTP):
    """aiosmtpd's server, which can also lose a connection at the DATA command."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        """Answer DATA as told for the addressee, or hang up."""
        assert self.envelope is not None
        name = self.envelope.rcpt_tos[0].partition("@")[0] if self.envelope.rcpt_tos else ""
        reply = self.event_handler.data_command.get(name)
        if reply == "hang up":
            abort(self)
            return
        if reply is not None:
            await self.push(reply)
            return
        await super().smtp_DATA(arg)


async def _ended(servers: list[Server]) -> None:
    """Wait until the sockets are closed: that is done in the loop's next round."""
    for server in servers:
        for transport in (server.transport, getattr(server, "_original_transport", None)):
            if isinstance(transport, asyncio.WriteTransport):
                # Under TLS a transport that has ended has nothing left to end (Python 3.11.2).
                with suppress(AttributeError):
                    transport.abort()
    for _ in range(3):
        await asyncio.sleep(0)


class Office(Controller):
    """A post office that counts its connections, and leaves none of them behind."""

    def __init__(self, handler: Any, **options: Any) -> None:
        super().__init__(handler, **options)
        self.made: list[Server] = []

    def stop_all(self) -> None:
        """End every connection, and then the server: it would end with their sockets still open."""
        asyncio.run_coroutine_threadsafe(_ended(self.made), self.loop).result(5)
        with suppress(AssertionError):
            self.stop()

    def factory(self) -> Server:
        """One more connection."""
        post: Post = self.handler
        post.connections += 1
        server = Server(self.handler, **self.SMTP_kwargs)
        post.links.append(server)
        self.made.append(server)
        return server


@dataclass
class Running:
    """A server that runs: where, and what it was given."""

    port: int
    post: Post


Serve = Callable[..., Running]


@pytest.fixture
def serve() -> Generator[Serve, None, None]:
    """Starts servers on the loopback and stops them after the test."""
    with ExitStack() as running:

        def started(post: Post | None = None, **options: Any) -> Running:
            post = post or Post()
            port = free_port()
            office = Office(post, hostname="127.0.0.1", port=port, **options)
            office.start()
            running.callback(office.stop_all)
            # The controller knocks once to see that the server is there.
            post.connections = 0
            post.links.clear()
            return Running(port, post)

        yield started


@dataclass(frozen=True)
class Authority:
    """A private certificate authority: its file, and contexts for servers it vouches for.

    `another` is a server of another name.
    """

    ca_file: Path
    context: ssl.SSLContext
    another: ssl.SSLContext


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority that no machine trusts of itself."""
    ca = trustme.CA()
    ca_file = tmp_path_factory.mktemp("ca") / "ca.pem"
    ca.cert_pem.write_to_path(str(ca_file))
    contexts = []
    for name in ("127.0.0.1", "mail.example.org"):
        contexts.append(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER))
        ca.issue_cert(name).configure_cert(contexts[-1])
    return Authority(ca_file, *contexts)


def login(
    _server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: Any
) -> AuthResult:
    """True for the one user there is."""
    assert isinstance(data, LoginPassword)
    right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@pytest.fixture
def authenticator() -> Callable[..., AuthResult]:
    """The server's own check of a login."""
    return login


@pytest.fixture
def credentials() -> tuple[str, str]:
    """The user and the password the server knows."""
    return USER, PASSWORD


@pytest.fixture
def post() -> type[Post]:
    """What a server is told to do."""
    return Post


@pytest.fixture
def dead_port() -> int:
    """A port nobody listens on."""
    return free_port()


@pytest.fixture
def make_outgoing() -> Callable[..., Outgoing]:
    """Messages of a few lines, each with an id of its own."""

    def made(to: str = "lead@example.org", number: int = 1, **other: Any) -> Outgoing:
        facts: dict[str, Any] = {
            "message_id": f"{number:08d}@northmoor.example.org",
            "day_on": date(2010, 11, 1),
            "envelope_from": "bounces@northmoor.example.org",
            "to": to,
            "content": f"Subject: {number}\r\n\r\n.\r\n..dots\r\nEnd\r\n".encode(),
        }
        return Outgoing(**(facts | other))

    return made
