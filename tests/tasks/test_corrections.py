"""Entries of the history struck: what stands then, what must be struck first, and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from models.action_reading import action_facts, all_of
from models.answers import Stop
from models.database import reading
from models.plan import Action
from models.rules.facts import ActionFacts
from models.rules.words import DecisionKind, Priority, Progress, StopKind
from tasks.by_hand import Chosen, Edited, add, edit, silence, split
from tasks.corrections import correct
from tasks.looking import history, verify_history
from tasks.refused import Refused
from tests.stories.anywhere import anywhere
from tests.stories.world import (
    BOARD_ID,
    CHAIR,
    DEPUTY,
    HEAD,
    HEADINGS,
    LEAD,
    REVIEW,
    SECRETARY,
    World,
    row,
)

__all__ = ["anywhere"]

ACTION = f"{REVIEW}/1"
DUE = "17 September 2010"
LATER = date(2010, 10, 29)


@pytest.fixture
def entered(world: World) -> World:
    """Two actions, the first with a contributor; nothing is told."""
    return of_two(world)


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


@pytest.mark.clause("2.2")
def test_an_entry_on_which_a_later_one_rests_is_struck_after_it(entered: World) -> None:
    """The later one is named with its number, and nothing is changed until it is struck."""
    entered.respond("1", "evidence", evidence="Done.")
    evidence = last(entered, "answered")
    entered.on(date(2010, 9, 7)).decide("1", "accept")
    entered.on(date(2010, 9, 8)).decide("1", "reopen", until=LATER)
    before = facts(entered)
    accept, reopen = last(entered, "decided accept"), last(entered, "decided reopen")
    with pytest.raises(Refused, match=rf"no evidence waits.*`matters correct {accept}`"):
        correct(entered.office, evidence, "A slip.", by=SECRETARY)
    with pytest.raises(Refused, match=rf"“decided reopen” of 8 .*`matters correct {reopen}`"):
        correct(entered.office, accept, "A slip.", by=SECRETARY)
    assert facts(entered) == before
    for seq in (reopen, accept, evidence):
        correct(entered.office, seq, "A slip.", by=SECRETARY)
    assert facts(entered)[0].stops == ()
    assert [h.struck_by is not None for h in history(entered.office, ACTION)].count(True) == 3


@pytest.mark.clause("2.2")
@pytest.mark.parametrize(("then", "what"), [(silences, "silenced"), (hands_over, "handed over")])
def test_what_only_an_open_action_takes_is_struck_before_its_reopening(
    entered: World, then: Callable[[World], None], what: str
) -> None:
    """Without the reopening it would have come to an action that is closed, and been refused."""
    closes(entered)
    entered.on(date(2010, 9, 7)).decide("1", "reopen", until=LATER)
    then(entered.on(date(2010, 9, 8)))
    before = facts(entered)
    with pytest.raises(
        Refused, match=f"before entry .*“{what}” of 8 September.*was closed on 6 September"
    ):
        strike(entered, "decided reopen")
    assert facts(entered) == before


@pytest.mark.clause("2.2")
@pytest.mark.parametrize(
    ("first", "what", "then", "later"),
    [
        (hands_over, "handed over", splits, "split"),
        (extends, "decided extend", splits, "split"),
        (splits, "split", extends, "decided extend"),
    ],
)
def test_what_was_copied_or_handed_on_is_struck_last(
    entered: World,
    first: Callable[[World], None],
    what: str,
    then: Callable[[World], None],
    later: str,
) -> None:
    """A part has the whole's dates and leads of the day on which it was split off."""
    first(entered)
    then(entered)
    with pytest.raises(Refused, match=f"“{later}”.*it rests on that one"):
        strike(entered, what)
    strike(entered, later)
    strike(entered, what)
    assert verify_history(entered.office) == []


@pytest.mark.clause("2.2")
def test_a_part_that_was_answered_keeps_its_split(entered: World) -> None:
    """What was said of the part would be lost."""
    splits(entered)
    entered.respond("1.1", "in-progress", by=HEAD)
    with pytest.raises(Refused, match=r"“answered” of 6 September.*it rests on that one"):
        strike(entered, "split")


def test_an_added_action_that_is_struck_is_gone_and_its_number_stays_taken(
    entered: World,
) -> None:
    """A reference is given once."""
    adds(entered)
    strike(entered, "action added")
    assert [one.reference for one in facts(entered)] == [ACTION, f"{REVIEW}/2"]
    made = add(entered.office, REVIEW, "9", "Do it.", lead=LEAD, due_on=LATER, by=SECRETARY)
    assert made == f"{REVIEW}/9.1"


def test_a_conclusion_is_struck_before_what_it_rests_on(entered: World) -> None:
    """Then the review is followed again."""
    for ref in ("1", "2"):
        entered.decide(ref, "outside-control")
    entered.decide_review("conclude")
    with pytest.raises(Refused, match="the review was concluded on all that stands"):
        strike(entered, "decided outside-control")
    strike(entered, "decided conclude")
    strike(entered, "decided outside-control")
    entered.decide("2", "outside-control")
    assert not entered.decide_review("conclude").already


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


def test_titles_are_struck_in_their_order(entered: World) -> None:
    """The second takes the place of the first."""
    for title in ("Night staff", "Night handover"):
        edit(entered.office, ACTION, Edited(short_title=title, reason="Plainer."), by=SECRETARY)
    second = last(entered, "edited")
    with pytest.raises(Refused, match="it rests on that one"):
        correct(entered.office, second - 1, "A slip.", by=SECRETARY)
    correct(entered.office, second, "A slip.", by=SECRETARY)
    with reading(entered.office.engine) as session:
        query = select(col(Action.short_title)).where(col(Action.reference) == ACTION)
        assert session.execute(query).scalar_one() == "Night staff"


@pytest.mark.clause("2.2")
@pytest.mark.parametrize(
    ("by", "reason", "said"),
    [
        (CHAIR, "A slip.", "Only the Review secretary corrects the register"),
        (LEAD, "A slip.", "Only the Review secretary corrects the register"),
        (SECRETARY, " ", "A correction has a reason"),
    ],
)
def test_a_correction_is_the_secretarys_with_a_reason(
    entered: World, by: str, reason: str, said: str
) -> None:
    """Neither the chair's nor a lead's."""
    hastens(entered)
    with pytest.raises(Refused, match=said):
        correct(entered.office, last(entered, "decided priority-high"), reason, by=by)
    assert facts(entered)[0].priority is Priority.HIGH


def test_what_cannot_be_struck_says_why(entered: World) -> None:
    """Neither what a plan entered nor a run, nor a correction, nor the same entry twice."""
    hastens(entered)
    entered.run()
    entered.let_pass("child-q/")
    strike(entered, "decided priority-high")
    for what, said in (
        ("action entered", "what a plan entered is closed by a decision"),
        ("run", "what was told stays told"),
        ("entry struck", "what was struck by mistake is recorded again"),
        ("decided priority-high", "was struck on 6 September 2010 already"),
    ):
        with pytest.raises(Refused, match=said):
            strike(entered, what)
    with pytest.raises(Refused, match="There is no entry 999"):
        correct(entered.office, 999, "A slip.", by=SECRETARY)
