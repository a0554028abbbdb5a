"""Which mail server a setting names, and whether a login may be said to it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

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

    Raises ValueError, never with the password in it, for another scheme, no host, half a login,
    or a login over smtp://, which would send the password in clear.
    """
    parts = urlsplit(url)
    if parts.scheme not in PORTS:
        raise ValueError(f"the SMTP URL must start with {'://, '.join(PORTS)}://")
    if not parts.hostname:
        raise ValueError(f"the SMTP URL names no host: write {parts.scheme}://host:port")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("the SMTP URL ends with the port: percent-encode / ? # in a password")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        raise ValueError("the SMTP URL has half a login: give user and password, or neither")
    if user and parts.scheme == "smtp":
        raise ValueError(
            "the SMTP URL has a login but no TLS: use smtp+starttls:// or smtps://, since smtp:// "
            "would send the password in clear"
        )
    return SmtpServer(
        scheme=parts.scheme,
        host=parts.hostname,
        port=_port(parts),
        user=user,
        password=password,
    )


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or PORTS[parts.scheme]
    except ValueError:
        # The library's own words would quote what may be a piece of a password.
        raise ValueError(
            "the SMTP URL's port is not a number: percent-encode @ : / ? # in a password"
        ) from None
