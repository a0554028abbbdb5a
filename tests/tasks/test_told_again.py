"""What is withdrawn as it is about to leave, or refused, is owed to another at the next run."""

from __future__ import annotations

from datetime import date

from tests.stories.world import (
    BOARD_MEMBER,
    HEAD,
    SAFEGUARDING,
    SCHOOLS,
    SECRETARY,
    World,
    address_of,
    row,
)

LATER = "31 December 2010"


def vacancies(world: World) -> list[tuple[str, date]]:
    """To whom V was told, and when; what arrived is read with it."""
    world.let_pass()
    return [(line.to, line.told_on) for line in world.told() if line.step == "V"]


def test_a_vacancy_that_could_not_be_told_is_told_to_the_stand_in(world: World) -> None:
    """V is of no action: where its message is refused, every action is asked again.

    The refused address is a vacancy of its own.
    """
    world.letterbox.refused.add(address_of(BOARD_MEMBER))
    world.import_plan(row("1", LATER, lead=""))
    world.run()
    world.on(date(2010, 9, 7)).run()
    assert vacancies(world) == [(SAFEGUARDING, date(2010, 9, 7))] * 2


def test_an_address_refused_with_another_message_is_a_vacancy_of_the_lead(world: World) -> None:
    """The secretary leads an action, and it is the day's S that is refused."""
    world.import_plan(row("1", LATER, lead=SECRETARY), row("2", LATER))
    world.run()
    world.respond("2", "in-progress")
    world.letterbox.refused.add(address_of(SECRETARY))
    world.on(date(2010, 9, 7)).run()
    world.on(date(2010, 9, 8)).run()
    assert [told_on for _, told_on in vacancies(world)] == [date(2010, 9, 8)]


def test_no_list_leaves_before_an_entry_that_is_withdrawn_with_its_holder(world: World) -> None:
    """A waits for a holder who is gone: the stand-in has A and the month's list, not the list."""
    world.on(date(2010, 9, 20))
    world.import_plan(row("1", "29 October 2010", lead=HEAD, agency=SCHOOLS))
    world.run(send=False)
    world.leaves(HEAD, date(2010, 9, 20))
    world.on(date(2010, 10, 1)).run()
    world.on(date(2010, 10, 4)).run()
    world.let_pass()
    assert world.steps("1")[:2] == ["A 2010-10-04", "M 2010-10-04"]
