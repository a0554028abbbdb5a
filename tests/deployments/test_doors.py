"""Who gets in to the service, and what it tells whom: its login, its addresses, its silence."""

from __future__ import annotations

import contextlib
import socket
import sqlite3
import ssl
import threading
from pathlib import Path

import pytest
import trustme

from deployments.serving.environment import Place, is_healthy, serving_environment
from deployments.serving.fronted import refuse_unguarded
from deployments.serving.login import login
from deployments.serving.server import guarded, refuse_elsewhere
from deployments.serving.spoilt import put_aside
from flows.quiet import SILENT
from tasks.refused import Refused
from tests.notifications.channels.conftest import free_port


def test_what_would_tell_somebody_outside_is_off_whatever_is_set() -> None:
    """An operator's own Prefect settings hold, except where they would speak to the internet.

    Or where they would let somebody in.
    """
    environ = {
        "PREFECT_SERVER_ANALYTICS_ENABLED": "true",
        "DO_NOT_TRACK": "0",
        "PREFECT_LOGGING_LEVEL": "DEBUG",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": "*",
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "false",
    }
    place = Place(port=4200)
    made = serving_environment(environ, Path("/srv/var"), place, "us:a-password")
    assert {name: made[name] for name in SILENT} == SILENT
    assert made["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert made["PREFECT_HOME"] == "/srv/var/prefect"
    assert made["PREFECT_API_URL"] == "http://127.0.0.1:4200/api"
    assert made["PREFECT_SERVER_CSRF_PROTECTION_ENABLED"] == "true"
    own = "http://127.0.0.1:4200,http://localhost:4200"
    assert made["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"] == own
    fronted = Place(port=4200, host="::", behind="https://prefect.example.org")
    assert (fronted.api_url, fronted.origins) == ("http://[::1]:4200/api", fronted.behind)


def test_a_login_is_made_once_and_an_operators_own_must_be_one(tmp_path: Path) -> None:
    """It outlives a restart, and one that a full disk left empty is made anew."""
    made = login({}, tmp_path)
    assert login({}, tmp_path) == made
    (tmp_path / "login").write_text("", "utf-8")
    assert login({}, tmp_path).startswith("matters:")
    assert login({}, tmp_path) != made
    setting = "PREFECT_SERVER_API_AUTH_STRING"
    assert login({setting: "us:sixteen-letters-1"}, tmp_path) == "us:sixteen-letters-1"
    for poor in ("us:short", "no-user-and-no-password", ":sixteen-letters-1"):
        with pytest.raises(Refused, match="a user and a password of 16 letters or more"):
            login({setting: poor}, tmp_path)


def test_a_server_that_somebody_starts_without_a_login_does_not_start(tmp_path: Path) -> None:
    """Many machines: the unit's setting was forgotten, or is a poor one."""
    here = {"PREFECT_HOME": str(tmp_path)}
    with pytest.raises(Refused, match="PREFECT_SERVER_API_AUTH_STRING is not set"):
        guarded(here)
    with pytest.raises(Refused, match="a user and a password of 16 letters or more"):
        guarded({**here, "PREFECT_SERVER_API_AUTH_STRING": "us:short"})
    with pytest.raises(Refused, match="PREFECT_HOME is not set"):
        guarded({"PREFECT_SERVER_API_AUTH_STRING": "us:a-long-enough-password"})
    refuse_elsewhere(["--port", "4200"])
    refuse_elsewhere(["--host", "127.0.0.1"])
    for elsewhere in (["--host", "0.0.0.0"], ["--port", "1", "--host=::"]):
        with pytest.raises(Refused, match="put a web server with a certificate before it"):
            refuse_elsewhere(elsewhere)


def test_what_answers_in_another_tongue_is_no_healthy_server() -> None:
    """A mail server on the port, say: it is waited for another, and no fault."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def greet() -> None:
            line, _ = listener.accept()
            with line:
                line.sendall(b"220 mail.example.org ESMTP\r\n")

        thread = threading.Thread(target=greet, daemon=True)
        thread.start()
        assert not is_healthy(f"http://127.0.0.1:{port}/api")
        thread.join()
    assert not is_healthy(f"http://127.0.0.1:{port}/api")


def test_another_address_wants_tls_before_it() -> None:
    """Without it the login would cross the network; a certificate nobody vouches for is none."""
    refuse_unguarded(Place(port=4200))
    for place, why in (
        (Place(port=4200, host="0.0.0.0"), "Prefect speaks without TLS"),
        (Place(port=4200, host="::", behind="http://us.example"), "Prefect speaks without TLS"),
        (Place(port=4200, behind=f"https://127.0.0.1:{free_port()}"), "Connection refused"),
    ):
        with pytest.raises(Refused, match=why):
            refuse_unguarded(place)


def test_a_certificate_is_believed_as_the_machine_believes_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An authority of the board's own counts where the machine knows it."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        behind = f"https://localhost:{listener.getsockname()[1]}"

        def answer() -> None:
            for _ in range(2):
                line, _ = listener.accept()
                with contextlib.suppress(OSError), context.wrap_socket(line, server_side=True):
                    pass

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        with pytest.raises(Refused, match="certificate"):
            refuse_unguarded(Place(port=4200, behind=behind))
        known = tmp_path / "known.pem"
        authority.cert_pem.write_to_path(known)
        monkeypatch.setenv("SSL_CERT_FILE", str(known))
        refuse_unguarded(Place(port=4200, host="0.0.0.0", behind=behind))
        thread.join()


def test_a_spoilt_database_of_prefects_is_put_aside(tmp_path: Path) -> None:
    """One that is whole stays, and so does a folder that has none."""
    assert put_aside(tmp_path) == ""
    file = tmp_path / "prefect.db"
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE run (id INTEGER)")
    assert put_aside(tmp_path) == ""
    file.write_bytes(b"no database at all" * 99)
    (tmp_path / "prefect.db-wal").touch()
    assert "spoilt-prefect.db may be thrown away" in put_aside(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "spoilt-prefect.db",
        "spoilt-prefect.db-wal",
    ]
