"""What every answer of the page carries, and what no request gets past: sizes, limits, faults.

Source: the lead's answer, "Safety"; W3C Content Security Policy; OWASP's list of headers.
"""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass, field
from email.message import Message as Mail

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from deployments.page.limits import Bucket
from notifications.page.rendering import Frame, page

LOG = logging.getLogger("matters.page")
# What is more than an answer may have, up to this, is heard to its end: a browser that is hung up
# on shows no sentence of ours, and what was written beside it would be lost.
MOST, MOST_ELSEWHERE = 250_000_000, 20_000
ANSWER = re.compile(r"/l/[^/]*/[0-9]+")
LONGEST_LENGTH = 18
A_CLIENT, A_LINK = 300, 120
# What is sent is counted as so many requests of the link: each may be an entry of the history.
A_FORM = 4
# Seconds between two pieces of what is sent.
PATIENCE = 60
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
OVER_TLS = {"Strict-Transport-Security": "max-age=31536000"}
# As a server takes them: made once, since every answer has them.
SAID = [(name.lower().encode(), text.encode()) for name, text in HEADERS.items()]
SAID_OVER_TLS = SAID + [(n.lower().encode(), text.encode()) for n, text in OVER_TLS.items()]


class TooSlow(Exception):  # noqa: N818 - it reads as what happened
    """Whoever sends it has stopped sending, and keeps the line."""


class TooLarge(Exception):  # noqa: N818 - it reads as what happened
    """More was sent than a form may hold."""


@dataclass(slots=True)
class Guard:
    """Stands before the page: headers on all it says, limits on all it is asked."""

    app: ASGIApp
    root: str
    secure: bool
    most: int = MOST
    clients: Bucket = field(default_factory=lambda: Bucket(A_CLIENT))
    links: Bucket = field(default_factory=lambda: Bucket(A_LINK))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, whatever becomes of it: nobody sees a traceback."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def say(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_headers(message)
            await send(message)

        path = scope["path"].removeprefix(self.root)
        most = self.most if ANSWER.fullmatch(path) else MOST_ELSEWHERE
        refused = self._refusal(scope, path, most)
        # What is only asked about is looked at; the server leaves the body out.
        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        try:
            given = sentence(self.root, refused) if refused else self.app
            await given(asked, _counted(receive, most), say)
        except ClientDisconnect:
            LOG.debug("Somebody hung up.")
        except Exception as fault:  # noqa: BLE001 - the application has answered it
            # The text of a fault may hold what somebody wrote: its kind and its place do not.
            LOG.error("The page failed: %s at %s", type(fault).__name__, _place(fault))  # noqa: TRY400 - see above

    def _add_headers(self, message: Message) -> None:
        said = message["headers"]
        said += SAID_OVER_TLS if self.secure else SAID
        if not any(name == b"cache-control" for name, _ in said):
            said.append((b"cache-control", b"no-store"))

    def _refusal(self, scope: Scope, path: str, most: int) -> int:
        """The status of what is refused before anybody reads it; 0 of what is not."""
        client = scope["client"][0] if scope.get("client") else ""
        parts = path.split("/")
        link = parts[2] if len(parts) > 2 and parts[1] == "l" else ""  # noqa: PLR2004
        much = 1 if scope["method"] in {"GET", "HEAD"} else A_FORM
        if not self.clients.allows(client) or (link and not self.links.allows(link, much)):
            return 429
        headers = Headers(scope=scope)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > LONGEST_LENGTH or int(length) > most:
            return 413
        return 0 if _is_utf8(headers.get("content-type", "")) else 415


def _is_utf8(content_type: str) -> bool:
    """True of what names no other encoding: some that Python knows fail in ways of their own."""
    if "charset" not in content_type.lower():
        return True
    header = Mail()
    header["content-type"] = content_type
    return str(header.get_content_charset()) in {"utf-8", "utf8", "us-ascii"}


def sentence(root: str, status: int) -> HTMLResponse:
    """The page that says why a request was not answered, and what to do."""
    title, said = SENTENCES.get(status, SENTENCES[404])
    headers = {"Retry-After": "60"} if status == 429 else None  # noqa: PLR2004 - RFC 6585
    return HTMLResponse(page("sentence", Frame(root=root), title=title, said=said), status, headers)


SENTENCES = {
    400: (
        "That could not be read",
        (
            "Up to ten files fit into one answer, and 4,000 characters into a field.",
            "Nothing was recorded: go back and send less.",
        ),
    ),
    404: (
        "There is nothing here",
        ("Open the page by the link in the message that was sent to you.",),
    ),
    408: (
        "That took too long",
        ("Nothing was recorded: go back and send it again.",),
    ),
    413: (
        "That is too much at once",
        ("Files of 60 MB in all fit into one answer. Nothing was recorded: go back, send less.",),
    ),
    415: (
        "That could not be read",
        ("A form of this page is sent in UTF-8. Nothing was recorded.",),
    ),
    429: (
        "That was too often",
        ("Wait a minute, then try again. Nothing was recorded.",),
    ),
    500: (
        "Something went wrong here",
        ("Nothing was recorded. Try again, or reply to the message that brought you here.",),
    ),
}


def _place(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "no place"
    return f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"


def _counted(receive: Receive, most: int) -> Receive:
    """The same, until more came than was said: a length may be left out, or be a lie."""
    came = 0

    async def counted() -> Message:
        nonlocal came
        try:
            async with asyncio.timeout(PATIENCE):
                message = await receive()
        except TimeoutError:
            raise TooSlow from None
        came += len(message.get("body", b""))
        if came > most:
            raise TooLarge
        return message

    return counted
