"""What a delivery holds in hand: a page of people at a time, whatever the number of the others.

The world begins on Monday 6 September 2010 at 09:00.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from models import lookup
from models import outbox_reading as queue
from models.database import reading
from models.rules.words import Channel, Outcome
from notifications.channels.base import Outgoing, Phase
from tasks.deliver import Delivered, deliver
from tasks.desk import read_desk
from tasks.desk_facts import Desk
from tests.stories.furnished import CONTACTS
from tests.stories.world import BOARD_ID, NINE, At, World, address_of, row
from tests.tasks.test_breaker import refuses
from tests.tasks.test_deliver_teams import HOOK, MAIL, TEAM, arrived, chooses

FIVE = (1, 2, 3, 4, 5)


def at(world: World, minutes: float) -> Delivered:
    """What a delivery comes to, so many minutes after nine."""
    clock = At(instant=NINE + timedelta(minutes=minutes))
    return deliver(replace(world.office, clock=clock), BOARD_ID)


def test_all_are_told_once_however_many_pages_they_fill(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Put off first and then taken, two people at a time."""
    monkeypatch.setattr(queue, "PAGE", 2)
    world.teams(*FIVE)
    server = refuses(Phase.RECIPIENT, Outcome.TRANSIENT, 451)
    world.office = replace(world.office, way=server)
    assert at(world, 0).transient == len(FIVE)
    server.answers = None
    assert at(world, 30) == Delivered(accepted=len(FIVE))
    assert Counter(p.to for p in server.arrived) == {address_of(f"Team {n}"): 1 for n in FIVE}
    world.unexpected.clear()


def desk_of(world: World, post: str) -> Desk:
    """The desk on which the letter to a post's holder is written."""
    with reading(world.office.engine) as session:
        (own,) = lookup.persons_named(session, BOARD_ID, post, world.today)
        return read_desk(world.office, session, BOARD_ID, world.today, [own])


def test_a_desk_has_what_concerns_its_people_and_no_more(world: World) -> None:
    """Their actions and posts, the board's officers, and whom to ask: nothing of other teams."""
    world.teams(*FIVE)
    desk = desk_of(world, TEAM)
    assert [action.reference for action in desk.actions.values()] == ["child-q/1"]
    assert desk.words.keys() == desk.actions.keys()
    names = {post.name for post in desk.board.posts.values()}
    officers = {name for name, _, kind, _ in CONTACTS if kind != "lead"}
    assert names == {TEAM, *officers}
    boxes = {box.email for box in desk.mailboxes.values()}
    assert boxes == {MAIL, address_of("Review secretary")}


def test_a_card_goes_though_another_worker_wrote_since_its_mail_was_taken(world: World) -> None:
    """The facts are read again then, and an action of which all was told by mail is still there."""
    world.teams(1)
    world.import_plan(row("9", "29 October 2010"), review="child-r")
    chooses(world, "both")

    def another_writes(outgoing: Outgoing) -> None:
        if outgoing.channel is Channel.EMAIL:
            world.contacts(("New post", "New holder", "new@example.org", "2010-09-06", ""))

    world.letterbox.before = another_writes
    assert deliver(world.office, BOARD_ID).accepted == len((MAIL, HOOK))
    assert arrived(world) == [MAIL, HOOK]
    world.unexpected.clear()
