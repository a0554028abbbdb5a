"""When an action waits for a lead no more: another was named."""

from __future__ import annotations

import pytest

from models.rules.allocation import Led, before_any_answer
from models.rules.words import Progress
from tests.models.rules.builders import DEPUTY, LEAD, SECRETARY, day
from tests.tables import table

ENTERED = day("2010-09-06")
FIRST = Led(post=LEAD, since=ENTERED, entered_on=ENTERED)
MOVED = Led(post=DEPUTY, since=day("2010-09-13"), entered_on=ENTERED)


@pytest.mark.clause("2.1", "3.1")
@table(
    ("led", "said_on", "by", "named"),
    [
        (FIRST, "2010-09-06", LEAD, False),
        (FIRST, "2010-09-06", SECRETARY, False),
        (FIRST, "2010-09-20", LEAD, False),
        (MOVED, "2010-09-10", LEAD, True),
        (MOVED, "2010-09-13", LEAD, True),
        (MOVED, "2010-09-13", SECRETARY, True),
        (MOVED, "2010-09-13", DEPUTY, False),
        (MOVED, "2010-09-14", SECRETARY, False),
    ],
)
def test_another_lead_is_named_after_a_not_mine(
    led: Led, said_on: str, by: int, named: object
) -> None:
    """On the day of a handover only the new lead's own word comes after it."""
    assert led.named_after(day(said_on), by) is named


@pytest.mark.clause("3.1")
@table(
    ("entered", "led", "progress"),
    [
        (Progress.AWAITING_ALLOCATION, None, Progress.AWAITING_ALLOCATION),
        (Progress.AWAITING_ALLOCATION, MOVED, Progress.NOT_STARTED),
        (Progress.IN_PROGRESS, FIRST, Progress.IN_PROGRESS),
        (Progress.CLOSED_ACCEPTED, FIRST, Progress.NOT_STARTED),
    ],
)
def test_an_action_entered_without_a_lead_waits_until_it_has_one(
    entered: Progress, led: Led | None, progress: Progress
) -> None:
    """What the plan says of it stands until somebody answers."""
    assert before_any_answer(entered, led) is progress
