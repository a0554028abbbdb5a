"""Leads who answer, and what the committee and its chair decide.

The plan is entered on Monday 6 September 2010; most actions are due on Friday 17 September. From
there 1 WD is 20 September, 5 WD 24 September, 10 WD 1 October and 20 WD 15 October.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.words import Standing
from tests.stories.world import (
    BOARD_MEMBER,
    COMMITTEE_POSTS,
    INDEPENDENT,
    LEAD,
    SAFEGUARDING,
    SECRETARY,
    World,
)


@pytest.fixture
def world(followed: World) -> World:
    """One action is entered, and its lead knows of it."""
    return followed


@pytest.mark.clause("2.1", "5.10")
def test_a_lead_who_answers_in_time_hears_no_more(reminded: World) -> None:
    """Evidence before the due date: no reminder, no stage; the committee's acceptance ends it."""
    world = reminded
    world.advance(to=date(2010, 9, 13)).respond("1", "evidence", evidence="The audit is done.")
    world.expect(
        date(2010, 9, 14), SECRETARY, says=("1 new answer", "Evidence sent, said the Ward")
    )
    world.expect(date(2010, 9, 27), SECRETARY, says=("step W10", "10 working days since"))
    world.advance(to=date(2010, 9, 30))
    assert world.action("1").standing is Standing.AWAITING_DECISION
    world.expect(date(2010, 10, 1), SECRETARY, says=("waiting for a decision", "child-q/1"))
    world.advance(to=date(2010, 10, 4)).decide("1", "accept")
    world.expect(date(2010, 10, 5), LEAD, says=("Decided: child-q/1", "accepted and the action"))
    world.advance(to=date(2010, 12, 31))
    assert (world.action("1").standing, world.action("1").brag) == ("closed", "blue")
    world.expect(date(2011, 4, 4), LEAD, says=("Has the change held? child-q/1", "six months"))


@pytest.mark.clause("5.10a", "5.11")
def test_an_extension_starts_a_new_ladder(reminded: World) -> None:
    """Asked for in time it stops E2; granted it begins anew, and E5 goes with E4 if it is missed.

    From Friday 22 October: 1 WD is 25 October, 5 WD 29 October, 10 WD 5 and 20 WD 19 November.
    """
    world = reminded
    world.advance(to=date(2010, 9, 15)).respond("1", extension=date(2010, 10, 22))
    world.expect(date(2010, 9, 16), SECRETARY, says=("More time asked for",))
    world.expect(date(2010, 9, 17), LEAD, says=("more time asked for, to 22 October 2010",))
    world.expect(date(2010, 9, 20), LEAD, says=("Overdue: child-q/1",))
    world.advance(to=date(2010, 9, 27)).decide("1", "extend", until=date(2010, 10, 22))
    world.expect(date(2010, 9, 28), LEAD, says=("Yours", "22 October 2010 (first date: 17 Sept"))
    assert [one.step for one in world.why("1").told if one.told_on == date(2010, 9, 28)] == [
        "A",
        "D",
    ]
    world.expect(date(2010, 10, 1), LEAD, says=("Your list",))
    world.expect(date(2010, 10, 15), LEAD, says=("Due shortly",))
    world.expect(date(2010, 10, 22), LEAD, says=("Due now",))
    world.expect(date(2010, 10, 25), LEAD, says=("Overdue",))
    world.expect(date(2010, 10, 29), SAFEGUARDING, LEAD, says=("Escalated",))
    world.expect(date(2010, 11, 1), LEAD, SECRETARY, says=("child-q/1",))
    world.expect(date(2010, 11, 5), BOARD_MEMBER, SECRETARY, LEAD, says=("10 working days",))
    world.expect(date(2010, 11, 19), *COMMITTEE_POSTS, says=("step E4",))
    world.inbox(INDEPENDENT).expect("step E5")
    world.inbox(LEAD).expect("step E4", "step E5")
    assert world.action("1").slips == 1


@pytest.mark.clause("5.10", "5.10b")
def test_evidence_stops_the_clock_and_its_return_starts_it_again(late: World) -> None:
    """Ten WDs with the evidence in do not count, and E3 waits for the fifth WD after the return.

    E3 would fall on 1 October, 10 WD later on 15 October; 5 WD after 11 October is 18 October.
    """
    world = late
    world.expect(date(2010, 9, 24), SAFEGUARDING, LEAD, says=("Escalated",))
    world.advance(to=date(2010, 9, 27)).respond("1", "evidence", evidence="Half of it.")
    world.expect(date(2010, 9, 28), SECRETARY, says=("1 new answer",))
    world.inbox(SAFEGUARDING).expect("No further action is needed from you for now: evidence came")
    world.expect(date(2010, 10, 1), SECRETARY, says=("waiting for a decision",))
    world.expect(date(2010, 10, 11), SECRETARY, says=("step W10",))
    world.decide("1", "return", by=SECRETARY)
    world.expect(date(2010, 10, 12), LEAD, says=(": more is wanted",))
    world.advance(to=date(2010, 10, 15))
    assert world.action("1").standing is Standing.OVERDUE
    world.expect(date(2010, 10, 18), BOARD_MEMBER, SECRETARY, LEAD, says=("step E3",))


@pytest.mark.clause("2.4", "5.10")
def test_a_hold_stops_everything_until_its_day(reminded: World) -> None:
    """Held until 15 October, included, it is not overdue; E1 follows on the fifth WD after it."""
    world = reminded
    world.advance(to=date(2010, 9, 13)).decide("1", "hold", until=date(2010, 10, 15))
    world.expect(date(2010, 9, 14), LEAD, says=("held until 15 October 2010",))
    world.advance(to=date(2010, 10, 15))
    assert world.action("1").standing is Standing.ON_TRACK
    world.advance(to=date(2010, 10, 18))
    assert world.action("1").standing is Standing.OVERDUE
    world.expect(date(2010, 10, 22), LEAD, says=("Overdue",))


@pytest.mark.clause("5.10", "5.11")
def test_a_closed_action_is_told_of_no_more_until_it_is_reopened(late: World) -> None:
    """Closed as not implemented in the middle of the ladder; reopened it begins with A.

    What the lead says meanwhile changes nothing, and the secretary hears of it.
    """
    world = late
    world.advance(to=date(2010, 9, 22)).decide("1", "not-implemented")
    world.expect(date(2010, 9, 23), LEAD, says=("closed as not implemented",))
    world.respond("1", "evidence", evidence="It is in use.")
    world.expect(date(2010, 9, 24), SECRETARY, says=("1 new answer", "too late to change anything"))
    world.advance(to=date(2010, 11, 8))
    assert world.action("1").brag == "grey"
    world.decide("1", "reopen", until=date(2010, 11, 30))
    world.expect(date(2010, 11, 9), LEAD, says=("Yours to do", "30 November 2010"))
    world.expect(date(2010, 11, 23), LEAD, says=("Due shortly",))


@pytest.mark.clause("5.9")
def test_a_high_priority_shortens_the_ladder(world: World) -> None:
    """E2 comes 3 WD after the due date, E3 after 5."""
    world.decide("1", "priority-high")
    world.expect(date(2010, 9, 7), LEAD, says=("given high priority",))
    world.expect(date(2010, 9, 14), LEAD, says=("Due shortly",))
    world.expect(date(2010, 9, 17), LEAD, says=("Due now",))
    world.expect(date(2010, 9, 20), LEAD, says=("Overdue",))
    world.expect(date(2010, 9, 22), SAFEGUARDING, LEAD, says=("step E2",))
    world.expect(date(2010, 9, 24), BOARD_MEMBER, SECRETARY, LEAD, says=("step E3",))


@pytest.mark.clause("5.6")
def test_a_notice_that_a_decision_overtook_is_withdrawn(world: World) -> None:
    """What waits while the line is down is gone once the action is closed."""
    world.letterbox.shut = True
    world.advance(to=date(2010, 9, 10))
    world.decide("1", "outside-control")
    world.letterbox.shut = False
    world.advance(to=date(2010, 9, 13))
    states = [(told.step, told.state, told.reason) for told in world.why("1").told]
    assert ("R5", "withdrawn", "the action was closed") in states
    world.inbox(LEAD).expect("outside the board's control")
