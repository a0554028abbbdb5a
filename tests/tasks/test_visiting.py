"""Whose link is opened: one person's, at one address, for a while."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tasks.by_hand import Edited, edit
from tasks.corrections import correct
from tasks.looking import history
from tasks.refused import Refused
from tasks.visiting import revoke, visitor
from tests.stories.world import (
    CHAIR,
    COMMITTEE_POSTS,
    DEPUTY,
    HEAD,
    LEAD,
    SAFEGUARDING,
    SECRETARY,
    World,
    address_of,
    row,
)
from tests.tasks.page_visits import is_shut, link_in, newest, opens, sees, visits, with_page

DUE = "17 September 2010"


@pytest.fixture
def told(world: World) -> Iterator[World]:
    """A world in which two leads have had a message with a link each."""
    with_page(world).import_plan(row("1", DUE), row("2", "30 September 2010", lead=HEAD))
    world.run()
    yield world
    world.let_pass()


def test_a_message_to_a_lead_carries_a_link_and_says_so(told: World) -> None:
    """Each message a new one; the reply to it is still a way."""
    first = newest(told)
    assert first.says("Open your own page below", "it reaches the Review secretary")
    told.advance(to=date(2010, 9, 13))
    second = newest(told)
    assert second.message_id != first.message_id
    assert link_in(second) != link_in(first)
    assert opens(told, link_in(first)).person_id == opens(told, link_in(second)).person_id


def test_nobody_else_has_a_link(told: World) -> None:
    """Not the committee, nor who is told of an action that others lead."""
    told.advance(to=date(2010, 9, 24))
    copied = newest(told, SAFEGUARDING)
    assert "/l/" not in copied.text
    assert copied.says("Reply to this message")


def test_without_the_settings_there_is_no_link(world: World) -> None:
    """Messages say how to reply, as they always did."""
    world.import_plan(row("1", DUE))
    world.run()
    assert "/l/" not in newest(world).text
    assert newest(world).says("Reply to this message")
    world.let_pass()


def test_an_address_that_is_not_assured_has_no_link(told: World) -> None:
    """The bare notice says how to reply, and no more."""
    told.contacts((LEAD, "Holder of it", "lead@elsewhere.example.com", "2010-09-07", ""))
    told.advance(to=date(2010, 9, 13))
    bare = [p for p in told.letterbox.arrived if p.to == "lead@elsewhere.example.com"]
    assert bare
    assert not any("/l/" in post.text for post in bare)


def test_a_link_opens_what_its_person_leads_and_nothing_else(told: World) -> None:
    """Whatever stands in the message it came with."""
    seen = [a.reference for a in sees(told, visits(told)).actions]
    assert seen == ["child-q/1"]


def test_opening_it_changes_nothing_however_often(told: World) -> None:
    """A scanner that follows every link is told nothing new."""
    before = len(history(told.office))
    link = link_in(newest(told))
    for _ in range(3):
        opens(told, link)
    assert len(history(told.office)) == before


def test_a_link_ends_after_thirty_days(told: World) -> None:
    """To the minute."""
    link = link_in(newest(told))
    told.on(told.today + timedelta(days=30))
    assert not is_shut(told, link)
    told.on(told.today + timedelta(days=1))
    assert is_shut(told, link)


def test_a_link_ends_with_the_address_it_was_sent_to(told: World) -> None:
    """Whoever reads the old mailbox opens nothing with it."""
    link = link_in(newest(told))
    told.contacts((LEAD, f"Holder of {LEAD}", "new@eastmere.example.org", "2010-01-01", ""))
    assert is_shut(told, link)


def test_a_link_of_another_secret_opens_nothing(told: World) -> None:
    """So a secret that got out is changed."""
    link = link_in(newest(told))
    told.settings(page_url="https://x.example.org", secret_key="quite-another-secret")
    assert is_shut(told, link)


def test_links_are_revoked_by_a_person_and_the_next_message_has_one(told: World) -> None:
    """The history says who, and whose; a link of a later message opens again."""
    link = link_in(newest(told))
    revoke(told.office, LEAD, by=SECRETARY)
    assert is_shut(told, link)
    assert not is_shut(told, link_in(newest(told, HEAD)))
    assert [line.what for line in history(told.office)][-1] == "links revoked"
    told.advance(to=date(2010, 9, 13))
    assert not is_shut(told, link_in(newest(told)))


def test_only_somebody_known_revokes_and_only_somebody_known_is_meant(told: World) -> None:
    """Each refusal is a sentence."""
    for person, by in (("Nobody", CHAIR), (LEAD, "Nobody")):
        with pytest.raises(Refused, match="nobody of that post"):
            revoke(told.office, person, by=by)


def test_without_a_secret_the_page_is_refused(world: World) -> None:
    """With the name of the setting."""
    with pytest.raises(Refused, match="MATTERS_SECRET_KEY"):
        visitor(world.office, "x" * 54)


def test_an_action_that_was_handed_over_is_its_new_leads(told: World) -> None:
    """From that day on; and the former lead's again where that was a slip."""
    former, new = visits(told), visits(told, HEAD)

    def seen() -> tuple[list[str], list[str]]:
        both = (sees(told, who).actions for who in (former, new))
        mine, theirs = ([one.reference for one in actions] for actions in both)
        return mine, sorted(theirs)

    edit(told.office, "child-q/1", Edited(lead=HEAD, reason="Moved."), by=SECRETARY)
    assert seen() == ([], ["child-q/1", "child-q/2"])
    number = history(told.office, "child-q/1")[-1].seq
    correct(told.office, number, "A slip.", by=SECRETARY)
    assert seen() == (["child-q/1"], ["child-q/2"])


def test_who_has_left_a_post_leads_nothing_any_more(told: World) -> None:
    """The link still opens, and says so, until it is revoked: by the post, which is vacant now."""
    who = visits(told)
    told.leaves(LEAD, told.today)
    told.on(told.today + timedelta(days=1))
    own = sees(told, who)
    assert (own.actions, own.posts) == ((), ())
    assert revoke(told.office, LEAD, by=SECRETARY).name == f"Holder of {LEAD}"
    assert is_shut(told, who.link)


def test_whom_to_ask_is_the_secretary_of_the_committee(told: World) -> None:
    """With their address; a committee of others is not named."""
    own = sees(told, visits(told))
    assert (own.ask_post, own.ask_address) == (SECRETARY, address_of(SECRETARY))
    assert DEPUTY not in own.posts
    assert set(COMMITTEE_POSTS) & set(own.posts) == set()
