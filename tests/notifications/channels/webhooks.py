"""A real TLS server on the loopback that takes cards, or answers as it is told to."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

from tests.notifications.channels.conftest import Authority

WORKFLOW, SIGNATURE = "0a1b2c3d4e5f", "S3cretS1gnature_-"
Answer = tuple[int, dict[str, str]]
TAKEN: Answer = (202, {})
HANG_UP: Answer = (0, {})
STALL: Answer = (-1, {})


@dataclass
class Webhook:
    """What the server answers, in order and then for ever 202, and what it was given."""

    port: int = 0
    answers: list[Answer] = field(default_factory=list)
    posted: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The webhook's address as a setting has it."""
        return f"workflow://127.0.0.1:{self.port}/{WORKFLOW}/{SIGNATURE}"


@contextmanager
def webhook(authority: Authority) -> Iterator[Webhook]:
    """A server that runs, with a certificate of the private authority."""
    hook = Webhook()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 5

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            hook.posted.append((self.path, content))
            status, headers = hook.answers.pop(0) if hook.answers else TAKEN
            self.close_connection = True
            if status < 0:
                sleep(1)
            if status <= 0:
                return
            self.send_response(status)
            for name, value in {"Content-Length": "0", **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing: a test's output is its own."""

    class Server(ThreadingHTTPServer):
        def get_request(self) -> tuple[ssl.SSLSocket, object]:
            connection, address = self.socket.accept()
            connection.settimeout(5)
            return authority.context.wrap_socket(connection, server_side=True), address

        def handle_error(self, *_: object) -> None:
            """Nothing: clients that go away are part of the tests."""

    server = Server(("127.0.0.1", 0), Handler)
    hook.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
