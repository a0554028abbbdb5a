"""How a review ends: its impact checks recorded, concluded, and followed again when reopened."""

from __future__ import annotations

from datetime import date

import pytest

from tasks.by_hand import add
from tasks.corrections import correct
from tasks.looking import history
from tasks.refused import Refused
from tests.stories.anywhere import anywhere
from tests.stories.world import LEAD, REVIEW, SECRETARY, World, row

__all__ = ["anywhere"]

CLOSED, SIX, TWELVE = date(2010, 9, 7), date(2011, 3, 7), date(2011, 9, 7)
LATER = date(2011, 12, 1)


@pytest.fixture
def accepted(world: World) -> World:
    """One action, closed on 7 September with its evidence accepted."""
    return _accepted(world)


def _accepted(world: World) -> World:
    world.import_plan(row("1", "17 September 2010"))
    world.respond("1", "evidence", evidence="Done.")
    world.on(CLOSED).decide("1", "accept")
    return world


def added(world: World, number: str) -> str:
    """The reference of an action that is added."""
    return add(world.office, REVIEW, number, "Go on.", lead=LEAD, due_on=LATER, by=SECRETARY)


@pytest.mark.clause("4.16")
def test_a_review_is_concluded_once_its_last_check_is_recorded(accepted: World) -> None:
    """Twelve months after the closure; what was said at six months is not enough."""
    with pytest.raises(Refused, match="asked from 7 March 2011"):
        accepted.decide("1", "impact-held")
    accepted.on(SIX).decide("1", "impact-held")
    with pytest.raises(Refused, match=r"cannot be concluded yet.*asked on 7 September 2011"):
        accepted.decide_review("conclude")
    accepted.on(TWELVE).decide("1", "impact-held")
    assert accepted.decide_review("conclude").concluded
    with pytest.raises(Refused, match="was concluded on"):
        added(accepted, "2")


@pytest.mark.clause("4.16")
def test_a_change_that_did_not_hold_is_carried_on_before_the_review_ends(accepted: World) -> None:
    """The linked action is followed like any other, and the review waits for it."""
    accepted.on(SIX)
    with pytest.raises(Refused, match="carries on is named with --into"):
        accepted.decide("1", "impact-not-held")
    assert added(accepted, "1") == f"{REVIEW}/1.1"
    accepted.decide("1", "impact-not-held", into="1.1")
    with pytest.raises(Refused, match=r"yet\. child-q/1\.1 is open"):
        accepted.decide_review("conclude")
    accepted.decide("1.1", "outside-control")
    assert accepted.decide_review("conclude").concluded


def test_a_reopening_has_a_concluded_review_followed_again(anywhere: World) -> None:
    """Until that is struck; and it may be concluded anew."""
    world = _accepted(anywhere)
    world.on(TWELVE).decide("1", "impact-held")
    world.decide_review("conclude")
    world.on(date(2011, 9, 8)).decide("1", "reopen", until=LATER)
    assert added(world, "2") == f"{REVIEW}/2"
    reopened = next(h.seq for h in history(world.office) if h.what == "decided reopen")
    correct(world.office, reopened, "Of another.", by=SECRETARY)
    with pytest.raises(Refused, match="was concluded on 7 September 2011"):
        added(world, "3")
