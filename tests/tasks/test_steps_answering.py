"""Steps that answer what has happened or wait for it, and the run that is held.

The plan is entered on Monday 6 September 2010 and the action due on Friday 17 September.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.stories.world import BOARD_MEMBER, CHAIR, LEAD, SAFEGUARDING, SECRETARY, World, row

DUE = "17 September 2010"


def begin(world: World, due: str = DUE) -> World:
    """One action entered, and its lead told of it."""
    world.import_plan(row("1", due))
    world.run()
    return world


def told(world: World, step: str) -> list[tuple[str, str]]:
    """To whom and when a step was told, in the order it was; the messages have been looked at."""
    world.let_pass()
    return [(line.to, f"{line.told_on}") for line in world.told() if line.step == step]


@pytest.mark.clause("4.10")
def test_whom_it_was_escalated_to_hears_that_nothing_is_wanted_any_more(world: World) -> None:
    """E2 on 24 September; closed after the run of the 27th: Z on the 28th to who had E2."""
    begin(world).advance(to=date(2010, 9, 27)).decide("1", "not-implemented")
    world.advance(to=date(2010, 9, 29), every_day=True)
    assert (SAFEGUARDING, "2010-09-28") in told(world, "Z")


@pytest.mark.clause("4.11")
def test_leads_hear_what_was_decided(world: World) -> None:
    """Held after the run of 8 September: D on the 9th."""
    begin(world).advance(to=date(2010, 9, 8)).decide("1", "hold", until=date(2010, 9, 30))
    world.advance(to=date(2010, 9, 10), every_day=True)
    assert told(world, "D") == [(LEAD, "2010-09-09")]


@pytest.mark.clause("4.12")
def test_the_secretary_hears_what_is_new(world: World) -> None:
    """An answer after the run of 8 September: S on the 9th, and none on the 10th."""
    begin(world).advance(to=date(2010, 9, 8)).respond("1", "in-progress")
    world.advance(to=date(2010, 9, 10), every_day=True)
    assert (SECRETARY, "2010-09-09") in told(world, "S")
    assert (SECRETARY, "2010-09-10") not in told(world, "S")


@pytest.mark.clause("4.13")
def test_the_board_member_hears_of_a_vacancy_once(world: World) -> None:
    """The lead's last day is 8 September: the run of the 9th finds the post vacant."""
    begin(world).leaves(LEAD, date(2010, 9, 8))
    world.advance(to=date(2010, 9, 16), every_day=True)
    assert [to for to, _ in told(world, "V")] == [BOARD_MEMBER]


@pytest.mark.clause("4.15")
def test_a_recurring_action_has_a_checkpoint_each_quarter(world: World) -> None:
    """Entered in September: in half a year at least one has come, and no reminder or stage."""
    begin(world, "Ongoing").advance(to=date(2011, 3, 8))
    assert {to for to, _ in told(world, "C")} == {LEAD}
    assert not [line for line in world.told() if line.step.is_stage or line.step.is_reminder]


@pytest.mark.clause("4.16")
def test_the_lead_is_asked_whether_the_change_held(world: World) -> None:
    """Closed with its evidence accepted on Tuesday 14 September: 14 March 2011 is a Monday."""
    begin(world).respond("1", "evidence", evidence="It is done.")
    world.advance(to=date(2010, 9, 14)).decide("1", "accept")
    world.advance(to=date(2011, 3, 15))
    assert told(world, "I6") == [(LEAD, "2011-03-14")]


@pytest.mark.clause("4.17")
def test_evidence_that_nobody_decides_on_is_told_to_the_secretary_and_then_the_chair(
    world: World,
) -> None:
    """In on Monday 13 September: 10 WD after is the 27th, 30 WD is Monday 25 October."""
    begin(world).advance(to=date(2010, 9, 13)).respond("1", "evidence", evidence="It is done.")
    world.advance(to=date(2010, 10, 26))
    assert told(world, "W10") == [(SECRETARY, "2010-09-27")]
    assert told(world, "W30") == [(CHAIR, "2010-10-25")]


def storm(world: World) -> int:
    """201 teams each have their A to be told; how many messages of theirs have arrived."""
    world.teams(*range(1, 202))
    world.run()
    return len([post for post in world.letterbox.arrived if "team." in post.to])


@pytest.mark.clause("5.12")
def test_more_than_two_hundred_messages_are_held(world: World) -> None:
    """201 leads would be told on one day: none is."""
    arrived = storm(world)
    world.let_pass()
    assert arrived == 0


@pytest.mark.clause("5.12")
def test_the_secretary_hears_of_a_hold_that_day_and_each_day(world: World) -> None:
    """Until it is released or refused; 6 and 7 September 2010 are a Monday and a Tuesday."""
    storm(world)
    world.advance(to=date(2010, 9, 7), every_day=True)
    assert told(world, "S") == [(SECRETARY, "2010-09-06"), (SECRETARY, "2010-09-07")]
