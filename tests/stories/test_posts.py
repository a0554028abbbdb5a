"""Posts that change hands, fall vacant, have a bad address, or are the board's own.

The plan is entered on Monday 6 September 2010 with a date on Friday 17 September: 1 WD after it is
20 September, 5 WD 24 September, 10 WD 1 October, 20 WD 15 October, 40 WD 12 November.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests.stories.world import (
    BOARD_MEMBER,
    CHAIR,
    COMMITTEE_POSTS,
    DEPUTY,
    DUE,
    HEAD,
    INDEPENDENT,
    LEAD,
    MANAGER,
    SAFEGUARDING,
    SCHOOLS,
    SECRETARY,
    World,
    address_of,
    row,
)

NEW = "newcomer@eastmere.example.org"


@pytest.mark.clause("4.1")
def test_a_handover_in_the_middle_of_a_ladder(late: World) -> None:
    """The new holder hears of the action first, and the ladder goes on where it was."""
    world = late
    world.advance(to=date(2010, 9, 21)).contacts((LEAD, "A newcomer", NEW, "2010-09-22", ""))
    world.expect(date(2010, 9, 22), NEW, says=("Yours to do", "the lead's holder changed"))
    world.expect(date(2010, 9, 24), SAFEGUARDING, NEW, says=("step E2",))
    world.expect(date(2010, 10, 1), BOARD_MEMBER, SECRETARY, NEW, says=("step E3",))


@pytest.mark.clause("5.7", "4.13")
def test_a_vacant_post_is_stood_in_for_by_its_deputy(followed: World) -> None:
    """The deputy is told for the vacant post, and the run says so each time."""
    world = followed
    world.advance(to=date(2010, 9, 7)).leaves(LEAD, date(2010, 9, 8))
    world.expect(date(2010, 9, 9), BOARD_MEMBER, says=("Vacant post: Ward manager", "who holds"))
    world.inbox(SECRETARY).expect("1 vacancy", "The post of Ward manager has been vacant since 9")
    since = "the post of Ward manager has been vacant since 9 September 2010"
    assert (world.reports[-1].has_exceptions, world.reports[-1].vacancies) == (True, (since,))
    world.expect(date(2010, 9, 10), DEPUTY, says=("in place of a vacant post: Ward manager",))
    assert world.reports[-1].has_exceptions
    assert [one.words for one in world.reports[-1].unreached] == [LEAD]
    world.expect(date(2010, 9, 17), DEPUTY, says=("Due now",))
    world.expect(date(2010, 9, 20), DEPUTY, says=("Overdue",))
    world.expect(date(2010, 9, 24), SAFEGUARDING, DEPUTY, says=("Escalated",))


@pytest.mark.clause("5.7")
def test_a_bad_address_stops_nobody_else_and_the_deputy_is_told_next(world: World) -> None:
    """550 for one lead: the other's message goes out, the next run tells the deputy."""
    world.letterbox.refused.add(address_of(LEAD))
    world.import_plan(row("1", DUE), row("2", DUE, lead=HEAD, agency=SCHOOLS))
    report = world.run()
    world.inbox(HEAD).expect("Yours to do: child-q/2")
    assert report.delivered is not None
    assert (report.delivered.accepted, report.delivered.permanent) == (1, 1)
    assert report.has_exceptions
    world.expect(date(2010, 9, 7), DEPUTY, says=("Yours to do: child-q/1", "vacant post: Ward"))
    world.inbox(BOARD_MEMBER).expect("Vacant post: Ward manager", "was refused on 6 September")
    world.inbox(SECRETARY).expect("1 exception, 1 vacancy", "could not be delivered.")
    world.expect(date(2010, 9, 10), DEPUTY, HEAD, says=("Due shortly",))


@pytest.mark.clause("5.7")
def test_a_corrected_address_is_told_again(world: World) -> None:
    """A new address makes the lead reachable; the step withdrawn with the old one is told."""
    world.letterbox.refused.add(address_of(LEAD))
    world.import_plan(row("1", DUE))
    world.run()
    world.contacts((LEAD, f"Holder of {LEAD}", NEW, "2010-01-01", ""))
    world.expect(date(2010, 9, 7), NEW, says=("Yours to do: child-q/1",))
    world.inbox(SECRETARY).expect("1 exception", "To the Ward manager")


@pytest.mark.clause("5.5")
def test_one_person_with_many_actions_has_one_message(world: World) -> None:
    """Twelve actions of one lead: one message a run, with each of them in it."""
    references = [str(n) for n in range(1, 13)]
    world.import_plan(*(row(ref, DUE) for ref in references))
    world.run()
    world.inbox(LEAD).expect("12 actions newly yours", *(f"child-q/{ref} " for ref in references))
    world.expect(date(2010, 9, 10), LEAD, says=("12 actions due shortly",))


@pytest.mark.clause("4.2")
def test_one_person_has_one_list_of_the_month(world: World) -> None:
    """Whoever holds two posts finds the actions of both in it."""
    world.contacts((DEPUTY, f"Holder of {LEAD}", address_of(LEAD), "2010-09-01", ""))
    world.import_plan(row("1", "29 October 2010"), row("2", "29 October 2010", lead=DEPUTY))
    world.run()
    world.inbox(LEAD).expect("2 actions newly yours")
    world.expect(
        date(2010, 10, 1), LEAD, says=("Your list for October 2010", "child-q/1 ", "child-q/2 ")
    )


@pytest.mark.clause("5.13")
def test_the_boards_own_actions_go_by_their_own_ladder(world: World) -> None:
    """E2 the secretary, E3 the chair, E4 the committee and the independent chair, E5 the latter."""
    world.import_plan(row("1", DUE, lead=MANAGER, agency="The board itself"))
    world.run()
    world.expect(date(2010, 9, 6), MANAGER, says=("Yours to do",))
    world.expect(date(2010, 9, 10), MANAGER, says=("Due shortly",))
    world.expect(date(2010, 9, 17), MANAGER, says=("Due now",))
    world.expect(date(2010, 9, 20), MANAGER, says=("Overdue",))
    world.expect(date(2010, 9, 24), SECRETARY, MANAGER, says=("step E2",))
    world.expect(date(2010, 10, 1), CHAIR, MANAGER, says=("step E3",))
    world.inbox(SECRETARY).expect("Overdue")
    world.expect(date(2010, 10, 15), *COMMITTEE_POSTS, INDEPENDENT, MANAGER, says=("step E4",))
    world.expect(date(2010, 11, 1), SECRETARY, MANAGER, says=("child-q/1",))
    world.expect(date(2010, 11, 12), INDEPENDENT, says=("letter to Eastmere Council is drafted",))
    world.inbox(MANAGER).expect("step E5")
