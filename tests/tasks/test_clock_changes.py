"""The two days on which the clocks change, and the working days on either side of them.

They went back on Sunday 31 October 2010, from 02:00 to 01:00, and forward on Sunday 27 March 2011,
from 01:00 to 02:00. Instants are in UTC, as a machine counts them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tasks.deliver import deliver
from tests.stories.world import BOARD_ID, At, World


@pytest.mark.clause("1.2")
@pytest.mark.parametrize(
    ("instant", "leaves"),
    [
        (datetime(2010, 10, 29, 5, 59, tzinfo=UTC), 0),  # Friday, 06:59 in summer time
        (datetime(2010, 10, 29, 6, 0, tzinfo=UTC), 1),
        (datetime(2010, 11, 1, 6, 0, tzinfo=UTC), 0),  # Monday, 06:00 in winter time
        (datetime(2010, 11, 1, 7, 0, tzinfo=UTC), 1),
        (datetime(2010, 11, 1, 18, 59, tzinfo=UTC), 1),
        (datetime(2010, 11, 1, 19, 0, tzinfo=UTC), 0),
        (datetime(2011, 3, 25, 6, 0, tzinfo=UTC), 0),  # Friday, 06:00 in winter time
        (datetime(2011, 3, 28, 6, 0, tzinfo=UTC), 1),  # Monday, 07:00 in summer time
        (datetime(2011, 3, 28, 18, 0, tzinfo=UTC), 0),  # and 19:00
        (datetime(2010, 10, 31, 12, 0, tzinfo=UTC), 0),  # the Sundays themselves
        (datetime(2011, 3, 27, 12, 0, tzinfo=UTC), 0),
    ],
)
def test_messages_leave_by_the_boards_clock(world: World, instant: datetime, leaves: int) -> None:
    """From seven to seven, in summer as in winter; never on a Sunday."""
    world.teams(1)
    office = replace(world.office, clock=At(instant.date(), instant=instant))
    assert deliver(office, BOARD_ID).accepted == leaves


@pytest.mark.clause("1.2")
@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2010, 10, 30, 22, 59, tzinfo=UTC), date(2010, 10, 30)),  # 23:59 in summer time
        (datetime(2010, 10, 30, 23, 0, tzinfo=UTC), date(2010, 10, 31)),
        (datetime(2010, 10, 31, 23, 59, tzinfo=UTC), date(2010, 10, 31)),  # a day of 25 hours
        (datetime(2010, 11, 1, 0, 0, tzinfo=UTC), date(2010, 11, 1)),
        (datetime(2011, 3, 26, 23, 59, tzinfo=UTC), date(2011, 3, 26)),
        (datetime(2011, 3, 27, 0, 0, tzinfo=UTC), date(2011, 3, 27)),  # a day of 23 hours
        (datetime(2011, 3, 27, 22, 59, tzinfo=UTC), date(2011, 3, 27)),
        (datetime(2011, 3, 27, 23, 0, tzinfo=UTC), date(2011, 3, 28)),
    ],
)
def test_it_is_the_boards_day(instant: datetime, day: date) -> None:
    """A day begins at midnight on the board's clock, though the clocks change in it."""
    assert At(instant=instant).today() == day
