"""The way out that the settings choose."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import update

from models.database import writing
from models.governance import Board
from notifications.channels.server import read_url
from settings import Settings
from tasks.deliver import Delivered, deliver
from tests.stories.world import BOARD_ID, World


def test_a_private_authority_is_a_setting(
    world: World, serve: Any, authority: Any, authenticator: Any, credentials: Any
) -> None:
    """STARTTLS, verified by MATTERS_SMTP_CA, then the login; without it nothing leaves."""
    running = serve(
        tls_context=authority.context,
        require_starttls=True,
        authenticator=authenticator,
        auth_required=True,
    )
    world.teams(1, 2)
    login = ":".join(quote(part, safe="") for part in credentials)
    url = f"smtp+starttls://{login}@127.0.0.1:{running.port}"
    world.settings(smtp_url=url)
    without = deliver(world.office, BOARD_ID)
    assert (without.accepted, without.waiting) == (0, 2)
    assert "certificate" in without.stopped
    world.settings(smtp_url=url, smtp_ca=authority.ca_file)
    assert deliver(world.office, BOARD_ID) == Delivered(accepted=2)
    assert running.post.connections == 2


def test_a_file_of_certificates_that_is_none_is_a_sentence(world: World, tmp_path: Path) -> None:
    """Everything waits, and the delivery names the file."""
    world.teams(1)
    world.settings(smtp_url="smtps://127.0.0.1:1", smtp_ca=tmp_path / "no.pem")
    sent = deliver(world.office, BOARD_ID)
    assert (sent.waiting, sent.has_exceptions) == (1, True)
    assert str(tmp_path / "no.pem") in sent.stopped


def from_now_on(world: World, sender: str) -> None:
    """The board's file names a sender."""
    with writing(world.office.engine) as session:
        session.execute(update(Board).values(mail_from=sender, reply_to=sender))


def test_a_board_that_names_no_sender_waits_for_one(world: World, serve: Any) -> None:
    """Nobody's address is told to no server; a name before the board's own is left out."""
    running = serve()
    world.teams(1)
    world.settings(smtp_url=f"smtp://127.0.0.1:{running.port}")
    from_now_on(world, "")
    sent = deliver(world.office, BOARD_ID)
    assert (sent.waiting, sent.has_exceptions) == (1, True)
    assert "set MATTERS_MAIL_FROM" in sent.stopped
    from_now_on(world, "Eastmere LSCB <actions@eastmere.example.org>")
    assert deliver(world.office, BOARD_ID) == Delivered(accepted=1)
    assert [sender for sender, _, _ in running.post.arrived] == ["actions@eastmere.example.org"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "mail.example.org"])
def test_a_login_goes_under_tls_or_not_at_all(host: str) -> None:
    """Not even to this machine: the setting is refused, and the channel would refuse it too."""
    with pytest.raises(ValueError, match="in the clear"):
        read_url(f"smtp://user:secret@{host}")
    with pytest.raises(ValueError, match="in the clear") as raised:
        Settings(smtp_url=f"smtp://user:secret@{host}")
    assert "secret" not in str(raised.value)
