"""What a rehearsal says is what happens when nobody answers."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from deployments.demo.play import enter_sample
from deployments.demo.year import FIRST as SAMPLE_FIRST
from models.database import reading
from models.history import History
from models.rules.rehearsal_difference import difference_words
from models.rules.words import Step
from settings import Settings
from tasks.clock import Clock
from tasks.office import Office
from tasks.refused import Refused
from tasks.register import open_register
from tasks.rehearsal import rehearse
from tasks.rehearsed import Rehearsed
from tests.stories.furnished import CONTACTS
from tests.stories.letterbox import Letterbox
from tests.stories.world import FIRST, HEADINGS, LEAD, World, address_of, row

DUE, LAST = "17 September 2010", date(2010, 9, 30)


def told_of(world: World) -> list[tuple[date, str, str, str, bool]]:
    """What was told in fact, in the rehearsal's terms."""
    return sorted((t.told_on, t.step.value, t.action, t.to, t.copied) for t in world.told())


def said_by(played: Rehearsed) -> list[tuple[date, str, str, str, bool]]:
    """What a rehearsal said would be told."""
    return sorted((n.on, n.step, n.action or "", n.to, n.copy) for n in played.notices)


@pytest.fixture
def sample(tmp_path: Path) -> World:
    """The sample board with its plan, entered on its first day."""
    settings = Settings(home=tmp_path / "home", clock=SAMPLE_FIRST)
    letterbox = Letterbox()
    office = Office(
        settings=settings,
        engine=open_register(settings),
        clock=Clock(SAMPLE_FIRST),
        way=letterbox,
    )
    enter_sample(office)
    return World(office=office, letterbox=letterbox)


def test_a_year_rehearsed_is_the_year_that_happens(sample: World) -> None:
    """The sample plan, nobody answering: the same notices on the same days to the same posts."""
    end = SAMPLE_FIRST + timedelta(days=365)
    played = rehearse(sample.office, SAMPLE_FIRST, end)
    sample.run()
    sample.advance(to=end)
    assert said_by(played) == told_of(sample)
    assert {n.step for n in played.notices} >= {Step.A, Step.M, Step.R20, Step.E4, Step.E5}
    letters = {(m.on, m.to, m.notices) for m in played.messages}
    assert len(letters) == len(played.messages) == len(sample.letterbox.arrived)
    sample.let_pass()
    sample.end()


def test_a_rehearsal_writes_nothing(world: World) -> None:
    """No entry of the history, no day to ask that is another afterwards."""
    world.import_plan(row("1", DUE))
    before = _entries(world)
    assert rehearse(world.office, FIRST, date(2010, 12, 31)).notices
    assert _entries(world) == before
    assert world.run().notices == 1
    world.inbox(LEAD).expect("Yours")


def _entries(world: World) -> int:
    with reading(world.office.engine) as session:
        rows: int = session.execute(select(func.count()).select_from(History)).scalar_one()
    return rows


def test_a_rehearsal_in_the_middle_goes_on_from_what_was_told(world: World) -> None:
    """After E1 the next is E2: nothing told is told again."""
    world.import_plan(row("1", DUE))
    world.run()
    world.advance(to=date(2010, 9, 20))
    played = rehearse(world.office, date(2010, 9, 21), date(2010, 11, 30))
    told = len(world.told())
    world.advance(to=date(2010, 11, 30))
    assert said_by(played) == sorted(
        (t.told_on, t.step.value, t.action, t.to, t.copied) for t in world.told()[told:]
    )
    world.let_pass()


def test_what_waits_is_taken_as_accepted_on_the_first_day(world: World) -> None:
    """A step that has not left yet does not stop the rehearsal's ladder."""
    world.import_plan(row("1", DUE))
    world.run(send=False)
    played = rehearse(world.office, date(2010, 9, 7), date(2010, 9, 30))
    steps = [(n.step, n.on.day) for n in played.notices if not n.copy]
    assert steps == [("R5", 10), ("R0", 17), ("E1", 20), ("E2", 24)]


def test_an_empty_rehearsal_begins_as_if_the_plan_were_entered_then(world: World) -> None:
    """With a ladder behind it the action begins again with A."""
    world.import_plan(row("1", "29 October 2010"))
    world.run()
    world.let_pass()
    played = rehearse(world.office, date(2010, 10, 11), date(2010, 11, 5), empty=True)
    told = [(n.on, n.step) for n in played.notices if not n.copy]
    steps = [(step, on) for on, step in sorted(told)]
    assert steps == [
        ("A", date(2010, 10, 11)),
        ("R5", date(2010, 10, 22)),
        ("R0", date(2010, 10, 29)),
        ("E1", date(2010, 11, 1)),
        ("M", date(2010, 11, 1)),
        ("M", date(2010, 11, 1)),
        ("E2", date(2010, 11, 5)),
    ]


def test_an_empty_rehearsal_is_the_same_whenever_the_plan_was_entered(world: World) -> None:
    """Of a plan that is years old too: it has its leads, and what it records as done is done."""
    heads, months = (*HEADINGS, "Status"), timedelta(days=400)
    rows = [(*row("1", "TBC"), "Open"), (*row("2", "TBC"), "Complete")]
    world.on(FIRST + months).import_plan(*rows, heads=heads)
    played = rehearse(world.office, FIRST, LAST, empty=True)
    assert said_by(played) == [(FIRST, "A", "child-q/1", LEAD, False)]


def test_what_is_entered_in_a_period_is_told_to_its_leads(world: World) -> None:
    """A rehearsal that begins before an action's entry tells nobody of a lead that is missing."""
    world.import_plan(row("1", DUE))
    played = rehearse(world.office, date(2010, 9, 1), FIRST)
    assert said_by(played) == [(FIRST, "A", "child-q/1", LEAD, False)]


def test_a_rehearsal_names_the_posts_for_which_nobody_is_there(world: World) -> None:
    """An empty table is no answer where the contacts are missing."""
    world.import_plan(row("1", DUE))
    assert rehearse(world.office, FIRST, FIRST).unreached == ()
    posts = [post for post, *_ in CONTACTS]
    world.contacts(
        *((p, f"Holder of {p}", address_of(p), "2010-01-01", "2010-09-05") for p in posts)
    )
    played = rehearse(world.office, FIRST, FIRST)
    assert (played.notices, played.unreached) == ((), (LEAD,))


def test_a_policy_can_be_tried_and_is_not_kept(world: World, tmp_path: Path) -> None:
    """Eight days before the due date instead of five, in this rehearsal alone."""
    file = tmp_path / "policy.toml"
    file.write_text("[reminders]\nnormal = [20, 8, 0]\n", encoding="utf-8")
    world.import_plan(row("1", "29 October 2010"))
    tried = rehearse(world.office, FIRST, date(2010, 10, 29), policy_file=file)
    kept = rehearse(world.office, FIRST, date(2010, 10, 29))
    assert [n.on.day for n in tried.notices if n.step == "R5"] == [19]
    assert [n.on.day for n in kept.notices if n.step == "R5"] == [22]
    # A step that one of the two tells after the last day is moved, and neither added nor dropped.
    short = rehearse(world.office, FIRST, date(2010, 10, 20), policy_file=file)
    assert short.notices[-1].on == date(2010, 10, 19)
    assert short.compared is not None
    assert [difference_words(one) for one in short.compared.differences] == [
        "moved from 22 October 2010 to 19 October 2010"
    ]


def test_days_in_the_wrong_order_are_refused(world: World) -> None:
    """The sentence names the options."""
    with pytest.raises(Refused, match="--from and --to"):
        rehearse(world.office, FIRST, FIRST - timedelta(days=1))


def test_a_policy_that_cannot_be_read_is_refused(world: World, tmp_path: Path) -> None:
    """An unknown key and a missing file are both sentences."""
    file = tmp_path / "policy.toml"
    file.write_text("[ladder]\nnormall = [1, 5, 10, 20, 40]\n", encoding="utf-8")
    with pytest.raises(Refused, match="normall"):
        rehearse(world.office, FIRST, FIRST, policy_file=file)
    with pytest.raises(Refused, match="--policy"):
        rehearse(world.office, FIRST, FIRST, policy_file=tmp_path / "none.toml")
