"""A real IMAP server on the loopback: Debian's dovecot, run by a user without rights."""

from __future__ import annotations

import base64
import grp
import hashlib
import hmac
import imaplib
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import trustme

from tests.notifications.channels.conftest import PASSWORD, free_port

USER, FOLDER = "bounces", "Came back"
KEY = b"a key of thirty-two bytes or so."
PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

CONFIGURATION = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
default_vsz_limit = 0
mail_location = maildir:{home}/mail
first_valid_uid = 1
first_valid_gid = 1
ssl = required
ssl_cert = <{home}/tls.pem
ssl_key = <{home}/tls.pem
auth_mechanisms = plain xoauth2
auth_failure_delay = 0
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {home}/oauth2.conf
}}
passdb {{
  driver = passwd-file
  args = {home}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {starttls}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {port}
    ssl = yes
  }}
}}
"""


@dataclass(frozen=True)
class Running:
    """A server that runs: its ports, and the file of the authority that vouches for it."""

    port: int
    starttls: int
    ca_file: Path
    home: Path

    def url(self, scheme: str = "imaps", password: str = PASSWORD, folder: str = FOLDER) -> str:
        """The mailbox as a setting has it."""
        port = self.port if scheme == "imaps" else self.starttls
        login = f"{USER}:{quote(password, safe='')}"
        return f"{scheme}://{login}@127.0.0.1:{port}/{quote(folder)}"

    def append(self, *mails: bytes) -> None:
        """Mails arrive in the folder."""
        link = self._link()
        for mail in mails:
            link.append(f'"{FOLDER}"', "", None, mail)
        link.logout()

    def flags(self) -> list[bytes]:
        """What is marked on each mail of the folder."""
        link = self._link()
        link.select(f'"{FOLDER}"', readonly=True)
        _, found = link.uid("FETCH", "1:*", "(FLAGS)")
        link.logout()
        return [one.split(b"FLAGS")[1] for one in found if isinstance(one, bytes)]

    def empty(self) -> None:
        """A new folder in the place of the old, with a generation of its own."""
        link = self._link()
        link.delete(f'"{FOLDER}"')
        link.create(f'"{FOLDER}"')
        link.logout()

    def _link(self) -> imaplib.IMAP4:
        import ssl

        context = ssl.create_default_context(cafile=str(self.ca_file))
        link = imaplib.IMAP4_SSL("127.0.0.1", self.port, ssl_context=context, timeout=10)
        link.login(USER, PASSWORD)
        return link


def token(user: str = USER, key: bytes = KEY) -> str:
    """A token for a user (RFC 7519), good where it is signed with the server's key."""
    now = int(time.time())  # noqa: TID251 - the server looks at the machine's clock
    head, claims = ({"alg": "HS256", "typ": "JWT"}, {"sub": user, "iat": now, "exp": now + 600})
    signed = f"{_plain(json.dumps(head).encode())}.{_plain(json.dumps(claims).encode())}"
    return f"{signed}.{_plain(hmac.digest(key, signed.encode(), hashlib.sha256))}"


def _plain(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@contextmanager
def dovecot() -> Iterator[Running]:
    """A server with one user, a password, a key for tokens and a folder."""
    if PROGRAM is None:
        pytest.skip("dovecot is not installed (see .ci/packages)")
    # pytest's own folders are closed to the user that the server runs as.
    with tempfile.TemporaryDirectory(prefix="dovecot-") as name:
        home, me = Path(name), pwd.getpwnam("nobody" if os.geteuid() == 0 else _name())
        running = _furnish(home, me)
        other = {"user": me.pw_uid, "group": me.pw_gid, "extra_groups": []}
        rights: dict[str, Any] = other if os.geteuid() == 0 else {}
        command = [PROGRAM, "-F", "-c", str(home / "dovecot.conf")]
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL, **rights)
        try:
            _wait(running, server)
            link = running._link()
            link.create(f'"{FOLDER}"')
            link.logout()
            yield running
        finally:
            server.terminate()
            server.wait(10)


def _name() -> str:
    return pwd.getpwuid(os.geteuid()).pw_name


def _furnish(home: Path, me: pwd.struct_passwd) -> Running:
    authority = trustme.CA()
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(
        str(home / "tls.pem")
    )
    authority.cert_pem.write_to_path(str(home / "ca.pem"))
    running = Running(free_port(), free_port(), home / "ca.pem", home)
    facts = {"user": me.pw_name, "group": grp.getgrgid(me.pw_gid).gr_name, "home": home}
    ports = {"port": running.port, "starttls": running.starttls}
    (home / "dovecot.conf").write_text(CONFIGURATION.format(**facts, **ports))
    password = base64.b64encode(PASSWORD.encode()).decode()
    (home / "users").write_text(f"{USER}:{{PLAIN.b64}}{password}\n")
    keys = home / "keys" / "default" / "HS256"
    keys.mkdir(parents=True)
    (keys / "default").write_text(base64.b64encode(KEY).decode())
    (home / "oauth2.conf").write_text(
        "introspection_mode = local\nusername_attribute = sub\n"
        f"local_validation_key_dict = fs:posix:prefix={home}/keys/\n"
    )
    for path in (home, *home.rglob("*")) if os.geteuid() == 0 else ():
        os.chown(path, me.pw_uid, me.pw_gid)
    return running


def _wait(running: Running, server: subprocess.Popen[bytes]) -> None:
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", running.port), 1).close()
        except OSError:
            assert server.poll() is None, (running.home / "log").read_text()
            time.sleep(0.02)
        else:
            return
    raise AssertionError("dovecot did not start")
