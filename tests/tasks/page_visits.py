"""Visits to the lead's page, as the tests of its tasks make them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from models.database import reading
from tasks.own_actions import Overview, overview
from tasks.page_answers import Given, Sent, Taken, take_answer
from tasks.visiting import LinkClosed, Visitor, visitor
from tests.stories.letterbox import Post
from tests.stories.world import LEAD, REVIEW, At, World, address_of

PAGE = "https://actions.eastmere.example.org"
SECRET = "a-secret-of-these-tests"
LINK = re.compile(rf"{PAGE}/l/(\S+)")


def with_page(world: World) -> World:
    """The world with links in its messages."""
    world.settings(page_url=PAGE, secret_key=SECRET)
    return world


def link_in(post: Post) -> str:
    """The link that a message carries."""
    found = LINK.search(post.text)
    assert found, post.text
    return found[1]


def newest(world: World, post: str = LEAD) -> Post:
    """The last message to a post's first holder."""
    return next(p for p in reversed(world.letterbox.arrived) if p.to == address_of(post))


def visits(world: World, post: str = LEAD) -> Visitor:
    """The holder of a post opens the link of their last message."""
    return opens(world, link_in(newest(world, post)))


def opens(world: World, link: str) -> Visitor:
    """Whoever has a link opens it."""
    return visitor(world.office, link)


def is_shut(world: World, link: str) -> bool:
    """True of a link that opens nothing."""
    try:
        opens(world, link)
    except LinkClosed:
        return True
    return False


def sees(world: World, who: Visitor) -> Overview:
    """What a visitor sees."""
    with reading(world.office.engine) as session:
        return overview(world.office, session, who.holder)


def says(
    world: World, who: Visitor, ref: str = "1", *files: Sent, seq: int | None = None, **given: str
) -> Taken:
    """A visitor's answer to an action of theirs."""
    own = sees(world, who)
    action_id = next(a.action_id for a in (*own.actions, *own.closed) if a.reference.endswith(ref))
    return take_answer(
        world.office,
        who,
        (action_id, f"{REVIEW}/{ref}"),
        Given(**given),
        files,
        seq=own.seq if seq is None else seq,
    )


def later(world: World, **passed: int) -> World:
    """The same world some time later on its day, by a clock that is no play."""
    instant = world.office.clock.now() + timedelta(**passed)
    world.office = replace(world.office, clock=At(instant=instant))
    return world
