"""Mistakes put right: an entry is struck, the register is as if it had not been, and it is told.

The plan is entered on Monday 6 September 2010 with a date on Friday 17 September. From there 1 WD
is 20 September, 5 WD 24 September and 10 WD 1 October.
"""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from models.rules.words import Standing
from tasks.by_hand import Edited, edit
from tasks.by_hand import add as add_action
from tasks.corrections import correct
from tasks.looking import history
from tests.stories.world import (
    ACTION,
    DEPUTY,
    LEAD,
    REVIEW,
    SECRETARY,
    World,
)


@pytest.fixture
def world(followed: World) -> World:
    """One action is entered, and its lead knows of it."""
    return followed


def entry(world: World, what: str) -> int:
    """The number of the last entry of a kind."""
    return next(h.seq for h in reversed(history(world.office)) if h.what == what)


def strike(world: World, what: str) -> tuple[str, ...]:
    """Who had been told because of the last entry of a kind, which the secretary strikes."""
    seq = entry(world, what)
    return correct(world.office, seq, "Recorded of the wrong one.", by=SECRETARY).told


@pytest.mark.clause("2.2", "4.11", "5.11")
def test_an_extension_of_the_wrong_action_is_struck_and_the_lead_told_once_more(
    reminded: World,
) -> None:
    """The old date and its ladder hold again; what the struck date caused is not told any more."""
    world = reminded
    world.decide("1", "extend", until=date(2010, 10, 29))
    world.advance(to=date(2010, 9, 13))
    assert world.let_pass("29 October 2010") == 1
    assert strike(world, "decided extend") == (LEAD,)
    assert (world.action("1").due_on, world.action("1").slips) == (date(2010, 9, 17), 0)
    world.expect(date(2010, 9, 14), LEAD, says=("struck on 13 September 2010",))
    world.expect(date(2010, 9, 17), LEAD, says=("Due now",))


@pytest.mark.clause("2.2", "4.11", "5.10")
def test_a_closure_by_mistake_is_struck_and_the_evidence_waits_again(world: World) -> None:
    """Nobody need reopen it: it was never closed, and the days it waited count as they did."""
    world.respond("1", "evidence", evidence="Done.")
    world.on(date(2010, 9, 7)).decide("1", "accept")
    world.run()
    world.let_pass("child-q/1")
    assert world.action("1").standing is Standing.CLOSED
    assert LEAD in strike(world, "decided accept")
    assert world.action("1").standing is Standing.AWAITING_DECISION
    world.advance(to=date(2010, 9, 8))
    assert world.let_pass("struck on 7 September 2010", "Ward manager") == 1
    world.let_pass("Review secretary")


@pytest.mark.clause("2.2", "4.1", "4.11")
def test_a_handover_to_the_wrong_post_is_struck(world: World) -> None:
    """The lead leads as before; who was told in error is told once more, and then nothing."""
    edit(world.office, ACTION, Edited(lead=DEPUTY, reason="Moved."), by=SECRETARY)
    world.expect(date(2010, 9, 7), DEPUTY, says=("Yours to do: child-q/1",))
    assert strike(world, "handed over") == (DEPUTY,)
    assert world.action("1").leads == (LEAD,)
    world.expect(date(2010, 9, 8), DEPUTY, LEAD, says=("struck on 7 September 2010",))
    world.expect(date(2010, 9, 10), LEAD, says=("Due shortly",))


@pytest.mark.clause("2.2", "5.10b")
def test_a_hold_by_mistake_never_stopped_the_days(reminded: World) -> None:
    """The ladder counts from the due date as if there had been none."""
    world = reminded
    world.advance(to=date(2010, 9, 13)).decide("1", "hold", until=date(2010, 11, 30))
    world.advance(to=date(2010, 9, 16))
    world.let_pass("child-q/1")
    strike(world, "decided hold")
    world.advance(to=date(2010, 9, 17))
    assert world.let_pass("Due now") >= 1
    world.let_pass("struck")
    world.expect(date(2010, 9, 20), LEAD, says=("Overdue: child-q/1",))


@pytest.mark.clause("2.2", "4.11")
@pytest.mark.parametrize("told", [True, False])
def test_who_was_told_of_an_action_that_was_added_by_mistake_is_told_once_more(
    world: World,
    told: bool,  # noqa: FBT001 - with A told, or struck before its first run
) -> None:
    """And of nothing else of it, neither A nor a list; who never heard of it is told nothing."""
    add = partial(add_action, world.office, REVIEW, "9", "Do it.", lead=DEPUTY, by=SECRETARY)
    add(due_on=date(2010, 9, 24))
    if told:
        world.run()
        world.inbox(DEPUTY).expect("Yours to do: child-q/9")
    world.on(date(2010, 9, 8))
    assert strike(world, "action added") == ((DEPUTY,) if told else ())
    world.run()
    if told:
        world.inbox(DEPUTY).expect("child-q/9", "struck on 8 September 2010 (action", "added)")
    world.advance(to=date(2010, 11, 12), every_day=True)
    assert not world.inbox(DEPUTY).unread
    world.unexpected.clear()
