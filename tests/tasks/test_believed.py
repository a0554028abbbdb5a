"""A clock that ran ahead, or was set back: what goes on by itself waits, and a person says when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from flows.story.follow_up import follow_up
from models.rules.troubles import How, Trouble
from tasks.audit import audit
from tasks.backup_daily import back_up_day
from tasks.believed import not_believed, runs_ahead
from tasks.bounces import read_bounces
from tasks.deliver import deliver
from tasks.follow_up import day_of_run
from tasks.looking import history
from tasks.machine import machine
from tasks.office import Office, straight
from tasks.purging import purge_old
from tasks.refused import Refused
from tasks.troubles import tell_troubles
from tests.stories.world import BOARD_ID, FIRST, NINE, At, World

WRONG = FIRST + timedelta(days=46)
TROUBLE = Trouble("follow-up", How.REFUSED)


def after(world: World, days: int) -> Office:
    """The office on a clock that is not in play, so many days after the first run."""
    return replace(world.office, clock=At(instant=NINE + timedelta(days=days)))


def test_nothing_goes_on_by_a_clock_that_ran_ahead_until_a_person_says_the_day(
    world: World, tmp_path: Path
) -> None:
    """45 days without a run may be; for more somebody says so once, for everything."""
    world.teams(1)
    world.settings(backup_folder=tmp_path, bounces_folder=tmp_path)
    believed, wrong = after(world, 45), after(world, 46)
    assert not_believed(believed) == not_believed(world.on(WRONG).office) == ""
    before = len(history(wrong))
    refused: tuple[Callable[[], object], ...] = (
        lambda: day_of_run(wrong, BOARD_ID, None),
        lambda: audit(wrong, BOARD_ID),
        lambda: back_up_day(wrong),
        lambda: purge_old(wrong),
    )
    says = r"The clock says 2010-10-22.* 2010-09-06: nothing .* --as-of 2010-10-22"
    for task in refused:
        with pytest.raises(Refused, match=says):
            task()
    sent, came = deliver(wrong, BOARD_ID), read_bounces(wrong)
    assert (sent.accepted, sent.waiting, came.read) == (0, 1, 0)
    assert sent.stopped == came.stopped == runs_ahead(wrong)
    assert runs_ahead(wrong).rstrip(".") in machine(wrong).wrong
    assert tell_troubles(wrong, (TROUBLE,)) == ()
    assert (len(history(wrong)), list(tmp_path.iterdir())) == (before, [])
    assert day_of_run(wrong, BOARD_ID, None, keep=False) == WRONG
    assert audit(wrong, BOARD_ID, keep=False).as_of == WRONG
    assert purge_old(wrong, only_look=True)[0].people == 0
    world.office = wrong
    told = follow_up(straight(wrong), BOARD_ID, WRONG, send=True)
    assert told.delivered is not None
    assert told.delivered.accepted > 0
    assert not_believed(wrong) == ""


def test_by_a_day_before_the_last_run_nothing_is_sent_or_looked_over(world: World) -> None:
    """What else there is may be kept by it: a backup, and that a run was not done."""
    world.teams(1)
    back = after(world, -1)
    assert deliver(back, BOARD_ID).stopped.startswith(
        "The clock says 2010-09-05, and the last run was of 2010-09-06: where the clock is wrong,"
        " set it; where it is right, it ran ahead then"
    )
    with pytest.raises(Refused, match="2010-09-05"):
        audit(back, BOARD_ID)
    assert runs_ahead(back) == ""
    assert tell_troubles(back, (TROUBLE,)) == (TROUBLE,)
