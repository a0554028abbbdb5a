"""Whoever comes to be told a step by another's change is asked about on the next run.

The world begins on Monday 6 September 2010.
"""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.words import Step
from tasks.committee import enter_committee
from tasks.contacts import enter_contacts
from tests.stories.furnished import BOARD_FILE
from tests.stories.world import (
    BOARD_MEMBER,
    COMMITTEE_POSTS,
    DEPUTY,
    HEADINGS,
    INDEPENDENT,
    LEAD,
    MANAGER,
    MEMBER,
    SAFEGUARDING,
    SECRETARY,
    TRUST,
    World,
    address_of,
    row,
    write_csv,
)
from tests.tasks.machine_office import take_up

LATER, NEW = "31 December 2010", "newcomer@eastmere.example.org"
TOLD, NEXT = date(2010, 9, 8), date(2010, 9, 9)


def gone(world: World, *posts: str, last: str = "2010-09-05") -> None:
    """Posts are vacant from the day after."""
    world.contacts(*((p, f"Holder of {p}", address_of(p), "2010-01-01", last) for p in posts))


def enter(world: World, heads: tuple[str, ...], *rows: tuple[str, ...]) -> None:
    """A contacts file with columns of its own."""
    path = write_csv(world.office.settings.home / "newer.csv", heads, rows)
    enter_contacts(world.office.engine, path, world.office.clock.now(), world.today)


def next_told(world: World, day: date = NEXT) -> list[tuple[Step, str, str]]:
    """What a later day's run tells of the action, to which post and in whose place."""
    before = len(world.told())
    world.on(day).run()
    world.unexpected.clear()
    return [(t.step, t.to, t.for_words) for t in world.told()[before:] if t.action]


@pytest.fixture
def stood_in(world: World) -> World:
    """Both leads' posts are vacant: A was told to the trust's safeguarding lead, for the first."""
    gone(world, LEAD, DEPUTY)
    world.import_plan(row("1", LATER, lead=f"{LEAD}; {DEPUTY}"))
    world.run()
    world.on(TOLD).run()
    return world


HEARS = [(Step.A, SECRETARY, DEPUTY)]


@pytest.mark.clause("4.1", "5.7")
def test_who_stood_in_for_two_leads_leaves(stood_in: World) -> None:
    """The second lead has been told through nobody else: the next to stand in hears of it."""
    gone(stood_in, SAFEGUARDING, last="2010-09-07")
    assert next_told(stood_in) == HEARS


@pytest.mark.clause("4.1", "5.7")
def test_who_stood_in_for_two_leads_is_refused(stood_in: World) -> None:
    """The address fails with a message about another action."""
    stood_in.letterbox.refused.add(address_of(SAFEGUARDING))
    stood_in.import_plan(row("1", LATER, lead=SAFEGUARDING), review="child-r")
    stood_in.run()
    assert (Step.A, SECRETARY, DEPUTY) in next_told(stood_in)


@pytest.mark.clause("4.1", "5.7")
def test_who_stood_in_for_two_leads_has_another_post_now(stood_in: World) -> None:
    """The contacts make the safeguarding lead's post one of another kind."""
    heads = ("Post", "Agency", "Person", "Email", "Kind")
    said = (SAFEGUARDING, TRUST, f"Holder of {SAFEGUARDING}", address_of(SAFEGUARDING), "lead")
    enter(stood_in, heads, said)
    assert next_told(stood_in) == HEARS


@pytest.mark.clause("4.1", "5.7")
def test_a_deputy_comes_for_one_of_two_leads(world: World) -> None:
    """Who stood in for both was told for the first; the second lead's deputy has not heard."""
    deputies = [(DEPUTY, "", "", MEMBER), (MEMBER, "", "", "")]
    enter(world, ("Post", "Person", "Email", "Deputy"), *deputies)
    gone(world, LEAD, DEPUTY, MEMBER)
    world.import_plan(row("1", LATER, lead=f"{LEAD}; {DEPUTY}"))
    world.run()
    world.on(TOLD).run()
    world.contacts((MEMBER, "A newcomer", NEW, "2010-09-08", ""))
    assert next_told(world) == [(Step.A, MEMBER, DEPUTY)]


@pytest.mark.clause("4.1", "5.7")
def test_the_committee_has_another_secretary_who_stands_in(world: World) -> None:
    """Nobody of the trust can be told: the secretary was, and is another post's now."""
    gone(world, LEAD, DEPUTY, SAFEGUARDING)
    world.import_plan(row("1", LATER, lead=f"{LEAD}; {DEPUTY}"))
    world.run()
    world.on(TOLD).run()
    path = world.office.settings.home / "board.toml"
    newer = BOARD_FILE.replace(f'secretary = "{SECRETARY}"', f'secretary = "{MANAGER}"')
    path.write_text(newer, encoding="utf-8")
    enter_committee(world.office.engine, path, world.office.clock.now(), world.today)
    assert next_told(world) == [(Step.A, MANAGER, DEPUTY)]


@pytest.mark.clause("4.13", "5.7")
def test_somebody_comes_who_hears_of_vacancies(followed: World) -> None:
    """Nobody was there who could be told that the lead had left; the agency's board member is."""
    world = followed
    others = (DEPUTY, SAFEGUARDING, BOARD_MEMBER, *COMMITTEE_POSTS, INDEPENDENT)
    gone(world, LEAD, *others, last="2010-09-07")
    world.on(TOLD).run()
    world.contacts((BOARD_MEMBER, "A newcomer", NEW, "2010-09-09", ""))
    world.on(NEXT).run()
    world.inbox(NEW).expect("Vacant post", "Ward manager")
    world.unexpected.clear()


@pytest.mark.clause("4.16", "5.14")
def test_a_closed_action_is_asked_once_a_policy_holds(world: World) -> None:
    """Adopted a year late it is owed no impact check, until a policy wants one after two years."""
    said = (*row("1", LATER), "Complete")
    world.import_plan(said, heads=(*HEADINGS, "Status"))
    world.on(date(2011, 10, 3)).decide_review("adopt")
    world.run()
    take_up(world, "[reminders]\nimpact_months = [6, 24]\n")
    assert next_told(world, date(2011, 10, 4)) == []
    assert next_told(world, date(2012, 9, 6)) == [(Step.I12, LEAD, "")]
