"""How an action comes to be followed: without a date, with a proposed reading, in parts.

The plan is entered on Monday 6 September 2010.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.board_reading import board_facts
from models.database import reading
from tasks.audit import audit
from tasks.by_hand import split
from tasks.holidays import board_calendar
from tests.stories.furnished import begin
from tests.stories.world import ACTION, BOARD_ID, CHAIR, HEAD, LEAD, SECRETARY, World, row


@pytest.mark.clause("5.8")
def test_an_action_without_a_date_has_no_ladder_until_one_is_set(world: World) -> None:
    """It is in the lists of its lead and of the secretary; a date set begins with A."""
    begin(world, due="TBC")
    world.expect(date(2010, 10, 1), LEAD, says=("No date yet",))
    world.inbox(SECRETARY).expect("without an agreed date")
    world.advance(to=date(2010, 10, 12)).decide("1", "set-date", until=date(2010, 10, 29))
    world.expect(date(2010, 10, 13), LEAD, says=("Yours to do", "29 October 2010"))
    world.expect(date(2010, 10, 22), LEAD, says=("Due shortly",))
    world.expect(date(2010, 10, 29), LEAD, says=("Due now",))
    assert world.action("1").slips == 0


@pytest.mark.clause("5.8")
def test_an_action_without_a_date_is_in_its_leads_list_for_years(world: World) -> None:
    """The working days since its entry are counted, though no date of the register lies near."""
    begin(world, due="TBC")
    for day in (date(2012, 1, 3), date(2014, 1, 2), date(2031, 1, 2)):
        world.on(day).run()
        world.inbox(LEAD).expect("No date yet")
        world.inbox(SECRETARY).expect("1 without an agreed date")
        assert world.why("1").told[-1].on == day
        assert audit(world.office, BOARD_ID, keep=False).looked_at
    world.inbox(CHAIR).expect("No agreed date")


@pytest.mark.clause("4.4")
def test_a_first_date_that_lies_years_ahead_is_reminded_when_it_comes(world: World) -> None:
    """No run stops over three New Years, and the self-check misses nothing.

    What the last meeting of a year decided is recorded in the next.
    """
    begin(world, due="28 June 2013")
    world.meeting(last := date(2010, 12, 7))
    world.on(date(2011, 1, 3))
    with reading(world.office.engine) as session:
        (known,) = board_facts(session, BOARD_ID, world.today, board_calendar).committees.values()
    assert last in {one.on for one in known.meetings}
    met: dict[str, Any] = {"on": last, "meeting_on": last, "minute": "4", "chairs_action": False}
    world.decide("1", "hold", by=SECRETARY, until=date(2011, 1, 31), **met)
    for day in (date(2011, 1, 4), date(2012, 1, 3), date(2013, 1, 2)):
        world.on(day).run()
        assert audit(world.office, BOARD_ID, keep=False).findings == ()
    world.inbox(LEAD).expect("held")
    world.expect(date(2013, 5, 31), LEAD, says=("28 June 2013",))


@pytest.mark.clause("7.3")
def test_a_proposed_reading_is_not_scheduled_until_it_is_confirmed(world: World) -> None:
    """ "Immediately" proposes 5 WD after the agreed day, and waits for the secretary."""
    begin(world, due="Immediately")
    world.advance(to=date(2010, 9, 8))
    assert world.action("1").due_on is None
    world.confirm("1")
    world.expect(date(2010, 9, 9), LEAD, says=("Yours to do", "13 September 2010"))
    world.expect(date(2010, 9, 13), LEAD, says=("Due now",))


@pytest.mark.clause("2.2")
def test_the_parts_of_a_split_go_their_own_ways(world: World) -> None:
    """Each lead is told of their own part alone from then on."""
    begin(world, lead=f"{LEAD}; {HEAD}")
    split(world.office, ACTION, by=SECRETARY)
    world.expect(date(2010, 9, 7), HEAD, says=("Yours to do: child-q/1.1",))
    world.decide("1", "not-implemented")
    world.expect(date(2010, 9, 8), LEAD, says=("closed as not implemented",))
    world.expect(date(2010, 9, 10), HEAD, says=("child-q/1.1",))


@pytest.mark.clause("4.1", "5.3")
def test_a_part_is_told_no_sooner_than_the_import_says_and_that_it_was_split_off(
    world: World,
) -> None:
    """Followed from the 20th, and split on the 8th: the part waits for that day as well."""
    lead = f"{LEAD}; {HEAD}"
    world.import_plan(row("1", "17 September 2010", lead=lead), follow_from=date(2010, 9, 20))
    world.advance(to=date(2010, 9, 8))
    split(world.office, ACTION, by=SECRETARY)
    world.expect(date(2010, 9, 20), LEAD, HEAD, says=("Yours to do",))
    (told,) = world.why("1.1").told
    assert (told.on, told.reason) == (
        date(2010, 9, 20),
        "the action was split off from another on 8 September 2010",
    )
    assert world.why("1").told[0].reason == "the action was entered on 6 September 2010"
