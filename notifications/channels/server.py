"""Which mail server a setting names, and whether a login may be said to it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

# The usual port of each way to hand mail over.
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """Where mail is handed over, and how it is kept from other eyes on the way."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        """Without the login: this may end in a log."""
        return f"SmtpServer({self.scheme}://{self.host}:{self.port})"


def read_url(url: str) -> SmtpServer:
    """The server a setting names: smtp://, smtp+starttls:// or smtps://, login percent-encoded.

    Raises ValueError with a sentence that holds neither user nor password. The scheme says how the
    connection is protected (RFC 8314 for smtps, RFC 3207 for STARTTLS).
    """
    scheme, colon, _ = url.partition("://")
    if not colon or scheme not in PORTS:
        raise ValueError("it begins with smtp://, smtp+starttls:// or smtps://")
    host, port, user, password = _server(url)
    if bool(user) != bool(password):
        raise ValueError("it has a user and a password, or neither")
    if user and scheme == "smtp":
        raise ValueError("smtp:// would send the password in the clear; use smtp+starttls://")
    return SmtpServer(
        scheme=scheme,
        host=host,
        port=port or PORTS[scheme],
        user=unquote(user),
        password=unquote(password),
    )


def _server(url: str) -> tuple[str, int | None, str, str]:
    """Host, port, user and password; the parser's own errors would quote the password."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host.encode("idna")
    except ValueError:
        host = ""
    if any(sign.isspace() for sign in host):
        host = ""
    if not host or port == 0 or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(
            "it names a host, perhaps a port from 1 to 65535, and no more; / # ? @ in a user or a"
            " password are written %2F %23 %3F %40"
        )
    return host, port, parts.username or "", parts.password or ""
