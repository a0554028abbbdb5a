"""What every channel promises, asked of paper and of a real mail server alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from models.rules.words import Outcome
from notifications.channels.base import Attempt, Channel, ChannelUnavailable, Outgoing
from notifications.channels.paper import PaperChannel
from notifications.channels.smtp import SmtpChannel

MakeOutgoing = Callable[..., Outgoing]


@dataclass
class Way:
    """A channel that works, one that does not, and what came out at the far end."""

    channel: Channel
    broken: Channel
    place: str
    arrived: Callable[[], list[bytes]]


def paper_way(tmp_path: Path) -> Way:
    """Files in a folder; broken where a file stands in the folder's place."""
    outbox = tmp_path / "outbox"
    in_the_way = tmp_path / "file"
    in_the_way.write_text("in the way")

    def arrived() -> list[bytes]:
        return [path.read_bytes() for path in sorted(outbox.glob("*/*"))]

    broken = in_the_way / "outbox"
    return Way(PaperChannel(outbox), PaperChannel(broken), str(broken), arrived)


def smtp_way(serve: Any, dead_port: int) -> Way:
    """A server on the loopback; broken where nobody listens."""
    running = serve()

    def arrived() -> list[bytes]:
        return [content for _, _, content in running.post.arrived]

    return Way(
        SmtpChannel(f"smtp://127.0.0.1:{running.port}"),
        SmtpChannel(f"smtp://127.0.0.1:{dead_port}"),
        f"127.0.0.1:{dead_port}",
        arrived,
    )


@pytest.fixture(params=["paper", "smtp"])
def way(request: pytest.FixtureRequest, tmp_path: Path, serve: Any, dead_port: int) -> Way:
    """Each channel in turn."""
    return paper_way(tmp_path) if request.param == "paper" else smtp_way(serve, dead_port)


def test_a_message_arrives_as_it_was_frozen(way: Way, make_outgoing: MakeOutgoing) -> None:
    """Accepted means that these very bytes are at the far end, leading dots and all."""
    outgoing = make_outgoing()
    way.channel.open()
    attempt = way.channel.send(outgoing)
    way.channel.close()
    assert attempt.outcome is Outcome.ACCEPTED
    assert way.arrived() == [outgoing.content]


def test_messages_arrive_in_their_order(way: Way, make_outgoing: MakeOutgoing) -> None:
    """One after another, none lost, none mixed with the next."""
    messages = [make_outgoing(number=number) for number in range(1, 6)]
    way.channel.open()
    outcomes = {way.channel.send(each).outcome for each in messages}
    way.channel.close()
    assert outcomes == {Outcome.ACCEPTED}
    assert way.arrived() == [each.content for each in messages]


def test_a_retry_is_the_same_message(way: Way, make_outgoing: MakeOutgoing) -> None:
    """Sent again, a message is recognisably the one that was sent."""
    outgoing = make_outgoing()
    way.channel.open()
    first, second = way.channel.send(outgoing), way.channel.send(outgoing)
    way.channel.close()
    assert first.outcome is second.outcome is Outcome.ACCEPTED
    assert set(way.arrived()) == {outgoing.content}


def test_an_outage_is_a_sentence_with_its_place(way: Way) -> None:
    """Where nothing can leave, opening says where, why, and that messages wait."""
    with pytest.raises(ChannelUnavailable) as raised:
        way.broken.open()
    assert way.place in str(raised.value)
    assert "essages wait until" in str(raised.value)


def test_an_outage_in_the_midst_is_an_attempt_that_may_be_repeated(
    way: Way, make_outgoing: MakeOutgoing
) -> None:
    """Sending where nothing can leave does not raise, and the message is not lost."""
    attempt = way.broken.send(make_outgoing())
    assert attempt.outcome is Outcome.TRANSIENT
    assert attempt.text


def test_closing_twice_does_no_harm_and_a_closed_channel_opens_again(
    way: Way, make_outgoing: MakeOutgoing
) -> None:
    """The same channel serves run after run."""
    for number in (1, 2):
        way.channel.open()
        assert way.channel.send(make_outgoing(number=number)).outcome is Outcome.ACCEPTED
        way.channel.close()
        way.channel.close()
    assert len(way.arrived()) == 2


def test_an_attempt_has_no_address_in_it(way: Way, make_outgoing: MakeOutgoing) -> None:
    """What is logged of an attempt names no mailbox."""
    way.channel.open()
    attempts: list[Attempt] = [way.channel.send(make_outgoing()), way.broken.send(make_outgoing())]
    way.channel.close()
    assert all("@" not in attempt.text for attempt in attempts)
