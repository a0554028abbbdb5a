"""A connection to a mail server: greeted, under TLS where asked for, and logged in."""

from __future__ import annotations

import smtplib
import socket
import ssl
from base64 import b64encode

from notifications.channels.base import ChannelUnavailable, without_address
from notifications.channels.server import SmtpServer

# RFC 3207, 4; RFC 4954, 4.
READY, GO_ON, TAKEN = 220, 334, 2
# RFC 4616, and what Microsoft's servers offer in its place: what is said in answer to each 334.
SAID = {"PLAIN": ("\0{user}\0{password}",), "LOGIN": ("{user}", "{password}")}


def dialled(server: SmtpServer, tls: ssl.SSLContext | None, timeout: float) -> smtplib.SMTP:
    """A connection ready for mail; raises ChannelUnavailable with no part of the login in it."""
    try:
        return _spoken_to(server, tls, timeout)
    except ssl.SSLError as error:
        why = getattr(error, "verify_message", "") or error.reason or "TLS failed"
        said = f"its certificate or TLS was not accepted ({why}); nothing was sent in clear"
        raise _unavailable(server, said) from error
    except smtplib.SMTPAuthenticationError as error:
        said = f"it refused the login ({error.smtp_code}); check user and password"
        raise _unavailable(server, said) from error
    except smtplib.SMTPResponseException as error:
        reply = error.smtp_error
        words = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
        said = f"it answered {error.smtp_code} {without_address(words)}"
        raise _unavailable(server, said) from error
    except UnicodeError:
        # Its own words would hold the password.
        said = "it knows no way to log in with the signs that the user or the password has"
        raise _unavailable(server, said) from None
    except (OSError, smtplib.SMTPException) as error:
        raise _unavailable(server, without_address(str(error)) or "no answer") from error


def _spoken_to(server: SmtpServer, tls: ssl.SSLContext | None, timeout: float) -> smtplib.SMTP:
    link = _connected(server, tls, timeout)
    try:
        # A message's last packet would wait for the answer to the one before it, 40 ms.
        if link.sock is not None:
            link.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        link.ehlo_or_helo_if_needed()
        if server.scheme == "smtp+starttls":
            _secure(link, server, tls)
        if server.user:
            _log_in(link, server)
    except BaseException:
        link.close()
        raise
    return link


def _connected(server: SmtpServer, tls: ssl.SSLContext | None, timeout: float) -> smtplib.SMTP:
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=timeout, context=tls)
    return smtplib.SMTP(server.host, server.port, timeout=timeout)


def _secure(link: smtplib.SMTP, server: SmtpServer, tls: ssl.SSLContext | None) -> None:
    if not link.has_extn("starttls"):
        raise _unavailable(server, "it does not offer STARTTLS; nothing was sent in clear")
    code, reply = link.starttls(context=tls)
    if code != READY:
        raise smtplib.SMTPResponseException(code, reply)
    link.ehlo_or_helo_if_needed()


def _log_in(link: smtplib.SMTP, server: SmtpServer) -> None:
    """The library's own login; it knows ASCII alone, so that a pound sign is said by us."""
    offered = link.esmtp_features.get("auth", "").upper().split()
    ours = next((name for name in SAID if name in offered), None)
    if ours is None or f"{server.user}{server.password}".isascii():
        link.login(server.user, server.password)
        return
    code, reply = link.docmd("AUTH", ours)
    for words in SAID[ours]:
        if code != GO_ON:
            break
        said = words.format(user=server.user, password=server.password)
        code, reply = link.docmd(b64encode(said.encode()).decode())
    if code // 100 != TAKEN:
        raise smtplib.SMTPAuthenticationError(code, reply)


def _unavailable(server: SmtpServer, why: str) -> ChannelUnavailable:
    return ChannelUnavailable(
        f"mail server {server.host}:{server.port}: {why}. Messages wait until it can be reached."
    )
