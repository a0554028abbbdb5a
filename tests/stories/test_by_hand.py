"""What the secretary does by hand: silences, handovers, splits, additions.

The plan is entered on Monday 6 September 2010 with a date on Friday 17 September. From there 1 WD
is 20 September, 5 WD 24 September and 10 WD 1 October.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.progress import Said
from models.rules.words import Progress, ResponseKind
from tasks import answers
from tasks.by_hand import Chosen, Edited, add, edit, silence
from tests.stories.world import (
    ACTION,
    DEPUTY,
    HEAD,
    LEAD,
    REVIEW,
    SAFEGUARDING,
    SECRETARY,
    World,
)


@pytest.fixture
def world(followed: World) -> World:
    """One action is entered, and its lead knows of it."""
    return followed


@pytest.mark.clause("2.3")
def test_a_silenced_lead_is_told_what_waited_and_the_ladder_goes_on(reminded: World) -> None:
    """Silenced from 13 to 28 September: E1 follows on the 29th, E2 on the day after."""
    world = reminded
    world.advance(to=date(2010, 9, 13))
    silence(world.office, Chosen(action=ACTION), date(2010, 9, 28), "A bereavement.", by=SECRETARY)
    world.expect(date(2010, 9, 29), LEAD, says=("Overdue: child-q/1",))
    world.expect(date(2010, 9, 30), SAFEGUARDING, LEAD, says=("step E2",))


@pytest.mark.clause("4.1", "2.2")
def test_a_handover_is_told_to_the_new_lead_and_what_waited_is_withdrawn(world: World) -> None:
    """The old lead's reminder never leaves; the new one hears of the action and of its next day."""
    world.letterbox.shut = True
    world.advance(to=date(2010, 9, 10))
    edit(world.office, ACTION, Edited(lead=DEPUTY, reason="Moved."), by=SECRETARY)
    world.letterbox.shut = False
    world.expect(date(2010, 9, 13), DEPUTY, says=("This is yours", "Due shortly"))
    states = [(told.step, told.to, told.state) for told in world.why("1").told]
    assert ("R5", LEAD, "withdrawn") in states
    world.expect(date(2010, 9, 17), DEPUTY, says=("Due now",))


@pytest.mark.clause("2.2", "3.1")
def test_who_is_named_after_a_not_mine_ends_the_wait_for_a_lead(world: World) -> None:
    """It awaits allocation until another post leads it, also on the same day."""
    world.advance(to=date(2010, 9, 7))
    answers.respond(world.office, ACTION, Said(progress=ResponseKind.NOT_MINE), by=LEAD)
    waits = world.why("1")
    assert waits.line.progress == Progress.AWAITING_ALLOCATION
    assert [one for one in waits.awaited if "names another lead" in one]
    edit(world.office, ACTION, Edited(lead=DEPUTY, reason="Moved."), by=SECRETARY)
    named = world.why("1")
    assert named.line.progress == Progress.NOT_STARTED
    assert not [one for one in named.awaited if "names another lead" in one]
    answers.respond(world.office, ACTION, Said(progress=ResponseKind.NOT_MINE), by=DEPUTY)
    assert world.why("1").line.progress == Progress.AWAITING_ALLOCATION
    world.expect(date(2010, 9, 8), DEPUTY, says=("Yours to do: child-q/1",))
    world.expect(date(2010, 9, 8), SECRETARY, says=("1 new answer",))
    edit(world.office, ACTION, Edited(lead=LEAD, reason="Back."), by=SECRETARY)
    assert world.why("1").line.progress == Progress.NOT_STARTED


@pytest.mark.clause("2.2")
def test_an_action_that_is_added_is_told_like_any_other(world: World) -> None:
    """It begins with A on the next run."""
    due = date(2010, 10, 29)
    add(world.office, REVIEW, "9", "Write it down.", lead=HEAD, due_on=due, by=SECRETARY)
    world.expect(date(2010, 9, 7), HEAD, says=("Yours to do: child-q/9", "29 October 2010"))
