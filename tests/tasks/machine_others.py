"""A machine of days on which whoever is told is another: officers, kinds of posts, addresses.

What is changed here is of no one action, and may be owed to any.
"""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tasks.committee import enter_committee
from tasks.contacts import enter_contacts
from tasks.trial import send_trial
from tests.stories.furnished import BOARD_FILE
from tests.stories.world import (
    BOARD_MEMBER,
    DEPUTY,
    HEAD,
    INDEPENDENT,
    LEAD,
    MEMBER,
    SAFEGUARDING,
    SCHOOLS,
    SECRETARY,
    TRUST,
    World,
    address_of,
    write_csv,
)
from tests.tasks import machine_acts as acts
from tests.tasks.machine_held import Held

CHAIRS = st.sampled_from((INDEPENDENT, MEMBER, BOARD_MEMBER))
KINDS = st.sampled_from(("lead", "safeguarding lead", "board member", "member"))
PLACED = st.sampled_from((LEAD, DEPUTY, HEAD, SAFEGUARDING, BOARD_MEMBER))


class Others(Held):
    """A board on which others are told than were before."""

    @rule(chair=CHAIRS, member=st.sampled_from((MEMBER, BOARD_MEMBER)))
    def appoint(self, chair: str, member: str) -> None:
        """The committee's file names another independent chair, or another member."""
        self.attempt(lambda: appoint(self.world, chair, member))

    @rule(post=PLACED, agency=st.sampled_from((TRUST, SCHOOLS)), kind=KINDS)
    def place_elsewhere(self, post: str, agency: str, kind: str) -> None:
        """The contacts give a post another agency, or another kind."""
        self.attempt(lambda: place(self.world, post, agency, kind))

    @rule(post=acts.MOVING, deputy=st.sampled_from((DEPUTY, HEAD, "")))
    def name_a_deputy(self, post: str, deputy: str) -> None:
        """The contacts name who stands in for a post."""
        self.attempt(lambda: name_deputy(self.world, post, deputy))

    @rule(post=acts.MOVING)
    def clear(self, post: str) -> None:
        """The first holder's address takes messages again, and the secretary clears it."""
        self.world.letterbox.refused.discard(address_of(post))
        self.attempt(lambda: clear(self.world, post))


def appoint(world: World, chair: str, member: str) -> None:
    """Another independent chair, and another member."""
    text = BOARD_FILE.replace(INDEPENDENT, chair).replace(MEMBER, member)
    path = world.office.settings.home / "board.toml"
    path.write_text(text, encoding="utf-8")
    enter_committee(world.office.engine, path, world.office.clock.now(), world.today)


def place(world: World, post: str, agency: str, kind: str) -> None:
    """A post is of an agency and a kind; who holds it is not said."""
    _enter(world, ("Agency", "Kind"), post, agency, kind)


def name_deputy(world: World, post: str, deputy: str) -> None:
    """A post has a deputy, or none."""
    _enter(world, ("Deputy",), post, deputy)


def _enter(world: World, columns: tuple[str, ...], post: str, *said: str) -> None:
    heads, found = ("Post", "Person", "Email", *columns), [(post, "", "", *said)]
    path = write_csv(world.office.settings.home / "newer.csv", heads, found)
    enter_contacts(world.office.engine, path, world.office.clock.now(), world.today)


def clear(world: World, post: str) -> None:
    """A test message to an address, which counts for no step, clears it."""
    kept = list(world.letterbox.arrived)
    try:
        send_trial(world.office, address_of(post), clear=True, by=SECRETARY)
    finally:
        world.letterbox.arrived[:] = kept
