"""What a server refuses: the address, the message, and an address that was put right meanwhile."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from deployments.commands.day import put_off_sentences
from models.action_reading import action_facts, all_of
from models.database import reading
from models.people import Address
from models.rules.words import MessageState
from tasks.deliver import Delivered
from tasks.put_off import put_off
from tests.notifications.channels.conftest import Serve
from tests.stories.world import FIRST, SECRETARY, World, address_of, row
from tests.tasks.delivering import addressees, mailed, rows, send


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
