"""A test message: by the way that all go, beside the ledger, and what it may clear."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.words import Outcome
from tasks.refused import Refused
from tasks.trial import send_trial
from tests.stories.world import LEAD, SECRETARY, World, address_of, row


def test_a_test_message_goes_out_and_counts_for_nothing(world: World) -> None:
    """It names no action; the lead's first message is told on its own day all the same."""
    world.import_plan(row("1", "17 September 2010"))
    tried = send_trial(world.office, LEAD)
    assert tried.outcome is Outcome.ACCEPTED
    (post,) = world.letterbox.arrived
    assert (post.to, post.message_id) == (address_of(LEAD), tried.message_id)
    assert post.says("Test message", "Nothing is wanted of you", "OFFICIAL-SENSITIVE")
    assert post.says(f"Questions: {SECRETARY}, {address_of(SECRETARY)}")
    assert not post.says("child-q")
    assert world.told() == []
    world.run()
    world.letterbox.arrived.clear()
    world.unexpected.clear()


def test_an_address_that_takes_it_is_written_to_again(world: World) -> None:
    """Refused on the 6th, mended, cleared by the secretary: the next run tells the lead."""
    world.import_plan(row("1", "17 September 2010"))
    world.letterbox.refused.add(address_of(LEAD))
    world.run()
    world.on(date(2010, 9, 7))
    still = send_trial(world.office, LEAD, clear=True, by=SECRETARY)
    assert (still.outcome, still.cleared) == (Outcome.PERMANENT, False)
    world.letterbox.refused.clear()
    assert not send_trial(world.office, LEAD).cleared
    assert send_trial(world.office, LEAD, clear=True, by=SECRETARY).cleared
    world.unexpected.clear()
    world.run()
    assert any(p.to == address_of(LEAD) and p.says("Yours to do") for p in world.unexpected)
    world.unexpected.clear()


def test_a_pilot_has_the_test_too_and_clears_nobody(world: World) -> None:
    """Its first line says for whom it was."""
    world.settings(redirect_to="pilot@eastmere.example.org")
    send_trial(world.office, LEAD)
    (post,) = world.letterbox.arrived
    assert post.to == "pilot@eastmere.example.org"
    assert post.says(f"Pilot: for {address_of(LEAD)} ({LEAD})")
    with pytest.raises(Refused, match="a pilot is running"):
        send_trial(world.office, LEAD, clear=True, by=SECRETARY)


def test_a_server_that_is_down_is_a_sentence(world: World) -> None:
    """So is a name that several people have, or nobody."""
    world.letterbox.shut = True
    with pytest.raises(Refused, match="cannot be reached"):
        send_trial(world.office, LEAD)
    with pytest.raises(Refused, match="nobody of that post"):
        send_trial(world.office, "Nobody")
