"""The code that opens an action's own words: to the holder's own address, and good for little."""

from __future__ import annotations

import re

import pytest

from tasks.looking import history
from tasks.page_codes import NOT_SENT, WRONG, send_code, try_code
from tasks.visiting import Visitor
from tests.stories.world import LEAD, SECRETARY, World, address_of, row
from tests.tasks.page_visits import later, newest, visits, with_page

SIX = re.compile(r"\b\d{6}\b")


@pytest.fixture
def who(world: World) -> Visitor:
    """The lead, with the link of their message open."""
    with_page(world).import_plan(row("1", "17 September 2010"))
    world.run()
    world.let_pass()
    return visits(world)


def code_of(world: World) -> str:
    """The code in the last message to the lead."""
    (found,) = SIX.finditer(newest(world).text)
    return found[0]


def other_than(code: str) -> str:
    """A code that is not this one."""
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_a_code_goes_to_the_holders_own_address_and_opens_once(world: World, who: Visitor) -> None:
    """Its subject has no digit of it; the history says that it was sent, and not what it is."""
    assert send_code(world.office, who).fault == ""
    sent = newest(world)
    asks = f"please tell the {SECRETARY}, {address_of(SECRETARY)}"
    assert (sent.to, sent.says("ten minutes", asks)) == (address_of(LEAD), True)
    code = code_of(world)
    assert code.encode() not in sent.content.split(b"\r\n\r\n", 1)[0]
    assert try_code(world.office, who, f" {code[:3]} {code[3:]} ").fault == ""
    assert "no code" in try_code(world.office, who, code).fault
    lines = [line for line in history(world.office) if line.what in ("code sent", "page opened")]
    assert [line.what for line in lines] == ["code sent", "page opened"]
    assert not any(code in line.facts for line in lines)


def test_five_tries_are_all_there_are(world: World, who: Visitor) -> None:
    """The right one comes too late as the sixth."""
    send_code(world.office, who)
    code = code_of(world)
    for _ in range(5):
        assert try_code(world.office, who, other_than(code)).fault == WRONG
    assert "five times" in try_code(world.office, who, code).fault


def test_a_code_is_old_after_ten_minutes(world: World, who: Visitor) -> None:
    """To the second."""
    send_code(world.office, who)
    code = code_of(world)
    later(world, minutes=10, seconds=1)
    assert "ten minutes" in try_code(world.office, who, code).fault


def test_a_new_code_ends_the_one_before(world: World, who: Visitor) -> None:
    """Two in one mailbox: only the last opens."""
    send_code(world.office, who)
    first = code_of(world)
    assert "less than a minute" in send_code(world.office, who).fault
    later(world, minutes=1)
    assert send_code(world.office, who).fault == ""
    if code_of(world) != first:
        assert try_code(world.office, who, first).fault == WRONG
    assert try_code(world.office, who, code_of(world)).fault == ""


def test_what_is_no_code_is_wrong_and_counts(world: World, who: Visitor) -> None:
    """Letters, nothing, digits of other scripts."""
    send_code(world.office, who)
    for given in ("", "abc", "١٢٣٤٥٦", "0" * 300):
        assert try_code(world.office, who, given).fault == WRONG


def test_a_server_that_is_down_is_said_and_the_code_can_be_asked_for_again(
    world: World, who: Visitor
) -> None:
    """A minute later."""
    world.letterbox.shut = True
    assert send_code(world.office, who).fault == NOT_SENT
    world.letterbox.shut = False
    later(world, minutes=1)
    assert send_code(world.office, who).fault == ""


def test_an_address_that_refuses_the_code_is_said(world: World, who: Visitor) -> None:
    """Whoever waits for it would wait in vain."""
    world.letterbox.refused.add(address_of(LEAD))
    assert send_code(world.office, who).fault == NOT_SENT


def test_in_a_pilot_the_code_goes_where_all_messages_go(world: World, who: Visitor) -> None:
    """With its true addressee in the first line."""
    world.settings(
        page_url="https://x.example.org",
        secret_key="a-secret-of-these-tests",
        redirect_to="pilot@eastmere.example.org",
    )
    assert send_code(world.office, who).fault == ""
    sent = world.letterbox.arrived[-1]
    assert (sent.to, sent.says(f"Pilot: for {address_of(LEAD)}")) == (
        "pilot@eastmere.example.org",
        True,
    )
