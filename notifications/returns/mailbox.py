"""The mailbox that reports go to, read over IMAP and left as it is.

Read from where the last reading ended, by the mailbox's own numbers (RFC 3501, 2.3.1.1): whether
somebody has opened a report meanwhile makes no difference, and nothing is marked or moved.
"""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

TIMEOUT = 30.0
# A report may hold the whole message; ours have some kilobytes.
LARGEST = 1_000_000
PORTS = {"imaps": 993, "imap+starttls": 143}


class MailboxUnavailable(Exception):  # noqa: N818 - a state of the world, not a bug
    """The mailbox cannot be read now; the sentence says why, with no secret in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """Which mailbox, on which server, and for whom."""

    scheme: str
    host: str
    port: int
    user: str
    password: str
    folder: str = "INBOX"

    def __repr__(self) -> str:
        """Without the login: this may end in a log."""
        return f"Mailbox({self.scheme}://{self.host}:{self.port}/{self.folder})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a reading ended: the mailbox's generation and the number of its last message."""

    validity: int = 0
    uid: int = 0


def read_mailbox_url(url: str) -> Mailbox:
    """The mailbox of imaps://user:password@host:port/folder, or imap+starttls://.

    The password may be left out where a command gives a token. Raises ValueError with a sentence
    that repeats no part of it.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or parts.scheme not in PORTS or not parts.username:
        raise ValueError(
            "it begins with imaps:// or imap+starttls://, and names a user and a host; / # ? @ : "
            "in a user or a password are percent-encoded"
        )
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if not (folder.isascii() and folder.isprintable()):
        raise ValueError("its folder has signs that are no printable ASCII")
    return Mailbox(
        scheme=parts.scheme,
        host=host,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        folder=folder,
    )


def new_mail(
    mailbox: Mailbox,
    since: Place,
    *,
    token: Callable[[], str] | None = None,
    tls: ssl.SSLContext | None = None,
    timeout: float = TIMEOUT,
) -> Iterator[tuple[Place, bytes]]:
    """Each mail that came since a reading ended, with the place that it moves the end to.

    Raises MailboxUnavailable.
    """
    with _opened(mailbox, token, tls, timeout) as link:
        validity = _examine(link, mailbox)
        last = since.uid if since.validity == validity else 0
        for uid in _after(link, last):
            yield Place(validity=validity, uid=uid), _fetch(link, uid)


def trusting(ca_file: Path | None) -> ssl.SSLContext:
    """The public authorities, and beside them one of our own; raises MailboxUnavailable."""
    context = ssl.create_default_context()
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except OSError as error:
            raise MailboxUnavailable(
                f"the certificate file {ca_file} cannot be used ({error.strerror})"
            ) from error
    return context


@contextmanager
def _opened(
    mailbox: Mailbox,
    token: Callable[[], str] | None,
    tls: ssl.SSLContext | None,
    timeout: float,
) -> Iterator[imaplib.IMAP4]:
    where = f"the bounce mailbox on {mailbox.host}:{mailbox.port}"
    link = None
    try:
        link = _connect(mailbox, tls or ssl.create_default_context(), timeout)
        _log_in(link, mailbox, token)
        yield link
    except imaplib.IMAP4.abort as error:
        raise MailboxUnavailable(f"{where} broke off in the middle") from error
    except imaplib.IMAP4.error as error:
        # By its name alone: what the server says may repeat what it was told.
        raise MailboxUnavailable(f"{where} refused us: look at its user and password") from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise MailboxUnavailable(f"{where} cannot be reached ({why})") from error
    except UnicodeError:
        raise MailboxUnavailable(f"{where} cannot be reached (that is no name)") from None
    finally:
        if link is not None:
            with suppress(imaplib.IMAP4.error, OSError):
                link.logout()


def _connect(mailbox: Mailbox, tls: ssl.SSLContext, timeout: float) -> imaplib.IMAP4:
    if mailbox.scheme == "imaps":
        return imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=tls, timeout=timeout)
    link = imaplib.IMAP4(mailbox.host, mailbox.port, timeout=timeout)
    try:
        link.starttls(ssl_context=tls)
    except BaseException:
        link.shutdown()
        raise
    return link


def _log_in(link: imaplib.IMAP4, mailbox: Mailbox, token: Callable[[], str] | None) -> None:
    """By a token (XOAUTH2, as Microsoft and Google have it), or by a password (RFC 4616)."""
    if token is not None:
        said = f"user={mailbox.user}\x01auth=Bearer {token()}\x01\x01".encode()
        # A refusal comes as a challenge first; an empty answer ends it.
        link.authenticate("XOAUTH2", lambda challenge: b"" if challenge else said)
        return
    plain = f"\0{mailbox.user}\0{mailbox.password}".encode()
    link.authenticate("PLAIN", lambda _: plain)


def _examine(link: imaplib.IMAP4, mailbox: Mailbox) -> int:
    """Open the folder for reading alone; its generation."""
    quoted = mailbox.folder.replace("\\", "\\\\").replace('"', '\\"')
    status, _ = link.select(f'"{quoted}"', readonly=True)
    if status != "OK":
        raise MailboxUnavailable(
            f"the bounce mailbox on {mailbox.host} has no folder {mailbox.folder}"
        )
    _, found = link.response("UIDVALIDITY")
    return int(found[0]) if found and found[0] else 0


def _after(link: imaplib.IMAP4, last: int) -> list[int]:
    # `n:*` names the last message also where its number is below n.
    found = _asked(link, "SEARCH", f"UID {last + 1}:*")
    numbers = map(int, (found[0] or b"").split())
    return sorted(uid for uid in numbers if uid > last)


def _fetch(link: imaplib.IMAP4, uid: int) -> bytes:
    """The mail, as far as a report goes; nothing of one that was taken away meanwhile."""
    found = _asked(link, "FETCH", str(uid), f"(BODY.PEEK[]<0.{LARGEST}>)")
    return next((bytes(part[1]) for part in found if isinstance(part, tuple)), b"")


def _asked(link: imaplib.IMAP4, *words: str) -> list[Any]:
    """The server's answer; a server that says NO is asked again the next time.

    To take it for an empty mailbox, or an empty mail, would be to lose a report.
    """
    status, found = link.uid(*words)
    if status != "OK":
        raise MailboxUnavailable("the bounce mailbox was not shown to us just now")
    return found
