"""Acts on the two actions of a plan, and the entry of one struck."""

from __future__ import annotations

from datetime import date, timedelta

from models.action_reading import action_facts, all_of
from models.database import reading
from models.rules.facts import ActionFacts
from tasks.by_hand import Chosen, Edited, add, edit, silence, split
from tasks.corrections import correct
from tasks.looking import history
from tests.stories.world import (
    BOARD_ID,
    DEPUTY,
    HEAD,
    LEAD,
    REVIEW,
    SECRETARY,
    World,
    row,
)

ACTION = f"{REVIEW}/1"


DUE = "17 September 2010"


LATER = date(2010, 10, 29)


def of_two(world: World) -> World:
    """The world with a plan of two actions."""
    world.import_plan(row("1", DUE, lead=f"{LEAD}; {HEAD}"), row("2", "Immediately"))
    return world


def last(world: World, what: str) -> int:
    """The number of the last entry of a kind."""
    return next(h.seq for h in reversed(history(world.office)) if h.what == what)


def strike(world: World, what: str) -> None:
    """The secretary strikes the last entry of a kind."""
    correct(world.office, last(world, what), "A slip.", by=SECRETARY)


def facts(world: World, day: date | None = None) -> tuple[ActionFacts, ...]:
    """The register's actions as of the last day that anything could hold from."""
    with reading(world.office.engine) as session:
        return action_facts(session, all_of(BOARD_ID), day or world.today + timedelta(days=90))


def extends(world: World) -> None:
    """More time is granted."""
    world.decide("1", "extend", until=LATER)


def holds(world: World) -> None:
    """The ladder is held."""
    world.decide("1", "hold", until=LATER)


def hastens(world: World) -> None:
    """The priority is high."""
    world.decide("1", "priority-high")


def closes(world: World) -> None:
    """The action is closed."""
    world.decide("1", "outside-control")


def supersedes(world: World) -> None:
    """Another carries on."""
    world.decide("1", "superseded", into="2")


def awaits(world: World) -> None:
    """It waits for an event."""
    world.decide("1", "set-date", event="The new law is in force", until=LATER)


def answers(world: World) -> None:
    """Evidence comes in, and more time is asked for."""
    world.respond("1", "evidence", evidence="Half.", extension=LATER)


def confirms(world: World) -> None:
    """The reading of a date is accepted."""
    world.confirm("2")


def silences(world: World) -> None:
    """Nothing is told for a while."""
    silence(world.office, Chosen(action=ACTION), date(2010, 9, 10), "Moving.", by=SECRETARY)


def hands_over(world: World) -> None:
    """Another leads it."""
    edit(world.office, ACTION, Edited(lead=DEPUTY, reason="Moved."), by=SECRETARY)


def adds(world: World) -> None:
    """There is one more action."""
    add(world.office, REVIEW, "9", "Do it.", lead=LEAD, due_on=LATER, by=SECRETARY)


def splits(world: World) -> None:
    """The contributor has a part of their own."""
    split(world.office, ACTION, by=SECRETARY)
