"""Delivery over a real mail server on the loopback: each message once, whatever happens.

The world begins on Monday 6 September 2010 at 09:00, which is 08:00 UTC.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from models.database import reading, writing
from models.ledger import Message, MessageBytes, MessageNotice
from models.people import Address
from models.rules.words import NoticeState
from notifications.channels.base import Outgoing
from tasks.clock import Clock
from tasks.deliver import Delivered, deliver
from tasks.health import health
from tests.notifications.channels.conftest import Post, Serve
from tests.stories.letterbox import Letterbox
from tests.stories.world import BOARD_ID, DUE, FIRST, NINE, World, address_of, row
from tests.tasks.delivering import addressees, at, mailed, rows, send


@pytest.mark.clause("5.5")
def test_each_person_has_one_message_and_a_second_call_sends_nothing(
    world: World, serve: Serve
) -> None:
    """The bytes that arrive are those that were frozen, under the hash that was recorded."""
    running = mailed(world, serve)
    world.teams(1, 2, 3)
    assert send(world) == Delivered(accepted=3)
    assert send(world, 1) == Delivered()
    assert sorted(addressees(running)) == [address_of(f"Team {n}") for n in (1, 2, 3)]
    frozen = {row.sha256: row.message_id for row in rows(world.office.engine)}
    for _, _, content in running.post.arrived:
        message_id = frozen[hashlib.sha256(content).hexdigest()]
        assert message_from_bytes(content)["Message-ID"] == f"<{message_id}>"
    assert running.post.connections == 1


def test_while_the_server_is_down_everything_waits(world: World, serve: Serve) -> None:
    """Nothing is claimed and the delivery says why; a later one sends each message once."""
    running = serve(Post())
    world.settings(smtp_url="smtp://127.0.0.1:1")
    world.teams(1, 2)
    down = send(world)
    assert (down.accepted, down.waiting, down.has_exceptions) == (0, 2, True)
    assert "127.0.0.1" in down.stopped
    assert rows(world.office.engine) == []
    world.settings(smtp_url=f"smtp://127.0.0.1:{running.port}")
    assert send(world, 30) == Delivered(accepted=2)
    assert len(addressees(running)) == 2


def test_a_server_that_is_set_no_more_is_no_reason_for_files(world: World, serve: Serve) -> None:
    """What waits goes on waiting, health says so at once, and it leaves when it is set again."""
    running = mailed(world, serve)
    world.teams(1)
    assert send(world) == Delivered(accepted=1)
    world.import_plan(row("9", DUE), review="child-z")
    world.run(send=False)
    world.settings(smtp_url=None, clock=None)
    lost = send(world, 1)
    assert (lost.accepted, lost.waiting, lost.has_exceptions) == (0, 1, True)
    assert lost.stopped.startswith("MATTERS_SMTP_URL is not set, and the last message left by a")
    (found,) = health(at(world.office, 1))
    assert lost.stopped.rstrip(".") in found.wrong
    assert not (world.office.settings.home / "outbox").exists()
    url = f"smtp://127.0.0.1:{running.port}"
    world.settings(smtp_url=url)
    assert send(world, 2) == Delivered(accepted=1)
    world.settings(smtp_url=url, clock=None, redirect_to="pilot@example.org")
    (found,) = health(at(world.office, 2))
    assert any("messages of this board have gone to their addressees" in w for w in found.wrong)


@pytest.mark.clause("1.2")
@pytest.mark.parametrize(("minutes", "leaves"), [(-121, 0), (-120, 1), (599, 1), (600, 0)])
def test_messages_leave_between_seven_and_seven(world: World, minutes: int, leaves: int) -> None:
    """06:59 and 19:00 are too early and too late; that it is night is no exception."""
    world.teams(1)
    sent = send(world, minutes)
    assert sent.accepted == leaves
    assert (sent.waiting, sent.quiet) == (1 - leaves, not leaves)
    assert not sent.has_exceptions


@dataclass(frozen=True, slots=True)
class Evening(Clock):
    """A clock that comes to seven in the evening once the first message has left."""

    left: list[Outgoing] = field(default_factory=list)

    def now(self) -> datetime:
        """18:59 in the board's zone, then 19:00."""
        return NINE + timedelta(minutes=600 if self.left else 599)


def test_a_delivery_ends_when_the_hours_end(world: World) -> None:
    """A slow server or pace carries no message over seven: the others wait for the morning."""
    world.teams(1, 2)
    evening = Evening()
    letterbox = Letterbox(before=evening.left.append)
    office = replace(world.office, clock=evening, way=letterbox)
    sent = deliver(office, BOARD_ID, today=FIRST)
    assert (sent.accepted, sent.waiting, sent.quiet) == (1, 1, True)
    assert "It is 19:00" in sent.stopped
    assert len(letterbox.arrived) == 1


@pytest.mark.clause("1.2")
def test_nothing_leaves_on_a_saturday(world: World) -> None:
    """What waits on a day that is not a WD waits for the next one."""
    world.teams(1)
    saturday = send(world, 5 * 24 * 60)
    assert (saturday.accepted, saturday.waiting) == (0, 1)
    assert "2010-09-11 is not a working day" in saturday.stopped


def test_a_message_that_cannot_be_written_stops_nobody_else(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """The others go out, the delivery counts it, and the log says why without the address."""
    world.teams(1, 2)
    with writing(world.office.engine) as session:
        wrong = update(Address).where(col(Address.email) == address_of("Team 1"))
        session.execute(wrong.values(email="two words@eastmere.example.org"))
    sent = send(world)
    assert (sent.accepted, sent.unwritten, sent.waiting) == (1, 1, 1)
    assert sent.has_exceptions
    assert "could not be written" in caplog.text
    assert "words@" not in caplog.text


def test_the_bytes_stand_apart_so_that_they_can_be_purged(world: World) -> None:
    """No name and no address stands in a message's own row, its link or its notice."""
    world.teams(1)
    send(world)
    with reading(world.office.engine) as session:
        message = session.execute(select(Message)).scalar_one()
        link = session.execute(select(MessageNotice)).scalar_one()
        kept = session.execute(select(MessageBytes)).scalar_one()
        said = f"{message.model_dump()} {link.model_dump()} {world.why('1').told}"
        to = kept.envelope_to
    assert "team.1@" not in said
    assert "Holder" not in said
    assert to == address_of("Team 1")
    assert world.why("1").told[0].state == NoticeState.TOLD


def test_the_line_is_let_go_of_when_a_delivery_ends(world: World, serve: Serve) -> None:
    """A server that hangs up on the idle disturbs no later delivery."""
    running = mailed(world, serve)
    world.teams(1)
    hang_up: Callable[[], None] = running.post.hang_up
    assert send(world).accepted == 1
    hang_up()
    world.on(date(2010, 9, 10)).run()
    assert len(addressees(running)) == 2


def test_each_name_and_address_reaches_its_own_mailbox(world: World, serve: Serve) -> None:
    """The envelope has the address to the letter, and its domain as servers know it."""
    people = (
        ("o'brien@eastmere.example.org", "Pat O'Brien", "o'brien@eastmere.example.org"),
        ("DA'Costa@eastmere.example.org", "Smith, Jo", "DA'Costa@eastmere.example.org"),
        ("zoe@bücher.example.org", "Zoë Ångström", "zoe@xn--bcher-kva.example.org"),
    )
    running = mailed(world, serve)
    rows_ = [(f"Team {n}", name, to, "2010-01-01", "") for n, (to, name, _) in enumerate(people)]
    world.contacts(*rows_)
    world.import_plan(*(row(f"{n}", "17 September 2010", lead=f"Team {n}") for n in range(3)))
    world.run(send=False)
    assert send(world) == Delivered(accepted=3)
    assert addressees(running) == [envelope for _, _, envelope in people]
    names = [
        message_from_bytes(content, policy=policy.default)["To"].addresses[0].display_name
        for _, _, content in running.post.arrived
    ]
    assert names == [name for _, name, _ in people]


def test_a_name_beside_an_address_of_the_settings_is_left_out(world: World, serve: Serve) -> None:
    """Messages go out all the same, from and to the addresses, their domains in ASCII."""
    running = serve(Post())
    names = {
        which: f"Eastmere actions <{which}@bücher.example.org>"
        for which in ("mail_from", "redirect_to", "mail_bounces_to")
    }
    world.settings(smtp_url=f"smtp://127.0.0.1:{running.port}", **names)
    world.teams(1)
    assert send(world).accepted == 1
    ((sender, to, content),) = running.post.arrived
    ascii_ = "xn--bcher-kva.example.org"
    assert (sender, to) == (f"mail_bounces_to@{ascii_}", f"redirect_to@{ascii_}")
    mail = message_from_bytes(content, policy=policy.default)
    assert mail["From"].addresses[0].addr_spec == f"mail_from@{ascii_}"
    assert mail["Message-ID"].endswith(f"@{ascii_}>")
