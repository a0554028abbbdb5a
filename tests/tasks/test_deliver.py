"""Delivery over a real mail server on the loopback: each message once, whatever happens.

The world begins on Monday 6 September 2010 at 09:00, which is 08:00 UTC.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, select, update
from sqlmodel import col

from deployments.commands.day import put_off_sentences
from models.action_reading import action_facts, all_of
from models.database import open_engine, reading, writing
from models.ledger import Message, MessageBytes, MessageNotice
from models.people import Address
from models.rules.words import MessageState, NoticeState
from notifications.channels.base import Outgoing
from tasks.clock import Clock
from tasks.deliver import Delivered, deliver
from tasks.health import health
from tasks.office import Office
from tasks.put_off import put_off
from tasks.workers import worker_name
from tests.notifications.channels.conftest import Post, Running, Serve
from tests.stories.letterbox import Letterbox
from tests.stories.world import BOARD_ID, DUE, FIRST, NINE, SECRETARY, At, World, address_of, row


def at(office: Office, minutes: float) -> Office:
    """The office so many minutes after nine on the first day."""
    return replace(office, clock=At(instant=NINE + timedelta(minutes=minutes)))


def send(world: World, minutes: float = 0) -> Delivered:
    """What a delivery comes to, so many minutes after nine."""
    return deliver(at(world.office, minutes), BOARD_ID)


def mailed(world: World, serve: Serve, **misbehaves: Any) -> Running:
    """A mail server that misbehaves as told, set in the world's settings."""
    running = serve(Post(**misbehaves))
    world.settings(smtp_url=f"smtp://127.0.0.1:{running.port}")
    return running


def rows(engine: Engine) -> list[Message]:
    """The register's messages, in the order in which they were made."""
    with reading(engine) as session:
        found = list(session.execute(select(Message).order_by(col(Message.id))).scalars())
        session.expunge_all()
    return found


def addressees(running: Running) -> list[str]:
    """To whom the server was given messages, in order."""
    return [to for _, to, _ in running.post.arrived]


def dies(_outgoing: object) -> None:
    """What becomes of a worker that is stopped with a message in hand."""
    raise ConnectionAbortedError("the worker was stopped")


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


def test_a_lost_reply_is_tried_once_more_with_the_same_bytes(world: World, serve: Serve) -> None:
    """After that it is for a person: no third copy, and every delivery says that one is open."""
    running = mailed(world, serve, lost=frozenset({"team.1"}))
    world.teams(1, 2)
    first = send(world)
    assert (first.accepted, first.unknown, first.waiting) == (1, 1, 1)
    assert send(world, 4).unknown == 0
    second = send(world, 6)
    assert (second.unknown, second.undecided) == (1, 1)
    last = send(world, 500)
    assert (last.unknown, last.undecided, last.has_exceptions) == (0, 1, True)
    copies = [content for _, to, content in running.post.arrived if "team.1" in to]
    assert len(copies) == 2
    assert copies[0] == copies[1]


def test_a_temporary_refusal_is_tried_again_with_growing_pauses(world: World, serve: Serve) -> None:
    """451 now, accepted later: the same Message-ID, and the step is told on that day."""
    running = mailed(world, serve, rcpt={"team.1": "451 4.7.1 try later"})
    world.teams(1)
    assert send(world).transient == 1
    assert send(world, 2) == Delivered(waiting=1)
    assert send(world, 8).transient == 1
    running.post.rcpt.clear()
    assert send(world, 30) == Delivered(accepted=1)
    (row_,) = rows(world.office.engine)
    assert (row_.state, row_.attempt) == (MessageState.ACCEPTED, 3)
    assert world.why("1").told[0].told_on == FIRST


def test_a_message_is_given_up_after_five_days_and_its_step_is_due_again(
    world: World, serve: Serve
) -> None:
    """The notice is withdrawn with the reason; the next run owes the step again."""
    mailed(world, serve, rcpt={"team.1": "451 4.7.1 try later"})
    world.teams(1, due="29 October 2010")
    send(world)
    send(world, 60 * 24 * 7)
    assert [m.state for m in rows(world.office.engine)] == [MessageState.FAILED]
    assert world.on(date(2010, 9, 14)).run(send=False).notices == len(("A", "the secretary's S"))
    told = [(t.step, t.state, t.reason) for t in world.why("1").told]
    assert told[0] == ("A", "withdrawn", "no delivery within 5 days")
    assert told[1][:2] == ("A", "waiting")


@pytest.mark.clause("5.7")
def test_a_permanent_refusal_stops_that_address_and_nobody_else(world: World, serve: Serve) -> None:
    """550 for one of three: the address is undeliverable from that day, the others are told."""
    mailed(world, serve, rcpt={"team.2": "550 5.1.1 no such user"})
    world.teams(1, 2, 3)
    sent = send(world)
    assert (sent.accepted, sent.permanent, sent.waiting) == (2, 1, 0)
    with reading(world.office.engine) as session:
        bad = select(col(Address.email), col(Address.undeliverable_on)).where(
            col(Address.undeliverable_on).is_not(None)
        )
        assert list(map(tuple, session.execute(bad))) == [(address_of("Team 2"), FIRST)]
        bounced = [[e.bounced for e in a.ledger] for a in action_facts(session, all_of(1), FIRST)]
    assert bounced == [[False], [True], [False]]
    assert world.why("2").told[0].reason == "the address was refused"


def test_a_refused_message_is_not_the_addressees_fault_but_two_in_a_row_are(
    world: World, serve: Serve
) -> None:
    """554 after the data: withdrawn and due again; refused once more, the stand-in is told."""
    running = mailed(world, serve, data={"team.1": "554 5.7.1 refused as spam"})
    world.teams(1)
    out = select(col(Address.email)).where(col(Address.undeliverable_on).is_not(None))
    for day, refused in ((6, []), (7, [address_of("Team 1")])):
        world.on(date(2010, 9, day)).run()
        with reading(world.office.engine) as session:
            assert list(session.scalars(out)) == refused
    reasons = [told.reason for told in world.why("1").told]
    assert reasons == ["the message was refused", "the address was refused"]
    running.post.data.clear()
    world.on(date(2010, 9, 8)).run()
    assert address_of("Trust safeguarding lead") in addressees(running)
    assert address_of("Team 1") not in addressees(running)


NEW = "new@eastmere.example.org"


def moves(world: World) -> None:
    """The address of the first team's holder is another from now on."""
    world.contacts(("Team 1", "Holder of Team 1", NEW, "2010-01-01", ""))


def test_an_address_that_was_changed_meanwhile_is_not_blamed(world: World) -> None:
    """The old one is refused with the message in hand; the new one takes messages."""
    world.teams(1)
    world.letterbox.refused.add(address_of("Team 1"))
    world.letterbox.before = lambda _message: moves(world)
    assert send(world).permanent == 1
    world.letterbox.before = None
    world.on(date(2010, 9, 7)).run()
    assert {p.to for p in world.letterbox.arrived} == {address_of(SECRETARY), NEW}
    world.unexpected.clear()


@pytest.mark.parametrize(
    "how", [{"rcpt": {"team.1": "451 4.7.1 later"}}, {"lost": frozenset({"team.1"})}]
)
def test_no_retry_goes_to_an_address_that_was_put_right(
    world: World, serve: Serve, how: dict[str, Any]
) -> None:
    """Put off, or lost, at the wrong one: the message is made anew for the right one."""
    running = mailed(world, serve, **how)
    world.teams(1)
    send(world)
    said = ["  m1, email: 451 4.7.1 later. It is tried again from 2010-09-06 08:05 UTC."]
    # The pause has a draw in it, of a quarter of its five minutes either way.
    told = [re.sub("08:0[3-6]", "08:05", one) for one in put_off_sentences(put_off(world.office))]
    assert told == (said if "rcpt" in how else [])
    moves(world)
    running.post.rcpt.clear()
    had = len(addressees(running))
    assert send(world, 10) == Delivered(accepted=1)
    assert addressees(running)[had:] == [NEW]
    states = [m.state for m in rows(world.office.engine)]
    assert states == [MessageState.WITHDRAWN, MessageState.ACCEPTED]


def test_no_retry_goes_past_a_pilot_that_began_or_to_one_that_ended(world: World) -> None:
    """What was lost at the true addressee is the pilot's then, and the other way round."""
    world.teams(1)
    true, pilot = address_of("Team 1"), "pilot@eastmere.example.org"
    world.letterbox.lost |= {true, pilot}
    for minutes, redirect in ((0, None), (6, pilot), (12, None)):
        world.settings(redirect_to=redirect)
        assert send(world, minutes).unknown == 1
    assert [post.to for post in world.letterbox.arrived] == [true, pilot, true]
    assert {m.outcome_text for m in rows(world.office.engine)[:2]} == {
        "messages to this person go elsewhere now"
    }


def test_a_worker_that_dies_leaves_its_message_to_the_next_after_the_lease(
    world: World, serve: Serve
) -> None:
    """Nobody sends it while the lease holds; then it goes out under its own Message-ID."""
    running = mailed(world, serve)
    world.teams(1, 2)

    world.letterbox.before = dies
    with pytest.raises(ConnectionAbortedError):
        deliver(replace(at(world.office, 0), way=world.letterbox), BOARD_ID)
    claimed = rows(world.office.engine)
    assert [m.state for m in claimed] == [MessageState.SENDING]
    assert send(world, 5).accepted == 1
    assert send(world, 9).accepted == 0
    assert send(world, 11).accepted == 1
    assert sorted(addressees(running)) == [address_of("Team 1"), address_of("Team 2")]
    again = rows(world.office.engine)[0]
    assert (again.message_id, again.attempt) == (claimed[0].message_id, 2)


def test_what_a_killed_worker_of_this_machine_had_in_hand_goes_out_at_once(world: World) -> None:
    """The lease is waited for while its process is there, and where nobody here can tell."""
    world.teams(1)
    world.letterbox.before = dies
    with pytest.raises(ConnectionAbortedError):
        send(world)
    world.letterbox.before = None
    assert send(world, 1).accepted == 0
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    here = worker_name().rpartition(":")[0]
    for where, accepted in (("elsewhere", 0), (here, 1)):
        with writing(world.office.engine) as session:
            session.execute(update(Message).values(worker=f"{where}:{ended.pid}"))
        assert send(world, 1).accepted == accepted
    (sent,) = rows(world.office.engine)
    assert (sent.state, sent.attempt) == (MessageState.ACCEPTED, 2)


def test_an_outcome_is_recorded_though_the_next_message_fails(world: World) -> None:
    """What was accepted before the worker died is not sent again."""
    world.teams(1, 2)

    def dies_at_the_second(_outgoing: object) -> None:
        if world.letterbox.arrived:
            raise ConnectionAbortedError("the worker was stopped")

    world.letterbox.before = dies_at_the_second
    with pytest.raises(ConnectionAbortedError):
        send(world)
    states = [m.state for m in rows(world.office.engine)]
    assert states == [MessageState.ACCEPTED, MessageState.SENDING]


def test_two_workers_at_once_send_each_message_once(world: World, serve: Serve) -> None:
    """Each on its own connection to the register, both begun at the same moment."""
    running = mailed(world, serve)
    world.teams(*range(1, 21))
    start = Barrier(2)

    def work(_n: int) -> Delivered:
        engine = open_engine(world.office.settings.register_url)
        start.wait()
        try:
            return deliver(replace(at(world.office, 0), engine=engine), BOARD_ID)
        finally:
            engine.dispose()

    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(work, range(2)))
    assert sum(d.accepted for d in both) == 20
    assert Counter(addressees(running)) == Counter(address_of(f"Team {n}") for n in range(1, 21))


def test_a_retry_that_another_worker_has_in_hand_is_left_to_them(world: World) -> None:
    """Both found two messages to try again; the second is under way elsewhere when its turn comes.

    The other worker dies with it in hand, so that nothing but its lease speaks for it.
    """
    world.teams(1, 2)
    world.letterbox.lost |= {address_of("Team 1"), address_of("Team 2")}
    send(world)
    world.letterbox.lost.clear()
    beside = Letterbox(before=dies)

    def other_worker(_outgoing: object) -> None:
        if beside.opened == 0:
            with pytest.raises(ConnectionAbortedError):
                deliver(replace(at(world.office, 6), way=beside), BOARD_ID)

    world.letterbox.before = other_worker
    assert send(world, 6).accepted == 1
    assert beside.opened == 1
    assert [m.state for m in rows(world.office.engine)] == [
        MessageState.ACCEPTED,
        MessageState.SENDING,
    ]
    assert send(world, 17).accepted == 1


def test_what_was_never_handed_over_is_gathered_anew(world: World, serve: Serve) -> None:
    """Of two actions in a refused message one is closed: the other goes out in a new message."""
    running = mailed(world, serve, rcpt={"ward.manager": "451 4.7.1 try later"})
    world.import_plan(row("1", "17 September 2010"), row("2", "17 September 2010"))
    world.run(send=False)
    send(world)
    world.decide("1", "not-implemented")
    running.post.rcpt.clear()
    again = send(world, 10)
    assert (again.accepted, again.withdrawn, again.waiting) == (1, 1, 0)
    ((_, _, content),) = running.post.arrived
    assert b"child-q/2" in content
    assert b"child-q/1" not in content
    assert [m.state for m in rows(world.office.engine)] == [
        MessageState.WITHDRAWN,
        MessageState.ACCEPTED,
    ]


def test_what_may_have_arrived_goes_out_again_as_it_is(world: World, serve: Serve) -> None:
    """A lost reply, then one of two actions is closed: the copy has the same bytes all the same."""
    running = mailed(world, serve, lost=frozenset({"ward.manager"}))
    world.import_plan(row("1", "17 September 2010"), row("2", "17 September 2010"))
    world.run(send=False)
    send(world)
    world.decide("1", "not-implemented")
    send(world, 10)
    first, second = (content for _, _, content in running.post.arrived)
    assert first == second


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


def test_a_domain_in_another_script_may_be_refused(world: World, serve: Serve) -> None:
    """The address that was refused is that of the register, in its own script."""
    mailed(world, serve, rcpt={"zoe": "550 5.1.1 no such user"})
    world.contacts(("Team 1", "Zoë", "zoe@bücher.example.org", "2010-01-01", ""))
    world.import_plan(row("1", "17 September 2010", lead="Team 1"))
    world.run(send=False)
    assert send(world).permanent == 1
    with reading(world.office.engine) as session:
        bad = select(col(Address.email)).where(col(Address.undeliverable_on).is_not(None))
        assert session.execute(bad).scalar() == "zoe@bücher.example.org"
