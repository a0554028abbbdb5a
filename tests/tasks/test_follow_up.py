"""A day's run: which day it may be for, what it keeps, and what it finds again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select, update

from flows.story.follow_up import follow_up
from models.database import open_engine, reading, writing
from models.ledger import Notice, Run
from models.plan import Action
from models.rules.words import Step
from tasks.deliver import deliver
from tasks.follow_up import day_of_run
from tasks.office import Office, straight
from tasks.refused import Refused
from tests.stories.anywhere import anywhere
from tests.stories.world import (
    BOARD_ID,
    COMMITTEE_POSTS,
    FIRST,
    LEAD,
    NINE,
    SAFEGUARDING,
    At,
    World,
    row,
)

__all__ = ["anywhere"]

DUE = "17 September 2010"
ONE_DAY = timedelta(days=1)


def count(engine: Engine, table: type[Run | Notice]) -> int:
    """How many rows a table has."""
    with reading(engine) as session:
        rows: int = session.execute(select(func.count()).select_from(table)).scalar_one()
    return rows


def really(office: Office) -> Office:
    """The office on a clock that is not in play: nine o'clock on the first day."""
    return replace(office, clock=At(instant=NINE))


def test_a_day_after_today_is_refused_and_says_how_to_look_ahead(world: World) -> None:
    """Nothing can be told tomorrow yet."""
    with pytest.raises(Refused, match="2010-09-07 is after today, 2010-09-06: use `matters reh"):
        day_of_run(really(world.office), BOARD_ID, FIRST + ONE_DAY)


def test_a_day_before_the_last_run_is_refused(world: World) -> None:
    """What was told stays told; the same day again is allowed."""
    world.run()
    assert day_of_run(really(world.office), BOARD_ID, FIRST) == FIRST
    with pytest.raises(Refused, match="2010-09-05 is before the last run, 2010-09-06"):
        day_of_run(really(world.office), BOARD_ID, FIRST - ONE_DAY)


def test_no_day_given_is_the_boards_today(world: World) -> None:
    """Half past eleven at night in London is the next day in UTC's summer no sooner than there."""
    late = replace(world.office, clock=At(instant=NINE + timedelta(hours=14.5)))
    assert day_of_run(late, BOARD_ID, None) == FIRST


def test_a_dry_run_says_what_it_would_owe_and_keeps_nothing(world: World) -> None:
    """No run, no notice, no entry in the history; the run after it owes the same."""
    world.import_plan(row("1", DUE))
    before = count(world.office.engine, Run)
    dry = follow_up(straight(world.office), BOARD_ID, keep=False, send=True)
    assert (dry.notices, dry.delivered) == (1, None)
    assert count(world.office.engine, Run) == before
    assert count(world.office.engine, Notice) == 0
    assert world.run().notices == 1
    world.inbox(LEAD).expect("Yours")


def test_only_actions_that_may_owe_something_are_asked(world: World) -> None:
    """Of two actions one is due in a year: on a reminder's day the other alone is asked."""
    world.import_plan(row("1", DUE), row("2", "30 September 2011"))
    assert world.run().scanned == 2
    world.inbox(LEAD).expect("2 actions")
    assert world.on(date(2010, 9, 10)).run().scanned == 1
    world.inbox(LEAD).expect("child-q/1")


def test_an_action_that_was_forgotten_is_found_within_a_week(world: World) -> None:
    """A day to ask that is wrong, whatever made it so, is put right by the weekly round."""
    world.import_plan(row("1", DUE))
    world.run()
    world.inbox(LEAD).expect("Yours")
    with writing(world.office.engine) as session:
        session.execute(update(Action).values(next_on=date(2099, 1, 1)))
    world.advance(to=date(2010, 9, 12), every_day=True)
    world.expect(date(2010, 9, 13), LEAD, says=("Due shortly",))


def test_two_runs_at_once_owe_a_step_once(world: World) -> None:
    """Two workers begin the day's run at the same moment: each notice exists once."""
    world.import_plan(*(row(str(n), DUE) for n in range(1, 11)))
    start = Barrier(2)

    def work(_n: int) -> int:
        engine = open_engine(world.office.settings.register_url)
        start.wait()
        try:
            office = replace(world.office, engine=engine)
            return follow_up(straight(office), BOARD_ID).notices
        finally:
            engine.dispose()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(work, range(2))) == [0, 10]
    assert count(world.office.engine, Notice) == 10


def test_the_core_is_the_same_on_both_databases(anywhere: World) -> None:
    """Entered, told, answered, returned, escalated and closed: the same days and the same posts."""
    anywhere.import_plan(row("1", DUE), row("2", DUE))
    anywhere.run()
    anywhere.advance(to=date(2010, 9, 15))
    anywhere.respond("2", "evidence", evidence="It is done.")
    anywhere.advance(to=date(2010, 9, 27)).decide("2", "accept")
    anywhere.advance(to=date(2010, 10, 15))
    assert anywhere.steps("1") == [
        "A 2010-09-06",
        "R5 2010-09-10",
        "R0 2010-09-17",
        "E1 2010-09-20",
        "E2 2010-09-24",
        "M 2010-10-01",
        "E3 2010-10-01",
        "E4 2010-10-15",
    ]
    assert anywhere.steps("2") == ["A 2010-09-06", "R5 2010-09-10", "D 2010-09-28"]
    at_e4 = {t.to for t in anywhere.told() if t.step is Step.E4}
    assert at_e4 == {*COMMITTEE_POSTS, LEAD}
    assert anywhere.action("2").standing == "closed"


def test_two_workers_at_once_on_both_databases(anywhere: World) -> None:
    """Each waiting message is claimed by one of them, and the history stays one chain."""
    anywhere.teams(*range(1, 13))
    start = Barrier(2)

    def work(_n: int) -> int:
        url = anywhere.office.engine.url.render_as_string(hide_password=False)
        engine = open_engine(url)
        start.wait()
        try:
            return deliver(replace(anywhere.office, engine=engine), BOARD_ID).accepted
        finally:
            engine.dispose()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(work, range(2))) == 12
    assert len({post.to for post in anywhere.letterbox.arrived}) == 12
    assert len(anywhere.letterbox.arrived) == 12


def test_an_answer_on_the_way_is_seen_on_both_databases(anywhere: World) -> None:
    """Evidence that comes in while another message is sent withdraws what has not left."""
    anywhere.teams(1, 2)
    anywhere.run()
    anywhere.advance(to=date(2010, 9, 16))
    first: list[object] = []

    def answer(_outgoing: object) -> None:
        if not first:
            first.append(anywhere.respond("2", "evidence", by="Team 2", evidence="Done."))

    anywhere.letterbox.before = answer
    report = anywhere.on(date(2010, 9, 17)).run()
    assert report.delivered is not None
    assert (report.delivered.accepted, report.delivered.withdrawn) == (1, 1)


def test_a_stage_and_its_copies_are_one_transaction(world: World) -> None:
    """E2 is recorded for the safeguarding lead and for the lead's copy, or not at all."""
    world.import_plan(row("1", DUE))
    world.run()
    world.advance(to=date(2010, 9, 23))
    world.let_pass()
    world.on(date(2010, 9, 24)).run(send=False)
    told = [(t.step, t.to, t.state) for t in world.why("1").told if t.step == "E2"]
    assert told == [("E2", SAFEGUARDING, "waiting"), ("E2", LEAD, "waiting")]
