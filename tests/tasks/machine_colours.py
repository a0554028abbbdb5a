"""Each action has one colour, and a sentence that explains it; the counts add up."""

from __future__ import annotations

from collections import Counter

from sqlmodel import col

from models.action_reading import all_of
from models.database import reading
from models.plan import Action
from models.rules.words import Brag, Standing
from tasks.looking import ActionLine, Filter, list_actions
from tests.stories.world import BOARD_ID, World


def check_colours(world: World) -> None:
    """Whatever was entered by today has one of the five colours."""
    lines = list_actions(world.office, Filter())
    with reading(world.office.engine) as session:
        entered = all_of(BOARD_ID).where(col(Action.entered_on) <= world.today)
        every = len(session.scalars(entered).all())
    colours = Counter(line.brag for line in lines)
    assert sum(colours[one] for one in Brag) == len(lines) == every
    for line in lines:
        _check_one(line)


def _check_one(line: ActionLine) -> None:
    """Blue and grey are what is closed, red at least what is overdue."""
    closed = line.progress.startswith("closed-")
    blue = line.progress == "closed-accepted"
    assert line.why.endswith("."), line
    assert (line.brag is Brag.BLUE) == blue, line
    assert (line.brag is Brag.GREY) == (closed and not blue), line
    assert line.standing is not Standing.OVERDUE or line.brag is Brag.RED, line
