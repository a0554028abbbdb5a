"""A server that refuses everything is told from addresses that do not exist."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from models.database import reading
from models.ledger import Message
from models.people import Address
from models.rules.words import MessageState, Outcome
from notifications.channels.base import Attempt, Outgoing, Phase
from tasks.breaker import ENOUGH
from tasks.deliver import Delivered, deliver
from tests.stories.letterbox import Letterbox
from tests.stories.world import BOARD_ID, FIRST, HEAD, NINE, SCHOOLS, At, World, address_of, row


@dataclass(slots=True)
class Server(Letterbox):
    """A letterbox that answers everybody alike while it is told to."""

    answers: Attempt | None = None
    asked: int = 0

    def send(self, outgoing: Outgoing) -> Attempt:
        """What it was told to answer, or as the letterbox does."""
        self.asked += 1
        return self.answers or Letterbox.send(self, outgoing)


def refuses(phase: Phase, outcome: Outcome = Outcome.PERMANENT, code: int | None = 550) -> Server:
    """A server that takes nothing from anybody."""
    return Server(answers=Attempt(outcome=outcome, phase=phase, code=code, text="not for you"))


def send(world: World, server: Server, minutes: float = 0) -> Delivered:
    """What a delivery by that server comes to, so many minutes after nine."""
    at = At(instant=NINE + timedelta(minutes=minutes))
    return deliver(replace(world.office, way=server, clock=at), BOARD_ID)


def undeliverable(world: World) -> set[str]:
    """The addresses that take nothing any more."""
    with reading(world.office.engine) as session:
        query = select(col(Address.email)).where(col(Address.undeliverable_on).is_not(None))
        return set(session.execute(query).scalars())


def states(world: World) -> list[MessageState]:
    """How the messages stand, in the order in which they were made."""
    with reading(world.office.engine) as session:
        return list(session.execute(select(col(Message.state)).order_by(col(Message.id))).scalars())


@pytest.mark.clause("5.7")
def test_a_server_that_says_550_to_all_makes_nobody_unreachable(world: World) -> None:
    """After ten it is let alone; once it is put right each person has one message."""
    world.teams(*range(1, 15))
    server = refuses(Phase.RECIPIENT)
    first = send(world, server)
    assert (first.permanent, first.transient, first.waiting) == (0, ENOUGH, 14)
    assert first.has_exceptions
    assert "none of 10 messages in a row" in first.stopped
    assert server.asked == ENOUGH
    assert undeliverable(world) == set()
    server.answers = None
    assert send(world, server, 10) == Delivered(accepted=14)
    assert sorted(p.to for p in server.arrived) == sorted(
        address_of(f"Team {n}") for n in range(1, 15)
    )


def test_three_refused_and_none_taken_is_the_server(world: World) -> None:
    """A small board has no ten messages a day; its addresses are worth as much."""
    world.teams(1, 2, 3)
    sent = send(world, refuses(Phase.DATA, code=554))
    assert (sent.permanent, sent.transient) == (0, 3)
    assert states(world) == [MessageState.QUEUED] * 3


def test_what_was_doubted_is_believed_once_others_were_taken(world: World) -> None:
    """Three addresses are wrong, and nobody else is told that day: the next day tells."""
    world.teams(1, 2, 3)
    server = Server(refused={address_of(f"Team {n}") for n in (1, 2, 3)})
    assert send(world, server).permanent == 0
    world.import_plan(row("1", "17 September 2010", lead=HEAD, agency=SCHOOLS), review="child-r")
    world.run(send=False)
    assert send(world, server, 1).accepted == 1
    again = send(world, server, 10)
    assert (again.permanent, again.transient) == (3, 0)
    assert undeliverable(world) == server.refused


def test_addresses_that_are_wrong_hold_up_nobody(world: World) -> None:
    """Twelve of one agency are refused in a row; the next delivery begins with the others."""
    world.teams(*range(1, 15))
    server = Server(refused={address_of(f"Team {n}") for n in range(1, 13)})
    assert send(world, server).accepted == 0
    second = send(world, server, 10)
    assert (second.accepted, second.permanent) == (2, 12)
    assert len(undeliverable(world)) == 12


@pytest.mark.parametrize(
    ("phase", "outcome", "code"),
    [
        (Phase.SENDER, Outcome.TRANSIENT, 550),
        (Phase.DATA, Outcome.UNKNOWN, None),
        (Phase.DATA, Outcome.TRANSIENT, 452),
    ],
)
def test_a_server_that_takes_nothing_is_let_alone(
    world: World, phase: Phase, outcome: Outcome, code: int | None
) -> None:
    """Whatever it says: ten messages are enough to see it, and the rest is not begun."""
    world.teams(*range(1, 13))
    server = refuses(phase, outcome, code)
    assert send(world, server).stopped
    assert (server.asked, len(states(world))) == (ENOUGH, ENOUGH)


def test_putting_off_whom_one_does_not_know_is_no_refusal(world: World) -> None:
    """A greylisting server answers 451 to each new address: all are asked."""
    world.teams(*range(1, 13))
    server = refuses(Phase.RECIPIENT, Outcome.TRANSIENT, 451)
    assert not send(world, server).stopped
    assert server.asked == 12


@pytest.mark.clause("5.5")
def test_three_days_of_a_server_that_puts_all_off_are_one_message(world: World) -> None:
    """What was never handed over is gathered anew with what came since."""
    world.teams(1, due="14 September 2010")
    server = refuses(Phase.RECIPIENT, Outcome.TRANSIENT, 451)
    world.office = replace(world.office, way=server)
    for day in (8, 9, 10, 13):
        world.on(date(2010, 9, day)).run()
    server.answers = None
    world.on(date(2010, 9, 14)).run()
    mine = [p for p in server.arrived if p.to == address_of("Team 1")]
    assert len(mine) == 1
    assert mine[0].says("child-q/1")
    assert world.today - FIRST > timedelta(days=5)


def test_what_may_have_arrived_is_never_gathered_anew(world: World) -> None:
    """Lost in the dark, then put off: the same bytes go out, and what is new goes beside them."""
    world.teams(1, due="29 October 2010")
    world.letterbox.lost.add(address_of("Team 1"))
    deliver(world.office, BOARD_ID)
    server = refuses(Phase.RECIPIENT, Outcome.TRANSIENT, 451)
    send(world, server, 10)
    assert states(world) == [MessageState.UNKNOWN]
    world.import_plan(row("1", "29 October 2010", lead="Team 1"), review="child-r")
    world.run(send=False)
    server.answers = None
    sent = send(world, server, 40)
    # The S, which told that it may not have arrived, has nothing to tell any more.
    assert (sent.accepted, sent.withdrawn) == (len(("the lost one", "its newer one")), 1)
    again, newer = (p for p in server.arrived if p.to == address_of("Team 1"))
    assert again.content == world.letterbox.arrived[0].content
    assert newer.says("child-r/1")
    world.unexpected.clear()


def test_what_was_put_off_goes_out_with_what_is_owed_by_then(world: World) -> None:
    """As one message, however many others the register has."""
    world.teams(1, 2, due="29 October 2010")
    server = refuses(Phase.RECIPIENT, Outcome.TRANSIENT, 451)
    world.office = replace(world.office, way=server)
    world.on(date(2010, 9, 7)).run()
    world.import_plan(row("1", "29 October 2010", lead="Team 1"), review="child-r")
    server.answers = None
    world.on(date(2010, 9, 8)).run()
    (both,) = (post for post in server.arrived if post.to == address_of("Team 1"))
    assert both.says("child-q/1")
    assert both.says("child-r/1")
