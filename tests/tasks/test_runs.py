"""Runs that are missed, doubled, or cannot send: what is told stays the same.

The plan is entered on Monday 6 September 2010.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.stories.world import (
    BOARD_MEMBER,
    COMMITTEE_POSTS,
    HEAD,
    LEAD,
    SAFEGUARDING,
    SCHOOLS,
    SECRETARY,
    World,
    address_of,
    row,
)

DUE = "17 September 2010"


def test_an_outage_of_two_days_is_one_message(world: World) -> None:
    """What two days could not tell goes out in one message when the server is back."""
    world.import_plan(row("1", DUE), row("2", "20 September 2010"))
    world.run()
    world.inbox(LEAD).expect("2 actions newly yours")
    world.advance(to=date(2010, 9, 9))
    world.letterbox.shut = True
    world.advance(to=date(2010, 9, 13))
    delivered = world.reports[-1].delivered
    assert delivered is not None
    assert (delivered.waiting, delivered.has_exceptions) == (1, True)
    world.letterbox.shut = False
    world.expect(date(2010, 9, 14), LEAD, says=("2 actions due shortly", "child-q/1", "child-q/2"))


@pytest.mark.parametrize("ours", [True, False])
def test_an_outage_of_three_days_is_one_message(world: World, *, ours: bool) -> None:
    """Whether the mail server was away or we were: what three days owed goes out together."""
    dues = ("17 September 2010", "20 September 2010", "21 September 2010")
    world.import_plan(*(row(str(n), due) for n, due in enumerate(dues, 1)))
    world.run()
    world.inbox(LEAD).expect("3 actions newly yours")
    world.advance(to=date(2010, 9, 9))
    world.letterbox.shut = True
    if not ours:
        world.advance(to=date(2010, 9, 14), every_day=True)
    world.letterbox.shut = False
    world.on(date(2010, 9, 15)).run()
    world.inbox(LEAD).expect("3 actions due shortly", "child-q/1", "child-q/2", "child-q/3")


def test_a_step_that_an_outage_overtook_is_not_told(world: World) -> None:
    """The reminder of 10 September waits over the due date: E1 goes out without it."""
    world.import_plan(row("1", DUE))
    world.run()
    world.inbox(LEAD).expect("Yours")
    world.letterbox.shut = True
    world.advance(to=date(2010, 9, 17))
    world.letterbox.shut = False
    world.expect(date(2010, 9, 20), LEAD, says=("Overdue: child-q/1",))


def test_running_a_day_twice_tells_nothing_twice(world: World) -> None:
    """A second run of each day owes nothing and sends nothing."""
    world.import_plan(row("1", DUE), row("2", "TBC", lead=HEAD, agency=SCHOOLS))
    for day in (6, 7, 10, 17, 20, 24):
        world.advance(to=date(2010, 9, day)).run()
        arrived = len(world.letterbox.arrived)
        again = world.run()
        assert (again.notices, len(world.letterbox.arrived)) == (0, arrived)
    assert len({post.message_id for post in world.unexpected}) == len(world.unexpected) == 7
    world.let_pass()


def test_a_missed_list_is_told_on_the_next_run(world: World) -> None:
    """No run from 1 to 4 October: the month's list goes out on the 5th, and once."""
    world.import_plan(row("1", "12 November 2010"))
    world.run()
    world.inbox(LEAD).expect("Yours")
    world.advance(to=date(2010, 9, 30)).on(date(2010, 10, 4))
    world.expect(date(2010, 10, 5), LEAD, says=("Your list", "child-q/1"))
    world.advance(to=date(2010, 10, 14))


def test_a_list_missed_by_more_than_five_working_days_is_left_out(world: World) -> None:
    """No run from 1 to 8 October: the list of October is not told, that of November is."""
    world.import_plan(row("1", "26 November 2010"))
    world.run()
    world.inbox(LEAD).expect("Yours")
    world.advance(to=date(2010, 9, 30)).on(date(2010, 10, 10))
    world.advance(to=date(2010, 10, 28))
    world.expect(date(2010, 10, 29), LEAD, says=("Coming up",))
    world.expect(date(2010, 11, 1), LEAD, says=("Your list",))


@pytest.mark.clause("5.4")
def test_e4_comes_early_at_a_paper_cut_off(world: World) -> None:
    """For the meeting of 26 October papers close on the 12th: E4 is told then, not on the 15th."""
    world.meeting(date(2010, 10, 26))
    world.import_plan(row("1", DUE))
    world.run()
    world.advance(to=date(2010, 10, 11))
    world.inbox(BOARD_MEMBER).expect("step E3")
    world.inbox(SAFEGUARDING).expect("step E2")
    world.let_pass()
    world.expect(date(2010, 10, 12), *COMMITTEE_POSTS, LEAD, says=("cut-off of 12 October 2010",))
    assert world.steps("1")[-1] == "E4 2010-10-12"


def test_days_without_a_run_owe_nothing(template: Path, engine: Engine) -> None:
    """A run on every day, weekends too, tells what is told where only owing days have one."""
    told = []
    for every_day in (True, False):
        world = World.of(template, engine)
        world.import_plan(row("1", DUE), row("2", "30 October 2010", lead=HEAD, agency=SCHOOLS))
        world.run()
        world.advance(to=date(2010, 10, 18), every_day=every_day)
        told.append([(t.told_on, t.step, t.action, t.to, t.copied) for t in world.told()])
        world.let_pass()
        world.end()
    assert told[0] == told[1]
    assert len(told[0]) > 15


@pytest.mark.clause("5.5")
def test_nothing_is_told_on_a_day_that_is_not_a_working_day(world: World) -> None:
    """A run on a Saturday is quiet, and so is delivery; Monday tells."""
    world.on(date(2010, 9, 11)).import_plan(row("1", "8 October 2010"))
    assert world.run().quiet
    world.advance(to=date(2010, 9, 12))
    world.expect(date(2010, 9, 13), LEAD, says=("Yours to do",))


@pytest.mark.clause("5.3")
def test_a_plan_followed_from_a_day_is_silent_before_it(world: World) -> None:
    """An old tracker entered with a follow-from day begins with A on that day."""
    world.import_plan(row("1", "15 October 2010"), follow_from=date(2010, 9, 20))
    world.run()
    world.advance(to=date(2010, 9, 19))
    world.expect(date(2010, 9, 20), LEAD, says=("Yours to do",))


@pytest.mark.clause("5.6")
def test_an_answer_during_delivery_withdraws_what_has_not_left(world: World) -> None:
    """The first message is on its way when the other lead answers: theirs does not leave."""
    world.import_plan(row("1", DUE), row("2", DUE, lead=HEAD, agency=SCHOOLS))
    world.run()
    assert world.let_pass("Yours to do") == 2
    world.advance(to=date(2010, 9, 16))
    assert world.let_pass("Due shortly") == 2
    said: list[object] = []

    def answer(_message: object) -> None:
        if not said:
            said.append(world.respond("2", "evidence", by=HEAD, evidence="Here it is."))

    world.letterbox.before = answer
    report = world.advance(to=date(2010, 9, 17)).reports[-1]
    assert report.delivered is not None
    assert (report.delivered.accepted, report.delivered.withdrawn) == (1, 1)
    world.inbox(LEAD).expect("Due now")
    assert world.why("2").told[-1].reason.startswith("evidence was submitted on 17 September")


def test_a_pilot_sends_all_to_one_address_and_says_for_whom(world: World) -> None:
    """Redirected messages name their true addressee and count as told."""
    pilot = "pilot@eastmere.example.org"
    world.settings(redirect_to=pilot)
    world.import_plan(row("1", DUE))
    world.run()
    world.inbox(pilot).expect("Ward manager", "Yours to do")
    world.expect(date(2010, 9, 10), pilot, says=("Due shortly",))
    assert world.inbox(LEAD).unread == []


def test_what_only_a_pilot_was_told_is_told_again_when_it_ends(world: World) -> None:
    """Taken away, the pilot's notices are withdrawn and their steps are due again."""
    world.settings(redirect_to="pilot@eastmere.example.org")
    world.import_plan(row("1", "15 October 2010"))
    world.run()
    world.let_pass("pilot")
    world.let_pass()
    world.settings(redirect_to=None)
    world.expect(date(2010, 9, 7), LEAD, says=("Yours to do",))
    assert [t.state for t in world.why("1").told] == ["withdrawn", "told"]


def test_a_lost_reply_has_one_more_try_with_the_same_bytes(world: World) -> None:
    """It may have arrived: the second copy has the same Message-ID, and then a person decides."""
    world.letterbox.lost.add(address_of(LEAD))
    world.import_plan(row("1", DUE))
    world.run()
    world.advance(to=date(2010, 9, 8))
    first, second = world.inbox(LEAD).expect("Yours"), world.inbox(LEAD).expect("Yours")
    assert (first.message_id, first.content) == (second.message_id, second.content)
    world.advance(to=date(2010, 9, 9))
    assert world.reports[-1].has_exceptions
    world.inbox(SECRETARY).expect("1 exception", "may or may not have arrived")
    world.inbox(SECRETARY).expect("1 exception", "may or may not have arrived")
