"""Messages as files."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models.rules.words import Channel as ChannelName
from models.rules.words import Outcome
from notifications.channels.base import Outgoing, Phase
from notifications.channels.paper import PaperChannel

MakeOutgoing = Callable[..., Outgoing]


def test_a_message_is_filed_by_day_and_id(tmp_path: Path, make_outgoing: MakeOutgoing) -> None:
    """The file is where the manual says, and a card is not called a mail."""
    channel = PaperChannel(tmp_path)
    channel.open()
    channel.send(make_outgoing())
    channel.send(make_outgoing(number=2, channel=ChannelName.TEAMS, content=b"{}"))
    day = tmp_path / "2010-11-01"
    assert sorted(path.name for path in day.iterdir()) == [
        "00000001@northmoor.example.org.eml",
        "00000002@northmoor.example.org.json",
    ]


def test_files_and_folders_are_the_owners_alone(
    tmp_path: Path, make_outgoing: MakeOutgoing
) -> None:
    """Nobody else on the machine reads what was said to whom."""
    channel = PaperChannel(tmp_path / "outbox")
    channel.open()
    channel.send(make_outgoing())
    modes = {path.stat().st_mode & 0o777 for path in tmp_path.rglob("*") if path.is_dir()}
    assert modes == {0o700}
    assert {p.stat().st_mode & 0o777 for p in tmp_path.rglob("*.eml")} == {0o600}


def test_a_file_that_cannot_be_put_in_place_leaves_nothing_behind(
    tmp_path: Path, make_outgoing: MakeOutgoing
) -> None:
    """A failed attempt is transient, and no half of a message lies about."""
    channel = PaperChannel(tmp_path)
    channel.open()
    in_the_way = tmp_path / "2010-11-01" / "00000001@northmoor.example.org.eml" / "x"
    in_the_way.mkdir(parents=True)
    attempt = channel.send(make_outgoing())
    assert (attempt.outcome, attempt.phase) == (Outcome.TRANSIENT, Phase.FILE)
    assert [path.name for path in in_the_way.parent.parent.iterdir()] == [in_the_way.parent.name]


@pytest.mark.parametrize("message_id", ["../escape@x", "/etc/x", "", ".hidden@x", "a\x00b", "a/b"])
def test_an_id_that_leads_out_of_the_outbox_is_refused(
    tmp_path: Path, make_outgoing: MakeOutgoing, message_id: str
) -> None:
    """No Message-ID writes anywhere but under its day."""
    channel = PaperChannel(tmp_path / "outbox")
    channel.open()
    with pytest.raises(ValueError, match="cannot name a file"):
        channel.send(make_outgoing(message_id=message_id))
    assert list(tmp_path.rglob("*")) == [tmp_path / "outbox"]


def test_paper_wants_neither_apprise_nor_a_mail_library() -> None:
    """A machine that writes files starts without what only sending needs."""
    wanted = "import notifications.mail, notifications.render, notifications.channels.paper, sys; "
    asked = wanted + "print(*sorted({'apprise', 'smtplib', 'ssl'} & set(sys.modules)))"
    root = Path(__file__).resolve().parents[3]
    said = subprocess.run(
        [sys.executable, "-c", asked], cwd=root, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == ""
