"""What is struck only after what rests on it, what cannot be struck, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from sqlalchemy import select
from sqlmodel import col

from models.database import reading
from models.plan import Action
from models.rules.words import Priority
from tasks.by_hand import Edited, add, edit
from tasks.corrections import correct
from tasks.explaining import why
from tasks.looking import history, verify_history
from tasks.refused import Refused
from tests.stories.world import (
    CHAIR,
    HEAD,
    LEAD,
    REVIEW,
    SECRETARY,
    World,
)
from tests.tasks.correcting import (
    ACTION,
    LATER,
    adds,
    closes,
    extends,
    facts,
    hands_over,
    hastens,
    last,
    of_two,
    silences,
    splits,
    strike,
)


@pytest.fixture
def entered(world: World) -> World:
    """Two actions, the first with a contributor; nothing is told."""
    return of_two(world)


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


@pytest.mark.parametrize(
    ("does", "what", "into"), [(adds, "action added", "9"), (splits, "split", "1.1")]
)
@pytest.mark.clause("2.2")
def test_what_carries_on_another_action_is_struck_after_that_decision(
    entered: World, does: Callable[[World], None], what: str, into: str
) -> None:
    """Else the other would stay closed, and nothing carry it on."""
    does(entered)
    entered.decide("2", "superseded", into=into)
    decided = last(entered, "decided superseded")
    with pytest.raises(Refused, match=rf"it rests on that one.*`matters correct {decided}`"):
        strike(entered, what)
    strike(entered, "decided superseded")
    strike(entered, what)
    assert [one.reference for one in facts(entered)] == [ACTION, f"{REVIEW}/2"]


def test_an_added_action_that_is_struck_is_gone_and_its_number_stays_taken(
    entered: World,
) -> None:
    """A reference is given once."""
    adds(entered)
    strike(entered, "action added")
    assert [one.reference for one in facts(entered)] == [ACTION, f"{REVIEW}/2"]
    made = add(entered.office, REVIEW, "9", "Do it.", lead=LEAD, due_on=LATER, by=SECRETARY)
    assert made == f"{REVIEW}/9.1"


@pytest.mark.clause("2.2")
def test_nothing_is_said_or_decided_of_an_action_that_was_struck(entered: World) -> None:
    """Nor does it carry on another; its history can be read."""
    adds(entered)
    strike(entered, "action added")
    said = r"child-q/9 was struck on 6 September 2010.*`matters history child-q/9`"
    for act in (
        partial(entered.respond, "9", "in-progress"),
        partial(entered.decide, "9", "outside-control"),
        partial(entered.decide, "2", "superseded", into="9"),
        partial(edit, entered.office, f"{REVIEW}/9", Edited(lead=HEAD, reason="x"), by=SECRETARY),
        partial(why, entered.office, f"{REVIEW}/9"),
    ):
        with pytest.raises(Refused, match=said):
            act()
    assert [one.what for one in history(entered.office, f"{REVIEW}/9")] == [
        "action added",
        "entry struck",
    ]


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
