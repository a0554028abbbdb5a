"""The bounce mailbox, read from a real IMAP server."""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from notifications.returns import mailbox
from notifications.returns.folder import put_away, saved_mail
from notifications.returns.mailbox import (
    Mailbox,
    MailboxUnavailable,
    Place,
    new_mail,
    read_mailbox_url,
)
from tests.notifications.channels.conftest import PASSWORD, free_port
from tests.notifications.returns.dovecot import FOLDER, USER, Running, dovecot, token
from tests.notifications.returns.reports import report

FIRST, SECOND, THIRD = (report(f"{n}@eastmere.example.org") for n in (1, 2, 3))


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    """One server for all of them."""
    with dovecot() as running:
        yield running


@pytest.fixture
def running(server: Running) -> Running:
    """The server, its folder empty."""
    server.empty()
    return server


def read(running: Running, url: str, since: Place, **other: Any) -> list[tuple[Place, bytes]]:
    """What is new in the mailbox."""
    tls = ssl.create_default_context(cafile=str(running.ca_file))
    return list(new_mail(read_mailbox_url(url), since, **({"tls": tls} | other)))


@pytest.mark.parametrize("scheme", ["imaps", "imap+starttls"])
def test_each_mail_is_read_once_and_left_as_it_was(running: Running, scheme: str) -> None:
    """Byte for byte, in order, from where the last reading ended; nothing is marked or moved."""
    url = running.url(scheme)
    assert read(running, url, Place()) == []
    running.append(FIRST, SECOND)
    found = read(running, url, Place())
    assert [data for _, data in found] == [FIRST, SECOND]
    assert read(running, url, found[-1][0]) == []
    running.append(THIRD)
    assert [data for _, data in read(running, url, found[-1][0])] == [THIRD]
    assert [data for _, data in read(running, url, found[0][0])] == [SECOND, THIRD]
    flags = running.flags()
    assert len(flags) == 3
    assert not any(b"Seen" in one for one in flags)


def test_a_mailbox_that_was_made_anew_is_read_from_its_beginning(running: Running) -> None:
    """Its numbers begin again, and their generation says so."""
    running.append(FIRST, SECOND)
    place = read(running, running.url(), Place())[-1][0]
    running.empty()
    running.append(THIRD)
    assert [data for _, data in read(running, running.url(), place)] == [THIRD]


def test_a_token_opens_it_as_well_as_a_password(running: Running) -> None:
    """XOAUTH2: a good token reads, one with another signature is refused."""
    running.append(FIRST)
    url = running.url(password="")
    assert [data for _, data in read(running, url, Place(), token=token)] == [FIRST]
    with pytest.raises(MailboxUnavailable, match="refused us"):
        read(running, url, Place(), token=lambda: token(key=b"another key"))


def test_what_keeps_it_shut_is_said_without_a_secret(running: Running) -> None:
    """A wrong password, no such folder, nobody there, a server that nobody vouches for."""
    dead = running.url().replace(str(running.port), str(free_port()))
    for url, other, why in (
        (running.url(password="wr:ong@pass"), {}, "refused us"),
        (running.url(folder="No such"), {}, "has no folder No such"),
        (dead, {"timeout": 1.0}, "cannot be reached"),
        (running.url(), {"tls": ssl.create_default_context()}, "cannot be reached"),
        (running.url("imap+starttls"), {"tls": ssl.create_default_context()}, "cannot be reached"),
    ):
        with pytest.raises(MailboxUnavailable, match=why) as refused:
            read(running, url, Place(), **other)
        assert not any(word in str(refused.value) for word in (PASSWORD, "wr:ong", USER))


class Busy(imaplib.IMAP4):
    """A server's other end that has no time."""

    def __init__(self) -> None:
        """Nobody is called."""

    def uid(self, command: str, *_: str) -> tuple[str, list[Any]]:
        """No, in words."""
        return "NO", [f"{command} later, please".encode()]


def test_a_server_that_has_no_time_is_no_empty_mailbox() -> None:
    """Nothing is passed over: what it would not show is read the next time."""
    with pytest.raises(MailboxUnavailable, match="not shown to us"):
        mailbox._after(Busy(), 0)
    with pytest.raises(MailboxUnavailable, match="not shown to us"):
        mailbox._fetch(Busy(), 1)
    nowhere = read_mailbox_url("imaps://u:p@mail..example.org")
    with pytest.raises(MailboxUnavailable, match="that is no name"):
        list(new_mail(nowhere, Place()))


def test_a_url_names_a_mailbox() -> None:
    """The folder is INBOX and the port the usual one where none is given."""
    read_ = read_mailbox_url("imaps://b%40x:p%2Fq@mail.example.org/Came%20back")
    assert read_ == Mailbox(
        scheme="imaps", host="mail.example.org", port=993, user="b@x", password="p/q", folder=FOLDER
    )
    assert read_mailbox_url("imap+starttls://b@mail.example.org").port == 143
    assert "p/q" not in repr(read_)
    for url in ("imap://b:p@h", "pop3://b:p@h", "imaps://h", "imaps://b:secret@", "imaps://b@h/é"):
        with pytest.raises(ValueError, match=r"it begins|its folder") as refused:
            read_mailbox_url(url)
        assert "secret" not in str(refused.value)


def test_a_folder_of_saved_reports_is_read_and_put_away(tmp_path: Path) -> None:
    """Each file once, in the order of their names; what is read stands in the folder below."""
    (tmp_path / "2.eml").write_bytes(SECOND)
    (tmp_path / "1.eml").write_bytes(FIRST)
    (tmp_path / ".3.eml").write_bytes(THIRD)
    found = list(saved_mail(tmp_path))
    assert [(path.name, data) for path, data in found] == [("1.eml", FIRST), ("2.eml", SECOND)]
    put_away(found[0][0])
    assert [path.name for path, _ in saved_mail(tmp_path)] == ["2.eml"]
    assert (tmp_path / "read" / "1.eml").read_bytes() == FIRST
    with pytest.raises(MailboxUnavailable, match="cannot be read"):
        list(saved_mail(tmp_path / "not there"))
