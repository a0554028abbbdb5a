"""Entries of the history struck: what stands then, what must be struck first, and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from models.answers import Stop
from models.database import reading
from models.rules.facts import ActionFacts
from models.rules.words import DecisionKind, Progress, StopKind
from tasks.corrections import correct
from tasks.looking import verify_history
from tests.stories.anywhere import anywhere
from tests.stories.world import (
    HEADINGS,
    SECRETARY,
    World,
    row,
)
from tests.tasks.correcting import (
    LATER,
    adds,
    answers,
    awaits,
    closes,
    confirms,
    extends,
    facts,
    hands_over,
    hastens,
    holds,
    last,
    of_two,
    silences,
    splits,
    strike,
    supersedes,
)

__all__ = ["anywhere"]


@pytest.fixture
def entered(world: World) -> World:
    """Two actions, the first with a contributor; nothing is told."""
    return of_two(world)


@pytest.mark.clause("2.2")
@pytest.mark.parametrize(
    ("does", "what"),
    [
        (extends, "decided extend"),
        (holds, "decided hold"),
        (hastens, "decided priority-high"),
        (closes, "decided outside-control"),
        (supersedes, "decided superseded"),
        (awaits, "decided set-date"),
        (answers, "answered"),
        (confirms, "date confirmed"),
        (silences, "silenced"),
        (hands_over, "handed over"),
        (adds, "action added"),
        (splits, "split"),
    ],
)
def test_the_register_is_as_if_what_was_struck_had_not_been(
    entered: World, does: Callable[[World], None], what: str
) -> None:
    """Every fact that the rules are told is as before, and the chain still verifies."""
    before = facts(entered)
    does(entered)
    assert facts(entered) != before
    strike(entered, what)
    after = facts(entered)
    assert [one.struck == () for one in after].count(False) == (what != "action added")
    assert [_without_struck(one) for one in after] == [_without_struck(one) for one in before]
    assert verify_history(entered.office) == []


def _without_struck(one: ActionFacts) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__slots__ if name != "struck"}


def test_both_databases_take_back_and_do_again(anywhere: World) -> None:
    """An answer is taken back; the hold and the handover after it are done again."""
    world = of_two(anywhere)
    answers(world)
    world.on(date(2010, 9, 7)).decide("1", "hold", until=LATER)
    hands_over(world.on(date(2010, 9, 8)))
    strike(world, "answered")
    assert [stop.kind for stop in facts(world)[0].stops] == [StopKind.HOLD]
    assert verify_history(world.office) == []


@pytest.mark.clause("2.2")
def test_what_a_decision_ended_goes_on_when_it_is_struck(entered: World) -> None:
    """A hold that a closure ended early lasts to its own last day again."""
    holds(entered)
    entered.on(date(2010, 9, 8))
    closes(entered)
    strike(entered, "decided outside-control")
    (action, _) = facts(entered, date(2010, 9, 8))
    held = action.stopped(date(2010, 10, 29), StopKind.HOLD)
    assert held is not None
    assert held.until_on == date(2010, 10, 30)


@pytest.mark.clause("2.2")
def test_a_later_entry_that_stands_without_it_is_done_again(entered: World) -> None:
    """Of two holds the first is struck: the second is as it was. Its notices keep their cause."""
    holds(entered)
    entered.on(date(2010, 9, 7)).decide("1", "set-date", until=LATER)
    (before, _) = facts(entered)
    strike(entered, "decided hold")
    (after, _) = facts(entered)
    assert after.version == before.version
    assert after.stops == ()
    assert [one.kind for one in after.decisions] == [DecisionKind.SET_DATE]


@pytest.mark.clause("2.2")
def test_a_second_lot_of_evidence_waits_from_its_own_day_when_the_first_is_struck(
    entered: World,
) -> None:
    """While the first waited the second opened nothing; without the first it would have."""
    entered.respond("1", "evidence", evidence="Of another action.")
    first = last(entered, "answered")
    entered.on(date(2010, 9, 8)).respond("1", "evidence", evidence="Done.")
    correct(entered.office, first, "The wrong file.", by=SECRETARY)
    (action, _) = facts(entered)
    waits = action.stopped(entered.today, StopKind.EVIDENCE)
    assert waits is not None
    assert waits.from_on == date(2010, 9, 8)


@pytest.mark.clause("2.2")
def test_an_answer_that_came_late_counts_when_the_closure_is_struck(entered: World) -> None:
    """It was kept, and now it is as if the action had not been closed."""
    closes(entered)
    assert entered.on(date(2010, 9, 7)).respond("1", "evidence", evidence="Done.").late
    strike(entered, "decided outside-control")
    assert facts(entered)[0].progress is Progress.EVIDENCE_SUBMITTED


def test_a_resolution_on_a_plans_record_is_struck(world: World) -> None:
    """The closure that the plan recorded waits again for the committee's word."""
    cells = (*row("1", "1 August 2010"), "Complete", "1 August 2010")
    world.import_plan(cells, heads=(*HEADINGS, "Status", "Date completed"))
    world.decide("1", "adopt")
    strike(world, "decided adopt")
    with reading(world.office.engine) as session:
        closure = session.execute(select(col(Stop.awaiting_adoption), col(Stop.struck_on))).one()
    assert tuple(closure) == (True, None)
    assert world.decide("1", "adopt").already is False
