"""A lead who does not answer: the ladder to the committee, its chair and the independent chair.

The plan is entered on Monday 6 September 2010 with a date on Friday 17 September. From there 1 WD
is 20 September, 5 WD 24 September, 10 WD 1 October, 20 WD 15 October and 40 WD 12 November.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.stories.world import (
    BOARD_MEMBER,
    COMMITTEE_POSTS,
    INDEPENDENT,
    LEAD,
    SAFEGUARDING,
    SECRETARY,
    World,
    row,
)


@pytest.mark.clause("4.1", "4.4", "4.5", "4.6", "4.7", "4.8", "4.9", "4.19")
def test_a_silent_lead_reaches_the_committee_and_then_the_chair(world: World) -> None:
    """Each stage goes to its post on its day, with the lead's copy; nothing else is told."""
    world.import_plan(row("1", "17 September 2010"))
    world.run()
    world.expect(date(2010, 9, 6), LEAD, says=("This is yours", "Due 17 September 2010"))
    world.expect(date(2010, 9, 10), LEAD, says=("Due shortly: child-q/1",))
    world.expect(date(2010, 9, 17), LEAD, says=("Due now: child-q/1",))
    world.expect(date(2010, 9, 20), LEAD, says=("Overdue: child-q/1", "1 working day after"))
    world.expect(date(2010, 9, 24), SAFEGUARDING, LEAD, says=("Escalated: child-q/1",))
    world.expect(date(2010, 10, 1), BOARD_MEMBER, SECRETARY, LEAD, says=("child-q/1",))
    world.expect(date(2010, 10, 15), *COMMITTEE_POSTS, LEAD, says=("20 working days after",))
    world.expect(date(2010, 11, 1), LEAD, SECRETARY, says=("child-q/1",))
    world.expect(date(2010, 11, 12), INDEPENDENT, LEAD, says=("Trust chief executive is drafted",))
    assert world.action("1").standing == "overdue"
