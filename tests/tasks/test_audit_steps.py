"""The self-check misses each step that the table of steps has, when its notices are taken out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tasks.audit import audit
from tasks.packs import Wanted, make_pack
from tests.stories.world import BOARD_ID, LEAD, World, row
from tests.tasks.test_audit import out

DUE = "17 September 2010"
Lived = Callable[[World], object]


@pytest.fixture
def world(template: Path, engine: Engine) -> World:
    """A world in which not every message is read, and whose history is broken by hand."""
    return World.of(template, engine)


def evidence_after_the_second_stage(world: World) -> None:
    """Z: those above the lead need do no more; S: the secretary hears of the answer."""
    world.import_plan(row("1", DUE))
    world.advance(to=date(2010, 9, 24)).respond("1", "evidence", evidence="Done.")
    world.advance(to=date(2010, 9, 28))


def a_new_date_after_the_second_stage(world: World) -> None:
    """Z again, for the end of the ladder that ran."""
    world.import_plan(row("1", DUE))
    world.advance(to=date(2010, 9, 24)).decide("1", "extend", until=date(2010, 12, 1))
    world.advance(to=date(2010, 9, 28))


def a_date_that_comes_near(world: World) -> None:
    """R20 and R5, each with the day it is planned for."""
    world.import_plan(row("1", "12 October 2010"))
    world.advance(to=date(2010, 10, 8))


def no_date(world: World) -> None:
    """U40: the chair hears of an action that nobody dates."""
    world.import_plan(row("1", "TBC"))
    world.advance(to=date(2010, 11, 5))


def a_recurring_action(world: World) -> None:
    """C, three months after its entry."""
    world.import_plan(row("1", "Ongoing"))
    world.advance(to=date(2010, 12, 10))


def a_closure_of_half_a_year_ago(world: World) -> None:
    """I6: has the change held?"""
    world.import_plan(row("1", DUE))
    world.run()
    world.respond("1", "evidence", evidence="Done.")
    world.on(date(2010, 9, 7)).decide("1", "accept")
    world.advance(to=date(2011, 3, 9))


def a_vacant_post(world: World) -> None:
    """V: the board member of its agency finds somebody."""
    world.import_plan(row("1", DUE))
    world.run()
    world.advance(to=date(2010, 9, 7)).leaves(LEAD, date(2010, 9, 8))
    world.advance(to=date(2010, 9, 10))


def a_draft_that_nobody_approved(world: World) -> None:
    """P: secretary and chair, from the day of its issue on."""
    world.meeting(date(2010, 10, 26))
    world.import_plan(row("1", DUE))
    world.advance(to=date(2010, 10, 13))
    make_pack(world.office, Wanted(committee="", meeting_on=date(2010, 10, 26)))
    world.advance(to=date(2010, 10, 20))


STEPS: dict[str, Lived] = {
    "Z": evidence_after_the_second_stage,
    "Z of a date": a_new_date_after_the_second_stage,
    "S": evidence_after_the_second_stage,
    "R20": a_date_that_comes_near,
    "R5": a_date_that_comes_near,
    "U40": no_date,
    "C": a_recurring_action,
    "I6": a_closure_of_half_a_year_ago,
    "V": a_vacant_post,
    "P": a_draft_that_nobody_approved,
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_taken_out_of_the_ledger_is_missed(world: World, step: str) -> None:
    """Nothing is wrong as it was run; without its notices exactly that step is owed."""
    STEPS[step](world)
    assert [one.says for one in audit(world.office, BOARD_ID, keep=False).findings] == []
    name = step.partition(" ")[0]
    with world.office.engine.begin() as connection:
        for statement in out(f"step = '{name}'").split(";"):
            connection.execute(text(statement))
    found = audit(world.office, BOARD_ID, keep=False).findings
    owed = [one.says for one in found if " was owed on " in one.says]
    assert {said.partition(" ")[0] for said in owed} == {name}
